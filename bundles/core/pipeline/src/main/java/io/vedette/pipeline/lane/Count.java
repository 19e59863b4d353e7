package io.vedette.pipeline.lane;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;

/** What a lane counts. */
enum Count {
    /** Packets taken from the ring. */
    PACKETS,
    /** Packets that left the ring before the lane took them. */
    PACKETS_LOST,
    /** Packets skipped on purpose since the lane was more than two seconds behind. */
    PACKETS_JUMPED,
    /** Packets that no decoder could be found for or that could not be decoded. */
    PACKETS_UNDECODED,
    /** Packets that were not decoded when they came, since nothing happened; some are decoded later, when something does. */
    PACKETS_PASSED_OVER,
    /** Pictures decoded and shown. */
    PICTURES,
    /** Pictures shown to motion. */
    SAMPLED,
    /** Looks that were wanted; each comes to be answered, or is counted by the cause for which it was not. */
    LOOKS_OFFERED,
    /** Looks that were answered. */
    LOOKS_ANSWERED,
    /** Looks whose detector failed or took too long. */
    LOOKS_FAILED,
    /** Looks that a newer one replaced before they were begun. */
    LOOKS_SUPERSEDED,
    /** Looks that could no longer be answered in time. */
    LOOKS_EXPIRED,
    /** Looks that found no detector. */
    LOOKS_UNSERVED,
    /** Looks that were not worth a picture's copy, since the detector is too crowded to answer them. */
    LOOKS_SHED,
    /** Looks given up with their camera's connection, or since nothing is to be detected any more. */
    LOOKS_DROPPED,
    /** Processor time of the lane's turns: decoding, motion, tracking, not the detector's; microseconds. */
    CPU_US;

    private final String word = name().toLowerCase(Locale.ROOT);

    /** The counters of one lane. Thread-safe. */
    static final class Board {
        private final Map<Count, AtomicLong> counts = new EnumMap<>(Count.class);

        Board() {
            for (Count each : values()) {
                counts.put(each, new AtomicLong());
            }
        }

        void add(Count what, long n) {
            counts.get(what).addAndGet(n);
        }

        void add(Count what) {
            add(what, 1);
        }

        long of(Count what) {
            return counts.get(what).get();
        }

        Map<String, Long> all() {
            Map<String, Long> all = new TreeMap<>();
            for (Count each : values()) {
                all.put(each.word, of(each));
            }
            return all;
        }
    }
}
