package io.vedette.itests.distribution.plugin;

import io.vedette.api.detect.ObjectDetector;
import java.nio.file.Path;
import java.util.Dictionary;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkUtil;

/** Registers the detector that the bundle's headers describe. */
public final class Activator implements BundleActivator {
    @Override
    public void start(BundleContext context) {
        Dictionary<String, String> headers = context.getBundle().getHeaders();
        BoxDetector detector = new BoxDetector(
                headers.get("Box-Name"),
                Boolean.parseBoolean(headers.get("Box-Broken")),
                Path.of(headers.get("Box-Hang")));
        context.registerService(
                ObjectDetector.class,
                detector,
                FrameworkUtil.asDictionary(
                        java.util.Map.of(Constants.SERVICE_RANKING, Integer.valueOf(headers.get("Box-Ranking")))));
    }

    @Override
    public void stop(BundleContext context) {
        // The framework takes the service back.
    }
}
