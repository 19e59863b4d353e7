package io.vedette.notify.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.vedette.api.event.EventMessage;
import io.vedette.api.event.EventSink;
import io.vedette.api.event.SinkException;
import io.vedette.api.secret.Placeholders;
import io.vedette.probe.Room;
import io.vedette.testkit.osgi.OsgiWorld;
import io.vedette.testkit.peer.Printed;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.FrameworkUtil;
import org.osgi.service.cm.ConfigurationAdmin;

/** The bundle as it is shipped. */
class WebhookInOsgiTest {

    @TempDir
    Path folder;

    private Receiver receiver;
    private OsgiWorld world;

    @BeforeEach
    void start() throws Exception {
        receiver = new Receiver();
        List<String> shared = List.of("io.vedette.api", "org.apache.felix.configadmin");
        List<String> bundles = List.of(
                "com.fasterxml.jackson.core.jackson-annotations",
                "com.fasterxml.jackson.core.jackson-core",
                "com.fasterxml.jackson.core.jackson-databind");
        world = OsgiWorld.start(folder.resolve("felix"), shared, Map.of(), bundles);
        world.context().registerService(Placeholders.class, text -> text, null);
        world.context().registerService(InstantSource.class, InstantSource.system(), null);
    }

    @AfterEach
    void stop() throws Exception {
        world.close();
        receiver.close();
    }

    private void configure(Map<String, String> settings) throws IOException {
        world.service(ConfigurationAdmin.class)
                .getConfiguration("io.vedette.notify.webhook", "?")
                .update(FrameworkUtil.asDictionary(settings));
    }

    @Test
    void servesWithinAFrameworkAndFollowsItsConfiguration() throws Exception {
        Bundle bundle = world.install("io.vedette.notify.webhook");
        bundle.start();
        assertThat(bundle.getHeaders().get("Export-Package")).isNull();
        EventSink sink = world.service(EventSink.class);
        assertThat(sink.name()).isEqualTo("webhook");
        EventMessage message = new EventMessage(new UUID(1, 2), 1, "{}");
        assertThatThrownBy(() -> sink.deliver(message)).isInstanceOf(SinkException.class);
        configure(Map.of("url", receiver.url("/"), "give-up", "1 h"));
        await().ignoreExceptions().untilAsserted(() -> {
            sink.deliver(message);
            assertThat(receiver.posts()).isNotEmpty();
        });
    }

    @Test
    void getsThePicturesOfTheRoomThatHoldsIt() throws Exception {
        configure(Map.of("url", receiver.url("/"), "picture", "true"));
        try (Printed printed = new Printed()) {
            world.install("io.vedette.notify.webhook").start();
            world.install(room()).start();
            world.service(EventSink.class);
            assertThat(printed.text()).doesNotContain("Circular");
        }
        Callable<?> room = world.service(Callable.class);
        await().ignoreExceptions().untilAsserted(() -> {
            assertThat(room.call()).isEqualTo(true);
            assertThat(receiver.posts()).anyMatch(post -> post.body().contains("base64,AQID"));
        });
    }

    private Path room() throws IOException {
        Path bundle = folder.resolve("room");
        write(
                bundle.resolve("META-INF/MANIFEST.MF"),
                "Manifest-Version: 1.0\nBundle-ManifestVersion: 2\nBundle-SymbolicName: room\n"
                        + "Import-Package: io.vedette.api.event\nService-Component: OSGI-INF/room.xml\n");
        write(
                bundle.resolve("OSGI-INF/room.xml"),
                "<scr:component xmlns:scr='http://www.osgi.org/xmlns/scr/v1.3.0' name='room' immediate='true'>"
                        + "<implementation class='io.vedette.probe.Room'/>"
                        + "<service><provide interface='io.vedette.api.event.EventPictures'/>"
                        + "<provide interface='java.util.concurrent.Callable'/></service>"
                        + "<reference name='sinks' interface='io.vedette.api.event.EventSink' cardinality='0..n'"
                        + " policy='dynamic' bind='add' unbind='remove'/></scr:component>");
        Path type = bundle.resolve("io/vedette/probe/Room.class");
        Files.createDirectories(type.getParent());
        try (InputStream in = Room.class.getResourceAsStream("Room.class")) {
            Files.copy(in, type);
        }
        return bundle;
    }

    private static void write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
