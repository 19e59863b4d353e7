package io.vedette.pipeline.book;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The settings of {@code etc/io.vedette.camera-<id>.cfg}, as tools show them; {@link SettingsReader} validates them. */
@ObjectClassDefinition(name = "Vedette camera", factoryPid = CameraBook.PID)
@interface CameraConfig {

    @AttributeDefinition(
            description =
                    "Where the pictures come from: rtsp, rtsps, http(s), a file's path, v4l2:/dev/videoN or demo:")
    String uri();

    @AttributeDefinition(description = "A smaller stream of the same camera, for analysis; default: uri")
    String detect_uri() default "";

    @AttributeDefinition(description = "How RTSP travels: tcp or udp")
    String transport() default "tcp";

    @AttributeDefinition(description = "Whether the camera is used at all")
    boolean enabled() default true;

    @AttributeDefinition(description = "Who looks for objects: auto, a name, or an OSGi filter such as (device=gpu)")
    String detector() default "auto";

    @AttributeDefinition(description = "Labels of the detector's model to look for, or *")
    String[] labels() default {"person", "bicycle", "car", "motorcycle", "bus", "truck", "bird", "cat", "dog"};

    @AttributeDefinition(description = "Looks per second while something moves", min = "0.2", max = "30")
    double detect_fps() default 5;

    @AttributeDefinition(description = "Share of a crowded detector against other cameras", min = "0.1", max = "10")
    double detect_weight() default 1;

    @AttributeDefinition(description = "Whether to look where something moves, or at each picture: motion, always")
    String detect_when() default "motion";

    @AttributeDefinition(description = "Least score of an object that makes an event", min = "0", max = "1")
    double object_min$_$score() default 0.5;

    @AttributeDefinition(description = "How little movement is enough to look", min = "0", max = "1")
    double motion_sensitivity() default 0.5;

    @AttributeDefinition(
            description = "Where movement does not count: polygons x,y;x,y;… of fractions, separated by blanks")
    String motion_masks() default "";

    @AttributeDefinition(
            description =
                    "What covers less of the picture is of no interest, a share of its area: 0.001 is 40 x 23 of 1280 x 720",
            min = "0",
            max = "1")
    double motion_smallest() default 0;

    @AttributeDefinition(description = "How late an alert may be, 0 to 30 s; 0: everything is decoded")
    String alert_delay() default "2 s";

    @AttributeDefinition(
            description =
                    "How much is decoded while nothing happens: auto, k (key frames), k+p (and what packets hint at),"
                            + " f (everything), f- (without loop filter), never (everything, always)")
    String gate_level() default "auto";

    @AttributeDefinition(description = "How long the camera stays awake after the last motion, 0.5 s to 60 s")
    String gate_hold() default "2 s";

    @AttributeDefinition(
            description = "The share of a core that looks at what packets hint at may take",
            min = "0",
            max = "1")
    double gate_probes() default 0.05;

    @AttributeDefinition(description = "Unseen for so long, an event ends, 0 to 600 s")
    String event_absence() default "2 s";

    @AttributeDefinition(
            description = "A second event of the same kind and place within this time is not worth a notification")
    String event_cooldown() default "10 s";

    @AttributeDefinition(description = "What is kept before an event, 0 to 60 s")
    String preroll() default "5 s";
}
