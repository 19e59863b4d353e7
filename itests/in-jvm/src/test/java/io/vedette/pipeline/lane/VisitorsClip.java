package io.vedette.pipeline.lane;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A clip of 640x480 in which photographs of people slide in, stand and slide out before a wall with a sensor's noise. */
final class VisitorsClip {

    /**
     * One who comes.
     *
     * @param fromS begins to slide in, for a second
     * @param toS has slid out
     * @param leftPx where the photograph stands
     */
    record Visitor(Path photograph, int fromS, int toS, int leftPx) {}

    private VisitorsClip() {}

    static Path draw(Path file, int seconds, Visitor... visitors) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("/usr/bin/ffmpeg", "-v", "error", "-y"));
        command.addAll(List.of("-f", "lavfi", "-i", "color=c=0x6f7a72:s=640x480:r=15,noise=alls=6:allf=t"));
        StringBuilder filter = new StringBuilder();
        String under = "[0]";
        for (int i = 0; i < visitors.length; i++) {
            Visitor each = visitors[i];
            command.addAll(List.of("-loop", "1", "-i", each.photograph().toString()));
            String over = "[out" + i + "]";
            filter.append(String.format(
                    Locale.ROOT,
                    "[%1$d]scale=-2:300,loop=-1:1[v%1$d];%2$s[v%1$d]overlay=x='%3$s':y=150:enable='between(t,%4$d,%5$d)'%6$s;",
                    i + 1,
                    under,
                    place(each),
                    each.fromS(),
                    each.toS(),
                    over));
            under = over;
        }
        filter.setLength(filter.length() - 1);
        command.addAll(List.of("-filter_complex", filter.toString(), "-map", under, "-t", String.valueOf(seconds)));
        command.addAll(
                List.of("-c:v", "libx264", "-preset", "veryfast", "-g", "30", "-bf", "0", "-pix_fmt", "yuv420p"));
        command.add(file.toString());
        Process process = new ProcessBuilder(command).inheritIO().start();
        assertThat(process.waitFor()).isZero();
        return file;
    }

    /** The left edge at each time. */
    private static String place(Visitor who) {
        return String.format(
                Locale.ROOT,
                "if(lt(t,%1$d+1),-w+(t-%1$d)*(%3$d+w),if(lt(t,%2$d-1),%3$d,%3$d+(t-%2$d+1)*(W-%3$d)))",
                who.fromS(),
                who.toS(),
                who.leftPx());
    }
}
