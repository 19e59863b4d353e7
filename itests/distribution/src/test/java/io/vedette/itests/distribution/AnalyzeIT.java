package io.vedette.itests.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.vedette.testkit.peer.TestData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Clips are analysed by {@code ./vedette analyze}: good ones, broken ones and none at all. */
class AnalyzeIT {
    private static final String CLIP = "videos/one-by-one-person-detection.mp4";

    @TempDir
    Path folder;

    /** How a run ended. */
    private record Outcome(int status, List<String> out, List<String> err) {}

    private Outcome analyze(Path clip) throws IOException, InterruptedException {
        Path out = Files.createTempFile(folder, "analyze", ".out");
        Path err = Files.createTempFile(folder, "analyze", ".err");
        Process process = new ProcessBuilder(
                        "sh",
                        Vedette.SCRIPT.toString(),
                        "analyze",
                        clip.toString(),
                        "--labels",
                        "person",
                        "--home",
                        folder.resolve("home").toString(),
                        "--models",
                        TestData.path("models").toString())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .redirectInput(new java.io.File("/dev/null"))
                .start();
        assertThat(process.waitFor(300, TimeUnit.SECONDS)).isTrue();
        return new Outcome(process.exitValue(), Files.readAllLines(out), Files.readAllLines(err));
    }

    @Test
    void everyVisitIsFoundOnceAndTheSameLinesComeTwice() throws Exception {
        Outcome first = analyze(TestData.path(CLIP));
        Outcome second = analyze(TestData.path(CLIP));

        assertThat(first.status()).isZero();
        assertThat(first.err()).isEmpty();
        assertThat(second.out()).isEqualTo(first.out());
        JsonNode truth = Subscriber.json(Files.readString(TestData.path("videos/one-by-one.truth.json")));
        double fps = truth.get("fps").asDouble();
        List<Duration[]> visits = new ArrayList<>();
        truth.get("visits_frames")
                .forEach(visit -> visits.add(new Duration[] {
                    media(visit.get(0).asLong() / fps), media(visit.get(1).asLong() / fps)
                }));
        List<Duration[]> seen = first.out().stream()
                .map(Subscriber::json)
                .filter(event -> event.get("type").asText().equals("end"))
                .map(event -> new Duration[] {at(event, "started_utc"), at(event, "ended_utc")})
                .toList();
        assertThat(seen).hasSizeBetween(visits.size(), visits.size() + 1);
        for (Duration[] visit : visits) {
            assertThat(seen)
                    .as("a person from %s to %s", visit[0], visit[1])
                    .anyMatch(s -> s[0].compareTo(visit[1]) < 0 && s[1].compareTo(visit[0]) > 0);
        }
        assertThat(first.out()).allMatch(line -> line.contains("\"inference_latency_ms\":null"));
    }

    private static Duration media(double seconds) {
        return Duration.ofMillis((long) (seconds * 1000));
    }

    private static Duration at(JsonNode event, String field) {
        return Duration.between(Instant.EPOCH, Instant.parse(event.get(field).asText()));
    }

    @Test
    void whatIsNoClipIsOneLineAndStatus2() throws Exception {
        byte[] noise = new byte[200_000];
        new Random(7).nextBytes(noise);
        Path clip = TestData.path(CLIP);
        Path whole = ffmpeg("-i", clip.toString(), "-c", "copy", "whole.mp4");
        Map<String, byte[]> files = Map.of(
                "text.mp4",
                "this is no film\n".getBytes(java.nio.charset.StandardCharsets.UTF_8),
                "empty.mp4",
                new byte[0],
                "noise.mp4",
                noise,
                // ffmpeg writes the index behind the pictures.
                "without-index.mp4",
                half(whole));
        for (Map.Entry<String, byte[]> each : files.entrySet()) {
            Path file = Files.write(folder.resolve(each.getKey()), each.getValue());
            assertRefused(analyze(file), each.getKey());
        }
        assertRefused(analyze(folder.resolve("missing.mp4")), "missing.mp4");
        assertRefused(analyze(folder), folder.getFileName().toString());
    }

    private static void assertRefused(Outcome outcome, String name) {
        assertThat(outcome.out()).as(name).isEmpty();
        assertThat(outcome.err())
                .as(name)
                .singleElement()
                .asString()
                .contains(name)
                .doesNotContain("Exception");
        assertThat(outcome.status()).as(name).isEqualTo(2);
    }

    @Test
    void aClipThatBreaksOffIsAnalysedAsFarAsItGoes() throws Exception {
        Path whole = ffmpeg("-i", TestData.path(CLIP).toString(), "-c", "copy", "whole.mkv");
        Outcome outcome = analyze(Files.write(folder.resolve("broken.mkv"), half(whole)));

        assertThat(outcome.status()).isZero();
        assertThat(outcome.err()).singleElement().asString().contains("broken.mkv", "only");
        assertThat(outcome.out()).anyMatch(line -> line.contains("\"type\":\"end\""));
    }

    private static byte[] half(Path file) throws IOException {
        byte[] all = Files.readAllBytes(file);
        return Arrays.copyOf(all, all.length / 2);
    }

    private Path ffmpeg(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("ffmpeg", "-v", "error", "-nostdin", "-y"));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .inheritIO()
                .start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
        return folder.resolve(arguments[arguments.length - 1]);
    }
}
