package io.vedette.trigger.gpio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vedette.api.health.HealthCheck;
import io.vedette.api.health.HealthRow;
import io.vedette.api.trigger.Trigger;
import io.vedette.testkit.osgi.OsgiWorld;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.FrameworkUtil;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;

/** The bundle as it is shipped, in a framework. */
class BundleTest {

    @TempDir
    Path folder;

    @Test
    void eachConfigurationIsAButtonForAsLongAsItIsThere() throws Exception {
        try (SaidLog log = new SaidLog();
                OsgiWorld world = OsgiWorld.start(
                        folder.resolve("framework"),
                        List.of("io.vedette.api", "org.apache.felix.configadmin", "com.sun.jna"),
                        Map.of(),
                        List.of("io.vedette.trigger.gpio"))) {
            world.context().registerService(Trigger.class, new Bell(), null);
            ConfigurationAdmin admin = world.service(ConfigurationAdmin.class);
            assertThat(world.context().getServiceReference(HealthCheck.class)).isNull();

            Configuration door = admin.getFactoryConfiguration(GpioButton.PID, "door", "?");
            door.update(FrameworkUtil.asDictionary(Map.of("camera", "front", "line", "17", "chip", "gpiochip99")));

            HealthCheck check = world.service(HealthCheck.class);
            await().until(() -> check.row().sentence().startsWith("there is no /dev/gpiochip99; "));
            assertThat(check.row().name()).isEqualTo("button door");

            door.update(FrameworkUtil.asDictionary(Map.of("camera", "front", "line", "17", "bias", "sideways")));
            await().until(() -> check.row().sentence().contains("bias must be pull-up, pull-down, disabled or as-is"));
            assertThat(world.service(HealthCheck.class)).as("changed in place").isSameAs(check);
            assertThat(check.row().status()).isEqualTo(HealthRow.Status.WARN);

            assertThat(log.lines("there is no setting"))
                    .as("complaints about what the framework adds")
                    .isEmpty();

            door.delete();
            await().until(() -> world.context().getServiceReference(HealthCheck.class) == null);
            await().untilAsserted(() -> assertThat(Thread.getAllStackTraces().keySet())
                    .noneMatch(thread -> thread.getName().startsWith("vedette-gpio-")));
        }
    }

    @Test
    void exportsNothing() throws Exception {
        try (OsgiWorld world = OsgiWorld.start(
                folder.resolve("framework"),
                List.of("io.vedette.api", "com.sun.jna"),
                Map.of(),
                List.of(GpioButton.PID))) {
            Bundle bundle = Arrays.stream(world.context().getBundles())
                    .filter(each -> each.getSymbolicName().equals(GpioButton.PID))
                    .findFirst()
                    .orElseThrow();
            assertThat(bundle.getHeaders().get("Export-Package")).isNull();
            assertThat(bundle.getState()).isEqualTo(Bundle.ACTIVE);
        }
    }
}
