package io.vedette.pipeline.schedule;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The looks that wait for one detector: one slot per camera, in which the latest wins. Served is, within the most urgent class,
 * the camera that had the least service for its weight, by start-time fair queueing (Goyal, Vin and Cheng, 1996, with a turn as
 * the length of every request): under any overload cameras are served in proportion to their weights, one that was away begins
 * where the others are, and one that asks seldom does not queue behind those that ask always. What could not be answered by its
 * deadline is not begun. Pure: time is what the caller says. Guarded by its owner.
 *
 * @param <L> what a look is for the caller
 */
public final class LookQueue<L> {

    /**
     * A look that waits.
     *
     * @param camera whose look it is
     * @param urgency its class
     * @param weight the camera's share against others of its class, above 0
     * @param deadlineNs later than this, on the clock of {@link #take}, nobody wants the answer
     * @param look the look
     */
    public record Ticket<L>(String camera, Urgency urgency, double weight, long deadlineNs, L look) {
        public Ticket {
            if (!(weight > 0)) {
                throw new IllegalArgumentException("a weight is above 0, but is " + weight);
            }
        }
    }

    private final int runs;
    private final int most;
    private final Map<String, Ticket<L>> slots = new LinkedHashMap<>();
    private final Map<Urgency, Round> rounds = new EnumMap<>(Urgency.class);

    /** The service that the cameras of a class had, in turns by weight. */
    private static final class Round {
        private final Map<String, Double> had = new HashMap<>();
        private double now;

        double of(String camera) {
            return Math.max(now, had.getOrDefault(camera, now));
        }

        void serve(Ticket<?> ticket) {
            // Who is served had least of those that wait, so the time of the round never goes back.
            now = of(ticket.camera());
            had.put(ticket.camera(), now + 1 / ticket.weight());
        }
    }

    /**
     * An empty queue.
     *
     * @param runs how many calls the detector runs at once
     * @param most how many looks a call may have
     */
    public LookQueue(int runs, int most) {
        this.runs = runs;
        this.most = most;
        for (Urgency each : Urgency.values()) {
            rounds.put(each, new Round());
        }
    }

    /** Puts a look into its camera's slot; gives the one that it replaced. */
    public Optional<L> put(Ticket<L> ticket) {
        return Optional.ofNullable(slots.put(ticket.camera(), ticket)).map(Ticket::look);
    }

    /** Forgets what service a camera had; what waits stays. */
    public void forget(String camera) {
        rounds.values().forEach(round -> round.had.remove(camera));
    }

    /** Empties all slots. */
    public List<L> drain() {
        List<L> all = slots.values().stream().map(Ticket::look).toList();
        slots.clear();
        return all;
    }

    public boolean isEmpty() {
        return slots.isEmpty();
    }

    public int size() {
        return slots.size();
    }

    /**
     * Takes what is to be asked next.
     *
     * @param nowNs the time
     * @param running how many looks are being answered by other calls; no call takes more than its share of all, so that
     *     those in a small one do not overtake those in a large one again and again
     * @param law how long a call takes
     * @param expired is given the looks that no call could answer in time any more
     * @return in the order of service; empty where nothing waits
     */
    public List<L> take(long nowNs, int running, BatchLaw law, Consumer<L> expired) {
        expire(nowNs + law.expectedNs(1), expired);
        if (slots.isEmpty()) {
            return List.of();
        }
        if (slots.size() == 1) {
            return List.of(serve(slots.values().iterator().next()));
        }
        List<Ticket<L>> order = new ArrayList<>(slots.values());
        order.sort(Comparator.<Ticket<L>, Urgency>comparing(Ticket::urgency)
                .thenComparingDouble(ticket -> rounds.get(ticket.urgency()).of(ticket.camera()))
                .thenComparingLong(Ticket::deadlineNs)
                .thenComparing(Ticket::camera));
        int share = Math.max(1, (order.size() + running) / runs);
        int batch = law.batch(order.size(), Math.min(most, share));
        while (batch > 1 && tooLate(order.subList(0, batch), nowNs + law.expectedNs(batch))) {
            batch--;
        }
        List<L> taken = new ArrayList<>(batch);
        order.subList(0, batch).forEach(ticket -> taken.add(serve(ticket)));
        return taken;
    }

    private L serve(Ticket<L> ticket) {
        slots.remove(ticket.camera());
        rounds.get(ticket.urgency()).serve(ticket);
        return ticket.look();
    }

    private void expire(long earliestEndNs, Consumer<L> expired) {
        for (Iterator<Ticket<L>> all = slots.values().iterator(); all.hasNext(); ) {
            Ticket<L> ticket = all.next();
            if (earliestEndNs - ticket.deadlineNs() > 0) {
                all.remove();
                expired.accept(ticket.look());
            }
        }
    }

    private boolean tooLate(List<Ticket<L>> batch, long endNs) {
        return batch.stream().anyMatch(ticket -> endNs - ticket.deadlineNs() > 0);
    }
}
