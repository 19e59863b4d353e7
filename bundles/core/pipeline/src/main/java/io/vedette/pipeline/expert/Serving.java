package io.vedette.pipeline.expert;

import io.vedette.api.detect.Detection;
import io.vedette.api.detect.Look;
import io.vedette.api.detect.ObjectDetector;
import io.vedette.core.spi.worker.Worker;
import io.vedette.core.spi.worker.WorkerState;
import io.vedette.pipeline.schedule.BatchLaw;
import io.vedette.pipeline.schedule.LookQueue;
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
        /** A call answered all its looks. */
        void answered(List<Question> questions, long latencyNs);

        /** A call failed, and all its looks with it. */
        void failed(String because);

        void timedOut(Serving serving);
    }

    /**
     * What is opened.
     *
     * @param name the detector's
     * @param session opened and warmed; the serving closes it
     * @param threads how many calls may run at once
     * @param mostLooks how many looks a call may have
     * @param provenance what answers tell of it
     */
    record Opened(
            String name, ObjectDetector.Session session, int threads, int mostLooks, Map<String, String> provenance) {}

    private final Opened opened;
    private final Watcher watcher;
    private final LookQueue<Question> queue;
    private final BatchLaw law = new BatchLaw();
    private final List<Call> calls = new ArrayList<>();
    private final List<Worker> workers = new ArrayList<>();
    private boolean retired;
    private boolean closing;
    private boolean closed;

    /** A call that runs. Guarded by the serving's lock. */
    private static final class Call {
        final List<Question> questions;
        final Thread thread = Thread.currentThread();
        final long startedNs = System.nanoTime();
        boolean abandoned;

        Call(List<Question> questions) {
            this.questions = questions;
        }
    }

    Serving(Opened opened, Watcher watcher) {
        this.opened = opened;
        this.watcher = watcher;
        this.queue = new LookQueue<>(opened.threads(), opened.mostLooks());
        for (int i = 1; i <= opened.threads(); i++) {
            workers.add(Worker.vital("vedette-detector-" + opened.name() + "-" + i, this::serve));
        }
    }

    /** Starts its threads; where there is no memory for one, the session is closed. */
    Serving start() {
        // plug-in edge: on — what was opened is not to stay open where it cannot serve
        try {
            workers.forEach(Worker::start);
        } catch (OutOfMemoryError e) {
            retireNow();
            throw e;
        }
        // plug-in edge: off
        return this;
    }

    /** Queues a question; false where this session takes no more. */
    boolean offer(Question question) {
        Wish wish = question.wish();
        Question replaced;
        synchronized (this) {
            if (retired) {
                return false;
            }
            replaced = queue.put(new LookQueue.Ticket<>(
                            wish.camera(), wish.urgency(), wish.weight(), question.deadlineNs(), question))
                    .orElse(null);
            notifyAll();
        }
        if (replaced != null) {
            replaced.settle(Answer.EXPIRED);
        }
        return true;
    }

    private void serve() throws InterruptedException {
        Call call = nextCall();
        while (call != null) {
            call = serve(call) ? nextCall() : null;
        }
    }

    /** False where the call was abandoned meanwhile, and with it its thread. */
    private boolean serve(Call call) {
        long from = System.nanoTime();
        List<Answer> answers = ask(call.questions);
        long tookNs = System.nanoTime() - from;
        boolean abandoned = done(call, tookNs);
        closeIfDone();
        answer(call.questions, answers, 0);
        if (!abandoned) {
            tell(call, answers.get(0), tookNs);
        }
        // An abandoned call may leave an interrupt behind.
        Thread.interrupted();
        return !abandoned;
    }

    /** Answers all, from that one on, even where answering one breaks. */
    private static void answer(List<Question> questions, List<Answer> answers, int from) {
        if (from == questions.size()) {
            return;
        }
        try {
            questions.get(from).release();
            questions.get(from).answer(answers.get(from));
        } finally {
            answer(questions, answers, from + 1);
        }
    }

    private synchronized boolean done(Call call, long tookNs) {
        calls.remove(call);
        law.measured(call.questions.size(), tookNs);
        return call.abandoned;
    }

    /** Waits for looks; null where this session takes no more. */
    private Call nextCall() throws InterruptedException {
        while (true) {
            List<Question> expired = new ArrayList<>(0);
            Call call;
            synchronized (this) {
                if (!awaitLooks()) {
                    break;
                }
                call = begin(expired);
            }
            expired.forEach(question -> question.settle(Answer.EXPIRED));
            if (call != null) {
                return call;
            }
        }
        closeIfDone();
        return null;
    }

    /** Begins the next call; null where all that waited was withdrawn or is too old. */
    private Call begin(List<Question> expired) {
        List<Question> next = new ArrayList<>(queue.take(System.nanoTime(), looksRunning(), law, expired::add));
        next.removeIf(question -> !question.begin());
        if (next.isEmpty()) {
            return null;
        }
        Call call = new Call(next);
        calls.add(call);
        return call;
    }

    /** Waits until looks are there; false where none will come. */
    private boolean awaitLooks() throws InterruptedException {
        while (queue.isEmpty() && !retired) {
            wait();
        }
        return !queue.isEmpty();
    }

    private int looksRunning() {
        int running = 0;
        for (Call call : calls) {
            running += call.questions.size();
        }
        return running;
    }

    private List<Answer> ask(List<Question> questions) {
        List<Look> looks = new ArrayList<>(questions.size());
        questions.forEach(question -> looks.add(question.look()));
        long from = System.nanoTime();
        try {
            return PlugIn.call("detect", () -> {
                List<List<Detection>> results = opened.session().detect(looks);
                if (results.size() != looks.size()) {
                    throw new PlugIn.Failure(
                            "detect gave " + results.size() + " results for " + looks.size() + " looks", null);
                }
                long tookNs = System.nanoTime() - from;
                List<Answer> answers = new ArrayList<>(results.size());
                for (List<Detection> each : results) {
                    answers.add(new Answer(Answer.Outcome.ANSWERED, each, opened.provenance(), tookNs));
                }
                return answers;
            });
        } catch (PlugIn.Failure e) {
            return questions.stream().map(each -> failure(e.getMessage())).toList();
        }
    }

    private static Answer failure(String because) {
        return new Answer(Answer.Outcome.FAILED, List.of(), Map.of("because", because), 0);
    }

    private void tell(Call call, Answer answer, long tookNs) {
        if (answer.outcome() == Answer.Outcome.ANSWERED) {
            watcher.answered(call.questions, tookNs);
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
            late.forEach(call -> call.questions.forEach(each -> each.answer(failure("the call took over 2 s"))));
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
            withdrawn = queue.drain();
        }
        retire();
        withdrawn.forEach(question -> question.settle(Answer.WITHDRAWN));
    }

    /** Waits until the session is closed. */
    synchronized boolean awaitClosed(long limitMs) throws InterruptedException {
        long until = System.nanoTime() + limitMs * 1_000_000;
        for (long left = limitMs; left > 0 && !closed; left = (until - System.nanoTime()) / 1_000_000) {
            wait(left);
        }
        return closed;
    }

    List<WorkerState> workers() {
        return workers.stream().map(Worker::state).toList();
    }

    /** How many calls run. */
    synchronized int running() {
        return calls.size();
    }

    /** How many looks wait. */
    synchronized int waiting() {
        return queue.size();
    }

    /** Whether nothing runs and nothing waits. */
    synchronized boolean idle() {
        return calls.isEmpty() && queue.isEmpty();
    }

    synchronized void forget(String camera) {
        queue.forget(camera);
    }

    private void closeIfDone() {
        synchronized (this) {
            if (!retired || closing || !queue.isEmpty() || !calls.isEmpty()) {
                return;
            }
            closing = true;
        }
        try {
            PlugIn.run("close", opened.session()::close);
        } catch (PlugIn.Failure e) {
            watcher.failed(e.getMessage());
        }
        synchronized (this) {
            closed = true;
            notifyAll();
        }
    }
}
