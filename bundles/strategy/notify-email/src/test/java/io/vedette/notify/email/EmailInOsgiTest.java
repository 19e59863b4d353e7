package io.vedette.notify.email;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.vedette.api.event.EventMessage;
import io.vedette.api.event.EventPictures;
import io.vedette.api.event.EventSink;
import io.vedette.api.event.SinkException;
import io.vedette.api.secret.Placeholders;
import io.vedette.testkit.osgi.OsgiWorld;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.FrameworkUtil;
import org.osgi.service.cm.ConfigurationAdmin;

/** The bundle as it is shipped, with its class path of its own: the mail library must find its parts there. */
class EmailInOsgiTest {

    @TempDir
    Path folder;

    @Test
    void sendsTextAndPictureFromWithinAFramework() throws Exception {
        List<String> shared = List.of("io.vedette.api", "org.apache.felix.configadmin");
        List<String> bundles = List.of(
                "com.fasterxml.jackson.core.jackson-annotations",
                "com.fasterxml.jackson.core.jackson-core",
                "com.fasterxml.jackson.core.jackson-databind");
        GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        server.start();
        try (OsgiWorld world = OsgiWorld.start(folder, shared, Map.of(), bundles)) {
            world.context().registerService(Placeholders.class, text -> text, null);
            world.context().registerService(InstantSource.class, InstantSource.system(), null);
            world.context().registerService(EventPictures.class, id -> Optional.of(new byte[] {1, 2, 3}), null);
            Bundle bundle = world.install("io.vedette.notify.email");
            bundle.start();
            assertThat(bundle.getHeaders().get("Export-Package")).isNull();
            assertThat(bundle.getHeaders().get("Import-Package")).doesNotContain("jakarta");
            EventSink sink = world.service(EventSink.class);
            assertThat(sink.name()).isEqualTo("email");
            EventMessage message = new EventMessage(new UUID(1, 2), 1, "{\"label\":\"cat\"}");
            assertThatThrownBy(() -> sink.deliver(message)).isInstanceOf(SinkException.class);
            world.service(ConfigurationAdmin.class)
                    .getConfiguration("io.vedette.notify.email", "?")
                    .update(FrameworkUtil.asDictionary(Map.of(
                            "host", "127.0.0.1",
                            "port", String.valueOf(server.getSmtp().getPort()),
                            "security", "none",
                            "from", "vedette@house.example",
                            "to", "anna@house.example")));
            await().ignoreExceptions().untilAsserted(() -> {
                sink.deliver(message);
                assertThat(server.getReceivedMessages()).hasSize(1);
            });
            MimeMessage mail = server.getReceivedMessages()[0];
            MimeMultipart parts = (MimeMultipart) mail.getContent();
            assertThat(mail.getSubject()).isEqualTo("cat");
            assertThat(parts.getBodyPart(0).getContent().toString()).contains("cat");
            assertThat(parts.getBodyPart(1).getInputStream().readAllBytes()).containsExactly(1, 2, 3);
            bundle.stop();
        } finally {
            server.stop();
        }
    }
}
