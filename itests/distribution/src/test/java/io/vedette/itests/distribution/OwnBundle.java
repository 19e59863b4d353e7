package io.vedette.itests.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.testkit.peer.TestData;
import java.io.File;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * A plug-in of one's own in a folder outside the source tree, made by {@code tools/new-bundle.sh} and built by Maven, both in
 * processes of their own. Confined to one test.
 */
final class OwnBundle {
    private static final Path ROOT = Path.of(System.getProperty("vedette.root"));
    private static final Set<String> LEFT_OUT = Set.of("target", ".git");
    /** The first Maven of a busy machine takes its time. */
    private static final long PATIENCE_MINUTES = 10;

    final Path folder;
    private final String name;

    private OwnBundle(Path folder, String name) {
        this.folder = folder;
        this.name = name;
    }

    /** What a program said, and how it ended. Immutable. */
    record Ran(int exit, String output) {}

    /** Makes a bundle beside a copy of the source tree: the tree itself is in use by the build that runs this test. */
    static OwnBundle make(Path near, String name) throws IOException, InterruptedException {
        TestData.need(maven("--version").exit() == 0, "no Maven");
        Path clone = near.resolve("clone");
        copyTree(clone);
        Path folder = near.resolve("own").resolve(name);
        Ran script =
                ran(near, List.of("sh", clone.resolve("tools/new-bundle.sh").toString(), name, folder.toString()));
        assertThat(script.exit()).as(script.output()).isZero();
        assertThat(script.output()).contains("mvn package", "deploy/", "your-own-detector.md");
        return new OwnBundle(folder, name);
    }

    /** Runs the script from the source tree where it gets no further than its first look at the arguments. */
    static Ran refused(Path near, String name, Path folder) throws IOException, InterruptedException {
        return ran(near, List.of("sh", ROOT.resolve("tools/new-bundle.sh").toString(), name, folder.toString()));
    }

    private static void copyTree(Path to) throws IOException {
        Files.walkFileTree(ROOT, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path each, BasicFileAttributes attributes) throws IOException {
                if (LEFT_OUT.contains(each.getFileName().toString())) {
                    return FileVisitResult.SKIP_SUBTREE;
                }
                Files.createDirectories(to.resolve(ROOT.relativize(each).toString()));
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path each, BasicFileAttributes attributes) throws IOException {
                Files.copy(each, to.resolve(ROOT.relativize(each).toString()), StandardCopyOption.COPY_ATTRIBUTES);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    /** Builds and tests it without a network. */
    Ran build(String... options) throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(
                List.of("-o", "-q", "-f", folder.resolve("pom.xml").toString()));
        arguments.addAll(List.of(options));
        arguments.add("package");
        return maven(arguments.toArray(String[]::new));
    }

    /** Builds it, and expects that to succeed. */
    Path built(String version, String... options) throws IOException, InterruptedException {
        Ran build = build(options);
        assertThat(build.exit()).as(build.output()).isZero();
        Path jar = folder.resolve("target/io.vedette." + name.replace('-', '.') + "-" + version + ".jar");
        assertThat(jar).exists();
        return jar;
    }

    /** Changes a text of one of its files; it must be there. */
    void change(String file, String from, String to) throws IOException {
        Path path = folder.resolve(file);
        String text = Files.readString(path);
        assertThat(text).contains(from);
        Files.writeString(path, text.replace(from, to));
    }

    private static Ran maven(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(mavenProgram(), "-B"));
        command.addAll(List.of(arguments));
        return ran(Path.of(System.getProperty("java.io.tmpdir")), command);
    }

    /** The Maven that runs the test where it says so, or the one on the path. */
    private static String mavenProgram() {
        String home = System.getProperty("maven.home", System.getenv().getOrDefault("MAVEN_HOME", ""));
        Path program = Path.of(home, "bin", "mvn");
        return !home.isEmpty() && Files.isExecutable(program) ? program.toString() : "mvn";
    }

    private static Ran ran(Path folder, List<String> command) throws IOException, InterruptedException {
        File output = Files.createTempFile(folder, "ran", ".out").toFile();
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output)
                .redirectInput(new File("/dev/null"));
        builder.environment().put("MVN", mavenProgram());
        String repository = System.getProperty("maven.repo.local");
        if (repository != null) {
            builder.environment()
                    .merge("MAVEN_OPTS", "-Dmaven.repo.local=" + repository, (old, more) -> old + " " + more);
        }
        Process process = builder.start();
        if (!process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new AssertionError(command + " does not end: " + Files.readString(output.toPath()));
        }
        String said = Files.readString(output.toPath());
        Files.delete(output.toPath());
        return new Ran(process.exitValue(), said);
    }
}
