package io.vedette.pipeline.expert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.osgi.framework.Version;

class PinsTest {

    private static final Version OLD = new Version(1, 0, 0);
    private static final Version NEW = new Version(1, 1, 0, "beta-2");

    @TempDir
    Path home;

    private Path file;

    @BeforeEach
    void place() {
        file = home.resolve("data/pins.properties");
    }

    @Test
    void knowsNothingAtFirst() {
        assertThat(new Pins(file).of("onnx")).isEmpty();
    }

    @Test
    void remembersOverARestart() {
        Pins pins = new Pins(file);
        pins.pin("onnx", OLD);
        pins.pin("edgetpu", OLD);
        pins.pin("onnx", NEW);
        assertThat(pins.of("onnx")).contains(NEW);
        Pins after = new Pins(file);
        assertThat(after.of("onnx")).contains(NEW);
        assertThat(after.of("edgetpu")).contains(OLD);
        assertThat(file.resolveSibling("pins.properties.new")).doesNotExist();
    }

    @Test
    void forgetsWhatIsUnpinned() {
        Pins pins = new Pins(file);
        pins.pin("onnx", OLD);
        pins.unpin("onnx");
        pins.unpin("never-pinned");
        assertThat(pins.of("onnx")).isEmpty();
        assertThat(new Pins(file).of("onnx")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "onnx=\\u00zz",
                "onnx=latest",
                "onnx=1.x",
                "onnx=1.0.0.0.0",
                "onnx=-1",
                "onnx=99999999999",
                "onnx=../../etc/passwd",
                "=1.0.0",
                "\u0000\u0001\u0002",
                "<html>"
            })
    void countsNonsenseAsNoPin(String contents) throws IOException {
        write(contents.getBytes(StandardCharsets.UTF_8));
        Pins pins = new Pins(file);
        assertThat(pins.of("onnx")).isEmpty();
        pins.pin("onnx", OLD);
        assertThat(new Pins(file).of("onnx")).contains(OLD);
    }

    @Test
    void keepsTheGoodLinesAmongBadOnes() throws IOException {
        write("onnx=1.0.0\nedgetpu=nonsense\n".getBytes(StandardCharsets.UTF_8));
        assertThat(new Pins(file).of("onnx")).contains(OLD);
        assertThat(new Pins(file).of("edgetpu")).isEmpty();
    }

    @Test
    void countsAFileThatIsNoTextAsEmpty() throws IOException {
        byte[] noise = new byte[4096];
        for (int i = 0; i < noise.length; i++) {
            noise[i] = (byte) (i * 31 + 0x80);
        }
        write(noise);
        assertThatCode(() -> new Pins(file).of("onnx")).doesNotThrowAnyException();
    }

    @Test
    void countsAFolderInTheFilesPlaceAsEmpty() throws IOException {
        Files.createDirectories(file.resolve("full"));
        Pins pins = new Pins(file);
        assertThat(pins.of("onnx")).isEmpty();
        Assertions.assertThatThrownBy(() -> pins.pin("onnx", OLD))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining(file.toString());
    }

    private void write(byte[] contents) throws IOException {
        Files.createDirectories(file.getParent());
        Files.write(file, contents);
    }
}
