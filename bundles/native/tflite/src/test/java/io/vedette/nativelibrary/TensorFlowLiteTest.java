package io.vedette.nativelibrary;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.tensorflowlite.BuiltinOpResolverWithXNNPACK;
import org.bytedeco.tensorflowlite.global.tensorflowlite;
import org.junit.jupiter.api.Test;

class TensorFlowLiteTest {

    private static final String POST_PROCESS = "TFLite_Detection_PostProcess";

    @Test
    void theHostsLibraryLoads() {
        assertThat(tensorflowlite.TfLiteVersion().getString()).startsWith("2.20");
    }

    @Test
    void knowsTheOperatorThatEndsModelsForObjects() {
        try (BuiltinOpResolverWithXNNPACK operators = new BuiltinOpResolverWithXNNPACK(true);
                BytePointer known = new BytePointer(POST_PROCESS);
                BytePointer unknown = new BytePointer("edgetpu-custom-op")) {
            assertThat(operators.FindOp(known, 1)).isNotNull();
            assertThat(operators.FindOp(unknown, 1)).isNull();
        }
    }

    @Test
    void exportsItsPackagesWithTheLibrarysVersionAndTakesJavaCppFromOutside() throws IOException {
        try (JarFile jar = jar()) {
            String exports = jar.getManifest().getMainAttributes().getValue("Export-Package");
            String imports = jar.getManifest().getMainAttributes().getValue("Import-Package");
            assertThat(exports).contains("org.bytedeco.tensorflowlite;version=\"2.20.0\"");
            assertThat(imports).contains("org.bytedeco.javacpp;version=");
            assertThat(jar.getEntry("org/bytedeco/javacpp/Loader.class")).isNull();
        }
    }

    @Test
    void carriesTheLibraryOfOnePlatformOnly() throws IOException {
        try (JarFile jar = jar();
                Stream<JarEntry> entries = jar.stream()) {
            List<String> libraries = entries.map(JarEntry::getName)
                    .filter(name -> name.endsWith(".so"))
                    .toList();
            assertThat(libraries).hasSize(1);
        }
    }

    private static JarFile jar() throws IOException {
        String place = tensorflowlite
                .class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .getPath();
        return new JarFile(place);
    }
}
