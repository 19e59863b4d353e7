package io.vedette.pipeline.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.api.media.MediaPacket;
import io.vedette.pipeline.gate.CodedPicture.Kind;
import io.vedette.testkit.yard.Visit;
import io.vedette.testkit.yard.Weather;
import io.vedette.testkit.yard.Yard;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PacketProbeTest {

    private static final int QUIET_S = 40;
    private static final int VISITS = 5;

    @TempDir
    private Path folder;

    /** What a probe did over a clip: visits it noticed, the delays, and triggers while nothing was there. */
    private record Score(int noticed, List<Double> delaysS, int falseTriggers) {}

    /** Visits of three seconds every twelve, after some quiet; walks everything as a sleeping gate would. */
    private Score score(long seed, String codec, double noise, int contrast, String options) throws IOException {
        Random random = new Random(seed * 31);
        List<Visit> visits = new ArrayList<>();
        for (int i = 0; i < VISITS; i++) {
            double from = QUIET_S + i * 12 + random.nextDouble() * 6;
            visits.add(new Visit(from, from + 3, 16, 40, contrast));
        }
        String extension = codec.equals("h264") ? ".h264" : ".hevc";
        Path file = new Yard(seed, Weather.calm(noise, 3), visits)
                .encode(folder.resolve(seed + extension), QUIET_S + VISITS * 12, options.split(" ", -1));
        return walk(Encoded.packets(file, codec, Yard.FPS), visits);
    }

    private static Score walk(List<MediaPacket> packets, List<Visit> visits) {
        PacketReader reader = new PacketReader();
        PacketProbe probe = new PacketProbe();
        double awakeUntilS = 0;
        int noticed = 0;
        int wrong = 0;
        List<Double> delays = new ArrayList<>();
        boolean[] seen = new boolean[visits.size()];
        for (MediaPacket packet : packets) {
            double second = packet.dtsNs() / 1e9;
            boolean triggered = probe.packet(reader.read(packet), packet.dtsNs(), packet.key(), second >= awakeUntilS);
            int visit = during(visits, second);
            if (triggered && visit >= 0) {
                noticed += seen[visit] ? 0 : 1;
                delays.add(second - visits.get(visit).fromS());
                seen[visit] = true;
                awakeUntilS = visits.get(visit).toS() + 2;
            } else if (triggered) {
                wrong++;
                probe.inVain();
            }
        }
        return new Score(noticed, delays, wrong);
    }

    private static int during(List<Visit> visits, double second) {
        for (int i = 0; i < visits.size(); i++) {
            if (second >= visits.get(i).fromS() && second < visits.get(i).toS() + 0.3) {
                return i;
            }
        }
        return -1;
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            CRF, faint | h264 | 2 | 20 | -preset veryfast -tune zerolatency -crf 23 -g 50
            CRF, noisy | h264 | 5 | 40 | -preset veryfast -crf 28 -g 50 -bf 0
            B pictures | h264 | 3 | 40 | -preset veryfast -crf 26 -g 50 -bf 2 -x264-params b-adapt=0:scenecut=0
            VBR        | h264 | 3 | 40 | -preset veryfast -tune zerolatency -b:v 300k -maxrate 450k -bufsize 900k -g 50
            CBR        | h264 | 3 | 40 | -preset veryfast -tune zerolatency -b:v 300k -maxrate 300k -bufsize 300k -g 50 -x264-params nal-hrd=cbr
            H.265      | hevc | 3 | 40 | -c:v libx265 -preset ultrafast -crf 28 -x265-params keyint=50:bframes=0:log-level=0
            """)
    void noticesWhoMovesAndIsSeldomWrong(String name, String codec, double noise, int contrast, String options)
            throws IOException {
        Encoded.need();
        Score score = score(31, codec, noise, contrast, options);
        assertThat(score.noticed()).as("%s: %s", name, score).isGreaterThanOrEqualTo(VISITS - 1);
        assertThat(score.falseTriggers()).as("%s: %s", name, score).isLessThanOrEqualTo(5);
        assertThat(median(score.delaysS())).as("%s: %s", name, score).isLessThan(1.0);
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().skip(values.size() / 2).findFirst().orElseThrow();
    }

    private static CodedPicture picture(Kind kind, int bytes) {
        CodedPicture picture = new CodedPicture();
        picture.begin();
        picture.slice(kind, bytes);
        picture.qp(30);
        return picture;
    }

    /** Random sizes of 40 s; gives how often the probe triggered. */
    private static int triggers(PacketProbe probe, long fromTick, int seconds, double spread, double lift) {
        Random random = new Random(fromTick + 1);
        int triggers = 0;
        for (long tick = fromTick; tick < fromTick + seconds * 25L; tick++) {
            boolean key = tick % 50 == 0;
            int bytes = (int) (900 * Math.pow(2, random.nextGaussian() * spread + lift));
            Kind kind = key ? Kind.INTRA : Kind.PREDICTED;
            if (probe.packet(picture(kind, bytes), tick * 40_000_000L, key, true)) {
                triggers++;
                probe.inVain();
            }
        }
        return triggers;
    }

    @Test
    void triggersWhenPicturesGrow() {
        PacketProbe probe = new PacketProbe();
        assertThat(triggers(probe, 0, 40, 0.1, 0)).isLessThanOrEqualTo(1);
        assertThat(triggers(probe, 1000, 1, 0.1, 0.5)).isPositive();
    }

    @Test
    void doesNotTriggerByOneSpike() {
        PacketProbe probe = new PacketProbe();
        triggers(probe, 0, 40, 0.1, 0);
        boolean triggered = false;
        for (int tick = 1001; tick < 1040; tick++) {
            int bytes = tick == 1010 ? 90_000 : 900;
            triggered |= probe.packet(picture(Kind.PREDICTED, bytes), tick * 40_000_000L, false, true);
        }
        assertThat(triggered).isFalse();
    }

    /** Each trigger in vain makes it more cautious, and caution decays by the same in half a minute. */
    @Test
    void isInVainAtMostTwiceAMinuteInTheLongRunWhateverTheNoise() {
        for (double spread : new double[] {0.05, 0.3, 1.0}) {
            PacketProbe probe = new PacketProbe();
            triggers(probe, 0, 120, spread, 0);
            assertThat(triggers(probe, 3000, 600, spread, 0)).isLessThanOrEqualTo(20);
        }
    }

    @Test
    void knowsNothingAtFirst() {
        assertThat(triggers(new PacketProbe(), 0, 5, 2, 0)).isZero();
    }
}
