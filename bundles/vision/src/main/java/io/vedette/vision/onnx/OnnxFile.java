package io.vedette.vision.onnx;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions;
import ai.onnxruntime.TensorInfo;
import io.vedette.api.detect.DetectorException;
import io.vedette.api.model.ModelFile;
import java.io.IOException;
import java.nio.file.Files;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;

/**
 * A model's file on its way into ONNX Runtime; what goes wrong is told with the model's name. Immutable.
 *
 * @param model what is known of it
 * @param providers what it is to run on before the CPU
 */
record OnnxFile(ModelFile model, ModelLoader.Providers providers) {

    /** The process' one door to ONNX Runtime. */
    static OrtEnvironment environment() {
        return OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR, "vedette");
    }

    /**
     * Opens the model; the caller closes it.
     *
     * @param threads how many threads one run uses
     */
    OrtSession open(int threads) throws OrtException, DetectorException {
        byte[] content = content();
        try (SessionOptions options = options(threads)) {
            providers.addTo(options);
            return environment().createSession(content, options);
        }
    }

    /** The whole file, so that nobody can change it under the library, and nothing beside it is read. */
    private byte[] content() throws DetectorException {
        try {
            byte[] content = Files.readAllBytes(model.path());
            String sha256 = HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(content));
            if (!model.sha256().isEmpty() && !model.sha256().equals(sha256)) {
                throw new DetectorException(
                        "the file " + model.path() + " is not the model " + model.id() + " any more");
            }
            return content;
        } catch (IOException e) {
            throw new DetectorException("the model " + model.path() + " cannot be read: " + e.getMessage(), e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static SessionOptions options(int threads) throws OrtException {
        SessionOptions options = new SessionOptions();
        options.setIntraOpNumThreads(threads);
        options.setInterOpNumThreads(1);
        options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR);
        // Waiting threads that spin would double the use of the CPU.
        options.addConfigEntry("session.intra_op.allow_spinning", "0");
        options.addConfigEntry("session.inter_op.allow_spinning", "0");
        return options;
    }

    TensorInfo tensor(NodeInfo node) throws DetectorException {
        if (node.getInfo() instanceof TensorInfo info) {
            return info;
        }
        throw new DetectorException("model " + model.id() + " has '" + node.getName() + "', which is no tensor");
    }

    /** Why it cannot be served, for people. */
    String because(OrtException e) {
        String said = String.valueOf(e.getMessage());
        String lower = said.toLowerCase(Locale.ROOT);
        if (lower.contains("external") || lower.contains("model_path must not be empty")) {
            return "model " + model.id() + " keeps its weights in a file of its own (external data);"
                    + " only models in one file are served";
        }
        if (lower.contains("protobuf")) {
            return "the file " + model.path() + " is no ONNX model, or not whole";
        }
        return "model " + model.id() + " cannot be loaded: "
                + said.lines().findFirst().orElse("");
    }
}
