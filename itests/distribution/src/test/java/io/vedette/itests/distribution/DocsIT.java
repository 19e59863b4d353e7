package io.vedette.itests.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the documents say is there: files that they link to, commands that they tell. */
class DocsIT {
    private static final Path ROOT = Path.of(System.getProperty("vedette.root"));
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#]+)[^)]*\\)");
    private static final Pattern LAUNCHED = Pattern.compile("\\./vedette ([a-z]+)");
    private static final Pattern SHELL = Pattern.compile("vedette:([a-z-]+)");
    private static final Pattern SHELL_NAME = Pattern.compile("@Command\\([^)]*?name = \"([a-z-]+)\"", Pattern.DOTALL);

    @TempDir
    Path folder;

    private static List<Path> documents() throws IOException {
        List<Path> documents = new ArrayList<>(List.of(ROOT.resolve("README.md")));
        for (String start : List.of("docs", "bundles", "config", "examples")) {
            try (Stream<Path> files = Files.walk(ROOT.resolve(start))) {
                files.filter(file -> !file.toString().contains("/target/"))
                        .filter(file -> file.toString().matches(".*\\.(md|cfg|example)"))
                        .forEach(documents::add);
            }
        }
        return documents;
    }

    @Test
    void everyLinkLeadsToAFile() throws IOException {
        for (Path document : documents()) {
            Matcher link = LINK.matcher(Files.readString(document));
            while (link.find()) {
                if (!link.group(1).matches("[a-z]+:.*")) {
                    assertThat(document.resolveSibling(link.group(1)))
                            .as("linked from %s", ROOT.relativize(document))
                            .exists();
                }
            }
        }
    }

    @Test
    void everyCommandExists() throws Exception {
        Set<String> launched;
        try (Vedette help = Vedette.ran(folder, Map.of(), "--help")) {
            launched = found(Pattern.compile("(?m)^  ([a-z]+) "), help.output());
        }
        Set<String> shell = new TreeSet<>();
        try (Stream<Path> sources = Files.walk(ROOT.resolve("bundles/edge/shell/src/main/java"))) {
            for (Path source :
                    sources.filter(file -> file.toString().endsWith(".java")).toList()) {
                shell.addAll(found(SHELL_NAME, Files.readString(source)));
            }
        }
        assertThat(shell).contains("cameras");
        for (Path document : documents()) {
            String text = Files.readString(document);
            assertThat(launched)
                    .as("./vedette … in %s", ROOT.relativize(document))
                    .containsAll(found(LAUNCHED, text));
            assertThat(shell).as("vedette:… in %s", ROOT.relativize(document)).containsAll(found(SHELL, text));
        }
    }

    private static Set<String> found(Pattern pattern, String text) {
        Set<String> found = new TreeSet<>();
        Matcher matcher = pattern.matcher(text);
        while (matcher.find()) {
            found.add(matcher.group(1));
        }
        return found;
    }
}
