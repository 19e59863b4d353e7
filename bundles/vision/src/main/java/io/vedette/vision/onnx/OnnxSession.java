package io.vedette.vision.onnx;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.vedette.api.detect.Detection;
import io.vedette.api.detect.DetectorException;
import io.vedette.api.detect.Look;
import io.vedette.api.detect.ObjectDetector;
import io.vedette.vision.model.LoadedModel;
import io.vedette.vision.model.Shape;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One loaded model that answers several calls at once, each with buffers of its own from a pool that grows to the allowed number.
 * Freed when it is closed and the last call has returned, whichever is later. Thread-safe.
 */
public final class OnnxSession implements ObjectDetector.Session {

    private static final Logger LOG = LoggerFactory.getLogger(OnnxSession.class);

    private final OrtEnvironment environment;
    private final OrtSession session;
    private final LoadedModel model;
    private final int concurrency;
    private final Semaphore permits;
    private final ArrayDeque<ModelRun> idle = new ArrayDeque<>();
    private int running;
    private boolean closed;
    private boolean freed;

    OnnxSession(OrtEnvironment environment, OrtSession session, LoadedModel model, int concurrency) {
        this.environment = environment;
        this.session = session;
        this.model = model;
        this.concurrency = concurrency;
        this.permits = new Semaphore(concurrency);
    }

    @Override
    public List<List<Detection>> detect(List<Look> looks) throws DetectorException, InterruptedException {
        permits.acquire();
        try {
            ModelRun run = enter();
            try {
                return answers(run, looks);
            } finally {
                leave(run);
            }
        } finally {
            permits.release();
        }
    }

    private List<List<Detection>> answers(ModelRun run, List<Look> looks)
            throws DetectorException, InterruptedException {
        // On a CPU a batch gains nothing over one by one.
        List<List<Detection>> answers = new ArrayList<>(looks.size());
        for (Look look : looks) {
            if (Thread.interrupted()) {
                throw new InterruptedException("asked to give up");
            }
            answers.add(run.answer(session, look));
        }
        return answers;
    }

    private synchronized ModelRun enter() throws DetectorException {
        if (closed) {
            throw new DetectorException("model " + model.id() + " is closed");
        }
        try {
            ModelRun run = idle.isEmpty() ? new ModelRun(environment, model) : idle.pop();
            running++;
            return run;
        } catch (OrtException e) {
            throw new DetectorException("model " + model.id() + " got no buffers: " + e.getMessage(), e);
        }
    }

    private synchronized void leave(ModelRun run) {
        idle.push(run);
        running--;
        if (closed && running == 0) {
            free();
        }
    }

    @Override
    public int concurrency() {
        return concurrency;
    }

    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            if (running == 0) {
                free();
            }
        }
    }

    /** What the model takes and gives. */
    public Shape shape() {
        return model.shape();
    }

    /** Whether the model's memory was given back. */
    public synchronized boolean freed() {
        return freed;
    }

    private void free() {
        freed = true;
        idle.forEach(ModelRun::close);
        idle.clear();
        try {
            session.close();
        } catch (OrtException e) {
            LOG.warn("Model {} was not freed: {}", model.id(), e.getMessage());
        }
    }
}
