package io.vedette.testkit.picture;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;

/** The frames of a clip, decoded by the ffmpeg of this machine. Confined to one test. */
public final class Clip implements AutoCloseable {

    private final int widthPx;
    private final int heightPx;
    private final Process ffmpeg;
    private final InputStream frames;

    /** @param every takes each frame whose number, from 0, can be divided by this */
    public Clip(Path file, int widthPx, int heightPx, int every) throws IOException {
        this.widthPx = widthPx;
        this.heightPx = heightPx;
        ffmpeg = new ProcessBuilder(List.of(
                        "ffmpeg",
                        "-nostdin",
                        "-v",
                        "error",
                        "-i",
                        file.toString(),
                        "-vf",
                        "select=not(mod(n\\," + every + "))",
                        "-vsync",
                        "0",
                        "-f",
                        "rawvideo",
                        "-pix_fmt",
                        "rgb24",
                        "-"))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        frames = ffmpeg.getInputStream();
    }

    /** The next frame, or null at the end. */
    public StillPicture next() throws IOException {
        byte[] rgb = frames.readNBytes(3 * widthPx * heightPx);
        return rgb.length == 3 * widthPx * heightPx ? StillPicture.of(widthPx, heightPx, rgb) : null;
    }

    @Override
    public void close() {
        ffmpeg.destroyForcibly();
    }
}
