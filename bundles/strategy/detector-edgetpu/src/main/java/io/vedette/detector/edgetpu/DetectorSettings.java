package io.vedette.detector.edgetpu;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** What consoles show of the detector's configuration; {@link Settings} reads and checks it. */
@ObjectClassDefinition(name = "Vedette detector on TensorFlow Lite and Coral EdgeTPU")
@interface DetectorSettings {

    @AttributeDefinition(description = "The detector's name, by which cameras ask for it: [a-z0-9.-]{1,40}")
    String name() default "edgetpu";

    @AttributeDefinition(description = "An id of the catalogue, or auto for the best model that is present and can run")
    String model() default "auto";

    @AttributeDefinition(description = "auto: the EdgeTPU for models compiled for it, the CPU for others; edgetpu; cpu")
    String device() default "auto";

    @AttributeDefinition(description = "Threads of one inference on the CPU", min = "1", max = "64")
    int threads() default 1;

    @AttributeDefinition(
            description = "Inferences at once on the CPU; where absent, the number of processors",
            required = false,
            min = "1",
            max = "256")
    int concurrency();
}
