package io.vedette.media.ffmpeg;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vedette.api.media.CaptureException;
import io.vedette.api.media.MediaSource;
import io.vedette.javacv.Interrupt;
import io.vedette.testkit.peer.RtspCamera;
import io.vedette.testkit.run.Growth;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A thousand connects to real cameras, and as many disconnects and refusals, leave nothing behind in the process; so many as
 * {@code -Dvedette.reconnects=N} asks for.
 */
@Timeout(1800)
class ReconnectTest {
    /** Each has a mount of its own, so that each connect finds the stream at its beginning. */
    private static final int VISITORS = 4;

    private static final int VISITS_PER_ROUND = 250;
    /** After a first one that warms up. */
    private static final int ROUNDS = Integer.getInteger("vedette.reconnects", 1000) / VISITS_PER_ROUND;

    private static final int REFUSALS_PER_ROUND = 250;
    private static final int OF_TEN_UDP = 2;
    private static final int OF_TEN_HTTP = 4;
    private static final String NOWHERE = "127.0.0.1:1/x";

    @TempDir
    Path folder;

    private final ExecutorService visitors = Executors.newFixedThreadPool(VISITORS);
    private final AtomicInteger connects = new AtomicInteger();
    private final AtomicInteger refusals = new AtomicInteger();
    private RtspCamera camera;
    private WebCamera web;

    @BeforeEach
    void start() throws Exception {
        camera = camera();
        byte[] transport = Files.readAllBytes(Samples.sample(folder, "a.ts", "320x240", "-c:v", "libx264"));
        byte[] page = "<html>log in</html>".getBytes(StandardCharsets.US_ASCII);
        web = new WebCamera()
                .serve("/ts", 200, "video/mp2t", transport)
                .serve("/page", 200, "text/html", page)
                .serve("/closed", 401, "text/plain", page)
                .serveMotionJpeg("/mjpeg", folder);
    }

    /** A hundred pictures per second, because FFmpeg looks at some of them before an address is open. */
    private RtspCamera camera() throws Exception {
        String scene = "testsrc2=size=320x240:rate=100:duration=5";
        Samples.ffmpeg(folder, "-f", "lavfi", "-i", scene, "-c:v", "libx264", "-bf", "0", "-g", "100", "fast.mp4");
        String clip = folder.resolve("fast.mp4").toString();
        return new RtspCamera(clip, clip, clip, clip);
    }

    @AfterEach
    void stop() {
        visitors.shutdownNow();
        if (camera != null) {
            camera.close();
        }
        if (web != null) {
            web.close();
        }
    }

    @Test
    void leavesNothingBehindAfterManyCameras() throws Exception {
        int live = Interrupt.live();
        int rounds = Growth.none(ROUNDS, this::round);
        assertThat(Interrupt.live()).isEqualTo(live);
        assertThat(connects).hasValue(rounds * VISITS_PER_ROUND);
        assertThat(refusals).hasValue(rounds * REFUSALS_PER_ROUND);
    }

    private void round() throws Exception {
        List<Future<?>> all = new ArrayList<>();
        for (int visitor = 1; visitor <= VISITORS; visitor++) {
            int mine = visitor;
            all.add(visitors.submit(() -> {
                for (int i = mine - 1; i < VISITS_PER_ROUND; i += VISITORS) {
                    visit(i, mine);
                }
                for (int i = mine - 1; i < REFUSALS_PER_ROUND; i += VISITORS) {
                    refusal(i);
                }
                return null;
            }));
        }
        for (Future<?> one : all) {
            one.get(150, SECONDS);
        }
    }

    /** Of ten visits six go by RTSP over TCP, two over UDP, and two by HTTP. */
    private void visit(int i, int mount) throws CaptureException {
        String rtsp = camera.uri().replace("cam1", "cam" + mount);
        int kind = i / VISITORS % 10;
        boolean http = kind >= OF_TEN_UDP && kind < OF_TEN_HTTP;
        String uri = http ? web.base() + (kind == OF_TEN_UDP ? "/ts" : "/mjpeg") : rtsp;
        String transport = kind < OF_TEN_UDP ? "udp" : "tcp";
        var request = new MediaSource.Request(uri, transport, Map.of());
        Player player = new Player();
        try (MediaSource.Capture capture = Player.SOURCE.open(request, () -> false)) {
            while (player.keys == 0) {
                assertThat(capture.read(player)).isTrue();
            }
        }
        connects.incrementAndGet();
    }

    private void refusal(int i) {
        List<String> wrong = List.of(
                "rtsp://" + NOWHERE,
                "http://" + NOWHERE,
                camera.uri().replace("cam1", "none"),
                web.base() + "/page",
                web.base() + "/closed");
        assertThatThrownBy(() -> Player.open(wrong.get(i % wrong.size()))).isInstanceOf(CaptureException.class);
        refusals.incrementAndGet();
    }
}
