package io.vedette.pipeline.schedule;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;

/** Cameras that crowd around a detector, in virtual time: each wants looks in its rhythm, and keeps at most one asked. */
final class Crowd {

    static final long MS = 1_000_000;

    /** One camera. */
    static final class Camera {
        final String id;
        final Urgency urgency;
        final double weight;
        final long periodNs;
        final long phaseNs;
        long offered;
        long served;
        long superseded;
        long expired;
        long late;
        private boolean running;
        private Look waiting;
        private Look queued;

        Camera(String id, Urgency urgency, double weight, long periodNs, long phaseNs) {
            this.id = id;
            this.urgency = urgency;
            this.weight = weight;
            this.periodNs = periodNs;
            this.phaseNs = phaseNs;
        }

        int left() {
            return (running ? 1 : 0) + (waiting == null ? 0 : 1) + (queued == null ? 0 : 1);
        }
    }

    record Look(Camera camera, long wantedNs) {}

    private record Step(long atNs, long order, Runnable what) {}

    private final List<Camera> cameras = new ArrayList<>();
    private final LookQueue<Look> queue;
    private final BatchLaw law = new BatchLaw();
    private final PriorityQueue<Step> steps =
            new PriorityQueue<>(Comparator.comparingLong(Step::atNs).thenComparingLong(Step::order));
    private final StringBuilder trace = new StringBuilder();
    private final List<Integer> batches = new ArrayList<>();
    private final long fixedNs;
    private final long perLookNs;
    private final long deadlineNs;
    private final Random noise;
    private int free;
    private int running;
    private long nowNs;
    private long order;
    private long busyNs;
    private long idleWhileWaiting;

    Crowd(int servers, int most, long fixedNs, long perLookNs, long deadlineNs, Random noise) {
        this.free = servers;
        this.queue = new LookQueue<>(servers, most);
        this.fixedNs = fixedNs;
        this.perLookNs = perLookNs;
        this.deadlineNs = deadlineNs;
        this.noise = noise;
    }

    Camera camera(Urgency urgency, double weight, long periodNs, long phaseNs) {
        Camera camera = new Camera(String.format("c%02d", cameras.size()), urgency, weight, periodNs, phaseNs);
        cameras.add(camera);
        at(phaseNs, () -> want(camera));
        return camera;
    }

    List<Camera> cameras() {
        return cameras;
    }

    String trace() {
        return trace.toString().trim();
    }

    List<Integer> batches() {
        return batches;
    }

    long busyNs() {
        return busyNs;
    }

    long idleWhileWaiting() {
        return idleWhileWaiting;
    }

    private void at(long atNs, Runnable what) {
        steps.add(new Step(atNs, order++, what));
    }

    void runUntil(long endNs) {
        while (!steps.isEmpty() && steps.peek().atNs() <= endNs) {
            Step step = steps.poll();
            nowNs = step.atNs();
            step.what().run();
            serve();
            idleWhileWaiting += free > 0 && !queue.isEmpty() ? 1 : 0;
        }
    }

    private void want(Camera camera) {
        camera.offered++;
        Look look = new Look(camera, nowNs);
        if (camera.running) {
            camera.superseded += camera.waiting == null ? 0 : 1;
            camera.waiting = look;
        } else {
            put(look);
        }
        at(nowNs + camera.periodNs, () -> want(camera));
    }

    private void put(Look look) {
        Camera camera = look.camera();
        queue.put(new LookQueue.Ticket<>(camera.id, camera.urgency, camera.weight, look.wantedNs() + deadlineNs, look))
                .ifPresent(replaced -> camera.superseded++);
        camera.queued = look;
    }

    private void serve() {
        while (free > 0) {
            List<Look> batch = queue.take(nowNs, running, law, expired -> {
                expired.camera().expired++;
                expired.camera().queued = null;
            });
            if (batch.isEmpty()) {
                return;
            }
            free--;
            running += batch.size();
            batches.add(batch.size());
            trace.append(nowNs / MS).append(':');
            for (Look look : batch) {
                trace.append(look.camera().id);
                look.camera().queued = null;
                look.camera().running = true;
            }
            trace.append(' ');
            double factor = noise == null ? 1 : 0.9 + 0.2 * noise.nextDouble();
            long tookNs = (long) (factor * (fixedNs + perLookNs * batch.size()));
            busyNs += tookNs;
            at(nowNs + tookNs, () -> done(batch, tookNs));
        }
    }

    private void done(List<Look> batch, long tookNs) {
        free++;
        running -= batch.size();
        law.measured(batch.size(), tookNs);
        for (Look look : batch) {
            Camera camera = look.camera();
            camera.running = false;
            camera.served++;
            // What is learned is rounded.
            camera.late += nowNs > look.wantedNs() + deadlineNs + 1_000 ? 1 : 0;
            Look next = camera.waiting;
            camera.waiting = null;
            if (next != null) {
                put(next);
            }
        }
    }
}
