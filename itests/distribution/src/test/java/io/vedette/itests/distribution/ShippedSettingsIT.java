package io.vedette.itests.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** Every option of the shipped files has a typed description in its bundle, and the other way round. */
class ShippedSettingsIT {
    private static final Path DISTRIBUTION = Vedette.SCRIPT.getParent();
    private static final Pattern OPTION = Pattern.compile("#?([a-z][a-z0-9.-]*) =.*");

    @Test
    void filesAndDescriptionsNameTheSameOptions() throws Exception {
        assertThat(shipped()).isEqualTo(described());
    }

    @Test
    void everyOptionHasACommentAboveIt() throws IOException {
        for (Path file : files()) {
            List<String> lines = Files.readAllLines(file);
            for (int i = 0; i < lines.size(); i++) {
                if (OPTION.matcher(lines.get(i)).matches()) {
                    assertThat(i > 0 ? lines.get(i - 1) : "")
                            .as("the line above '%s' in %s", lines.get(i), file.getFileName())
                            .startsWith("# ");
                }
            }
        }
    }

    private static List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(DISTRIBUTION.resolve("etc"))) {
            return files.filter(file -> file.getFileName().toString().startsWith("io.vedette."))
                    .sorted()
                    .toList();
        }
    }

    /** Options by PID, as the files name them. */
    private static SortedMap<String, SortedSet<String>> shipped() throws IOException {
        SortedMap<String, SortedSet<String>> shipped = new TreeMap<>();
        for (Path file : files()) {
            String pid = file.getFileName().toString().replaceAll("\\.(cfg|example)$", "");
            for (String line : Files.readAllLines(file)) {
                Matcher option = OPTION.matcher(line);
                if (option.matches()) {
                    shipped.computeIfAbsent(pid, p -> new TreeSet<>()).add(option.group(1));
                }
            }
        }
        return shipped;
    }

    /** Options by PID, as the bundles describe them. */
    private static SortedMap<String, SortedSet<String>> described() throws Exception {
        SortedMap<String, SortedSet<String>> described = new TreeMap<>();
        for (String folder : List.of("system/io/vedette", "plugins", "optional")) {
            try (Stream<Path> jars = Files.walk(DISTRIBUTION.resolve(folder))) {
                for (Path jar :
                        jars.filter(file -> file.toString().endsWith(".jar")).toList()) {
                    read(jar, described);
                }
            }
        }
        return described;
    }

    private static void read(Path jar, Map<String, SortedSet<String>> described) throws Exception {
        try (JarFile file = new JarFile(jar.toFile())) {
            for (JarEntry entry : file.stream()
                    .filter(e -> e.getName().matches("OSGI-INF/metatype/.*\\.xml"))
                    .toList()) {
                try (InputStream in = file.getInputStream(entry)) {
                    describe(
                            DocumentBuilderFactory.newInstance()
                                    .newDocumentBuilder()
                                    .parse(in),
                            described);
                }
            }
        }
    }

    private static void describe(Document document, Map<String, SortedSet<String>> described) {
        SortedSet<String> options = new TreeSet<>();
        NodeList attributes = document.getElementsByTagName("AD");
        for (int i = 0; i < attributes.getLength(); i++) {
            Element attribute = (Element) attributes.item(i);
            assertThat(attribute.getAttribute("description"))
                    .as("what %s is for", attribute.getAttribute("id"))
                    .isNotBlank();
            assertThat(attribute.getAttribute("type")).isNotBlank();
            options.add(attribute.getAttribute("id"));
        }
        NodeList designates = document.getElementsByTagName("Designate");
        for (int i = 0; i < designates.getLength(); i++) {
            Element designate = (Element) designates.item(i);
            String factory = designate.getAttribute("factoryPid");
            described.put(factory.isEmpty() ? designate.getAttribute("pid") : factory, options);
        }
    }
}
