package io.vedette.pipeline.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.api.media.MediaPacket;
import io.vedette.testkit.yard.Visit;
import io.vedette.testkit.yard.Weather;
import io.vedette.testkit.yard.Yard;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Encoded scenes through the whole gate, with a motion detector that sees who is there. */
class CameraGateTest {

    private static final List<Visit> VISITS = List.of(
            new Visit(40.7, 44.7, 16, 40, 40), new Visit(61.1, 63.5, 16, 40, 25), new Visit(80.3, 84, 12, 30, 40));

    @TempDir
    private Path folder;

    private final ProbeBudget budget = new ProbeBudget(0.2, 1);
    private final CameraGate gate = new CameraGate("front", GateSettings.DEFAULT, budget);
    private final boolean[] decoded = new boolean[120 * Yard.FPS];
    private List<Visit> there = VISITS;
    private int decodings;
    private int looks;

    @BeforeEach
    void needsFfmpeg() {
        Encoded.need();
    }

    private void run(List<MediaPacket> packets) {
        int cursor = 0;
        int lastLook = -5;
        while (cursor < packets.size()) {
            MediaPacket packet = packets.get(cursor);
            PacketOrder order = gate.packet(packet, cursor * 40_000_000L);
            if (order == PacketOrder.REWIND) {
                cursor = (int) (gate.rewindToDtsNs() / 40_000_000L);
                continue;
            }
            if (order != PacketOrder.SKIP) {
                decoded[cursor] = true;
                decodings++;
            }
            if (order == PacketOrder.LOOK || (order == PacketOrder.DECODE && Math.abs(cursor - lastLook) >= 5)) {
                looks++;
                lastLook = cursor;
                gate.looked(packet.ptsNs(), true, somebody(packet.ptsNs() / 1e9));
            }
            cursor++;
        }
    }

    private boolean somebody(double second) {
        return there.stream().anyMatch(visit -> second >= visit.fromS() && second < visit.toS());
    }

    private List<MediaPacket> encode(List<Visit> visits, String options) throws IOException {
        there = visits;
        Path file = new Yard(21, Weather.calm(2, 2), visits)
                .encode(folder.resolve("clip.h264"), 110, options.split(" ", -1));
        return Encoded.packets(file, "h264", Yard.FPS);
    }

    private List<Integer> missed() {
        List<Integer> missed = new ArrayList<>();
        for (Visit visit : VISITS) {
            for (int i = (int) Math.ceil(visit.fromS() * 25); i < visit.toS() * 25; i++) {
                if (!decoded[i]) {
                    missed.add(i);
                }
            }
        }
        return missed;
    }

    @Test
    void decodesEveryPictureOfEveryVisitAndLittleElse() throws IOException {
        run(encode(VISITS, "-preset veryfast -tune zerolatency -crf 25 -g 50"));
        assertThat(missed()).isEmpty();
        GateView view = gate.view();
        assertThat(view.choice().level()).isEqualTo(Level.KEY_FRAMES);
        assertThat(view.choice().guarantee()).isEqualTo("objects visible ≥ 2.3 s");
        assertThat(view.wakes()).isEqualTo(3);
        assertThat(view.awakeShare()).isLessThan(0.3);
    }

    @Test
    void isWokenByPacketsWhereKeyFramesAreRare() throws IOException {
        run(encode(VISITS, "-preset veryfast -tune zerolatency -crf 25 -g 90"));
        assertThat(missed()).isEmpty();
        GateView view = gate.view();
        assertThat(view.choice().level()).isEqualTo(Level.PACKETS);
        assertThat(view.wakes()).isEqualTo(3);
        // A key frame may have been the first to show somebody.
        assertThat(view.probes() - view.vain()).isPositive();
    }

    @Test
    void looksAtLittleButKeyFramesInAQuietScene() throws IOException {
        run(encode(List.of(), "-preset veryfast -tune zerolatency -crf 25 -g 50"));
        assertThat(gate.view().choice().level()).isEqualTo(Level.KEY_FRAMES);
        // Ten seconds to learn and fall asleep, then key frames.
        assertThat(decodings).isLessThan(330);
        assertThat(looks).isGreaterThan(50);
    }

    @Test
    void probesSeldomInAQuietScene() throws IOException {
        List<MediaPacket> packets = encode(List.of(), "-preset veryfast -tune zerolatency -crf 25 -g 75");
        run(packets);
        assertThat(gate.view().choice().level()).isEqualTo(Level.PACKETS);
        assertThat(gate.view().wakes()).isZero();
        assertThat(gate.view().vain()).isLessThanOrEqualTo(4);
        assertThat(decodings).isLessThan(packets.size() / 4);
    }

    @Test
    void doesNotProbeWhereNothingMayBeSpentOnIt() throws IOException {
        gate.configure(new GateSettings(LevelWish.AUTO, Duration.ofSeconds(2), Duration.ofSeconds(2), 0));
        run(encode(VISITS, "-preset veryfast -tune zerolatency -crf 25 -g 90"));
        assertThat(gate.view().choice().level()).isEqualTo(Level.PACKETS);
        assertThat(gate.view().probes()).isZero();
        assertThat(gate.view().wakes()).as("by key frames").isPositive();
    }

    @Test
    void decodesAllOfACameraWithIntraRefresh() throws IOException {
        List<MediaPacket> packets =
                encode(List.of(), "-preset veryfast -tune zerolatency -crf 25 -x264-params intra-refresh=1:keyint=50");
        run(packets);
        assertThat(gate.view().choice().level()).isEqualTo(Level.FULL);
        assertThat(gate.view().choice().advice()).contains("intra refresh");
        assertThat(decodings).isEqualTo(packets.size());
    }

    @Test
    void takesNewSettings() throws IOException {
        gate.configure(new GateSettings(LevelWish.NEVER, Duration.ofSeconds(2), Duration.ofSeconds(2), 0.05));
        List<MediaPacket> packets = encode(List.of(), "-preset ultrafast -crf 30 -g 50");
        run(packets);
        assertThat(decodings).isEqualTo(packets.size());
        assertThat(gate.view().choice().reason()).isEqualTo("the gate is off");
    }
}
