package io.vedette.launcher;

import java.io.IOException;
import java.io.PrintStream;
import java.io.Reader;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Settings that suit a kind of machine: a folder of files named as those in {@code etc}, each with the lines that differ from the
 * defaults. Only where the user has set nothing do they become the home's. Immutable.
 */
final class Preset {
    /** Those that there are. */
    static final List<String> NAMES = List.of("desktop", "pi", "server");

    private static final Pattern OPTION = Pattern.compile("#?([a-z][a-z0-9.-]*) =.*");

    private final Path presets;
    private final Path shipped;
    private final String name;

    Preset(Path distribution, String name) {
        this.presets = distribution.resolve("presets");
        this.shipped = distribution.resolve("etc");
        this.name = name;
    }

    /** Sets a home up, and tells what came of it. */
    void apply(Path etc, PrintStream out) throws IOException {
        List<String> kept = new ArrayList<>();
        for (String file : files()) {
            Path theirs = etc.resolve(file);
            Properties wanted = settings(presets.resolve(name).resolve(file));
            Properties found = settings(theirs);
            if (found.equals(wanted) && Files.exists(theirs)) {
                continue;
            }
            if (isNobodys(file, found)) {
                HomeFolder.writePrivate(theirs, lines(shipped.resolve(file), wanted));
            } else {
                kept.add(file);
            }
        }
        out.println("Preset " + name
                + (kept.isEmpty() ? "" : "; set by you, and left as it is: " + String.join(", ", kept)));
    }

    /** The names of all files that any preset sets something in: one may take back what another has set. */
    private SortedSet<String> files() throws IOException {
        SortedSet<String> files = new TreeSet<>();
        for (String each : NAMES) {
            try (DirectoryStream<Path> found = Files.newDirectoryStream(presets.resolve(each), "io.vedette.*")) {
                found.forEach(file -> files.add(file.getFileName().toString()));
            }
        }
        return files;
    }

    /** Whether nothing is set, or just what a preset has set. */
    private boolean isNobodys(String file, Properties found) throws IOException {
        for (String each : NAMES) {
            if (found.equals(settings(presets.resolve(each).resolve(file)))) {
                return true;
            }
        }
        return found.isEmpty();
    }

    private static Properties settings(Path file) throws IOException {
        Properties settings = new Properties();
        if (Files.exists(file)) {
            try (Reader reader = Files.newBufferedReader(file)) {
                settings.load(reader);
            } catch (IllegalArgumentException e) {
                throw new IOException(file + " cannot be read: " + e.getMessage(), e);
            }
        }
        return settings;
    }

    /** The shipped file's lines, with some options set. */
    private static List<String> lines(Path file, Properties wanted) throws IOException {
        List<String> lines = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            Matcher option = OPTION.matcher(line);
            String value = option.matches() ? wanted.getProperty(option.group(1)) : null;
            lines.add(value == null ? line : option.group(1) + " = " + value);
        }
        return lines;
    }
}
