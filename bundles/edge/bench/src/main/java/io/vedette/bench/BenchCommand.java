package io.vedette.bench;

import io.vedette.core.spi.broker.EmbeddedBroker;
import io.vedette.core.spi.camera.Cameras;
import io.vedette.core.spi.camera.ClipRuns;
import io.vedette.core.spi.expert.Experts;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.ToIntFunction;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/**
 * {@code ./vedette bench}: a table of what the program costs on this machine. The launcher finds it by its property and calls it
 * with types of the JDK alone: {@code quick} and {@code json} (whether), {@code ffmpeg} (path of the executable), {@code folder}
 * (to make a clip in), {@code clips} (paths of the user's own, if those are to be measured on), {@code starts_ms} (starts that
 * it measured, the first on an empty home), {@code out}, {@code err} (print streams). The result is the exit status: 0 whatever was measured, 1 where nothing could be. One call at a time.
 */
@Component(service = ToIntFunction.class, property = "vedette.command=bench")
public final class BenchCommand implements ToIntFunction<Map<String, Object>> {

    private static final double START_S = 10;

    private final ClipRuns clips;
    private final Cameras cameras;
    private final Experts experts;
    private final EmbeddedBroker broker;
    private final ConfigurationAdmin admin;
    private final CountDownLatch stop = new CountDownLatch(1);

    @Activate
    public BenchCommand(
            @Reference ClipRuns clips,
            @Reference Cameras cameras,
            @Reference Experts experts,
            @Reference EmbeddedBroker broker,
            @Reference ConfigurationAdmin admin) {
        this.clips = clips;
        this.cameras = cameras;
        this.experts = experts;
        this.broker = broker;
        this.admin = admin;
    }

    @Override
    public int applyAsInt(Map<String, Object> request) {
        Workplace place = Workplace.of(request, stop);
        try {
            Report report = measure(place);
            PrintStream out = (PrintStream) request.get("out");
            out.println((Boolean) request.get("json") ? report.json() : report.table());
            return 0;
        } catch (IOException e) {
            place.err().println("vedette: " + e.getMessage());
            return 1;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 1;
        }
    }

    private Report measure(Workplace place) throws IOException, InterruptedException {
        if (!place.clips().isEmpty()) {
            List<Row> rows = new SavedInference(place, clips, experts).measure(place.clips());
            return new Report(machine(Map.of()), rows);
        }
        Clip clip = Clip.make(place, place.choose(30, 60));
        List<Row> rows = new ArrayList<>(new DecodeCost(place, clips, clip).measure());
        rows.addAll(new IdleCost(place, clips).measure());
        Optional<Memory> small = Memory.now();
        try (Crowd crowd = new Crowd(place, admin, cameras, clip)) {
            List<Row> ofCameras = new CameraCost(place, crowd).measure();
            rows.add(ofCameras.remove(ofCameras.size() - 1));
            rows.addAll(new InferenceCost(place, crowd, experts).measure());
            rows.addAll(new EventDelay(place, crowd, broker).measure());
            rows.addAll(starts(place.startsMs()));
            rows.addAll(ofCameras);
        }
        rows.addAll(new ManyCameras(place, clips, small).measure());
        String drawn = "1280x720, " + Clip.FPS + " pictures/s, " + clip.seconds() + " s, " + clip.codec();
        return new Report(machine(Map.of("clip", drawn)), rows);
    }

    private static List<Row> starts(List<Long> startsMs) {
        List<Double> later = startsMs.stream().skip(1).map(ms -> ms / 1e3).toList();
        return List.of(
                Row.of("first start, on an empty home", startsMs.get(0) / 1e3, "s", "until the health page answers"),
                Row.of("start", new Samples(later).median(), "s", START_S, "median of " + later.size()));
    }

    private static Map<String, String> machine(Map<String, String> more) {
        double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
        Map<String, String> told = new HashMap<>(more);
        told.put("cores", String.valueOf(Runtime.getRuntime().availableProcessors()));
        told.put("java", System.getProperty("java.runtime.version"));
        told.put("system", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
        told.put("load", String.format(Locale.ROOT, "%.1f at the end", load));
        return told;
    }

    @Deactivate
    void stop() {
        stop.countDown();
    }
}
