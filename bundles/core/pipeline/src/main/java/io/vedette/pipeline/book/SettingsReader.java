package io.vedette.pipeline.book;

import io.vedette.api.Polygon;
import io.vedette.api.motion.MotionSettings;
import io.vedette.core.spi.store.Secrets;
import io.vedette.pipeline.camera.CameraSettings;
import io.vedette.pipeline.gate.GateSettings;
import io.vedette.pipeline.gate.LevelWish;
import io.vedette.pipeline.lane.CameraAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.InvalidSyntaxException;

/**
 * Reads and checks a camera's settings. Its complaints name key, value and range; the value as it was written, so that no secret
 * gets into them. Confined to one thread.
 */
public final class SettingsReader {

    /** Keys of a camera's file. */
    public static final Set<String> KEYS = Set.of(
            "uri",
            "detect.uri",
            "transport",
            "enabled",
            "detector",
            "labels",
            "detect.fps",
            "detect.weight",
            "detect.when",
            "object.min-score",
            "motion.sensitivity",
            "motion.masks",
            "motion.smallest",
            "alert.delay",
            "gate.level",
            "gate.hold",
            "gate.probes",
            "event.absence",
            "event.cooldown",
            "preroll");

    /** A camera's id. */
    static final Pattern ID = Pattern.compile("[a-z0-9-]{1,40}");

