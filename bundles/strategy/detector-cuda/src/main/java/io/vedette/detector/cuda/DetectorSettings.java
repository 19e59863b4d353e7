package io.vedette.detector.cuda;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** What consoles show of a detector's configuration; {@link Settings} reads and checks it. */
@ObjectClassDefinition(name = "Vedette detector on NVIDIA GPUs")
@interface DetectorSettings {

    @AttributeDefinition(description = "The detector's name, by which cameras ask for it: [a-z0-9.-]{1,40}")
    String name() default "cuda";

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

    @AttributeDefinition(
            description = "The folder with the GPU runtime's libraries; where absent, data/cuda/runtime in the home",
            required = false)
    String runtime();

    @AttributeDefinition(
            description = "The folder where TensorRT keeps what it builds; where absent, data/cuda/engines in the home",
            required = false)
    String engines();

    @AttributeDefinition(
            description = "How much memory of each GPU may be taken, in MB; 0 for all that it has",
            min = "0",
            max = "1048576")
    int device$_$memory() default 0;
}
