package io.vedette.shell.doctor;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/** A setting as it stands in the user's files. Stateless. */
final class Setting {
    private Setting() {}

    /** The value without blanks around it; the usual one where the file, or the key in it, is absent or empty. */
    static String of(Path etc, String pid, String key, String usual) {
        Properties read = new Properties();
        try (Reader reader = Files.newBufferedReader(etc.resolve(pid + ".cfg"), StandardCharsets.ISO_8859_1)) {
            read.load(reader);
        } catch (IOException | IllegalArgumentException e) {
            // The component that lives by this file complains; here the usual value is what holds.
            return usual;
        }
        String value = read.getProperty(key, "").strip();
        return value.isEmpty() ? usual : value;
    }

    static int port(Path etc, String pid, int usual) {
        String value = of(etc, pid, "port", "");
        return value.matches("[0-9]{1,5}") ? Integer.parseInt(value) : usual;
    }
}
