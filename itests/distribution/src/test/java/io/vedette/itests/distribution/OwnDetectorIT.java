package io.vedette.itests.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The way of {@code docs/your-own-detector.md}: a detector of one's own is made, built, deployed and seen at work, exchanged, and
 * a broken version of it is refused. The camera is a drawn one through which a red car drives twice a minute.
 */
class OwnDetectorIT {
    private static final Path ROOT = Path.of(System.getProperty("vedette.root"));
    private static final String SOURCE = "src/main/java/io/vedette/detector/back/yard/BackYardDetector.java";
    private static final Duration A_FEW_CARS = Duration.ofMinutes(3);
    private static final int SOME_LOOKS = 20;

    @TempDir
    Path folder;

    private Instance vedette;

    @AfterEach
    void stop() {
        if (vedette != null) {
            vedette.close();
        }
    }

    @Test
    void isMadeBuiltDeployedSeenExchangedAndRefusedWhereItIsBroken() throws Exception {
        OwnBundle own = OwnBundle.make(folder, "detector-back-yard");
        Path first = own.built("1.0.0");
        assertThat(contractTestsRun(own)).isGreaterThanOrEqualTo(13);
        watchTheStreet();

        deploy(first);
        await().atMost(A_FEW_CARS).until(() -> sawWith("red-thing", "1.0.0"));

        own.change("pom.xml", "<version>1.0.0</version>", "<version>1.0.1</version>");
        assertThat(swap(own.built("1.0.1"))).contains("back-yard 1.0.0 → 1.0.1", "gap 0 frames", "dropped 0");
        await().atMost(A_FEW_CARS).until(() -> serves("1.0.1"));
        vedette.with("io.vedette.detector.back.yard.cfg", "label = red-car");
        await().atMost(A_FEW_CARS).until(() -> sawWith("red-car", "1.0.1"));

        own.change("pom.xml", "<version>1.0.1</version>", "<version>1.0.2</version>");
        own.change(
                SOURCE,
                "this.channel = ",
                "if (true) throw new IllegalStateException(\"too new\");\n        this.channel = ");
        OwnBundle.Ran build = own.build();
        assertThat(build.exit())
                .as("a broken detector passes its contract test")
                .isNotZero();
        assertThat(build.output()).contains("BackYardDetectorContractTest", "too new");
        assertThat(swap(own.built("1.0.2", "-DskipTests"))).contains("1.0.2 is refused");
        assertThat(vedette.log()).contains("too new");
        assertThat(vedette.home.resolve("deploy/io.vedette.detector.back.yard-1.0.2.jar"))
                .doesNotExist();
        assertGoesOnServing("1.0.1");
    }

    /** Drops a jar into the home, whole or not at all. */
    private void deploy(Path jar) throws IOException {
        Path part = vedette.home.resolve(jar.getFileName() + ".part");
        Files.copy(jar, part);
        Files.move(part, vedette.home.resolve("deploy").resolve(jar.getFileName()), StandardCopyOption.ATOMIC_MOVE);
    }

    private String swap(Path jar) throws Exception {
        return vedette.shell("vedette:swap " + jar);
    }

    private void watchTheStreet() throws IOException {
        vedette = new Instance(folder)
                .with("io.vedette.mqtt.broker.cfg", "enabled = false")
                .with("io.vedette.camera-street.cfg", "uri = demo:?seed=3&day=30", "labels = red-thing,red-car")
                .start();
    }

    private void assertGoesOnServing(String version) throws Exception {
        long target = vedette.count("street", "looks_answered") + SOME_LOOKS;
        await().atMost(A_FEW_CARS).until(() -> vedette.count("street", "looks_answered") >= target);
        assertThat(serves(version)).isTrue();
        assertThat(vedette.count("street", "looks_failed")).isZero();
    }

    private boolean serves(String version) throws Exception {
        for (JsonNode each : Subscriber.json(vedette.shell("vedette:detectors --json"))) {
            if (each.get("bundle").asText().equals("io.vedette.detector.back.yard/" + version)) {
                return each.get("name").asText().equals("back-yard")
                        && each.path("cameras").toString().contains("street");
            }
        }
        return false;
    }

    /** Whether an event tells of this label, found by this version. */
    private boolean sawWith(String label, String version) throws Exception {
        for (JsonNode each : Subscriber.json(
                Vedette.get(vedette.port(), "/api/v1/events?limit=100", "*/*").body())) {
            JsonNode detector = each.get("detector");
            if (each.get("label").asText().equals(label)
                    && detector.get("bundle").asText().equals("io.vedette.detector.back.yard")
                    && detector.get("version").asText().equals(version)) {
                return true;
            }
        }
        return false;
    }

    private static long contractTestsRun(OwnBundle own) throws IOException {
        Path report = own.folder.resolve(
                "target/surefire-reports/TEST-io.vedette.detector.back.yard.BackYardDetectorContractTest.xml");
        try (Stream<String> lines = Files.lines(report)) {
            return lines.filter(line -> line.contains("<testcase ")).count();
        }
    }

    @Test
    void aNameOrFolderThatCannotBeTakenIsRefusedInOneLine() throws Exception {
        Path free = folder.resolve("free");
        for (List<String> each : List.of(
                List.of("Garden", "must begin with detector-"),
                List.of("detector-Garden", "a-z, 0-9 and hyphens"),
                List.of("detector-../../x", "a-z, 0-9 and hyphens"),
                List.of("detector-new", "a word of Java"),
                List.of("detector-1st", "begin with a letter"),
                List.of("detector-onnx", "ships a 'detector-onnx' itself"))) {
            assertRefused(each.get(0), free, each.get(1));
            assertThat(free).doesNotExist();
        }
        Files.createDirectory(free);
        assertRefused("detector-garden", free, "is there already");
        assertThat(free).isEmptyDirectory();
    }

    private void assertRefused(String name, Path target, String reason) throws Exception {
        OwnBundle.Ran refused = OwnBundle.refused(folder, name, target);
        assertThat(refused.exit()).as(refused.output()).isEqualTo(2);
        assertThat(refused.output()).hasLineCount(1).contains(reason);
    }

    @Test
    void theExampleIsShortAndAgreesWithTheVersionOfVedette() throws IOException {
        Path example = ROOT.resolve("examples/detector-hello");
        String version = Files.readString(ROOT.resolve("pom.xml"))
                .replaceAll("(?s).*?<artifactId>vedette</artifactId>\\s*<version>([^<]*)</version>.*", "$1");
        assertThat(example.resolve("pom.xml")).content().contains("<vedette.version>" + version + "</vedette.version>");
        assertThat(Files.readAllLines(example.resolve("src/main/java/io/vedette/detector/hello/HelloDetector.java")))
                .hasSizeLessThanOrEqualTo(120);
    }
}
