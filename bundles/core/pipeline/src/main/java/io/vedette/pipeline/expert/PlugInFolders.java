package io.vedette.pipeline.expert;

import io.vedette.core.spi.store.Home;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceReference;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has the folders watched that plug-ins come from: {@code plugins} of the distribution and, unless it is turned off, {@code deploy}
 * of the home. It does so when the product's own bundles are resolved: a plug-in that came earlier could not be started. The
 * watching is Felix fileinstall's; it begins with a scan. Thread-safe.
 */
@Component(service = PlugInFolders.class, immediate = true, configurationPid = "io.vedette.plugins")
@Designate(ocd = PlugInsConfig.class)
public final class PlugInFolders {

    private static final Logger LOG = LoggerFactory.getLogger(PlugInFolders.class);
    private static final String WATCHER = "org.apache.felix.fileinstall";
    private static final String POLL_MS = "500";
    /** A jar that is broken never runs: so long it is waited for after the last one that came up, */
    private static final long PATIENCE_NS = 10_000_000_000L;
    /** and so long while some have not even been installed, which takes its time on a small or busy machine. */
    private static final long PATIENCE_AT_FIRST_NS = 30_000_000_000L;

    private final BundleContext context;
    private final ServiceComponentRuntime components;
    private final List<Path> folders = new ArrayList<>();
    private final Optional<Path> deploy;
    private int up;
    private long lastUpNs = System.nanoTime();

    @Activate
    public PlugInFolders(
            @Reference ConfigurationAdmin admin,
            @Reference ServiceComponentRuntime components,
            @Reference Home home,
            BundleContext context,
            Map<String, Object> properties)
            throws IOException {
        this.context = context;
        this.components = components;
        String distribution = context.getProperty("karaf.home");
        if (distribution != null) {
            watch(admin, home, "plugins", Path.of(distribution, "plugins"));
        }
        String wanted =
                String.valueOf(properties.getOrDefault("deploy", "true")).trim();
        if (!"true".equals(wanted) && !"false".equals(wanted)) {
            LOG.warn("io.vedette.plugins: deploy must be true or false, but is '{}'; the folder is ignored", wanted);
        }
        if ("true".equals(wanted)) {
            Path folder = Files.createDirectories(home.root().resolve("deploy"));
            watch(admin, home, "deploy", folder);
            deploy = Optional.of(folder);
        } else {
            deploy = Optional.empty();
        }
    }

    /**
     * Whether the first scan is over: every jar in the folders is a bundle that runs and offers something, waits for settings
     * of its own, or had its time to.
     *
     * @throws IOException a folder cannot be read
     */
    public synchronized boolean settled() throws IOException {
        Set<String> installed = new HashSet<>();
        Set<String> running = new HashSet<>();
        for (Bundle bundle : context.getBundles()) {
            installed.add(bundle.getLocation());
            if (bundle.getState() == Bundle.ACTIVE && (offers(bundle) || rests(bundle))) {
                running.add(bundle.getLocation());
            }
        }
        Set<String> jars = jars();
        boolean allInstalled = installed.containsAll(jars);
        int before = jars.size();
        jars.removeAll(running);
        int now = before - jars.size();
        if (now != up) {
            up = now;
            lastUpNs = System.nanoTime();
        }
        long patienceNs = allInstalled ? PATIENCE_NS : PATIENCE_AT_FIRST_NS;
        return jars.isEmpty() || System.nanoTime() - lastUpNs > patienceNs;
    }

    /** Whether it offers something to the program; what it offers to the framework comes up at another time. */
    private static boolean offers(Bundle bundle) {
        ServiceReference<?>[] services = bundle.getRegisteredServices();
        return services != null
                && Arrays.stream(services)
                        .flatMap(each -> Arrays.stream((String[]) each.getProperty(Constants.OBJECTCLASS)))
                        .anyMatch(type -> type.startsWith("io.vedette.api."));
    }

    /** Whether it offers nothing until somebody configures it. */
    private boolean rests(Bundle bundle) {
        Collection<ComponentDescriptionDTO> all = components.getComponentDescriptionDTOs(bundle);
        return !all.isEmpty()
                && all.stream()
                        .allMatch(each -> "require".equals(each.configurationPolicy)
                                && components
                                        .getComponentConfigurationDTOs(each)
                                        .isEmpty());
    }

    private Set<String> jars() throws IOException {
        Set<String> jars = new HashSet<>();
        for (Path folder : folders) {
            try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.jar")) {
                files.forEach(jar -> jars.add("file:" + jar));
            }
        }
        return jars;
    }

    /** The home's folder; empty where it is turned off. */
    public Optional<Path> deploy() {
        return deploy;
    }

    /** Whether a bundle comes from one of the folders. */
    public boolean holds(Bundle bundle) {
        return folders.stream().anyMatch(folder -> bundle.getLocation().startsWith("file:" + folder + "/"));
    }

    private void watch(ConfigurationAdmin admin, Home home, String name, Path folder) throws IOException {
        if (Files.isDirectory(folder)) {
            folders.add(folder);
            // Not bound to this bundle: it is fileinstall's.
            Configuration watcher = admin.getFactoryConfiguration(WATCHER, name, "?");
            watcher.update(FrameworkUtil.asDictionary(Map.of(
                    "felix.fileinstall.dir",
                    folder.toString(),
                    "felix.fileinstall.tmpdir",
                    home.data().resolve("generated-bundles").resolve(name).toString(),
                    "felix.fileinstall.poll",
                    POLL_MS,
                    "felix.fileinstall.noInitialDelay",
                    "true",
                    "felix.fileinstall.log.level",
                    "2")));
        }
    }
}
