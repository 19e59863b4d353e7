package io.vedette.media.ffmpeg;

import io.vedette.api.media.ClipWriter;
import io.vedette.api.media.MediaPacket;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.slf4j.LoggerFactory;

/** Writes a clip in a process of its own, whose disk can be full without ours being so. */
final class FilledDisk {
    static final int REFUSED = 7;
    static final Path PRLIMIT = Path.of("/usr/bin/prlimit");

    private FilledDisk() {}

    /** Arguments: what is read, what is written, how large a file may become from now on, bytes. */
    public static void main(String[] arguments) throws Exception {
        List<MediaPacket> packets = Recorded.packets(Path.of(arguments[0]));
        String self = Long.toString(ProcessHandle.current().pid());
        Process limit = new ProcessBuilder(PRLIMIT.toString(), "--pid", self, "--fsize=" + arguments[2])
                .inheritIO()
                .start();
        if (limit.waitFor() != 0) {
            return;
        }
        try (ClipWriter.Clip clip = new FfmpegClipWriter().begin(Path.of(arguments[1]), packets.get(0).stream())) {
            for (MediaPacket packet : packets) {
                clip.add(packet);
            }
            clip.finish();
        } catch (IOException e) {
            LoggerFactory.getLogger(FilledDisk.class).warn(e.getMessage());
            System.exit(REFUSED);
        }
    }
}
