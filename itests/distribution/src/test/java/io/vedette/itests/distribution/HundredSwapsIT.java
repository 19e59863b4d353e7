package io.vedette.itests.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.vedette.testkit.peer.RtspCamera;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A detector of 5 ms is exchanged a hundred times in a row under a camera of 25 looks a second, and fifteen more at five. What
 * the process holds is compared between the tenth and the last exchange, after collecting garbage.
 */
class HundredSwapsIT {
    private static final Logger LOG = LoggerFactory.getLogger(HundredSwapsIT.class);
    private static final String BALL = "( videotestsrc is-live=true pattern=ball ! "
            + "video/x-raw,width=320,height=180,framerate=25/1 ! x264enc tune=zerolatency speed-preset=ultrafast "
            + "key-int-max=25 ! rtph264pay name=pay0 pt=96 )";
    private static final int CAMERAS = 16;
    private static final int SWAPS = 100;
    private static final int WARM = 10;
    private static final int STEADY_LOOKS = 2000;
    private static final int SOME_LOOKS = 50;
    private static final double GROWTH = 1.05;

    private static final Pattern COMMITTED = Pattern.compile(
            "(Total:|Java Heap|GC|Code|Compiler|Arena Chunk) \\(?reserved=[0-9]+KB, committed=([0-9]+)KB");

    @TempDir
    Path folder;

    /** What the process holds. */
    private record Holdings(long libraries, long classLoaders, long threads, long nativeKb) {
        static Holdings of(long pid) throws IOException, InterruptedException {
            jcmd(pid, "GC.run");
            jcmd(pid, "GC.run");
            long libraries;
            try (Stream<String> maps = Files.lines(Path.of("/proc/" + pid + "/maps"))) {
                libraries = maps.map(line -> line.substring(line.lastIndexOf(' ') + 1))
                        .filter(file -> file.contains(".so"))
                        .distinct()
                        .count();
            }
            long loaders = jcmd(pid, "VM.classloader_stats")
                    .lines()
                    .filter(line -> line.contains("BundleClassLoader"))
                    .count();
            long threads;
            try (Stream<Path> tasks = Files.list(Path.of("/proc/" + pid + "/task"))) {
                threads = tasks.count();
            }
            return new Holdings(libraries, loaders, threads, nativeKb(jcmd(pid, "VM.native_memory", "summary")));
        }

        /** All that is committed but the heap and its tables, which have their own size, and compiled code with its compilers. */
        private static long nativeKb(String told) {
            long kb = 0;
            Matcher part = COMMITTED.matcher(told);
            while (part.find()) {
                long committed = Long.parseLong(part.group(2));
                kb += part.group(1).equals("Total:") ? committed : -committed;
            }
            return kb;
        }
    }

    /** How many looks took up to which time, by {@code /metrics}. */
    private record Buckets(SortedMap<Double, Long> upto) {
        private static final Pattern BUCKET =
                Pattern.compile("vedette_look_seconds_bucket\\{le=\"([^\"]+)\"} ([0-9]+)");

        static Buckets of(Instance vedette) throws IOException, InterruptedException {
            SortedMap<Double, Long> upto = new TreeMap<>();
            Matcher bucket = BUCKET.matcher(
                    Vedette.get(vedette.port(), "/metrics", "text/plain").body());
            while (bucket.find()) {
                double seconds =
                        bucket.group(1).equals("+Inf") ? Double.POSITIVE_INFINITY : Double.parseDouble(bucket.group(1));
                upto.put(seconds, Long.parseLong(bucket.group(2)));
            }
            return new Buckets(upto);
        }

        Buckets since(Buckets earlier) {
            SortedMap<Double, Long> more = new TreeMap<>(upto);
            more.replaceAll((seconds, count) -> count - earlier.upto.get(seconds));
            return new Buckets(more);
        }

        long looks() {
            return upto.get(upto.lastKey());
        }

        /** The upper bound of the bucket in which it lies. */
        double p99Ms() {
            return upto.entrySet().stream()
                    .filter(each -> each.getValue() >= 0.99 * looks())
                    .mapToDouble(each -> 1000 * each.getKey())
                    .findFirst()
                    .orElse(Double.NaN);
        }
    }

