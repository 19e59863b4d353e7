package io.vedette.testkit.yard;

import io.vedette.api.Box;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * A drawn yard: a textured ground, its {@link Weather}, and now and then a {@link Visit}; encoded by the machine's ffmpeg. The
 * same seed gives the same pictures, if it is encoded once. Confined to one thread.
 */
public final class Yard {

    public static final int FPS = 25;

    private static final int NOISE = 1 << 18;
    /** The share of the picture that somebody crosses in a second. */
    private static final double WALK_PER_S = 0.125;

    private static final int STREAK_PX = 9;
    private static final int STREAK_LEVELS = 30;

    private final int widthPx;
    private final int heightPx;
    private final Random random;
    private final Weather weather;
    private final List<Visit> visits;
    private final byte[] ground;
    private final float[] noise = new float[NOISE];

    /** A yard of 320 x 180 pixels. */
    public Yard(long seed, Weather weather, List<Visit> visits) {
        this(seed, 320, 180, weather, visits);
    }

    /**
     * A yard.
     *
     * @param widthPx columns, at least 320; with {@code heightPx} rows, at least 180
     */
    public Yard(long seed, int widthPx, int heightPx, Weather weather, List<Visit> visits) {
        this.random = new Random(seed);
        this.widthPx = widthPx;
        this.heightPx = heightPx;
        this.weather = weather;
        this.visits = List.copyOf(visits);
        this.ground = new byte[widthPx * heightPx];
        for (int i = 0; i < NOISE; i++) {
            noise[i] = (float) (random.nextGaussian() * weather.noise());
        }
        double a = 8 + random.nextInt(20);
        double b = 8 + random.nextInt(20);
        for (int i = 0; i < ground.length; i++) {
            int x = i % widthPx;
            int y = i / widthPx;
            double wave = 25 * Math.sin(x / a) * Math.cos(y / b) + 15 * Math.sin((x + y) / 3.0);
            ground[i] = (byte) (110 + wave + random.nextInt(12));
        }
    }

    /**
     * Draws and encodes so many seconds.
     *
     * @param out the file; its name says the container
     * @param options of the encoder, such as {@code -crf 25 -g 50}
     */
    public Path encode(Path out, int seconds, String... options) throws IOException {
        List<String> command = new ArrayList<>(List.of("ffmpeg", "-v", "error", "-y", "-f", "rawvideo"));
        command.addAll(List.of("-pix_fmt", "gray", "-s", widthPx + "x" + heightPx, "-r", "" + FPS, "-i", "-"));
        // One thread: with more, the stream depends on the machine's cores, and under a rate limit on chance.
        command.addAll(List.of("-pix_fmt", "yuv420p", "-threads", "1"));
        command.addAll(List.of(options));
        command.add(out.toString());
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (OutputStream into = new BufferedOutputStream(process.getOutputStream(), 1 << 20)) {
            byte[] picture = new byte[ground.length];
            for (int frame = 0; frame < seconds * FPS; frame++) {
                draw(picture, (double) frame / FPS);
                into.write(picture);
            }
        }
        try {
            if (process.waitFor() != 0) {
                throw new IOException("cannot encode: " + command);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return out;
    }

    private void draw(byte[] picture, double second) {
        float light = (float) (weather.drift() * Math.sin(second / 9));
        boolean infrared = second >= weather.infraredS();
        int at = random.nextInt(NOISE);
        for (int i = 0; i < picture.length; i++) {
            int here = ground[i] & 0xff;
            float lit = infrared ? 40 + here * 0.6f : here;
            picture[i] = (byte) clamp(lit + light + noise[(at + i) & (NOISE - 1)]);
        }
        for (Visit visit : visits) {
            if (visit.at(second)) {
                walk(picture, visit, Math.min(visit.walksS(), second - visit.fromS()));
            }
        }
        if (weather.foliage()) {
            sway(picture, second);
        }
        for (int i = 0; i < weather.rain(); i++) {
            streak(picture);
        }
        if (weather.clock()) {
            tick(picture, (int) second);
        }
    }

    /** An eighth of the picture a second, with legs that move. */
    private void walk(byte[] picture, Visit visit, double sinceS) {
        int left = left(visit, sinceS);
        int top = top();
        for (int y = 0; y < visit.heightPx(); y++) {
            int swing = y > visit.heightPx() / 2 ? (int) (3 * Math.sin(sinceS * 9)) : 0;
            for (int x = 0; x < visit.widthPx(); x++) {
                int i = (top + y) * widthPx + left + x + swing;
                picture[i] = (byte) clamp((picture[i] & 0xff) + visit.contrast());
            }
        }
    }

    private int left(Visit visit, double sinceS) {
        return 20 + (int) (widthPx * WALK_PER_S * sinceS) % (widthPx - 80 - visit.widthPx() / 2);
    }

    private int top() {
        return heightPx * 7 / 18;
    }

    /** Where somebody is at a second, in fractions of the picture. */
    public List<Box> boxes(double second) {
        List<Box> boxes = new ArrayList<>();
        for (Visit visit : visits) {
            if (visit.at(second)) {
                boxes.add(new Box(
                        (double) left(visit, Math.min(visit.walksS(), second - visit.fromS())) / widthPx,
                        (double) top() / heightPx,
                        (double) visit.widthPx() / widthPx,
                        (double) visit.heightPx() / heightPx));
            }
        }
        return boxes;
    }

    /** Everybody who comes by. */
    public List<Visit> visits() {
        return visits;
    }

    /** A bush at the right border, whose leaves go to and fro. */
    private void sway(byte[] picture, double second) {
        int left = widthPx * 3 / 4;
        for (int y = heightPx / 4; y < heightPx * 3 / 4; y++) {
            int shift = (int) Math.round(2 * Math.sin(second * 2.3 + y / 7.0));
            for (int x = left; x < widthPx - 40; x++) {
                int leaf = ((x + shift) * 7 + y * 13) % 31;
                int i = y * widthPx + x;
                picture[i] = (byte) clamp((picture[i] & 0xff) + (leaf < 12 ? -25 : 5));
            }
        }
    }

    private void streak(byte[] picture) {
        int x = random.nextInt(widthPx);
        int y = random.nextInt(heightPx - STREAK_PX);
        for (int i = (y * widthPx) + x, end = i + STREAK_PX * widthPx; i < end; i += widthPx) {
            picture[i] = (byte) clamp((picture[i] & 0xff) + STREAK_LEVELS);
        }
    }

    private void tick(byte[] picture, int second) {
        for (int digit = 0; digit < 2; digit++) {
            int value = digit == 0 ? second / 10 % 10 : second % 10;
            for (int i = 0; i < 8 * 12; i++) {
                boolean lit = (((value * 2654435761L) >> (i % 29)) & 1) != 0;
                picture[(8 + i / 8) * widthPx + widthPx - 40 + digit * 10 + i % 8] = (byte) (lit ? 235 : 16);
            }
        }
    }

    private static int clamp(float value) {
        return Math.max(0, Math.min(255, Math.round(value)));
    }
}
