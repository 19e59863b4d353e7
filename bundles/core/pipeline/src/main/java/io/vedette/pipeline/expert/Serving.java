package io.vedette.pipeline.expert;

import io.vedette.api.detect.Detection;
import io.vedette.api.detect.ObjectDetector;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * An opened and warmed detector session with its threads and its queue. A call over the limit is answered as failed; the session
 * then takes no more, and is closed when the last call has returned. Thread-safe.
 */
final class Serving {

    /** A call that takes longer has timed out. */
    static final long CALL_LIMIT_NS = 2_000_000_000L;

    /** Is told how calls went; called without locks held. */
    interface Watcher {
        void answered(long latencyNs);

        void failed(String because);

        void timedOut(Serving serving);
    }

    private final ObjectDetector.Session session;
    private final Map<String, String> provenance;
    private final Watcher watcher;
    private final ArrayDeque<Question> queue = new ArrayDeque<>();
    private final List<Call> calls = new ArrayList<>();
    private boolean retired;
    private boolean closing;
    private boolean closed;

    /** A call that runs. Guarded by the serving's lock. */
    private static final class Call {
        final Question question;
        final Thread thread = Thread.currentThread();
        final long startedNs = System.nanoTime();
        boolean abandoned;

        Call(Question question) {
            this.question = question;
        }
    }

    Serving(String name, ObjectDetector.Session session, int threads, Map<String, String> provenance, Watcher watcher) {
        this.session = session;
        this.provenance = provenance;
        this.watcher = watcher;
        for (int i = 1; i <= threads; i++) {
            Thread thread = new Thread(this::serve, "vedette-detector-" + name + "-" + i);
            thread.setDaemon(true);
            thread.start();
        }
    }

    /** Queues a question; false where this session takes no more. */
    synchronized boolean offer(Question question) {
        if (retired) {
            return false;
        }
        queue.addLast(question);
        notifyAll();
        return true;
    }

    private void serve() {
        Call call = nextCall();
        while (call != null) {
            Answer answer = ask(call.question);
            boolean abandoned;
            synchronized (this) {
                calls.remove(call);
                abandoned = call.abandoned;
            }
            closeIfDone();
            call.question.release();
            call.question.answer(answer);
            if (!abandoned) {
                tell(answer);
            }
            // An abandoned call may leave an interrupt behind.
            Thread.interrupted();
            call = abandoned ? null : nextCall();
        }
    }

    private synchronized Call nextCall() {
        try {
            while (queue.isEmpty() && !retired) {
                wait();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return null;
        }
        if (queue.isEmpty()) {
            return null;
        }
        Call call = new Call(queue.pollFirst());
        calls.add(call);
        return call;
    }

    private Answer ask(Question question) {
        long from = System.nanoTime();
        try {
            return PlugIn.call("detect", () -> {
                List<List<Detection>> results = session.detect(List.of(question.look()));
                if (results.size() != 1) {
                    throw new PlugIn.Failure("detect gave " + results.size() + " results for 1 look", null);
                }
                return new Answer(Answer.Outcome.ANSWERED, results.get(0), provenance, System.nanoTime() - from);
            });
        } catch (PlugIn.Failure e) {
            return failure(e.getMessage());
        }
    }

    private Answer failure(String because) {
        return new Answer(Answer.Outcome.FAILED, List.of(), Map.of("because", because), 0);
    }

    private void tell(Answer answer) {
        if (answer.outcome() == Answer.Outcome.ANSWERED) {
            watcher.answered(answer.latencyNs());
        } else {
            watcher.failed(answer.detector().getOrDefault("because", ""));
        }
    }

    /** Answers calls that took too long; called often by the registry's clock. */
    void watch() {
        List<Call> late = new ArrayList<>();
        synchronized (this) {
            for (Call call : calls) {
                if (!call.abandoned && System.nanoTime() - call.startedNs > CALL_LIMIT_NS) {
                    call.abandoned = true;
                    call.thread.interrupt();
                    late.add(call);
                }
            }
        }
        if (!late.isEmpty()) {
            retireNow();
            late.forEach(call -> call.question.answer(failure("the call took over 2 s")));
            watcher.timedOut(this);
        }
    }

    /** Takes no more questions; what is queued is still asked, then the session is closed. */
    void retire() {
        synchronized (this) {
            retired = true;
            notifyAll();
        }
        closeIfDone();
    }

    /** Takes no more questions; what is queued is answered as withdrawn, so that its lanes ask the next detector. */
    void retireNow() {
        List<Question> withdrawn;
        synchronized (this) {
            retired = true;
            withdrawn = List.copyOf(queue);
            queue.clear();
        }
        retire();
        for (Question question : withdrawn) {
            question.release();
            question.answer(Answer.WITHDRAWN);
        }
    }

    /** Waits until the session is closed. */
    synchronized boolean awaitClosed(long limitMs) throws InterruptedException {
        long until = System.nanoTime() + limitMs * 1_000_000;
        for (long left = limitMs; left > 0 && !closed; left = (until - System.nanoTime()) / 1_000_000) {
            wait(left);
        }
        return closed;
    }

    synchronized int running() {
        return calls.size();
    }

    private void closeIfDone() {
        synchronized (this) {
            if (!retired || closing || !queue.isEmpty() || !calls.isEmpty()) {
                return;
            }
            closing = true;
        }
        try {
            PlugIn.run("close", session::close);
        } catch (PlugIn.Failure e) {
            watcher.failed(e.getMessage());
        }
        synchronized (this) {
            closed = true;
            notifyAll();
        }
    }
}
