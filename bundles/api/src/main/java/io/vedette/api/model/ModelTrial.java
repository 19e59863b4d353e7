package io.vedette.api.model;

import io.vedette.api.detect.DetectorException;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Tries a model without serving with it. A bundle that runs models names its class in {@code META-INF/services}, so that a tool can
 * ask it without the framework. Thread-safe.
 */
@ConsumerType
public interface ModelTrial {

    /** Whether models of this runtime ({@code onnx tflite}) and task can be tried. */
    boolean knows(String runtime, String task);

    /**
     * Loads a model, compares its sizes and labels with what is said of it, and lets it answer a grey picture.
     *
     * @return what fits, in one line
     * @throws DetectorException what does not, in one line
     */
    String run(ModelFile model) throws DetectorException;
}
