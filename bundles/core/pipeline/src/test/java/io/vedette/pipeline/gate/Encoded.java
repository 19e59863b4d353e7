package io.vedette.pipeline.gate;

import io.vedette.api.media.MediaPacket;
import io.vedette.api.media.StreamInfo;
import io.vedette.testkit.peer.TestData;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Files that the machine's ffmpeg encodes, their packets, and what ffmpeg itself reads in their headers. */
final class Encoded {

    private static final Path FFMPEG = Path.of("/usr/bin/ffmpeg");

    private Encoded() {}

    /** A slice as ffmpeg's trace tells it. */
    record Slice(int type, int qp) {}

    /** A packet of a file, with the pictures' distance as its time. */
    record Packet(ByteBuffer payload, long dtsNs, boolean key, StreamInfo stream) implements MediaPacket {
        @Override
        public long ptsNs() {
            return dtsNs;
        }

        @Override
        public Instant arrival() {
            return Instant.EPOCH;
        }

        @Override
        public MediaPacket retain() {
            return this;
        }

        @Override
        public void close() {
            // Holds nothing.
        }
    }

    static void need() {
        TestData.need(Files.isExecutable(FFMPEG), "no " + FFMPEG);
    }

    /** Runs ffmpeg, whose output goes to a file; fails where it fails. */
    static Path ffmpeg(Path out, String... options) {
        List<String> command = new ArrayList<>(List.of("ffmpeg", "-v", "error", "-nostdin", "-y"));
        command.addAll(List.of(options));
        command.add(out.toString());
        run(command);
        return out;
    }

    static String run(List<String> command) {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IllegalStateException(command + ": " + said);
            }
            return said;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** The packets of a raw file (byte stream format) or an MP4 (length-prefixed). */
    static List<MediaPacket> packets(Path file, String codec, int fps) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file));
        boolean mp4 = file.toString().endsWith(".mp4");
        ByteBuffer extradata = mp4 ? configuration(bytes, codec) : ByteBuffer.allocate(0);
        StreamInfo stream = new StreamInfo(StreamInfo.Kind.VIDEO, codec, 320, 180, extradata, Map.of());
        List<MediaPacket> packets = new ArrayList<>();
        String entries = run(List.of(
                "ffprobe",
                "-v",
                "error",
                "-select_streams",
                "v:0",
                "-show_entries",
                "packet=size,pos,flags",
                "-of",
                "csv=p=0",
                file.toString()));
        for (String line :
                entries.lines().filter(each -> each.matches("\\d+,.*")).toList()) {
            String[] fields = line.split(",", -1);
            int size = Integer.parseInt(fields[0]);
            ByteBuffer payload = ByteBuffer.allocateDirect(size);
            payload.put(bytes.slice(Integer.parseInt(fields[1]), size)).flip();
            packets.add(new Packet(payload, packets.size() * 1_000_000_000L / fps, fields[2].startsWith("K"), stream));
        }
        return packets;
    }

    /** The avcC or hvcC box's content. */
    private static ByteBuffer configuration(ByteBuffer bytes, String codec) {
        int name = ByteBuffer.wrap((codec.equals("h264") ? "avcC" : "hvcC").getBytes(StandardCharsets.US_ASCII))
                .getInt();
        for (int i = bytes.limit() - 4; i >= 4; i--) {
            if (bytes.getInt(i) == name) {
                return bytes.slice(i + 4, bytes.getInt(i - 4) - 8);
            }
        }
        throw new IllegalStateException("no configuration");
    }

    /** The slices of each packet, as ffmpeg's trace_headers reads them. */
    static List<List<Slice>> trace(Path file) {
        String trace = run(List.of(
                "ffmpeg",
                "-hide_banner",
                "-nostdin",
                "-nostats",
                "-i",
                file.toString(),
                "-map",
                "0:v",
                "-c",
                "copy",
                "-bsf:v",
                "trace_headers",
                "-f",
                "null",
                "-"));
        List<List<Slice>> packets = new ArrayList<>();
        int[] initialQps = new int[256];
        int set = 0;
        int type = 0;
        for (String line :
                trace.lines().filter(each -> each.startsWith("[trace_headers")).toList()) {
            String[] words = line.substring(line.indexOf(']') + 1).trim().split("\\s+", -1);
            int value = words.length > 3 && words[words.length - 2].equals("=") ? number(words[words.length - 1]) : 0;
            switch (words.length > 1 ? words[1] : "") {
                case "pic_parameter_set_id" -> set = value;
                case "pic_init_qp_minus26" -> initialQps[set] = 26 + value;
                case "slice_type" -> type = value;
                case "slice_qp_delta" -> packets.get(packets.size() - 1)
                        .add(new Slice(type % 5, initialQps[set] + value));
                default -> {
                    if (words[0].equals("Packet:")) {
                        packets.add(new ArrayList<>());
                    }
                }
            }
        }
        return packets;
    }

    private static int number(String text) {
        return text.matches("-?\\d{1,9}") ? Integer.parseInt(text) : 0;
    }
}
