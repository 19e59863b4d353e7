package io.vedette.core.spi.camera;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;

/** Runs clips through the lane of a camera and tells nobody, for measurements. A service of core/pipeline; thread-safe. */
public interface ClipRuns {

    /**
     * Follows a clip to its end as fast as it goes, on two threads: one reads, one decodes and looks. Blocks until it is over.
     *
     * @param clip a file
     * @param off what the lane leaves out: {@link Switch#DETECT}, {@link Switch#MOTION}
     * @param level of the idle gate, as the setting {@code gate.level} has it; {@code never}: everything is decoded
     * @return the lane's counters, such as {@code packets}, {@code pictures}, {@code sampled}
     * @throws IOException the clip cannot be followed, or no decoder, motion detector and tracker came within a minute
     */
    Map<String, Long> follow(Path clip, Set<Switch> off, String level) throws IOException, InterruptedException;
}
