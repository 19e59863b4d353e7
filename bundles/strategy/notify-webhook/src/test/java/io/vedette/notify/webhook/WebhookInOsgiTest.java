package io.vedette.notify.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.vedette.api.event.EventMessage;
import io.vedette.api.event.EventSink;
import io.vedette.api.event.SinkException;
import io.vedette.api.secret.Placeholders;
import io.vedette.testkit.osgi.OsgiWorld;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.FrameworkUtil;
import org.osgi.service.cm.ConfigurationAdmin;

/** The bundle as it is shipped. */
class WebhookInOsgiTest {

    @TempDir
    Path folder;

    @Test
    void servesWithinAFrameworkAndFollowsItsConfiguration() throws Exception {
        List<String> shared = List.of("io.vedette.api", "org.apache.felix.configadmin");
        List<String> bundles = List.of(
                "com.fasterxml.jackson.core.jackson-annotations",
                "com.fasterxml.jackson.core.jackson-core",
                "com.fasterxml.jackson.core.jackson-databind");
        try (Receiver receiver = new Receiver();
                OsgiWorld world = OsgiWorld.start(folder, shared, Map.of(), bundles)) {
            world.context().registerService(Placeholders.class, text -> text, null);
            world.context().registerService(InstantSource.class, InstantSource.system(), null);
            Bundle bundle = world.install("io.vedette.notify.webhook");
            bundle.start();
            assertThat(bundle.getHeaders().get("Export-Package")).isNull();
            EventSink sink = world.service(EventSink.class);
            assertThat(sink.name()).isEqualTo("webhook");
            EventMessage message = new EventMessage(new UUID(1, 2), 1, "{}");
            assertThatThrownBy(() -> sink.deliver(message)).isInstanceOf(SinkException.class);
            world.service(ConfigurationAdmin.class)
                    .getConfiguration("io.vedette.notify.webhook", "?")
                    .update(FrameworkUtil.asDictionary(Map.of("url", receiver.url("/"), "give-up", "1 h")));
            await().ignoreExceptions().untilAsserted(() -> {
                sink.deliver(message);
                assertThat(receiver.posts()).isNotEmpty();
            });
            bundle.stop();
        }
    }
}
