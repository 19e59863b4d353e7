package io.vedette.detector.cuda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Names in libraries, read and changed on the real ones. */
class SharedObjectTest {

    @TempDir
    Path folder;

    private Path copy(String library) throws IOException {
        return Files.copy(StandIn.RUNTIME.resolve(library), folder.resolve(library));
    }

    @Test
    void readsWhatALibraryNeedsAndOffers() throws IOException {
        SharedObject jni = SharedObject.of(StandIn.RUNTIME.resolve(GpuRuntime.JNI_LIBRARY));
        assertThat(jni.needed()).contains(GpuRuntime.USUAL_NAME, "libc.so.6");
        assertThat(jni.names("OrtGetApiBase")).isTrue();
        assertThat(jni.names("OrtGetApi")).isFalse();
        assertThat(jni.machine()).isIn(SharedObject.X86_64, SharedObject.AARCH64);

        SharedObject library = SharedObject.of(StandIn.RUNTIME.resolve(GpuRuntime.LIBRARY));
        assertThat(library.needed()).contains("libstdc++.so.6").doesNotContain(GpuRuntime.USUAL_NAME);
        assertThat(library.names(GpuRuntime.USUAL_NAME)).isTrue();
        assertThat(library.names("VERS_" + GpuRuntime.VERSION)).isTrue();
    }

    @Test
    void changesNothingButTheName() throws IOException {
        for (String name : new String[] {GpuRuntime.LIBRARY, GpuRuntime.JNI_LIBRARY}) {
            Path copy = copy(name);
            SharedObject.of(copy).rename(GpuRuntime.USUAL_NAME, GpuRuntime.OUR_NAME);

            byte[] before = Files.readAllBytes(StandIn.RUNTIME.resolve(name));
            byte[] after = Files.readAllBytes(copy);
            assertThat(after).hasSameSizeAs(before);
            int changed = 0;
            for (int i = 0; i < before.length; i++) {
                changed += before[i] == after[i] ? 0 : 1;
            }
            // "so.1" against "gpu1": three letters.
            assertThat(changed).isBetween(3, 4);
            SharedObject read = SharedObject.of(copy);
            assertThat(read.names(GpuRuntime.OUR_NAME)).isTrue();
            assertThat(read.names(GpuRuntime.USUAL_NAME)).isFalse();
        }
        assertThat(SharedObject.of(folder.resolve(GpuRuntime.JNI_LIBRARY)).needed())
                .contains(GpuRuntime.OUR_NAME, "libc.so.6");
    }

    @Test
    void refusesANameThatIsNotThereOrOfAnotherLength() throws IOException {
        SharedObject jni = SharedObject.of(copy(GpuRuntime.JNI_LIBRARY));
        assertThatThrownBy(() -> jni.rename("libnothing.so.1", "libanother.so.1"))
                .hasMessageContaining("does not name libnothing.so.1");
        assertThatThrownBy(() -> jni.rename(GpuRuntime.USUAL_NAME, "short")).isInstanceOf(IOException.class);
        assertThat(SharedObject.of(folder.resolve(GpuRuntime.JNI_LIBRARY)).needed())
                .contains(GpuRuntime.USUAL_NAME);
    }

    @Test
    void saysOfAnyOtherFileThatItIsNoLibrary() throws IOException {
        assertThatThrownBy(() -> SharedObject.of(Files.writeString(folder.resolve("text.so"), "x".repeat(1000))))
                .isInstanceOf(IOException.class)
                .hasMessageEndingWith("is no library for Linux with 64 bits");
        assertThatThrownBy(() -> SharedObject.of(Files.writeString(folder.resolve("empty.so"), "")))
                .isInstanceOf(IOException.class);
    }

    @Test
    void givesUpOnBrokenLibrariesWithoutAnyOtherHarm() throws IOException {
        byte[] whole = Files.readAllBytes(StandIn.RUNTIME.resolve(GpuRuntime.JNI_LIBRARY));
        Random random = new Random(7);
        Path file = folder.resolve("broken.so");
        int refused = 0;
        for (int i = 0; i < 300; i++) {
            byte[] broken = whole.clone();
            // The headers, then the names and what points to them.
            for (int hits = 0; hits < 4; hits++) {
                broken[5 + random.nextInt(i % 2 == 0 ? 600 : broken.length - 5)] = (byte) random.nextInt(256);
            }
            Files.write(file, i % 3 == 0 ? Arrays.copyOf(broken, random.nextInt(broken.length)) : broken);
            try {
                SharedObject.of(file).names("x");
            } catch (IOException e) {
                refused++;
            }
        }
        assertThat(refused).isGreaterThan(100);
    }
}
