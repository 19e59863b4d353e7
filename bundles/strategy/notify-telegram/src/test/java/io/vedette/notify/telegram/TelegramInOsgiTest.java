package io.vedette.notify.telegram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.vedette.api.event.EventMessage;
import io.vedette.api.event.EventSink;
import io.vedette.api.event.SinkException;
import io.vedette.api.face.FaceNaming;
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
class TelegramInOsgiTest {

    @TempDir
    Path folder;

    @Test
    void servesWithinAFrameworkAndFollowsItsConfiguration() throws Exception {
        List<String> shared = List.of("io.vedette.api", "org.apache.felix.configadmin");
        List<String> bundles = List.of(
                "com.fasterxml.jackson.core.jackson-annotations",
                "com.fasterxml.jackson.core.jackson-core",
                "com.fasterxml.jackson.core.jackson-databind");
        try (BotServer server = new BotServer();
                OsgiWorld world = OsgiWorld.start(folder, shared, Map.of(), bundles)) {
            world.context().registerService(Placeholders.class, text -> text, null);
            world.context().registerService(InstantSource.class, InstantSource.system(), null);
            Bundle bundle = world.install("io.vedette.notify.telegram");
            bundle.start();
            assertThat(bundle.getHeaders().get("Export-Package")).isNull();
            EventSink sink = world.service(EventSink.class);
            assertThat(sink.name()).isEqualTo("telegram");
            EventMessage message = new EventMessage(new UUID(1, 2), 1, "{}");
            assertThatThrownBy(() -> sink.deliver(message)).isInstanceOf(SinkException.class);
            world.service(ConfigurationAdmin.class)
                    .getConfiguration("io.vedette.notify.telegram", "?")
                    .update(FrameworkUtil.asDictionary(
                            Map.of("token", BotServer.TOKEN, "chat", "42", "api", server.url())));
            await().ignoreExceptions().untilAsserted(() -> {
                sink.deliver(message);
                assertThat(server.sent()).isNotEmpty();
            });
            var registered = world.context().registerService(FaceNaming.class, (event, name, list) -> {}, null);
            await().until(() -> server.polls() > 0);
            registered.unregister();
            assertThat(listens()).isFalse();
            world.context().registerService(FaceNaming.class, (event, name, list) -> {}, null);
            assertThat(listens()).isTrue();
            bundle.stop();
            assertThat(listens()).isFalse();
        }
    }

    private static boolean listens() {
        return Thread.getAllStackTraces().keySet().stream()
                .anyMatch(thread -> thread.getName().equals("vedette-notify-telegram"));
    }
}
