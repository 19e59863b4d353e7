package io.vedette.api;

import java.util.Map;
import java.util.Set;

/**
 * What an expert is told of the camera that it is opened for. Immutable.
 *
 * @param id the camera's id, {@code [a-z0-9-]{1,40}}
 * @param labels the labels its owner wants to be told of; {@code *} stands for all
 * @param minScore the least score of an object worth an event, 0 to 1
 * @param attributes further settings, for experts that know them
 */
public record CameraInfo(String id, Set<String> labels, double minScore, Map<String, String> attributes) {
    public CameraInfo {
        if (!id.matches("[a-z0-9-]{1,40}")) {
            throw new IllegalArgumentException("a camera's id must match [a-z0-9-]{1,40}, but is '" + id + "'");
        }
        if (!(minScore >= 0 && minScore <= 1)) {
            throw new IllegalArgumentException("minScore must be 0 to 1, but is " + minScore);
        }
        labels = Set.copyOf(labels);
        attributes = Map.copyOf(attributes);
    }
}
