package io.vedette.pipeline.swap;

import io.vedette.core.spi.expert.Candidate;
import io.vedette.core.spi.expert.SwapException;
import io.vedette.core.spi.expert.SwapReport;
import io.vedette.pipeline.expert.ExpertRegistry;
import io.vedette.pipeline.expert.Turnarounds;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** The first looks of a version that has just taken over, and what is measured meanwhile. Confined to one thread. */
final class Trial {

    private static final int FIRST_LOOKS = 10;
    private static final long LOOKS_MS = 10_000;
    private static final long CAMERAS_MS = 30_000;
    private static final long DRAIN_MS = 10_000;
    private static final long BEFORE_NS = 10_000_000_000L;

    private final ExpertRegistry experts;
    private final Turnarounds looks;
    private final Optional<Candidate> former;
    private final Candidate fresh;
    private final long fromNs;
    private final long takenOverNs = System.nanoTime();
    private final long unservedBefore;
    private final long troublesBefore;
    private long drainedNs;

    /** Waits for a condition, so many milliseconds at most. */
    interface Wait {
        boolean until(long limitMs, BooleanSupplier condition) throws InterruptedException;
    }

    /**
     * A trial that begins now.
     *
     * @param fromNs when the exchange began, by {@link System#nanoTime}
     */
    Trial(ExpertRegistry experts, Optional<Candidate> former, Candidate fresh, long fromNs) {
        this.experts = experts;
        this.looks = experts.detectors().turnarounds();
        this.former = former;
        this.fresh = fresh;
        this.fromNs = fromNs;
        this.unservedBefore = looks.unservedSoFar();
        this.troublesBefore = troubles(fresh);
    }

    /**
     * Waits until the former version has answered what it was asked, and the new one its first looks, where a camera asks any.
     *
     * @throws SwapException the new one failed
     */
    void await(Wait wait) throws SwapException, InterruptedException {
        if (fresh.kind().equals("detector")) {
            wait.until(DRAIN_MS, () -> failed() || former.isEmpty() || idle(former.get()));
            drainedNs = System.nanoTime() - takenOverNs;
            wait.until(LOOKS_MS, () -> failed() || looks.answered(fresh.bundle(), takenOverNs) >= FIRST_LOOKS);
        } else {
            wait.until(CAMERAS_MS, () -> failed() || handedOver());
        }
        if (failed()) {
            String instead = former.map(c -> "; " + c.bundle() + " serves on").orElse("");
            throw new SwapException(fresh.bundle() + " is rolled back: it failed in its first "
                    + (fresh.kind().equals("detector") ? "looks" : "pictures") + ": " + because() + instead);
        }
    }

    private boolean failed() {
        return row(fresh)
                .map(c -> c.state() != Candidate.State.READY || troubles(c) > troublesBefore)
                .orElse(true);
    }

    private boolean handedOver() {
        return former.flatMap(this::row).map(c -> c.cameras().isEmpty()).orElse(true);
    }

    private boolean idle(Candidate of) {
        return row(of).map(c -> number(c, "leases") + number(c, "queue") == 0).orElse(true);
    }

    private String because() {
        return row(fresh)
                .map(c -> c.because().isEmpty() ? c.figures().getOrDefault("last_error", "") : c.because())
                .orElse("it has gone");
    }

    private static long troubles(Candidate row) {
        return number(row, "errors") + number(row, "timeouts");
    }

    private Optional<Candidate> row(Candidate of) {
        return experts.candidates().stream()
                .filter(c -> c.kind().equals(of.kind()) && c.bundle().equals(of.bundle()))
                .findFirst();
    }

    private static long number(Candidate row, String figure) {
        return Long.parseLong(row.figures().getOrDefault(figure, "0"));
    }

    SwapReport report() {
        long drainedAtNs = takenOverNs + drainedNs;
        long nowNs = System.nanoTime();
        return new SwapReport(
                fresh.kind(),
                fresh.name(),
                former.map(c -> HotSwap.version(c).toString()).orElse(""),
                HotSwap.version(fresh).toString(),
                row(fresh).map(c -> c.cameras().size()).orElse(0),
                looks.unservedSoFar() - unservedBefore,
                row(fresh).map(Trial::troubles).orElse(0L) - troublesBefore,
                drainedNs / 1_000_000,
                fresh.kind().equals("detector")
                        ? new SwapReport.P95(
                                looks.p95Ms(fromNs - BEFORE_NS, fromNs),
                                looks.p95Ms(fromNs, drainedAtNs),
                                looks.p95Ms(drainedAtNs, nowNs))
                        : SwapReport.P95.NONE);
    }
}
