package io.vedette.vision.onnx;

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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One loaded model that answers several calls at once, each with buffers of its own from a pool that grows to the allowed number.
 * Freed when it is closed and the last call has returned, whichever is later. Thread-safe.
 */
public final class OnnxSession implements ObjectDetector.Session {

    private static final Logger LOG = LoggerFactory.getLogger(OnnxSession.class);

    /** Makes the buffers of a run of so many looks. */
    @FunctionalInterface
    interface Runs {
        ModelRun of(int looks) throws OrtException;
    }

    private final OrtSession session;
    private final Runs runs;
    private final LoadedModel model;
    private final int concurrency;
    private final int most;
    private final Semaphore permits;
    /** By the number of looks of a run. */
    private final Map<Integer, ArrayDeque<ModelRun>> idle = new HashMap<>();

    private int running;
    private boolean closed;
    private boolean freed;

    OnnxSession(OrtSession session, Runs runs, LoadedModel model, int concurrency, int most) {
        this.most = most;
        this.session = session;
        this.runs = runs;
        this.model = model;
        this.concurrency = concurrency;
        this.permits = new Semaphore(concurrency);
    }

    @Override
    public List<List<Detection>> detect(List<Look> looks) throws DetectorException, InterruptedException {
        permits.acquire();
        try {
            enter();
            try {
                return answers(looks);
            } finally {
                leave();
            }
        } finally {
            permits.release();
        }
    }

    private List<List<Detection>> answers(List<Look> looks) throws DetectorException, InterruptedException {
        List<List<Detection>> answers = new ArrayList<>(looks.size());
        while (answers.size() < looks.size()) {
            if (Thread.interrupted()) {
                throw new InterruptedException("asked to give up");
            }
            // Powers of two, so that buffers, and engines that are built for a size, are few.
            int next = Integer.highestOneBit(Math.min(most, looks.size() - answers.size()));
            ModelRun run = take(next);
            try {
                run.answer(session, looks, answers.size(), answers);
            } finally {
                giveBack(run);
            }
        }
        return answers;
    }

    private synchronized void enter() throws DetectorException {
        if (closed) {
            throw new DetectorException("model " + model.id() + " is closed");
        }
        running++;
    }

    private synchronized void leave() {
        running--;
        if (closed && running == 0) {
            free();
        }
    }

    private synchronized ModelRun take(int looks) throws DetectorException {
        ArrayDeque<ModelRun> fit = idle.computeIfAbsent(looks, size -> new ArrayDeque<>());
        try {
            return fit.isEmpty() ? runs.of(looks) : fit.pop();
        } catch (OrtException e) {
            throw new DetectorException("model " + model.id() + " got no buffers: " + e.getMessage(), e);
        }
    }

    private synchronized void giveBack(ModelRun run) {
        idle.get(run.looks()).push(run);
    }

    @Override
    public int concurrency() {
        return concurrency;
    }

    /** The most looks that one run answers. */
    public int mostLooks() {
        return most;
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
        idle.values().forEach(fit -> fit.forEach(ModelRun::close));
        idle.clear();
        try {
            session.close();
        } catch (OrtException e) {
            LOG.warn("Model {} was not freed: {}", model.id(), e.getMessage());
        }
    }
}
