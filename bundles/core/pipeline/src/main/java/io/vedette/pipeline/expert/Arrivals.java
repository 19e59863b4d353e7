package io.vedette.pipeline.expert;

import io.vedette.api.detect.ObjectDetector;
import io.vedette.api.media.FrameDecoder;
import io.vedette.api.motion.MotionDetector;
import io.vedette.api.track.ObjectTracker;
import io.vedette.core.spi.expert.Candidate;
import io.vedette.core.spi.expert.FirstScan;
import java.io.IOException;
import java.util.List;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The first experts on their way from the folders to the registry. Thread-safe. */
@Component(service = FirstScan.class)
public final class Arrivals implements FirstScan {
    private static final long REFUSED_AFTER_NS = 20_000_000_000L;
    private static final List<Class<?>> EXPERTS =
            List.of(ObjectDetector.class, FrameDecoder.class, MotionDetector.class, ObjectTracker.class);

    private final PlugInFolders folders;
    private final ExpertRegistry experts;
    private final BundleContext context;
    private final long sinceNs = System.nanoTime();

    @Activate
    public Arrivals(@Reference PlugInFolders folders, @Reference ExpertRegistry experts, BundleContext context) {
        this.folders = folders;
        this.experts = experts;
        this.context = context;
    }

    /** A service that is offered becomes a candidate once it was asked for its name; one that is refused never does. */
    @Override
    public boolean isOver() throws IOException {
        // In this order: what comes up between two of these looks is seen by the later one.
        if (!folders.settled()) {
            return false;
        }
        int offered = offered();
        List<Candidate> candidates = experts.candidates();
        boolean all = candidates.size() >= offered || System.nanoTime() - sinceNs > REFUSED_AFTER_NS;
        return all && candidates.stream().noneMatch(c -> c.state() == Candidate.State.LOADING);
    }

    private int offered() throws IOException {
        int offered = 0;
        try {
            for (Class<?> kind : EXPERTS) {
                ServiceReference<?>[] found = context.getServiceReferences(kind.getName(), null);
                offered += found == null ? 0 : found.length;
            }
        } catch (InvalidSyntaxException e) {
            throw new IOException(e);
        }
        return offered;
    }
}