    private static String jcmd(long pid, String... command) throws IOException, InterruptedException {
        List<String> line = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(), String.valueOf(pid)));
        line.addAll(Arrays.asList(command));
        Process process = new ProcessBuilder(line).redirectErrorStream(true).start();
        String told = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(told).isZero();
        return told;
    }

    @Test
    void aHundredSwapsLoseNothingAndLeaveNothingBehind() throws Exception {
        BoxJar jars = new BoxJar(folder);
        try (RtspCamera camera = new RtspCamera(BALL).keptPlaying();
                Instance vedette = new Instance(folder).with("io.vedette.mqtt.broker.cfg", "enabled = false")) {
            for (int i = 0; i < CAMERAS; i++) {
                vedette.with(
                        "io.vedette.camera-cam" + i + ".cfg",
                        "uri = " + camera.uri(),
                        "gate.level = never",
                        "detect.fps = " + (i == 0 ? 25 : 5),
                        "labels = person");
            }
            jars.drop(Files.createDirectories(vedette.home.resolve("deploy")), "1.0.0", 0, false);
            vedette.start("-XX:NativeMemoryTracking=summary");
            JsonNode before = awaitAllLookedAt(vedette);
            Buckets begun = Buckets.of(vedette);
            await().atMost(Duration.ofMinutes(3))
                    .until(() -> Buckets.of(vedette).since(begun).looks() > STEADY_LOOKS);
            Buckets steady = Buckets.of(vedette);
            List<JsonNode> reports = new ArrayList<>(swap(vedette, jars, 1, WARM));
            Holdings warm = Holdings.of(vedette.pid());
            reports.addAll(swap(vedette, jars, WARM + 1, SWAPS));
            Holdings last = Holdings.of(vedette.pid());
            Buckets swapped = Buckets.of(vedette).since(steady);
            LOG.info(
                    "p99 of all looks: {} ms before, {} ms over the swaps",
                    steady.since(begun).p99Ms(),
                    swapped.p99Ms());

            assertThat(reports).hasSize(SWAPS);
            for (JsonNode each : reports) {
                assertThat(each.get("gap_looks").asLong()
                                + each.get("dropped_looks").asLong())
                        .as("lost in %s", each)
                        .isZero();
            }
            JsonNode now = cameras(vedette);
            for (int i = 0; i < CAMERAS; i++) {
                assertThat(now.at("/" + i + "/id")).isEqualTo(before.at("/" + i + "/id"));
                assertNothingLost(before.at("/" + i + "/counters"), now.at("/" + i + "/counters"));
            }
            tell(reports, warm, last);
            assertThat(last.libraries()).isLessThanOrEqualTo((long) (GROWTH * warm.libraries()));
            assertThat(last.classLoaders()).isLessThanOrEqualTo((long) (GROWTH * warm.classLoaders()));
            assertThat(last.threads()).isLessThanOrEqualTo((long) (GROWTH * warm.threads()));
            assertThat(last.nativeKb()).isLessThanOrEqualTo((long) (GROWTH * warm.nativeKb()));
        }
    }

    private List<JsonNode> swap(Instance vedette, BoxJar jars, int from, int to) throws Exception {
        List<JsonNode> reports = new ArrayList<>();
        Path made = Files.createDirectories(folder.resolve("made"));
        for (int i = from; i <= to; i++) {
            Path jar = jars.make(made, "1.0." + i, false);
            HttpResponse<String> answer = Vedette.post(
                    vedette.port(), vedette.home, "/api/v1/detectors/swap", HttpRequest.BodyPublishers.ofFile(jar));
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            reports.add(Subscriber.json(answer.body()));
        }
        return reports;
    }

    private static JsonNode cameras(Instance vedette) throws IOException, InterruptedException {
        return Subscriber.json(vedette.shell("vedette:cameras --json"));
    }

    private static JsonNode awaitAllLookedAt(Instance vedette) throws IOException, InterruptedException {
        await("looks of all cameras").until(() -> {
            String told = vedette.shell("vedette:cameras --json");
            return told.startsWith("[")
                    && Subscriber.json(told).findValuesAsText("looks_answered").stream()
                                    .filter(answered -> Long.parseLong(answered) > SOME_LOOKS)
                                    .count()
                            == CAMERAS;
        });
        return cameras(vedette);
    }

    private static void assertNothingLost(JsonNode before, JsonNode now) {
        long ends = Stream.of("answered", "superseded", "shed")
                .mapToLong(end -> since("looks_" + end, before, now))
                .sum();
        assertThat(since("looks_offered", before, now) - ends)
                .as("looks not answered from %s to %s", before, now)
                .isBetween(-2L, 2L);
        assertThat(since("packets", before, now) - since("pictures", before, now))
                .as("packets without picture from %s to %s", before, now)
                .isBetween(-1L, 1L);
        for (String lost : List.of("packets_lost", "packets_jumped", "packets_undecoded")) {
            assertThat(since(lost, before, now)).as("%s in %s", lost, now).isZero();
        }
    }

    private static long since(String counter, JsonNode before, JsonNode now) {
        return now.get(counter).asLong() - before.get(counter).asLong();
    }

    /** For the reader of the build's output; time gates nothing. */
    private static void tell(List<JsonNode> reports, Holdings warm, Holdings last) {
        LOG.info(
                "{} swaps: p95 of looks in ms, median over swaps: before {}, during {}, after {}; drained in {} ms at most",
                reports.size(),
                median(reports, "p95_before_ms"),
                median(reports, "p95_during_ms"),
                median(reports, "p95_after_ms"),
                reports.stream()
                        .mapToLong(r -> r.get("drained_ms").asLong())
                        .max()
                        .orElse(0));
        LOG.info("After {} swaps: {}; after {}: {}", WARM, warm, SWAPS, last);
    }

    private static double median(List<JsonNode> reports, String figure) {
        double[] sorted = reports.stream()
                .mapToDouble(r -> r.get(figure).asDouble())
                .sorted()
                .toArray();
        return sorted[sorted.length / 2];
    }
}
