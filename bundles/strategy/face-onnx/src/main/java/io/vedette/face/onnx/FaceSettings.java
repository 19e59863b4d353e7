package io.vedette.face.onnx;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** What consoles show of the configuration; {@link Settings} reads and checks it. */
@ObjectClassDefinition(name = "Vedette faces on ONNX Runtime")
@interface FaceSettings {

    @AttributeDefinition(description = "The detector's name, by which cameras ask for it: [a-z0-9.-]{1,40}")
    String name() default "onnx-face";

    @AttributeDefinition(
            description = "Finds faces: an id of the catalogue, or auto for the best model that is present")
    String model() default "auto";

    @AttributeDefinition(
            description = "Tells faces apart: an id of the catalogue, auto for the best model that is present, or none")
    String embedding() default "auto";

    @AttributeDefinition(
            description = "Threads of one inference; several cameras gain more from concurrency",
            min = "1",
            max = "64")
    int threads() default 1;

    @AttributeDefinition(
            description = "Calls at once; where absent, the number of processors",
            required = false,
            min = "1",
            max = "256")
    int concurrency();

    @AttributeDefinition(
            description = "What a face must be worth to be told apart from others, 0 to 1",
            min = "0",
            max = "1")
    double least$_$quality() default 0.2;

    @AttributeDefinition(description = "Faces of one look that are told apart, the best first", min = "1", max = "64")
    int most$_$embeddings() default 8;
}
