package io.vedette.pipeline.gate;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * A drawn yard: a textured ground, sensor noise, light that drifts, a clock in the corner, and now and then somebody who walks
 * through; encoded by the machine's ffmpeg. The same seed gives the same pictures.
 */
final class Scenes {

    static final int WIDTH_PX = 320;
    static final int HEIGHT_PX = 180;
    static final int FPS = 25;

    private static final int NOISE = 1 << 18;

    /** Somebody from one second to another. */
    record Visit(double fromS, double toS, int widthPx, int heightPx, int contrast) {}

    private final Random random;
    private final byte[] ground = new byte[WIDTH_PX * HEIGHT_PX];
    private final float[] noise = new float[NOISE];
    private final List<Visit> visits;
    private final boolean clock;
    private final double driftLevels;

    Scenes(long seed, double noiseLevels, List<Visit> visits, boolean clock, double driftLevels) {
        this.random = new Random(seed);
        this.visits = visits;
        this.clock = clock;
        this.driftLevels = driftLevels;
        for (int i = 0; i < NOISE; i++) {
            noise[i] = (float) (random.nextGaussian() * noiseLevels);
        }
        double a = 8 + random.nextInt(20);
        double b = 8 + random.nextInt(20);
        for (int i = 0; i < ground.length; i++) {
            int x = i % WIDTH_PX;
            int y = i / WIDTH_PX;
            double wave = 25 * Math.sin(x / a) * Math.cos(y / b) + 15 * Math.sin((x + y) / 3.0);
            ground[i] = (byte) (110 + wave + random.nextInt(12));
        }
    }

    /** Encodes so many seconds. */
    Path encode(Path out, int seconds, String... options) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                "ffmpeg",
                "-v",
                "error",
                "-y",
                "-f",
                "rawvideo",
                "-pix_fmt",
                "gray",
                "-s",
                WIDTH_PX + "x" + HEIGHT_PX,
                "-r",
                "" + FPS,
                "-i",
                "-",
                "-pix_fmt",
                "yuv420p"));
        command.addAll(List.of(options));
        command.add(out.toString());
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (OutputStream into = new BufferedOutputStream(process.getOutputStream(), 1 << 20)) {
            byte[] picture = new byte[WIDTH_PX * HEIGHT_PX];
            for (int frame = 0; frame < seconds * FPS; frame++) {
                draw(picture, frame);
                into.write(picture);
            }
        }
        try {
            if (process.waitFor() != 0) {
                throw new UncheckedIOException(new IOException("cannot encode: " + command));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return out;
    }

    private void draw(byte[] picture, int frame) {
        double second = (double) frame / FPS;
        float drift = (float) (driftLevels * Math.sin(second / 9));
        int at = random.nextInt(NOISE);
        for (int i = 0; i < picture.length; i++) {
            picture[i] = (byte) clamp((ground[i] & 0xff) + drift + noise[(at + i) & (NOISE - 1)]);
        }
        for (Visit visit : visits) {
            if (second >= visit.fromS() && second < visit.toS()) {
                walk(picture, visit, second - visit.fromS());
            }
        }
        if (clock) {
            tick(picture, (int) second);
        }
    }

    /** At 40 pixels a second, with legs that move. */
    private static void walk(byte[] picture, Visit visit, double sinceS) {
        int left = 20 + (int) (40 * sinceS) % (WIDTH_PX - 80);
        int top = 70;
        for (int y = 0; y < visit.heightPx(); y++) {
            int sway = y > visit.heightPx() / 2 ? (int) (3 * Math.sin(sinceS * 9)) : 0;
            for (int x = 0; x < visit.widthPx(); x++) {
                int i = (top + y) * WIDTH_PX + left + x + sway;
                picture[i] = (byte) clamp((picture[i] & 0xff) + visit.contrast());
            }
        }
    }

    private static void tick(byte[] picture, int second) {
        for (int digit = 0; digit < 2; digit++) {
            int value = digit == 0 ? second / 10 % 10 : second % 10;
            for (int i = 0; i < 8 * 12; i++) {
                boolean lit = (((value * 2654435761L) >> (i % 29)) & 1) != 0;
                picture[(8 + i / 8) * WIDTH_PX + 280 + digit * 10 + i % 8] = (byte) (lit ? 235 : 16);
            }
        }
    }

    private static int clamp(float value) {
        return Math.max(0, Math.min(255, Math.round(value)));
    }
}
