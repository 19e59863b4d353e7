package io.vedette.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The clip that everything is measured on: 1280x720, 25 pictures a second, a still and detailed scene with the noise of a sensor,
 * which a dark and a bright object cross again and again.
 *
 * @param codec what it is encoded with, in words
 */
record Clip(Path file, int seconds, String codec) {

    static final int FPS = 25;
    private static final String STILL =
            "testsrc2=s=1280x720:r=25,trim=end_frame=1,gblur=sigma=1.5,loop=loop=-1:size=1,setpts=N/25/TB";
    private static final String SENSOR = "noise=alls=6:allf=t,format=yuv420p";
    private static final String OBJECTS = "[0][1]overlay=x='mod(t\\,8)*240-80':y=400[a];"
            + "[a][2]overlay=x='1280-mod(t+4\\,10)*200':y=150," + SENSOR;

    /** Draws and encodes it. */
    static Clip make(Workplace place, int seconds) throws IOException, InterruptedException {
        List<String> inputs = List.of(STILL, "color=c=0x202020:s=80x200:r=25", "color=c=0xd0d0d0:s=220x110:r=25");
        return encode(place, new Wanted("clip.mp4", seconds, 3), inputs, OBJECTS);
    }

    /** The same scene, in which nothing happens. */
    static Clip still(Workplace place, int seconds) throws IOException, InterruptedException {
        return encode(place, new Wanted("still-" + seconds + ".mp4", seconds, 3), List.of(STILL), SENSOR);
    }

    /** A small scene of 640x480, in which something moves. */
    static Clip small(Workplace place, int seconds) throws IOException, InterruptedException {
        List<String> inputs = List.of(STILL.replace("1280x720", "640x480"), "color=c=0x202020:s=60x120:r=25");
        return encode(
                place,
                new Wanted("small.mp4", seconds, 1),
                inputs,
                "[0][1]overlay=x='mod(t\\,8)*90-60':y=200," + SENSOR);
    }

    private record Wanted(String name, int seconds, int megabits) {}

    /** H.264 where the build has OpenH264, else MPEG-4. */
    private static Clip encode(Workplace place, Wanted wanted, List<String> inputs, String filter)
            throws IOException, InterruptedException {
        place.tell("a clip of " + wanted.seconds() + " s is made");
        Path file = place.folder().resolve(wanted.name());
        boolean h264 = place.ffmpeg(List.of("-encoders")).contains("libopenh264");
        List<String> arguments = new ArrayList<>();
        inputs.forEach(input -> arguments.addAll(List.of("-f", "lavfi", "-i", input)));
        arguments.addAll(List.of("-filter_complex", filter, "-t", String.valueOf(wanted.seconds())));
        arguments.addAll(List.of("-c:v", h264 ? "libopenh264" : "mpeg4", "-b:v", wanted.megabits() + "M"));
        arguments.addAll(List.of("-g", String.valueOf(2 * FPS), file.toString()));
        place.ffmpeg(arguments);
        return new Clip(
                file,
                wanted.seconds(),
                h264 ? "H.264 by OpenH264, " + wanted.megabits() + " Mbit/s" : "MPEG-4, as this build has no OpenH264");
    }
}
