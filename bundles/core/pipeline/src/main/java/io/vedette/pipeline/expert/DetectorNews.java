package io.vedette.pipeline.expert;

import io.vedette.core.spi.expert.Candidate;
import io.vedette.core.spi.live.LiveFact;
import io.vedette.core.spi.live.LiveFacts;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** Tells people and machines when a detector's state changes: a breaker opens, a version comes or goes. Thread-safe. */
@Component(service = {})
public final class DetectorNews {
    private static final String DETECTOR = "detector";

    private final ExpertRegistry experts;
    private final LiveFacts live;
    private final InstantSource clock;
    private final Runnable listener = this::look;
    private final Map<String, List<LiveFact.Detector.Version>> told = new HashMap<>();

    @Activate
    public DetectorNews(@Reference ExpertRegistry experts, @Reference LiveFacts live, @Reference InstantSource clock) {
        this.experts = experts;
        this.live = live;
        this.clock = clock;
        experts.listen(listener);
        look();
    }

    private synchronized void look() {
        Map<String, List<LiveFact.Detector.Version>> now = experts.candidates().stream()
                .filter(each -> each.kind().equals(DETECTOR) && each.state() != Candidate.State.LEAVING)
                .collect(Collectors.groupingBy(
                        Candidate::name,
                        LinkedHashMap::new,
                        Collectors.mapping(
                                each -> new LiveFact.Detector.Version(each.bundle(), each.state(), each.because()),
                                Collectors.toUnmodifiableList())));
        told.keySet().forEach(name -> now.putIfAbsent(name, List.of()));
        now.forEach((name, versions) -> {
            if (!versions.equals(told.put(name, versions))) {
                live.post(new LiveFact.Detector(name, clock.instant(), versions));
            }
        });
        told.values().removeIf(List::isEmpty);
    }

    @Deactivate
    void close() {
        experts.unlisten(listener);
    }
}
