package io.vedette.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * The clip that everything is measured on: 1280x720, 25 pictures a second, a still and detailed scene with the noise of a sensor,
 * which a dark and a bright object cross again and again.
 *
 * @param codec what it is encoded with, in words
 */
record Clip(Path file, int seconds, String codec) {

    static final int FPS = 25;
    private static final String SCENE = "[0][1]overlay=x='mod(t\\,8)*240-80':y=400[a];"
            + "[a][2]overlay=x='1280-mod(t+4\\,10)*200':y=150,noise=alls=6:allf=t,format=yuv420p";

    /** Draws and encodes it: H.264 where the build has OpenH264, else MPEG-4. */
    static Clip make(Workplace place, int seconds) throws IOException, InterruptedException {
        place.tell("a clip of " + seconds + " s is made");
        Path file = place.folder().resolve("clip.mp4");
        boolean h264 = place.ffmpeg(List.of("-encoders")).contains("libopenh264");
        place.ffmpeg(List.of(
                "-f",
                "lavfi",
                "-i",
                "testsrc2=s=1280x720:r=25,trim=end_frame=1,gblur=sigma=1.5,loop=loop=-1:size=1,setpts=N/25/TB",
                "-f",
                "lavfi",
                "-i",
                "color=c=0x202020:s=80x200:r=25",
                "-f",
                "lavfi",
                "-i",
                "color=c=0xd0d0d0:s=220x110:r=25",
                "-filter_complex",
                SCENE,
                "-t",
                String.valueOf(seconds),
                "-c:v",
                h264 ? "libopenh264" : "mpeg4",
                "-b:v",
                "3M",
                "-g",
                String.valueOf(2 * FPS),
                file.toString()));
        return new Clip(file, seconds, h264 ? "H.264 by OpenH264, 3 Mbit/s" : "MPEG-4, as this build has no OpenH264");
    }
}
