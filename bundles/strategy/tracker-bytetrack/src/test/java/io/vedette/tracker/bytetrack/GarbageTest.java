package io.vedette.tracker.bytetrack;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.vedette.api.Box;
import io.vedette.api.detect.Detection;
import io.vedette.api.track.Track;
import java.lang.management.ManagementFactory;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

class GarbageTest {

    private static final Logger LOG = LoggerFactory.getLogger(GarbageTest.class);

    /** A track and its box, with the optional around the detection, are 152 bytes; the list is a reference each. */
    private static final double MOST_BYTES_PER_TRACK = 200;

    private static final double MOST_BYTES_PER_LOOK = 200;

    @Test
    void allocatesNothingButItsAnswer() {
        Assumptions.assumeTrue(
                ManagementFactory.getThreadMXBean() instanceof ThreadMXBean, "no allocation counts here");
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        Sequence sequence = Sequence.open("SYNTH-02");
        List<List<Detection>> detections = sequence.detections();
        List<Box> regions = List.of(Box.FRAME);
        ByteTrackSession session = new ByteTrackSession(Street.SETTINGS);
        long tracks = 0;
        long bytes = 0;
        long looks = 0;
        long timeNs = 0;
        for (int round = 0; round < 20; round++) {
            for (List<Detection> seen : detections) {
                timeNs += 33_333_333;
                long before = threads.getCurrentThreadAllocatedBytes();
                List<Track> told = session.update(timeNs, sequence.size(), seen, regions);
                if (round >= 10) {
                    bytes += threads.getCurrentThreadAllocatedBytes() - before;
                    tracks += told.size();
                    looks++;
                }
            }
        }
        LOG.info("{} bytes a look, {} a track told", bytes / looks, bytes / tracks);
        assertThat((double) bytes).isLessThan(looks * MOST_BYTES_PER_LOOK + tracks * MOST_BYTES_PER_TRACK);
    }
}
