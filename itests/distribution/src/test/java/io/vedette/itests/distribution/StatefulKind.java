package io.vedette.itests.distribution;

import io.vedette.api.media.FrameDecoder;
import io.vedette.api.motion.MotionDetector;
import io.vedette.api.track.ObjectTracker;
import io.vedette.itests.distribution.plugin.DeputyActivator;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.jar.Manifest;

/** The experts that cameras open sessions in, and the shipped plug-in of each. */
enum StatefulKind {
    DECODER(FrameDecoder.class, "io.vedette.media.ffmpeg", "FfmpegDecoder", "DecoderSession"),
    MOTION(MotionDetector.class, "io.vedette.motion.difference", "DifferenceMotion", "DifferenceSession"),
    TRACKER(ObjectTracker.class, "io.vedette.tracker.bytetrack", "ByteTracker", "ByteTrackSession");

    final String bundle;
    final Class<?> service;
    private final String component;
    private final String session;

    StatefulKind(Class<?> service, String bundle, String component, String session) {
        this.service = service;
        this.bundle = bundle;
        this.component = component;
        this.session = session;
    }

    /** As the registry calls it. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Bundle and version, as the registry tells them. */
    String shipped() throws IOException {
        return bundle + "/" + RaisedJar.shippedVersion(bundle);
    }

    RaisedJar raised(String version) {
        return new RaisedJar(bundle, version, "");
    }

    /** A version whose service cannot be made. */
    RaisedJar withoutService(String version) {
        return new RaisedJar(bundle, version, path(component));
    }

    /** A version that offers itself, and in which no session can be opened. */
    RaisedJar withoutSession(String version) {
        return new RaisedJar(bundle, version, path(session));
    }

    String path(String className) {
        return bundle.replace('.', '/') + "/" + className + ".class";
    }

    /**
     * Drops an expert that works as the shipped one does and is preferred to it.
     *
     * @param hang its next call hangs for 8 s once that file is there
     * @param hung is there meanwhile
     */
    Path dropDeputy(Path folder, Path hang, Path hung) throws IOException {
        Path jar = folder.resolve("deputy-" + word() + "-1.0.0.jar");
        Manifest manifest = new Manifest();
        Map.of(
                        "Manifest-Version",
                        "1.0",
                        "Bundle-ManifestVersion",
                        "2",
                        "Bundle-SymbolicName",
                        "example.deputy." + word(),
                        "Bundle-Version",
                        "1.0.0",
                        "Bundle-Activator",
                        DeputyActivator.class.getName(),
                        "Import-Package",
                        "org.osgi.framework," + service.getPackageName() + ";version=\"[1,2)\"",
                        "Deputy-Service",
                        service.getName(),
                        "Deputy-Of",
                        bundle,
                        "Deputy-Hang",
                        hang.toString(),
                        "Deputy-Hung",
                        hung.toString())
                .forEach(manifest.getMainAttributes()::putValue);
        BoxJar.pack(jar, manifest, List.of("DeputyActivator", "DeputyActivator$Calls"));
        return jar;
    }

    String deputy() {
        return "example.deputy." + word() + "/1.0.0";
    }
}
