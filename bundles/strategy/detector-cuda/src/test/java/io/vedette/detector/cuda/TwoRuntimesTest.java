package io.vedette.detector.cuda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A GPU runtime and the CPU's in one process, seen by the dynamic linker itself. The CPU's libraries stand in for a GPU's. */
class TwoRuntimesTest {

    /** What the linker says when LD_DEBUG asks it for its bindings. */
    private static final Pattern BINDING =
            Pattern.compile("binding file (\\S+/libonnxruntime4j_jni\\.so) \\[0] to (\\S+) \\[0]: .*OrtGetApiBase");

    @TempDir
    Path folder;

    @BeforeEach
    void onLinux() {
        assumeTrue(Files.isReadable(Path.of("/proc/self/maps")), "no Linux");
    }

    @ParameterizedTest
    @ValueSource(strings = {"cpu gpu", "gpu cpu"})
    void eachCallsItsOwnLibrary(String order) throws Exception {
        List<String> said = run(StandIn.RUNTIME, order);

        assertThat(said)
                .contains("cpu [2.0, 42.0]", "gpu [2.0, 42.0]")
                .filteredOn("again [2.0, 42.0]"::equals)
                .hasSize(2);
        Path gpus = folder.resolve("copies").toRealPath();
        assertThat(said)
                .contains(
                        "mapped " + gpus.resolve(GpuRuntime.LIBRARY), "mapped " + gpus.resolve(GpuRuntime.JNI_LIBRARY))
                .filteredOn(line -> line.startsWith("mapped "))
                .hasSize(4);
        List<Path> callers = new ArrayList<>();
        for (List<Path> binding : bindings()) {
            assertThat(binding.get(1)).isEqualTo(binding.get(0).resolveSibling(GpuRuntime.LIBRARY));
            callers.add(binding.get(0).getParent());
        }
        assertThat(new TreeSet<>(callers)).hasSize(2).contains(gpus);
    }

    @Test
    void saysWhyBrokenLibrariesCannotBeLoadedAndLeavesTheCpuAlone() throws Exception {
        Path broken = Files.createDirectory(folder.resolve("broken"));
        Files.copy(StandIn.RUNTIME.resolve(GpuRuntime.JNI_LIBRARY), broken.resolve(GpuRuntime.JNI_LIBRARY));
        Files.copy(StandIn.RUNTIME.resolve(GpuRuntime.JNI_LIBRARY), broken.resolve(GpuRuntime.LIBRARY));

        List<String> said = run(broken, "gpu gpu cpu");

        assertThat(said.get(0))
                .startsWith("unavailable, because the GPU runtime cannot be loaded: ")
                .contains(GpuRuntime.OUR_NAME);
        assertThat(said.get(1))
                .startsWith("unavailable, because the GPU runtime could not be loaded (")
                .endsWith("start Vedette again");
        assertThat(said).contains("cpu [2.0, 42.0]");
    }

    @Test
    void theCpusClassesNeverLookWhereOursDo() throws IOException {
        String ours = Files.readString(
                Path.of("target", "classes", "ai", "onnxruntime", "OnnxRuntime.class"), StandardCharsets.ISO_8859_1);
        assertThat(ours).doesNotContain("onnxruntime.native.").contains(GpuRuntime.PROPERTY);
    }

    @Test
    void theBundleTakesNoOnnxRuntimeFromAnother() throws IOException {
        String manifest = Files.readString(Path.of("target", "classes", "META-INF", "MANIFEST.MF"))
                .replace("\n ", "");
        assertThat(manifest).contains("Import-Package: ").doesNotContain("ai.onnxruntime");
    }

    private List<String> run(Path runtime, String order) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                TwoRuntimes.class.getName(),
                runtime.toString(),
                folder.resolve("copies").toString(),
                folder.resolve("said").toString()));
        command.addAll(List.of(order.split(" ", -1)));
        ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
        builder.environment().put("LD_DEBUG", "bindings");
        builder.environment().put("LD_DEBUG_OUTPUT", folder.resolve("linker").toString());
        Process process = builder.start();
        assertThat(process.waitFor()).isZero();
        return Files.readAllLines(folder.resolve("said"));
    }

    /** Caller and called of each runtime. */
    private List<List<Path>> bindings() throws IOException {
        List<List<Path>> bindings = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(each -> each.getFileName().toString().startsWith("linker"))
                    .toList()) {
                Matcher binding = BINDING.matcher(Files.readString(file, StandardCharsets.ISO_8859_1));
                while (binding.find()) {
                    bindings.add(List.of(Path.of(binding.group(1)), Path.of(binding.group(2))));
                }
            }
        }
        return bindings;
    }
}
