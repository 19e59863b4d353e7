package io.vedette.pipeline.lane;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;

/** Counts the processor time that a lane's turns take. Confined to one lane. */
final class Metered implements Mailbox.Turn {

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final boolean MEASURED = THREADS.isCurrentThreadCpuTimeSupported();

    private final Count.Board counts;
    private final Mailbox.Turn turn;
    private long restNs;

    Metered(Count.Board counts, Mailbox.Turn turn) {
        this.counts = counts;
        this.turn = turn;
    }

    @Override
    public int take(int signals) {
        if (!MEASURED) {
            return turn.take(signals);
        }
        long before = THREADS.getCurrentThreadCpuTime();
        try {
            return turn.take(signals);
        } finally {
            restNs += THREADS.getCurrentThreadCpuTime() - before;
            counts.add(Count.CPU_US, restNs / 1000);
            restNs %= 1000;
        }
    }
}
