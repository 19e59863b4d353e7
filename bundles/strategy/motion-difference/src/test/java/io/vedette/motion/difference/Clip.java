package io.vedette.motion.difference;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.vedette.api.motion.LumaPicture;
import io.vedette.api.motion.Motion;
import io.vedette.api.motion.MotionDetector;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A recorded clip, shown to a session as the lane would: 320 x 180, five looks a second. */
final class Clip {

    static final double LOOKS_PER_S = 5;
    private static final Path FFMPEG = Path.of("/usr/bin/ffmpeg");

    private Clip() {}

    /** A file of the test data; without it the test is skipped, or fails where the environment asks for it. */
    static Path file(String name) {
        Path file = Path.of(System.getProperty("vedette.testdata", "testdata"), "videos", name);
        boolean there = Files.exists(file) && Files.isExecutable(FFMPEG);
        if (!there && Boolean.parseBoolean(System.getenv("VEDETTE_REQUIRE_TESTDATA"))) {
            throw new AssertionError("test data is required, but " + file + " or " + FFMPEG + " is not there");
        }
        assumeTrue(there, () -> "no " + file + " or no " + FFMPEG);
        return file;
    }

    static List<Motion> play(String name, MotionDetector.Session session) throws IOException {
        String filter = "fps=" + (int) LOOKS_PER_S + ",scale=320:180";
        Process ffmpeg = new ProcessBuilder(
                        FFMPEG.toString(),
                        "-v",
                        "error",
                        "-i",
                        file(name).toString(),
                        "-vf",
                        filter,
                        "-pix_fmt",
                        "gray",
                        "-f",
                        "rawvideo",
                        "-")
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        List<Motion> answers = new ArrayList<>();
        ByteBuffer samples = ByteBuffer.allocateDirect(320 * 180);
        LumaPicture picture = new LumaPicture(320, 180, samples);
        try (InputStream raw = ffmpeg.getInputStream()) {
            for (byte[] look = raw.readNBytes(320 * 180); look.length == 320 * 180; look = raw.readNBytes(320 * 180)) {
                samples.put(0, look);
                answers.add(session.look(picture, Math.round(answers.size() / LOOKS_PER_S * 1e9)));
            }
        } finally {
            ffmpeg.destroy();
        }
        return answers;
    }

    /** Pairs of numbers behind a key of a truth file. */
    static List<double[]> spans(String name, String pattern) throws IOException {
        Matcher matcher = Pattern.compile(pattern).matcher(Files.readString(file(name)));
        List<double[]> spans = new ArrayList<>();
        while (matcher.find()) {
            spans.add(new double[] {Double.parseDouble(matcher.group(1)), Double.parseDouble(matcher.group(2))});
        }
        return spans;
    }

    /** How many of the looks in a span of seconds saw motion. */
    static long moving(List<Motion> answers, double fromS, double toS) {
        int from = (int) Math.ceil(fromS * LOOKS_PER_S - 1e-6);
        int to = Math.min(answers.size(), (int) Math.floor(toS * LOOKS_PER_S + 1e-6));
        return answers.subList(from, Math.max(from, to)).stream()
                .filter(Motion::moving)
                .count();
    }
}
