package io.vedette.detector.cuda;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** What consoles show of a further detector's configuration; {@link Settings} reads and checks it. */
@ObjectClassDefinition(name = "Vedette further detector on NVIDIA GPUs")
@interface FurtherDetectorSettings {

    @AttributeDefinition(description = "The detector's name, by which cameras ask for it: [a-z0-9.-]{1,40}")
    String name() default "cuda-model";

    @AttributeDefinition(description = "detect or face-detect")
    String task() default "detect";

    @AttributeDefinition(description = "An id of the catalogue, or auto for the best model that is present")
    String model() default "auto";

    @AttributeDefinition(description = "The GPU's number, 0 to 99, or auto for the emptiest")
    String device() default "auto";

    @AttributeDefinition(description = "The most GPU memory that a session takes, in MB", min = "256", max = "1048576")
    int memory() default 2048;

    @AttributeDefinition(description = "auto (TensorRT, else CUDA), tensorrt or cuda")
    String provider() default "auto";

    @AttributeDefinition(description = "Let TensorRT compute with half the precision")
    boolean fp16() default false;

    @AttributeDefinition(
            description = "The most looks in one run, where the model takes any number",
            min = "1",
            max = "64")
    int batch() default 8;

    @AttributeDefinition(description = "Runs at once", min = "1", max = "16")
    int concurrency() default 2;
}
