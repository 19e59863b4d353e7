package io.vedette.pipeline.expert;

import io.vedette.pipeline.schedule.Urgency;
import java.util.Map;
import java.util.Set;
import org.osgi.framework.Filter;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.InvalidSyntaxException;

/**
 * What a camera wants of a detector. Immutable.
 *
 * @param camera the camera's id
 * @param detector {@code auto}, a name, or an OSGi filter on the detector's properties
 * @param labels the labels that its owner wants; {@code *} stands for all
 * @param urgency the class of its looks
 * @param weight its share of a crowded detector against other cameras of the class, above 0; 1 is usual
 */
public record Wish(String camera, String detector, Set<String> labels, Urgency urgency, double weight) {

    /** The label of faces. */
    public static final String FACE = "face";

    public Wish {
        labels = Set.copyOf(labels);
    }

    /** A live camera's usual wish. */
    public Wish(String camera, String detector, Set<String> labels) {
        this(camera, detector, labels, Urgency.LIVE, 1);
    }

    /** Whether faces are wanted by their name; {@code *} asks for no faces. */
    public boolean faces() {
        return labels.contains(FACE);
    }

    /** A wish for the faces alone, of any detector. */
    public Wish forFaces() {
        return new Wish(camera, "auto", Set.of(FACE), urgency, weight);
    }

    boolean any() {
        return detector.equals("auto");
    }

    boolean grantedBy(String name, Map<String, Object> properties) {
        if (any()) {
            return true;
        }
        if (!detector.startsWith("(")) {
            return detector.equals(name);
        }
        try {
            Filter filter = FrameworkUtil.createFilter(detector);
            return filter.matches(properties);
        } catch (InvalidSyntaxException e) {
            return false;
        }
    }

    /** How many of the wanted labels are among these. */
    int covered(Iterable<String> offered) {
        int covered = 0;
        for (String label : offered) {
            covered += labels.contains("*") || labels.contains(label) ? 1 : 0;
        }
        return covered;
    }
}
