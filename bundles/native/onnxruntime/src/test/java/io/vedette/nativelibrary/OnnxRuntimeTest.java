package io.vedette.nativelibrary;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnxruntime.OrtEnvironment;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class OnnxRuntimeTest {

    @Test
    void theHostsLibraryLoads() {
        assertThat(OrtEnvironment.getEnvironment().getVersion()).startsWith("1.29");
    }

    @Test
    void exportsItsPackagesWithTheLibrarysVersion() throws Exception {
        try (InputStream in = Files.newInputStream(classes().resolve("META-INF/MANIFEST.MF"))) {
            String exports = new Manifest(in).getMainAttributes().getValue("Export-Package");
            assertThat(exports)
                    .contains("ai.onnxruntime;version=\"1.29.0\"", "ai.onnxruntime.providers;version=\"1.29.0\"");
        }
    }

    @Test
    void carriesTheNativesOfOnePlatformOnly() throws Exception {
        try (Stream<Path> platforms = Files.list(classes().resolve("ai/onnxruntime/native"))) {
            List<Path> found = platforms.toList();
            assertThat(found).hasSize(1);
        }
    }

    private static Path classes() {
        return Path.of("target", "classes").toAbsolutePath();
    }
}
