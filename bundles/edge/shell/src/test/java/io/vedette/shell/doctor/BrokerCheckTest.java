package io.vedette.shell.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BrokerCheckTest {

    @TempDir
    Path etc;

    private void mqtt(String text) throws IOException {
        Files.writeString(etc.resolve("io.vedette.mqtt.cfg"), text);
    }

    private void inside(String text) throws IOException {
        Files.writeString(etc.resolve("io.vedette.mqtt.broker.cfg"), text);
    }

    private Finding look(String uri) {
        return BrokerCheck.look(etc, Optional.ofNullable(uri).map(URI::create), 0);
    }

    @Test
    void isContentWithTheOneInside() {
        assertThat(look("tcp://127.0.0.1:1883").severity()).isEqualTo(Severity.OK);
    }

    @Test
    void tellsThatTheOneInsideHadToMove() throws IOException {
        assertThat(look("tcp://127.0.0.1:1884").found())
                .contains("1883 was taken")
                .contains("1884");
        inside("port = 1884\n");
        assertThat(look("tcp://127.0.0.1:1884").severity()).isEqualTo(Severity.OK);
    }

    @Test
    void tellsThatThereIsNone() throws IOException {
        assertThat(look(null).severity()).isEqualTo(Severity.PROBLEM);
        inside("enabled = false\n");
        assertThat(look(null).severity()).isEqualTo(Severity.NOTE);
        assertThat(look(null).found()).contains("There is none");
    }

    @Test
    void reachesTheOneThatIsSet() throws IOException {
        try (ServerSocket broker = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            mqtt("uri = tcp://127.0.0.1:" + broker.getLocalPort() + "\n");
            assertThat(look(null).severity()).isEqualTo(Severity.OK);
            assertThat(BrokerCheck.look(etc, Optional.empty(), 5000).found()).contains("5000 messages wait");
        }
    }

    @Test
    void tellsThatTheOneThatIsSetCannotBeReached() throws IOException {
        int port;
        try (ServerSocket gone = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            port = gone.getLocalPort();
        }
        mqtt("uri = tcp://user:hunter2@127.0.0.1:" + port + "\n");
        Finding found = look(null);
        assertThat(found.severity()).isEqualTo(Severity.PROBLEM);
        assertThat(found.found())
                .contains("127.0.0.1:" + port)
                .contains("refused")
                .doesNotContain("hunter2");
    }

    @Test
    void tellsAnAddressThatIsNone() throws IOException {
        mqtt("uri = over there\n");
        assertThat(look(null).found()).isEqualTo("over there is no address");
    }
}
