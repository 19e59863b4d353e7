package io.vedette.pipeline.analysis;

import io.vedette.core.spi.event.EventSettings;
import io.vedette.core.spi.event.ObjectEvents;
import io.vedette.core.spi.event.UnloggedEvents;
import io.vedette.core.spi.expert.FirstScan;
import io.vedette.core.spi.face.Recognition;
import io.vedette.core.spi.media.FramePool;
import io.vedette.core.spi.media.Hubs;
import io.vedette.core.spi.media.Scaler;
import io.vedette.core.spi.store.Home;
import io.vedette.core.spi.store.Secrets;
import io.vedette.pipeline.book.SettingsReader;
import io.vedette.pipeline.camera.CameraSettings;
import io.vedette.pipeline.expert.ExpertRegistry;
import io.vedette.pipeline.lane.Following;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/**
 * {@code ./vedette analyze}: the events of clips, one line of JSON each. The launcher finds it by its property and calls it with
 * types of the JDK alone, since it shares no others with bundles:
 * {@code files} (paths), {@code settings} (keys of a camera's file), {@code out}, {@code err} (print streams), {@code bar} (whether
 * progress is to be drawn). The result is the exit status: 0, or 2 for what the user can put right. One call at a time.
 */
@Component(service = ToIntFunction.class, property = "vedette.command=analyze")
public final class AnalyzeCommand implements ToIntFunction<Map<String, Object>> {

    private static final int USAGE = 2;
    private static final long EXPERTS_WITHIN_NS = 60_000_000_000L;
    private static final long STEP_MS = 50;

    private final Hubs hubs;
    private final FramePool frames;
    private final Scaler scaler;
    private final UnloggedEvents events;
    private final ExpertRegistry experts;
    private final FirstScan firstScan;
    private final Recognition recognition;
    private final Secrets secrets;
    private final CountDownLatch stop = new CountDownLatch(1);

    @Activate
    public AnalyzeCommand(
            @Reference Hubs hubs,
            @Reference FramePool frames,
            @Reference Scaler scaler,
            @Reference UnloggedEvents events,
            @Reference ExpertRegistry experts,
            @Reference FirstScan firstScan,
            @Reference Recognition recognition,
            @Reference Home home) {
        this.hubs = hubs;
        this.frames = frames;
        this.scaler = scaler;
        this.events = events;
        this.experts = experts;
        this.firstScan = firstScan;
        this.recognition = recognition;
        this.secrets = new Secrets(home);
    }

    @Override
    public int applyAsInt(Map<String, Object> request) {
        PrintStream err = (PrintStream) request.get("err");
        try {
            awaitExperts();
            int status = 0;
            for (Object file : (List<?>) request.get("files")) {
                status = Math.max(status, analyze(Path.of((String) file), request));
            }
            return status;
        } catch (SettingsReader.BadValue | IOException e) {
            err.println("vedette: " + e.getMessage());
            return USAGE;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 1;
        }
    }

    /** Waits until all plug-ins are there and every detector knows whether it can serve. */
    private void awaitExperts() throws InterruptedException, IOException {
        long since = System.nanoTime();
        while (!firstScan.isOver()) {
            if (System.nanoTime() - since > EXPERTS_WITHIN_NS) {
                throw new IOException("the plug-ins are not ready after a minute");
            }
            pause();
        }
        for (String kind : List.of("decoder", "motion", "tracker")) {
            if (experts.candidates().stream().noneMatch(c -> c.kind().equals(kind))) {
                throw new IOException("no " + kind + " is installed");
            }
        }
    }

    private int analyze(Path clip, Map<String, Object> request)
            throws SettingsReader.BadValue, IOException, InterruptedException {
        PrintStream out = (PrintStream) request.get("out");
        PrintStream err = (PrintStream) request.get("err");
        String origin = ClipOrigin.of(clip);
        ObjectEvents told = (String camera, EventSettings settings) ->
                events.open(camera, origin, settings, message -> out.println(message.json()));
        Following.Tools tools =
                new Following.Tools(hubs, experts, frames, scaler, told, () -> Optional.of(recognition));
        CameraSettings settings = settings(clip, request);
        warnOfMotion(settings, err);
        try (Following following = new Following(settings, tools);
                ProgressBar bar = new ProgressBar(err, clip.getFileName().toString(), (Boolean) request.get("bar"))) {
            while (!following.over()) {
                pause();
                following.tick();
                bar.show(following.mediaTime(), following.length());
            }
            bar.close();
            return verdict(clip, following, err);
        }
    }

    /** Without a detector that serves, what is told is less than was asked for. */
    private void warnOfMotion(CameraSettings settings, PrintStream err) {
        if (!experts.detectors().promising(settings.wish())) {
            String reasons = experts.candidates().stream()
                    .filter(c -> c.kind().equals("detector") && !c.because().isEmpty())
                    .map(c -> c.name() + " is unavailable, because " + c.because())
                    .collect(Collectors.joining("; "));
            err.println("vedette: no detector serves, so moving objects are told, not what they are"
                    + (reasons.isEmpty() ? "" : ": " + reasons));
        }
    }

    private static int verdict(Path clip, Following following, PrintStream err) {
        if (!following.readable()) {
            String why = following.trouble().isEmpty() ? "no picture of it can be decoded" : following.trouble();
            err.println("vedette: " + clip + " cannot be analysed: " + why);
            return USAGE;
        }
        if (!following.trouble().isEmpty()) {
            err.println("vedette: " + clip + " was analysed up to "
                    + following.mediaTime().toSeconds() + " s only: " + following.trouble());
        }
        return 0;
    }

    private CameraSettings settings(Path clip, Map<String, Object> request) throws SettingsReader.BadValue {
        Map<String, String> values = new HashMap<>();
        ((Map<?, ?>) request.get("settings")).forEach((key, value) -> values.put((String) key, (String) value));
        for (String key : values.keySet()) {
            if (!SettingsReader.KEYS.contains(key)) {
                throw new SettingsReader.BadValue("there is no camera setting " + key);
            }
        }
        values.remove("detect.uri");
        // Nobody waits for a file, so nothing is left out unless that is asked for.
        values.putIfAbsent("gate.level", "never");
        values.put("uri", clip.toString());
        return new SettingsReader(streamId(clip), values, secrets).read();
    }

    /** The file's name as a camera's id. */
    static String streamId(Path clip) {
        String name = clip.getFileName().toString().toLowerCase(Locale.ROOT);
        String stem = name.contains(".") ? name.substring(0, name.lastIndexOf('.')) : name;
        String id = stem.replaceAll("[^a-z0-9-]+", "-").replaceAll("^-+|-+$", "");
        return id.isEmpty() ? "clip" : id.substring(0, Math.min(40, id.length()));
    }

    /** Waits for a moment, or for the stop. */
    private void pause() throws InterruptedException {
        if (stop.await(STEP_MS, TimeUnit.MILLISECONDS)) {
            throw new InterruptedException("the program stops");
        }
    }

    @Deactivate
    void stop() {
        stop.countDown();
    }
}
