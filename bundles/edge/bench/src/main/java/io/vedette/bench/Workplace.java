package io.vedette.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * What one run was asked for, and the way it waits and tells how far it is. Thread-safe.
 *
 * @param quick whether rough figures will do
 * @param ffmpeg FFmpeg's executable, of the build that the program decodes with
 * @param folder for what it makes; goes afterwards
 * @param clips files of the user's own to measure on; empty for everything else
 * @param startsMs the starts that were measured before: the first on an empty home
 * @param stop goes off when the program stops
 */
record Workplace(
        boolean quick,
        Path ffmpeg,
        Path folder,
        List<Path> clips,
        List<Long> startsMs,
        PrintStream err,
        CountDownLatch stop) {

    private static final long STEP_MS = 100;

    static Workplace of(Map<String, Object> request, CountDownLatch stop) {
        return new Workplace(
                (Boolean) request.get("quick"),
                Path.of((String) request.get("ffmpeg")),
                Path.of((String) request.get("folder")),
                ((List<?>) request.get("clips"))
                        .stream().map(clip -> Path.of((String) clip)).toList(),
                ((List<?>) request.get("starts_ms"))
                        .stream().map(ms -> (Long) ms).toList(),
                (PrintStream) request.get("err"),
                stop);
    }

    void tell(String doing) {
        err.println("bench: " + doing);
    }

    /** The one number where rough figures will do, else the other. */
    int choose(int rough, int good) {
        return quick ? rough : good;
    }

    void pause(long ms) throws InterruptedException {
        if (stop.await(ms, TimeUnit.MILLISECONDS)) {
            throw new InterruptedException("the program stops");
        }
    }

    /** Waits for something; tells whether it came. */
    boolean await(long atMostMs, BooleanSupplier there) throws InterruptedException {
        long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(atMostMs);
        while (!there.getAsBoolean()) {
            if (System.nanoTime() > until) {
                return false;
            }
            pause(STEP_MS);
        }
        return true;
    }

    /** Processor time, user and system, in which FFmpeg's executable decodes a clip on one thread; seconds. */
    double decodeByFfmpeg(Clip clip) throws IOException, InterruptedException {
        String said =
                ffmpeg(List.of("-benchmark", "-threads", "1", "-i", clip.file().toString(), "-f", "null", "-"));
        return Ffmpeg.cpuSeconds(said).orElseThrow(() -> new IOException("FFmpeg does not tell its CPU time"));
    }

    /** Runs FFmpeg's executable to its end. */
    String ffmpeg(List<String> arguments) throws IOException, InterruptedException {
        return Ffmpeg.run(ffmpeg, arguments);
    }
}
