package io.vedette.itests.wiring;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.ops4j.pax.exam.CoreOptions.systemProperty;
import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.configureConsole;
import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.editConfigurationFilePut;
import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.karafDistributionConfiguration;
import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.logLevel;

import java.io.File;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import javax.inject.Inject;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.junit.PaxExam;
import org.ops4j.pax.exam.karaf.options.LogLevelOption.LogLevel;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerClass;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.wiring.BundleWire;
import org.osgi.framework.wiring.BundleWiring;

/** The real distribution, from within: everything of ours is active, and nobody knows whom it should not. */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public class WiringIT {
    private static final long PATIENCE_NS = Duration.ofSeconds(60).toNanos();
    private static final long STEP_NS = Duration.ofMillis(100).toNanos();

    @Inject
    private BundleContext context;

    @Configuration
    public Option[] distribution() throws IOException {
        String root = System.getProperty("vedette.root");
        int http = freePort();
        return new Option[] {
            karafDistributionConfiguration()
                    .frameworkUrl(new File(System.getProperty("vedette.distribution"))
                            .toURI()
                            .toString())
                    .name("Vedette")
                    .unpackDirectory(new File("target/exam"))
                    .useDeployFolder(false),
            configureConsole().ignoreLocalConsole(),
            logLevel(LogLevel.INFO),
            editConfigurationFilePut("etc/org.apache.karaf.shell.cfg", "sshPort", String.valueOf(freePort())),
            editConfigurationFilePut("etc/io.vedette.web.cfg", "port", String.valueOf(http)),
            editConfigurationFilePut("etc/io.vedette.mqtt.broker.cfg", "port", String.valueOf(freePort())),
            editConfigurationFilePut("etc/system.properties", "vedette.home", "${karaf.base}"),
            editConfigurationFilePut("etc/system.properties", "vedette.version", "test"),
            // What the tests themselves need lies in the local repository; nothing is fetched.
            editConfigurationFilePut(
                    "etc/org.ops4j.pax.url.mvn.cfg",
                    "org.ops4j.pax.url.mvn.repositories",
                    new File(System.getProperty("vedette.repository")).toURI() + "@id=local"),
            systemProperty("vedette.test.http").value(String.valueOf(http)),
            systemProperty("vedette.root").value(root)
        };
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    @Test
    public void everyBundleOfOursIsActive() throws Exception {
        eventually("all of ours active", () -> idle().isEmpty() && has("io.vedette.web"));
        assertEquals(List.of(), idle());
    }

    @Test
    public void theHealthPageAnswers() throws Exception {
        URI live = URI.create("http://127.0.0.1:" + System.getProperty("vedette.test.http") + "/health/live");
        eventually("an answer from " + live, () -> status(live) == 200);
    }

    @Test
    public void nobodyKnowsWhomItShouldNot() throws Exception {
        everyBundleOfOursIsActive();
        House house = House.of(Path.of(System.getProperty("vedette.root")));
        List<String> forbidden = new ArrayList<>();
        uses(house)
                .forEach((user, used) ->
                        used.forEach(each -> house.forbids(user, each).ifPresent(forbidden::add)));
        assertEquals(List.of(), forbidden);
    }

    @Test
    public void theCommittedDrawingShowsTheLiveWiring() throws Exception {
        everyBundleOfOursIsActive();
        Path root = Path.of(System.getProperty("vedette.root"));
        SortedMap<String, SortedSet<String>> uses = uses(House.of(root));
        assertFalse("no bundle of ours was found", uses.isEmpty());
        String drawn = Drawing.of(House.of(root), uses);
        Path fresh = root.resolve("itests/wiring/target/architecture.svg");
        Files.writeString(fresh, drawn);
        Path committed = root.resolve("docs/architecture.svg");
        String shown = Files.exists(committed) ? Files.readString(committed) : "";
        assertEquals("docs/architecture.svg is stale: copy " + fresh + " over it", drawn, shown);
    }

    private SortedMap<String, SortedSet<String>> uses(House house) {
        SortedMap<String, SortedSet<String>> uses = new TreeMap<>();
        for (Bundle bundle : context.getBundles()) {
            BundleWiring wiring = bundle.adapt(BundleWiring.class);
            if (wiring != null && house.layer(bundle.getSymbolicName()).isPresent()) {
                SortedSet<String> used = uses.computeIfAbsent(bundle.getSymbolicName(), name -> new TreeSet<>());
                for (BundleWire wire : wiring.getRequiredWires(null)) {
                    String provider = wire.getProvider().getSymbolicName();
                    if (house.layer(provider).isPresent() && !provider.equals(bundle.getSymbolicName())) {
                        used.add(provider);
                    }
                }
            }
        }
        return uses;
    }

    private List<String> idle() {
        List<String> idle = new ArrayList<>();
        for (Bundle bundle : context.getBundles()) {
            if (bundle.getSymbolicName().startsWith("io.vedette.") && bundle.getState() != Bundle.ACTIVE) {
                idle.add(bundle.getSymbolicName() + " is in state " + bundle.getState());
            }
        }
        return idle;
    }

    private boolean has(String name) {
        for (Bundle bundle : context.getBundles()) {
            if (bundle.getSymbolicName().equals(name)) {
                return true;
            }
        }
        return false;
    }

    private static int status(URI uri) {
        try {
            return ((HttpURLConnection) uri.toURL().openConnection()).getResponseCode();
        } catch (IOException e) {
            return 0;
        }
    }

    private static void eventually(String what, Callable<Boolean> holds) throws Exception {
        long deadline = System.nanoTime() + PATIENCE_NS;
        while (!holds.call()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("not within a minute: " + what);
            }
            LockSupport.parkNanos(STEP_NS);
        }
    }
}
