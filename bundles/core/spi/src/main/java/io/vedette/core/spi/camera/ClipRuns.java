package io.vedette.core.spi.camera;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Runs clips through lanes of cameras and tells nobody, for measurements. A service of core/pipeline; thread-safe. */
public interface ClipRuns {

    /**
     * Follows a clip to its end as fast as it goes. Blocks until it is over.
     *
     * @throws IOException the clip cannot be followed, or no decoder, motion detector and tracker came within a minute
     */
    Outcome follow(Order order) throws IOException, InterruptedException;

    /**
     * What to do.
     *
     * @param clip a file
     * @param off what the lane leaves out: {@link Switch#DETECT}, {@link Switch#MOTION}
     * @param watch how the camera is watched
     * @param cameras so many lanes follow it at once: one by a thread of its own, more by as many threads as there are cores
     */
    record Order(Path clip, Set<Switch> off, Watch watch, int cameras) {

        /** One lane that decodes everything. */
        public Order(Path clip, Set<Switch> off) {
            this(clip, off, new Watch("never", false), 1);
        }
    }

    /**
     * How a camera is watched.
     *
     * @param level of the idle gate, as the setting {@code gate.level} has it; {@code never}: everything is decoded
     * @param always as the setting {@code detect.when} has it
     */
    record Watch(String level, boolean always) {}

    /**
     * What came of it.
     *
     * @param counters of all lanes together, such as {@code packets}, {@code pictures}, {@code sampled}, {@code looks_answered}
     * @param events the last message of each event, as JSON
     */
    record Outcome(Map<String, Long> counters, List<String> events) {}
}
