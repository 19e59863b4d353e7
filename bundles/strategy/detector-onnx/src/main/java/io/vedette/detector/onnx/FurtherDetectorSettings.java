package io.vedette.detector.onnx;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** What consoles show of a further detector's configuration; {@link Settings} reads and checks it. */
@ObjectClassDefinition(name = "Vedette further detector on ONNX Runtime")
@interface FurtherDetectorSettings {

    @AttributeDefinition(description = "The detector's name, by which cameras ask for it: [a-z0-9.-]{1,40}")
    String name() default "onnx-model";

    @AttributeDefinition(description = "detect or face-detect")
    String task() default "detect";

    @AttributeDefinition(description = "An id of the catalogue, or auto for the best model that is present")
    String model() default "auto";

    @AttributeDefinition(
            description = "Threads of one inference; several cameras gain more from concurrency",
            min = "1",
            max = "64")
    int threads() default 1;

    @AttributeDefinition(
            description = "Inferences at once; where absent, the number of processors",
            required = false,
            min = "1",
            max = "256")
    int concurrency();
}