    private static final Pattern ADDRESS =
            Pattern.compile("(?i)(rtsps?|https?|file)://.+|/.+|v4l2:/dev/video\\d+|demo:.*");
    private static final Pattern SCHEME = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]{0,20}://.*");
    private static final Pattern NUMBER = Pattern.compile("\\d{1,9}(\\.\\d{1,20})?|\\.\\d{1,20}");
    private static final Pattern LENGTH = Pattern.compile("(\\d+(?:\\.\\d+)?)\\s*(ms|s|min)?");

    private final String id;
    private final Map<String, String> values;
    private final Secrets secrets;

    public SettingsReader(String id, Map<String, String> values, Secrets secrets) {
        this.id = id;
        this.values = values;
        this.secrets = secrets;
    }

    /** A value cannot be used; the message is the complaint. */
    public static final class BadValue extends Exception {
        private static final long serialVersionUID = 1L;
        private static final int LONGEST_SHOWN = 200;

        BadValue(String key, String value, String range) {
            super(key + " = " + line(value) + " is not " + range);
        }

        private static String line(String value) {
            String shown = value.length() > LONGEST_SHOWN ? value.substring(0, LONGEST_SHOWN) + "…" : value;
            return shown.replaceAll("\\p{Cntrl}", "?");
        }

        public BadValue(String message) {
            super(message);
        }
    }

    /** The settings, whole and in range. */
    public CameraSettings read() throws BadValue {
        if (!ID.matcher(id).matches()) {
            throw new BadValue("the camera's name '" + id + "' is not 1 to 40 of a-z, 0-9 and -");
        }
        CameraSettings usual = CameraSettings.of(id, "");
        return new CameraSettings(
                id,
                source(usual),
                flag("enabled", true),
                detection(usual),
                motion(),
                gate(usual.gate()),
                timing(usual.events()));
    }

    private CameraSettings.Source source(CameraSettings usual) throws BadValue {
        String uri = address("uri", "");
        if (uri.isEmpty()) {
            throw new BadValue(
                    "uri is missing: an rtsp, rtsps, http or https address, a file, v4l2:/dev/videoN or demo:");
        }
        String transport = text("transport", "tcp");
        if (!transport.equals("tcp") && !transport.equals("udp")) {
            throw bad("transport", "tcp or udp");
        }
        return new CameraSettings.Source(
                uri,
                address("detect.uri", uri),
                transport,
                length("preroll", usual.source().preroll(), 60));
    }

    private String address(String key, String usual) throws BadValue {
        String uri = text(key, usual);
        if (!uri.isEmpty() && !ADDRESS.matcher(uri).matches()) {
            String written = values.get(key).strip();
            throw new BadValue(
                    key,
                    SCHEME.matcher(written).matches() ? CameraAddress.shown(written) : "(not shown)",
                    "an rtsp, rtsps, http or https address, an absolute file path, v4l2:/dev/videoN or demo:");
        }
        return uri;
    }

    private CameraSettings.Detection detection(CameraSettings usual) throws BadValue {
        Set<String> labels = new LinkedHashSet<>();
        for (String label : text("labels", "").split(",", -1)) {
            if (!label.isBlank()) {
                labels.add(label.strip().toLowerCase(Locale.ROOT));
            }
        }
        String detector = text("detector", "auto");
        if (detector.startsWith("(")) {
            try {
                FrameworkUtil.createFilter(detector);
            } catch (InvalidSyntaxException e) {
                throw bad("detector", "auto, a name or an OSGi filter such as (device=gpu)");
            }
        }
        return new CameraSettings.Detection(
                detector,
                labels.isEmpty() ? usual.detection().labels() : labels,
                number("detect.fps", 5, 0.2, 30),
                number("object.min-score", 0.5, 0, 1),
                number("detect.weight", 1, 0.1, 10),
                always());
    }

    private boolean always() throws BadValue {
        String when = text("detect.when", "motion");
        if (!when.equals("motion") && !when.equals("always")) {
            throw bad("detect.when", "motion or always");
        }
        return when.equals("always");
    }

    private MotionSettings motion() throws BadValue {
        List<Polygon> masks = new ArrayList<>();
        for (String mask : text("motion.masks", "").split("\\s+", -1)) {
            if (!mask.isEmpty()) {
                masks.add(polygon(mask));
            }
        }
        return new MotionSettings(number("motion.sensitivity", 0.5, 0, 1), masks, number("motion.smallest", 0, 0, 1));
    }

    private Polygon polygon(String mask) throws BadValue {
        List<Polygon.Point> points = new ArrayList<>();
        try {
            for (String point : mask.split(";", -1)) {
                String[] xy = point.split(",", -1);
                if (xy.length != 2) {
                    throw new IllegalArgumentException("not a point");
                }
                points.add(new Polygon.Point(Double.parseDouble(xy[0]), Double.parseDouble(xy[1])));
            }
            return new Polygon(points);
        } catch (IllegalArgumentException e) {
            throw bad(
                    "motion.masks", "polygons x,y;x,y;x,y of at least 3 points, fractions 0 to 1, separated by blanks");
        }
    }

    private CameraSettings.Timing timing(CameraSettings.Timing usual) throws BadValue {
        return new CameraSettings.Timing(
                length("event.absence", usual.absence(), 600), length("event.cooldown", usual.cooldown(), 86_400));
    }

    private GateSettings gate(GateSettings usual) throws BadValue {
        LevelWish wish = LevelWish.of(text("gate.level", usual.wish().text()))
                .orElseThrow(() -> bad("gate.level", "auto, k, k+p, f, f- or never"));
        LevelWish level = always() ? LevelWish.NEVER : wish;
        if (level != wish && wish != LevelWish.AUTO) {
            throw bad("gate.level", "auto or never, as detect.when = always needs it");
        }
        Duration hold = length("gate.hold", usual.hold(), 60);
        if (hold.compareTo(GateSettings.LEAST_HOLD) < 0) {
            throw bad("gate.hold", "a length from 0.5 s to 60 s");
        }
        return new GateSettings(
                level,
                length("alert.delay", usual.alertDelay(), 30),
                hold,
                number("gate.probes", usual.probes(), 0, 1));
    }

    private String text(String key, String usual) throws BadValue {
        String value = values.get(key);
        if (value == null || value.isBlank()) {
            return usual;
        }
        try {
            return secrets.fill(value.strip());
        } catch (Secrets.Missing e) {
            throw new BadValue(key + ": " + e.getMessage());
        }
    }

    private BadValue bad(String key, String range) {
        return new BadValue(key, values.get(key).strip(), range);
    }

    private boolean flag(String key, boolean usual) throws BadValue {
        String value = text(key, String.valueOf(usual));
        if (!value.equals("true") && !value.equals("false")) {
            throw bad(key, "true or false");
        }
        return value.equals("true");
    }

    private double number(String key, double usual, double least, double most) throws BadValue {
        String value = text(key, String.valueOf(usual));
        double number = NUMBER.matcher(value).matches() ? Double.parseDouble(value) : Double.NaN;
        if (number >= least && number <= most) {
            return number;
        }
        throw bad(key, "a number from " + plain(least) + " to " + plain(most));
    }

    private Duration length(String key, Duration usual, long mostSeconds) throws BadValue {
        String value = text(key, usual.toMillis() + " ms");
        Matcher matcher = LENGTH.matcher(value);
        if (matcher.matches()) {
            double unit = matcher.group(2) == null ? 1 : unitSeconds(matcher.group(2));
            double seconds = Double.parseDouble(matcher.group(1)) * unit;
            if (seconds <= mostSeconds) {
                return Duration.ofMillis(Math.round(seconds * 1000));
            }
        }
        throw bad(key, "a length from 0 s to " + mostSeconds + " s");
    }

    private static double unitSeconds(String unit) {
        return switch (unit) {
            case "ms" -> 0.001;
            case "min" -> 60;
            default -> 1;
        };
    }

    private static String plain(double number) {
        return number == Math.rint(number) ? String.valueOf((long) number) : String.valueOf(number);
    }
}
