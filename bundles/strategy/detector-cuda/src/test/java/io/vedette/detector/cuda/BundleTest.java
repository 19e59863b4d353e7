package io.vedette.detector.cuda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vedette.api.detect.DetectorException;
import io.vedette.api.detect.ObjectDetector;
import io.vedette.api.model.ModelFile;
import io.vedette.api.model.ModelRepository;
import io.vedette.testkit.osgi.OsgiWorld;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The bundle in a framework, on a machine without a GPU runtime. */
class BundleTest {

    @TempDir
    Path folder;

    @Test
    void offersADetectorThatSaysWhyItCannotServe() throws Exception {
        ModelFile model = new ModelFile("tiny", "detect", "yolox", folder, List.of("person"), Map.of());
        try (OsgiWorld world = OsgiWorld.start(
                folder.resolve("framework"),
                List.of("io.vedette.api"),
                Map.of("vedette.home", folder.toString()),
                List.of("io.vedette.detector.cuda"))) {
            world.context().registerService(ModelRepository.class, new StandIn.Only(model), null);

            ObjectDetector detector = world.service(ObjectDetector.class);

            assertThat(detector.info().device()).isEqualTo("gpu");
            assertThatThrownBy(detector::open)
                    .isInstanceOf(DetectorException.class)
                    .hasMessageContaining("no libonnxruntime.so in " + folder.resolve("data/cuda/runtime"));
        }
    }

    /** The framework's copy of the bundle is another revision than the classes of this test. */
    @Test
    void refusesToLoadWhatAnotherRevisionHasLoaded() throws Exception {
        boolean first = System.getProperties().putIfAbsent(GpuRuntime.PROPERTY, "elsewhere") == null;
        try (OsgiWorld world = OsgiWorld.start(
                folder.resolve("framework"),
                List.of("io.vedette.api"),
                Map.of(),
                List.of("io.vedette.detector.cuda"))) {
            Class<?> other = Arrays.stream(world.context().getBundles())
                    .filter(bundle -> bundle.getSymbolicName().equals("io.vedette.detector.cuda"))
                    .findFirst()
                    .orElseThrow()
                    .loadClass(GpuRuntime.class.getName());
            assertThat(other).isNotSameAs(GpuRuntime.class);
            Constructor<?> constructor = other.getDeclaredConstructor(Path.class);
            Method load = other.getDeclaredMethod("load", Path.class);
            constructor.setAccessible(true);
            load.setAccessible(true);
            Object runtime = constructor.newInstance(folder.resolve("copies"));

            assertThatThrownBy(() -> load.invoke(runtime, StandIn.RUNTIME))
                    .hasRootCauseMessage("another version of this bundle has loaded its GPU runtime into this process;"
                            + " start Vedette again to take this one");
        } finally {
            if (first) {
                System.clearProperty(GpuRuntime.PROPERTY);
            }
        }
    }
}
