package io.vedette.testkit.osgi;

import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.launch.FrameworkFactory;

/**
 * A Felix framework with Declarative Services and Configuration Admin, inside the test's JVM.
 *
 * <p>What the test's own classes share with bundles (the api, the core SPI, and the native libraries, which one JVM loads but
 * once) is exported by the system bundle from the test's class path. Everything else is installed from there by symbolic name.
 */
public final class OsgiWorld implements AutoCloseable {

    private static final String[] RUNTIME = {
        "org.osgi.util.function",
        "org.osgi.util.promise",
        "org.osgi.service.component",
        "org.apache.felix.configadmin",
        "org.apache.felix.scr"
    };

    private final ClassPathBundles classPath = new ClassPathBundles();
    private final Framework framework;

    private OsgiWorld(Path storage, List<String> shared, Map<String, String> properties) throws BundleException {
        Map<String, String> configuration = new HashMap<>(properties);
        configuration.put(Constants.FRAMEWORK_STORAGE, storage.toString());
        configuration.put(Constants.FRAMEWORK_STORAGE_CLEAN, Constants.FRAMEWORK_STORAGE_CLEAN_ONFIRSTINIT);
        configuration.put(Constants.FRAMEWORK_SYSTEMPACKAGES_EXTRA, exports(shared));
        framework = ServiceLoader.load(FrameworkFactory.class).iterator().next().newFramework(configuration);
        framework.start();
    }

    private String exports(List<String> shared) {
        List<String> exports = new ArrayList<>();
        exports.add("org.slf4j;version=\"1.7.36\"");
        exports.add("org.slf4j.event;version=\"1.7.36\"");
        exports.add("org.slf4j.helpers;version=\"1.7.36\"");
        exports.add("org.slf4j.spi;version=\"1.7.36\"");
        for (String name : shared) {
            // Within one class loader 'uses' constraints say nothing.
            exports.add(classPath.get(name).header("Export-Package").replaceAll(";uses:=\"[^\"]*\"", ""));
        }
        return String.join(",", exports);
    }

    /**
     * Starts a framework.
     *
     * @param storage an empty folder for the framework
     * @param shared symbolic names of the bundles whose packages the test shares with the bundles
     * @param properties framework properties
     * @param bundles symbolic names of the bundles to install and start, in order
     */
    public static OsgiWorld start(
            Path storage, List<String> shared, Map<String, String> properties, List<String> bundles)
            throws BundleException {
        OsgiWorld world = new OsgiWorld(storage, shared, properties);
        for (String name : RUNTIME) {
            world.install(name).start();
        }
        List<Bundle> installed = new ArrayList<>();
        for (String name : bundles) {
            installed.add(world.install(name));
        }
        for (Bundle bundle : installed) {
            bundle.start();
        }
        return world;
    }

    public BundleContext context() {
        return framework.getBundleContext();
    }

    /** Installs a bundle of the class path without starting it. */
    public Bundle install(String symbolicName) throws BundleException {
        return install(classPath.get(symbolicName).path());
    }

    /** Installs a bundle from a jar or a folder of classes without starting it. */
    public Bundle install(Path path) throws BundleException {
        return context().installBundle("reference:" + path.toUri());
    }

    /** The place of a bundle of the class path. */
    public Path path(String symbolicName) {
        return classPath.get(symbolicName).path();
    }

    /** The best service of a type; waits for it for at most 20 s. */
    public <T> T service(Class<T> type) {
        Optional<T> found = find(type);
        if (found.isPresent()) {
            return found.get();
        }
        await("a service " + type.getName()).until(() -> find(type).isPresent());
        return find(type).orElseThrow();
    }

    /**
     * Looks a service up by its interface alone: the framework hides services with a further, private name, since the test's
     * class path holds another copy of it.
     */
    private <T> Optional<T> find(Class<T> type) {
        try {
            ServiceReference<?>[] references = context().getAllServiceReferences(type.getName(), null);
            return Arrays.stream(references == null ? new ServiceReference<?>[0] : references)
                    .max(Comparator.naturalOrder())
                    .map(reference -> type.cast(context().getService(reference)));
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException("no filter was given", e);
        }
    }

    @Override
    public void close() throws BundleException {
        framework.stop();
        try {
            framework.waitForStop(10_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
