package io.vedette.pipeline.expert;

import io.vedette.api.detect.ObjectDetector;
import io.vedette.api.motion.MotionDetector;
import java.lang.reflect.Proxy;
import java.util.Dictionary;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.osgi.framework.Bundle;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.Version;

/** A service as a framework would tell of it: its bundle, its version, its ranking. Immutable. */
public final class Registered<S> implements ServiceReference<S> {

    private static final AtomicLong LATEST = new AtomicLong();

    private final String bundle;
    private final Version version;
    private final Map<String, Object> properties;

    public Registered(String bundle, String version, Map<String, Object> properties) {
        this.bundle = bundle;
        this.version = Version.parseVersion(version);
        this.properties = new HashMap<>(properties);
        this.properties.put(Constants.SERVICE_ID, LATEST.incrementAndGet());
    }

    /** Registers a motion detector. */
    public static void motion(ExpertRegistry registry, MotionDetector service) {
        registry.bindMotion(new Registered<>("test.motion", "1.0.0", Map.of()), service);
    }

    /** Stops a registry. */
    public static void stop(ExpertRegistry registry) {
        registry.stop();
    }

    static Registered<ObjectDetector> detector(String version, int ranking) {
        return new Registered<>("test.detector", version, Map.of(Constants.SERVICE_RANKING, ranking));
    }

    @Override
    public Object getProperty(String key) {
        return properties.get(key);
    }

    @Override
    public String[] getPropertyKeys() {
        return properties.keySet().toArray(String[]::new);
    }

    @Override
    public Bundle getBundle() {
        return (Bundle) Proxy.newProxyInstance(
                Bundle.class.getClassLoader(),
                new Class<?>[] {Bundle.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "getSymbolicName" -> bundle;
                    case "getVersion" -> version;
                    default -> throw new UnsupportedOperationException(method.getName());
                });
    }

    @Override
    public Bundle[] getUsingBundles() {
        return new Bundle[0];
    }

    @Override
    public boolean isAssignableTo(Bundle other, String className) {
        return true;
    }

    @Override
    public int compareTo(Object reference) {
        throw new UnsupportedOperationException("compareTo");
    }

    @Override
    public Dictionary<String, Object> getProperties() {
        return FrameworkUtil.asDictionary(properties);
    }

    @Override
    public <A> A adapt(Class<A> type) {
        return null;
    }
}
