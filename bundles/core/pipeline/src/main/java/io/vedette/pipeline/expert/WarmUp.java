package io.vedette.pipeline.expert;

import io.vedette.api.detect.Detection;
import io.vedette.api.detect.DetectorException;
import io.vedette.api.detect.DetectorInfo;
import io.vedette.api.detect.ObjectDetector;
import java.util.List;
import java.util.Map;

/** Opens detectors and has them look at one blank picture, off the path of the looks. */
final class WarmUp {

    private static final int MOST_THREADS = Math.max(1, Runtime.getRuntime().availableProcessors());
    private static final int MOST_LOOKS = 64;
    private static final int MOST_ATTEMPTS = 3;

    private WarmUp() {}

    /** What came of it. */
    record Result(DetectorInfo info, Serving.Opened opened) {}

    /**
     * Opens and warms a detector; takes as long as that takes. Where its model changes meanwhile, nobody can tell which of the two
     * was opened, so it is opened again.
     *
     * @throws PlugIn.Failure it cannot serve; nothing is left open
     */
    static Result of(ObjectDetector service, Origin origin) throws PlugIn.Failure {
        for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
            DetectorInfo before = PlugIn.call("info", service::info);
            Result result = opened(service, origin);
            if (!hasAnotherModel(result.info(), before) || before.modelSha256().isEmpty()) {
                return result;
            }
            PlugIn.run("close", result.opened().session()::close);
        }
        throw new PlugIn.Failure("its model changed each time it was opened", null);
    }

    /** Whether one of its models came or changed: what finds things, or what makes embeddings of them. */
    static boolean hasAnotherModel(DetectorInfo now, DetectorInfo before) {
        String embedding = now.attributes().getOrDefault("embedding_sha256", "");
        boolean found = !now.modelSha256().equals(before.modelSha256());
        boolean embedded =
                !embedding.isEmpty() && !embedding.equals(before.attributes().get("embedding_sha256"));
        return !now.modelSha256().isEmpty() && (found || embedded);
    }

    private static Result opened(ObjectDetector service, Origin origin) throws PlugIn.Failure {
        ObjectDetector.Session session = PlugIn.call("open", service::open);
        try {
            List<List<Detection>> answers = PlugIn.call("detect", () -> session.detect(List.of(new BlankLook())));
            if (answers.size() != 1 || answers.get(0) == null) {
                throw new PlugIn.Failure("detect gave " + answers.size() + " results for 1 look", null);
            }
            DetectorInfo info = PlugIn.call("info", service::info);
            int threads = Math.max(1, Math.min(MOST_THREADS, PlugIn.call("concurrency", session::concurrency)));
            return new Result(
                    info, new Serving.Opened(info.name(), session, threads, mostLooks(info), provenance(info, origin)));
        } catch (PlugIn.Failure e) {
            PlugIn.run("close after " + e.getMessage(), session::close);
            throw e;
        }
    }

    private static int mostLooks(DetectorInfo info) throws PlugIn.Failure {
        String told = info.attributes().getOrDefault("max_batch", "1");
        if (!told.matches("[0-9]{1,6}") || Integer.parseInt(told) < 1) {
            throw new PlugIn.Failure("max_batch is a number from 1, but is '" + told + "'", null);
        }
        return Math.min(MOST_LOOKS, Integer.parseInt(told));
    }

    private static Map<String, String> provenance(DetectorInfo of, Origin origin) {
        return Map.of(
                "name", of.name(),
                "bundle", origin.bundle(),
                "version", origin.version().toString(),
                "model", of.model(),
                "model_sha256", of.modelSha256(),
                "device", of.device());
    }

    /** Why a detector cannot serve, in its own words where it has some. */
    static String reason(PlugIn.Failure failure) {
        Throwable cause = failure.getCause();
        boolean said = cause instanceof DetectorException && cause.getMessage() != null;
        return said ? cause.getMessage() : failure.getMessage();
    }
}
