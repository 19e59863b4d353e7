package io.vedette.media.demo;

import io.vedette.api.media.MediaSource;
import io.vedette.api.media.StreamInfo;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;

/** Writes a day for people to look at: a PNG every 5 s, and everything as {@code day.h264}. Not a test. */
final class DayToLookAt {

    private static final int EVERY_S = 5;

    private DayToLookAt() {}

    /** Arguments: a folder, and a seed where 1 is not wanted. */
    public static void main(String[] arguments) throws Exception {
        Path folder = Files.createDirectories(Path.of(arguments[0]));
        String seed = arguments.length > 1 ? arguments[1] : "1";
        pictures(folder, new Scene(new Day(Long.parseLong(seed), 600)));
        stream(folder.resolve("day.h264"), "demo:?seed=" + seed);
    }

    private static void pictures(Path folder, Scene scene) throws IOException {
        for (long frame = 0; frame < scene.frames(); frame += EVERY_S * Scene.FPS) {
            BufferedImage image = new BufferedImage(View.WIDTH_PX, View.HEIGHT_PX, BufferedImage.TYPE_INT_RGB);
            image.setRGB(0, 0, View.WIDTH_PX, View.HEIGHT_PX, scene.draw(frame).rgb(), 0, View.WIDTH_PX);
            for (Labelled thing : scene.truth()) {
                var g = image.createGraphics();
                g.drawRect(
                        (int) (thing.box().x() * View.WIDTH_PX),
                        (int) (thing.box().y() * View.HEIGHT_PX),
                        (int) (thing.box().width() * View.WIDTH_PX),
                        (int) (thing.box().height() * View.HEIGHT_PX));
                g.dispose();
            }
            ImageIO.write(
                    image, "png", folder.resolve("%05d.png".formatted(frame)).toFile());
        }
    }

    private static void stream(Path file, String uri) throws Exception {
        MediaSource.Request request = new MediaSource.Request(uri, "tcp", Map.of());
        try (FileChannel out = FileChannel.open(
                        file,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE,
                        StandardOpenOption.TRUNCATE_EXISTING);
                var capture = new DemoSource().open(request, () -> false)) {
            out.write(capture.streams().get(0).extradata());
            boolean more = true;
            while (more) {
                more = capture.read(new Writing(out));
            }
        }
    }

    /** Appends packets to a file. */
    private record Writing(FileChannel out) implements MediaSource.Sink {

        @Override
        public void streams(List<StreamInfo> streams) {}

        @Override
        public void packet(int stream, ByteBuffer payload, long ptsNs, long dtsNs, boolean key) {
            try {
                out.write(payload.duplicate());
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        }
    }
}
