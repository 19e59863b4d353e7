package io.vedette.core.spi.event;

import java.time.Duration;
import java.util.Set;

/**
 * What makes an event of a camera. Immutable.
 *
 * @param labels labels that make events; {@code *} stands for all
 * @param minScore least score of a {@code new}, 0 to 1
 * @param absence unseen for so long where it was looked for: the end
 * @param cooldown a second event of the same label and place within it is marked as not worth a notification
 * @param snapshots whether pictures are kept and shown
 */
public record EventSettings(
        Set<String> labels, double minScore, Duration absence, Duration cooldown, boolean snapshots) {
    public EventSettings {
        labels = Set.copyOf(labels);
    }
}
