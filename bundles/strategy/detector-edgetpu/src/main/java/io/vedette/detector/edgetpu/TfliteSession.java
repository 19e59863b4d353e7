package io.vedette.detector.edgetpu;

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

/**
 * One loaded model that answers several calls at once, each in an interpreter of its own from a pool that grows to the allowed
 * number. Freed when it is closed and the last call has returned, whichever is later. Thread-safe.
 */
final class TfliteSession implements ObjectDetector.Session {

    private final Graph graph;
    private final Processor processor;
    private final LoadedModel model;
    private final boolean numbersStated;
    private final Semaphore permits;
    private final ArrayDeque<TfliteRun> idle = new ArrayDeque<>();
    private int running;
    private boolean closed;
    private boolean freed;

    /**
     * Owns what it is given.
     *
     * @param first the interpreter that the model was looked at in
     */
    TfliteSession(Graph graph, Processor processor, LoadedModel model, boolean numbersStated, TfliteRun first) {
        this.graph = graph;
        this.processor = processor;
        this.model = model;
        this.numbersStated = numbersStated;
        this.permits = new Semaphore(processor.concurrency());
        idle.push(first);
    }

    @Override
    public List<List<Detection>> detect(List<Look> looks) throws DetectorException, InterruptedException {
        permits.acquire();
        try {
            TfliteRun run = enter();
            try {
                if (run == null) {
                    run = new TfliteRun(processor.engine(graph), model, numbersStated);
                }
                return answers(run, looks);
            } finally {
                leave(run);
            }
        } finally {
            permits.release();
        }
    }

    private static List<List<Detection>> answers(TfliteRun run, List<Look> looks)
            throws DetectorException, InterruptedException {
        List<List<Detection>> answers = new ArrayList<>(looks.size());
        for (Look look : looks) {
            if (Thread.interrupted()) {
                throw new InterruptedException("asked to give up");
            }
            answers.add(run.answer(look));
        }
        return answers;
    }

    /** An idle run, or null where one is to be made: that takes a while, so it is made without holding up the others. */
    private synchronized TfliteRun enter() throws DetectorException {
        if (closed) {
            throw new DetectorException("model " + model.id() + " is closed");
        }
        running++;
        return idle.poll();
    }

    private synchronized void leave(TfliteRun run) {
        if (run != null) {
            idle.push(run);
        }
        running--;
        if (closed && running == 0) {
            free();
        }
    }

    /** What the model takes and gives. */
    Shape shape() {
        return model.shape();
    }

    /** {@code edgetpu} or {@code cpu}. */
    String device() {
        return processor.word();
    }

    @Override
    public int concurrency() {
        return processor.concurrency();
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

    /** Whether the model's memory was given back. */
    synchronized boolean freed() {
        return freed;
    }

    private void free() {
        freed = true;
        idle.forEach(TfliteRun::close);
        idle.clear();
        graph.close();
    }
}
