package io.vedette.shell.doctor;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Examines the folder whose jars are run: who can write there, and what lies there. Stateless. */
final class DeployCheck {
    private static final String ABOUT = "deploy folder";

    private DeployCheck() {}

    static List<Finding> look(Path home) {
        Path deploy = home.resolve("deploy");
        if (!Files.isDirectory(deploy)) {
            return List.of(Finding.ok(ABOUT, "Is not there"));
        }
        if (Setting.of(home.resolve("etc"), "io.vedette.plugins", "deploy", "true")
                .equals("false")) {
            return List.of(Finding.ok(ABOUT, "Is turned off"));
        }
        try {
            return opened(home, deploy);
        } catch (IOException | UnsupportedOperationException e) {
            return List.of(Finding.problem(ABOUT, "Cannot be examined: " + e, "See that it can be read"));
        }
    }

    private static List<Finding> opened(Path home, Path deploy) throws IOException {
        List<Finding> found = new ArrayList<>();
        for (Path each : List.of(home, deploy)) {
            if (othersWrite(each)) {
                found.add(Finding.problem(
                        ABOUT,
                        "Other users can write to " + each + ", and so run code as Vedette",
                        "chmod go-w " + each));
            }
        }
        List<String> jars = jars(deploy);
        if (!jars.isEmpty()) {
            found.add(Finding.note(
                    ABOUT,
                    String.join(", ", jars) + " runs with all rights of Vedette",
                    "Delete what you did not put there; deploy = false in etc/io.vedette.plugins.cfg closes it"));
        }
        if (found.isEmpty()) {
            found.add(Finding.ok(ABOUT, "Holds no plug-in; only you can write to it"));
        }
        return found;
    }

    private static boolean othersWrite(Path folder) throws IOException {
        Set<PosixFilePermission> granted = Files.getPosixFilePermissions(folder);
        return granted.contains(PosixFilePermission.GROUP_WRITE) || granted.contains(PosixFilePermission.OTHERS_WRITE);
    }

    private static List<String> jars(Path deploy) throws IOException {
        List<String> names = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(deploy, "*.jar")) {
            files.forEach(file -> names.add(file.getFileName().toString()));
        }
        names.sort(null);
        return names;
    }
}
