package io.vedette.itests.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.vedette.testkit.peer.RtspCamera;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Twelve RTSP cameras of 25 pictures a second, 640 x 360, on one instance; a ball moves through all of them, and a detector of
 * 5 ms sees one person who stays. Confined to one test.
 */
final class TwelveCameras implements AutoCloseable {
    static final List<String> IDS =
            IntStream.rangeClosed(1, 12).mapToObj(i -> "cam" + i).toList();
    private static final String BALL = "( videotestsrc is-live=true pattern=ball ! "
            + "video/x-raw,width=640,height=360,framerate=25/1 ! x264enc tune=zerolatency speed-preset=ultrafast "
            + "key-int-max=25 ! rtph264pay name=pay0 pt=96 )";
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration POLL = Duration.ofMillis(100);
    private static final Pattern FIGURE = Pattern.compile(
            "^vedette_camera_(packets|looks|pictures)_total\\{camera=\"(\\w+)\"(?:,fate=\"(\\w+)\")?} (\\S+)");

    final Path deploy;
    private final Instance vedette;
    private final RtspCamera camera;

    TwelveCameras(Path folder) throws Exception {
        camera = new RtspCamera(BALL).keptPlaying();
        vedette = new Instance(folder).with("io.vedette.mqtt.broker.cfg", "enabled = false");
        deploy = Files.createDirectories(vedette.home.resolve("deploy"));
        boolean started = false;
        try {
            start(new BoxJar(folder));
            started = true;
        } finally {
            if (!started) {
                close();
            }
        }
    }

    private void start(BoxJar jars) throws IOException {
        for (String id : IDS) {
            vedette.with(
                    "io.vedette.camera-" + id + ".cfg",
                    "uri = " + camera.uri(),
                    "labels = person",
                    "gate.level = never");
        }
        jars.drop(deploy, "1.0.0", 5, false);
        vedette.start();
        await("somebody in every camera")
                .atMost(PATIENCE.multipliedBy(2))
                .pollInterval(POLL)
                .untilAsserted(() -> assertThat(told("new").stream()
                                .map(told -> told.split(" ", 2)[0])
                                .distinct())
                        .hasSize(IDS.size()));
    }

    /** What every camera has counted so far: {@code packets_taken}, {@code packets_lost}, {@code looks_offered}, {@code pictures} … */
    Map<String, Map<String, Long>> counts() throws IOException, InterruptedException {
        Map<String, Map<String, Long>> all = new TreeMap<>();
        get("/metrics", "text/plain").lines().forEach(line -> {
            Matcher figure = FIGURE.matcher(line);
            if (figure.find()) {
                String what = figure.group(3) == null ? figure.group(1) : figure.group(1) + "_" + figure.group(3);
                all.computeIfAbsent(figure.group(2), id -> new HashMap<>())
                        .put(what, (long) Double.parseDouble(figure.group(4)));
            }
        });
        assertThat(all.keySet()).isEqualTo(new TreeSet<>(IDS));
        return all;
    }

    /** The cameras in which something moves now. */
    Set<String> moving() throws IOException, InterruptedException {
        Set<String> moving = new TreeSet<>();
        for (JsonNode each : Subscriber.json(get("/api/v1/cameras", "application/json"))) {
            if (each.get("motion").asBoolean()) {
                moving.add(each.get("id").asText());
            }
        }
        return moving;
    }

    /** When every camera went online, which tells whether a connection was made anew. */
    List<String> onlineSince() throws IOException, InterruptedException {
        List<String> since = new ArrayList<>();
        for (JsonNode each : Subscriber.json(get("/api/v1/cameras", "application/json"))) {
            since.add(each.get("id").asText() + " " + each.get("state").asText() + " since "
                    + each.get("since_utc").asText());
        }
        return since;
    }

    private String get(String path, String accept) throws IOException, InterruptedException {
        HttpResponse<String> answer = Vedette.get(vedette.port(), path, accept);
        assertThat(answer.statusCode()).as(path).isEqualTo(200);
        return answer.body();
    }

    /** The cameras of which an event message of this type is in the log, with the track's id, in order. */
    List<String> told(String type) throws Exception {
        return vedette.rows("SELECT camera || ' ' || json_extract(json, '$.track_id') FROM event_message WHERE type = '"
                + type + "' ORDER BY id");
    }

    /** A candidate of a kind by bundle and version; a missing node where there is none. */
    JsonNode candidate(StatefulKind kind, String bundle) throws IOException, InterruptedException {
        for (JsonNode each : Subscriber.json(get("/api/v1/experts", "application/json"))) {
            if (each.get("kind").asText().equals(kind.word())
                    && each.get("bundle").asText().equals(bundle)) {
                return each;
            }
        }
        return com.fasterxml.jackson.databind.node.MissingNode.getInstance();
    }

    /** Waits until one candidate serves all cameras, alone, and every camera has shown and looked some more since. */
    void awaitServedBy(StatefulKind kind, String bundle) throws Exception {
        awaitTakenOverBy(kind, bundle);
        awaitMore(25, 5, Set.of());
        assertServedBy(kind, bundle);
    }

    /** Waits until one candidate serves all cameras, alone. */
    void awaitTakenOverBy(StatefulKind kind, String bundle) {
        await(bundle).atMost(PATIENCE).pollInterval(POLL).untilAsserted(() -> assertServedBy(kind, bundle));
    }

    private void assertServedBy(StatefulKind kind, String bundle) throws IOException, InterruptedException {
        assertThat(serving(kind)).isEqualTo(Map.of(bundle, new TreeSet<>(IDS)));
    }

    private Map<String, Set<String>> serving(StatefulKind kind) throws IOException, InterruptedException {
        Map<String, Set<String>> serving = new HashMap<>();
        for (JsonNode each : Subscriber.json(get("/api/v1/experts", "application/json"))) {
            each.get("cameras").forEach(id -> {
                if (each.get("kind").asText().equals(kind.word())) {
                    serving.computeIfAbsent(each.get("bundle").asText(), b -> new TreeSet<>())
                            .add(id.asText());
                }
            });
        }
        return serving;
    }

    /** Waits until every camera, but for some, has shown that many more pictures and has that many more looks answered. */
    void awaitMore(int pictures, int looks, Set<String> except) throws Exception {
        Map<String, Map<String, Long>> before = counts();
        await().atMost(PATIENCE).pollInterval(POLL).until(() -> {
            Map<String, Map<String, Long>> now = counts();
            return IDS.stream()
                    .filter(id -> !except.contains(id))
                    .allMatch(id -> since(before, now, id, "pictures") >= pictures
                            && since(before, now, id, "looks_answered") >= looks);
        });
    }

    static long since(
            Map<String, Map<String, Long>> before, Map<String, Map<String, Long>> now, String id, String what) {
        return now.get(id).get(what) - before.get(id).get(what);
    }

    String shell(String command) throws IOException, InterruptedException {
        return vedette.shell(command);
    }

    /** How often the log holds a text. */
    long logged(String text) throws IOException {
        return vedette.logged(text);
    }

    @Override
    public void close() {
        vedette.close();
        camera.close();
    }
}
