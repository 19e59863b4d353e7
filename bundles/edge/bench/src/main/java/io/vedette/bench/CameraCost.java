package io.vedette.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Memory of cameras that are watched but not looked at, and the garbage that their packets make. Confined to one thread. */
final class CameraCost {

    /** Between 6 MB at 480p and 16 MB at 1080p, by the pictures' size. */
    private static final double NATIVE_MB = 9;

    private static final double GARBAGE_BYTES = 256;
    private static final long SETTLE_MS = 6_000;

    private final Workplace place;
    private final Crowd crowd;

    CameraCost(Workplace place, Crowd crowd) {
        this.place = place;
        this.crowd = crowd;
    }

    List<Row> measure() throws IOException, InterruptedException {
        // What the first camera of all brings along is the program's, not its own.
        crowd.growTo(1, settings(), false);
        place.pause(SETTLE_MS);
        crowd.leave();
        Optional<Memory> empty = Memory.now();
        List<Row> rows = new ArrayList<>();
        for (int size : List.of(1, 4, 16)) {
            place.tell(size == 1 ? "1 camera" : size + " cameras");
            crowd.growTo(size, settings(), false);
            place.pause(SETTLE_MS);
            rows.addAll(memory(empty));
        }
        rows.add(garbage());
        crowd.leave();
        return rows;
    }

    /** The ring holds no more than its least, a few groups of pictures; the gate stays open, since something moves all the time. */
    private static Map<String, String> settings() {
        return Map.of("preroll", "0 s", "gate.level", "never");
    }

    private List<Row> memory(Optional<Memory> empty) throws IOException {
        Optional<Memory> now = Memory.now();
        String of = crowd.size() == 1 ? "of 1" : "each of " + crowd.size();
        String what = "native memory, " + of;
        if (empty.isEmpty() || now.isEmpty()) {
            return List.of(Row.missing(what, "MB", NATIVE_MB, "this system does not tell the resident memory"));
        }
        double resident = now.get().resident() - empty.get().resident();
        double heap = now.get().heap() - empty.get().heap();
        return List.of(
                Row.of(
                        what,
                        resident / crowd.size(),
                        "MB",
                        NATIVE_MB,
                        "growth of the process, packets of 2 s included"),
                Row.of("heap, " + of, heap / crowd.size(), "MB", "growth after a collection"));
    }

    private Row garbage() throws InterruptedException {
        place.tell("garbage per packet");
        long packets = crowd.count("packets");
        Map<Long, Long> before = Threads.allocated("vedette-capture-", "vedette-lane-");
        place.pause(1000L * place.choose(8, 20));
        Map<Long, Long> after = Threads.allocated("vedette-capture-", "vedette-lane-");
        long taken = crowd.count("packets") - packets;
        return Row.of(
                "garbage per packet not looked at",
                (double) Threads.between(before, after) / Math.max(1, taken),
                "B",
                GARBAGE_BYTES,
                taken + " packets of " + crowd.size() + " cameras: reading, decoding, motion");
    }
}
