package io.vedette.detector.cuda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnxruntime.OrtException;
import io.vedette.api.detect.Detection;
import io.vedette.api.detect.DetectorException;
import io.vedette.api.detect.Look;
import io.vedette.api.detect.ObjectDetector;
import io.vedette.api.model.ModelFile;
import io.vedette.testkit.peer.TestData;
import io.vedette.testkit.picture.StillPicture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where a detector on a GPU runs, and in which words it says that it cannot. */
class CudaDetectorTest {

    private static final Accelerator BETTER =
            new Accelerator("tensorrt", Optional.empty(), List.of(), (options, share) -> {
                throw new OrtException("TensorRT is out of order");
            });

    @TempDir
    Path home;

    private static ModelFile model() {
        return new ModelFile("tiny", "detect", "yolox", Path.of("/no/such/model"), List.of("person"), Map.of());
    }

    private CudaDetector detector(Gpus gpus, ModelFile model, Accelerator... accelerators) {
        return new CudaDetector(new StandIn.Only(model), gpus, List.of(accelerators), CudaObjects.PID, "cuda");
    }

    private static void assertUnavailable(CudaDetector detector, String because) {
        assertThatThrownBy(detector::open).isInstanceOf(DetectorException.class).hasMessage(because);
    }

    private Gpus real(Path runtime, LinkerPaths linker) {
        Gpus gpus = new Gpus(home, StandIn.COPIES, linker, new NvidiaSmi(List.of("/no/tool"), Duration.ofSeconds(1)));
        gpus.change(Map.of("runtime", runtime.toString()));
        return gpus;
    }

    /** A folder that looks like the GPU runtime; its provider needs a library of CUDA. */
    private Path runtime() throws IOException {
        Path folder = Files.createDirectory(home.resolve("runtime"));
        for (String name : List.of(GpuRuntime.LIBRARY, GpuRuntime.JNI_LIBRARY)) {
            Files.copy(StandIn.RUNTIME.resolve(name), folder.resolve(name));
        }
        Path provider = folder.resolve("libonnxruntime_providers_cuda.so");
        Files.copy(StandIn.RUNTIME.resolve(GpuRuntime.JNI_LIBRARY), provider);
        SharedObject.of(provider).rename(GpuRuntime.USUAL_NAME, "libcublasLt.so.1200");
        return folder;
    }

    @Test
    void tellsThatItIsAGpuAlsoWhereItCannotServe() {
        CudaDetector detector = detector(real(home, StandIn.linker(home)), model(), Accelerator.CUDA);
        assertThat(detector.info().device()).isEqualTo("gpu");
        assertThat(detector.info().labels()).containsExactly("person");
        assertThat(detector.info().name()).isEqualTo("cuda");
    }

    @Test
    void saysThatThereIsNoModel() {
        CudaDetector detector = detector(real(home, StandIn.linker(home)), model(), Accelerator.CUDA);
        detector.change(Map.of("model", "other"));
        assertUnavailable(
                detector, "the model other is not there, or not whole; get one with: ./vedette models pull other");
    }

    @Test
    void saysThatThereIsNoRuntime() {
        assertUnavailable(
                detector(real(home, StandIn.linker(home)), model(), Accelerator.TENSORRT, Accelerator.CUDA),
                "the GPU runtime is not there: no libonnxruntime.so in " + home + "; unzip onnxruntime_gpu-"
                        + GpuRuntime.VERSION + ".jar there, or set runtime to where it is");
    }

    @Test
    void saysThatTheRuntimeIsForTheCpu() {
        assertUnavailable(
                detector(real(StandIn.RUNTIME, StandIn.linker(home)), model(), Accelerator.CUDA),
                "the runtime in " + StandIn.RUNTIME
                        + " is not one for GPUs: it has no libonnxruntime_providers_cuda.so");
    }

    @Test
    void saysThatTheRuntimeIsForAnotherProcessorOrVersion() throws IOException {
        Path folder = runtime();
        Path library = folder.resolve(GpuRuntime.LIBRARY);
        byte[] bytes = Files.readAllBytes(library);
        bytes[18] = 3;
        Files.write(library, bytes);
        CudaDetector detector = detector(real(folder, StandIn.linker(home)), model(), Accelerator.CUDA);
        assertUnavailable(detector, "the GPU runtime cannot be read: " + library + " is for another processor");

        Files.copy(StandIn.RUNTIME.resolve(GpuRuntime.LIBRARY), library, StandardCopyOption.REPLACE_EXISTING);
        SharedObject.of(library).rename("VERS_" + GpuRuntime.VERSION, "VERS_0.99.0");
        assertUnavailable(
                detector,
                "the GPU runtime cannot be read: " + library + " is not of ONNX Runtime " + GpuRuntime.VERSION);
    }

    @Test
    void saysWhichLibrariesAreMissing() throws IOException {
        Path system = Files.createDirectory(home.resolve("system"));
        Files.createFile(system.resolve("libc.so.6"));
        CudaDetector detector = detector(real(runtime(), StandIn.linker(system)), model(), Accelerator.CUDA);
        assertUnavailable(
                detector, "the system's linker does not find cuDNN 9 (libcudnn.so.9), CUDA 12 (libcublasLt.so.1200)");

        Files.createFile(system.resolve("libcublasLt.so.1200"));
        assertUnavailable(detector, "the system's linker does not find cuDNN 9 (libcudnn.so.9)");
    }

    @Test
    void tellsTheProductsByTheirLibraries() throws IOException {
        Path cache = Files.writeString(home.resolve("cache"), "glibc\0/usr/lib/libcublas.so.12\0/usr/lib/libx.so\0");
        assertThat(new LinkerPaths(List.of(), cache)
                        .missing(List.of(
                                "libcuda.so.1", "libcublas.so.12", "libcublas.so", "libnvinfer.so.10", "libz.so.1")))
                .isEqualTo("the NVIDIA driver (libcuda.so.1), TensorRT 10 (libnvinfer.so.10), CUDA 12 (libcublas.so),"
                        + " a part of the system (libz.so.1)");
        assertThat(LinkerPaths.ofThisProcess().missing(List.of("libc.so.6", "libm.so.6")))
                .isEmpty();
    }

    @Test
    void saysThatThereIsNoSuchGpu() {
        CudaDetector detector =
                detector(StandIn.gpus(home, "0, One, 8192\n1, Two, 8192"), model(), StandIn.ACCELERATOR);
        detector.change(Map.of("device", "7"));
        assertUnavailable(detector, "there is no GPU 7; there is GPU 0 (One), GPU 1 (Two)");
    }

    @Test
    void saysThatTheMemoryIsUnknownUnlessItIsTold() {
        Gpus gpus = real(StandIn.RUNTIME, StandIn.linker(home));
        CudaDetector detector = detector(gpus, model(), StandIn.ACCELERATOR);
        assertThatThrownBy(detector::open).hasMessageStartingWith("there is no nvidia-smi");

        gpus.change(Map.of("runtime", StandIn.RUNTIME.toString(), "device-memory", "1000"));
        assertUnavailable(
                detector, "2048 MB of GPU memory are asked for, but GPU 0 (of unknown kind) has 1000 MB free of 1000");
    }

    @Test
    void staysWithTheRuntimeThatItHasLoaded() throws Exception {
        Gpus gpus = StandIn.gpus(home, "0, One, 8192");
        gpus.ready(StandIn.ACCELERATOR);
        Path other = runtime();
        gpus.change(Map.of("runtime", other.toString()));
        assertUnavailable(
                detector(gpus, model(), StandIn.ACCELERATOR),
                "the GPU runtime of " + StandIn.RUNTIME + " is loaded already; start Vedette again to take that of "
                        + other);
    }

    @Test
    void fallsBackToTheNextBestWhereItMay() throws Exception {
        Gpus gpus = StandIn.gpus(home, "0, One, 8192");
        CudaDetector detector = detector(gpus, StandIn.yoloxNano(), BETTER, StandIn.ACCELERATOR);
        try (ObjectDetector.Session session = detector.open()) {
            assertThat(detector.info().attributes()).containsEntry("provider", "cuda");
            assertThat(session.concurrency()).isEqualTo(2);
        }
        detector.change(Map.of("provider", "tensorrt"));
        assertUnavailable(detector, "model coco-yolox-nano cannot be loaded: TensorRT is out of order");
        // What failed holds no memory.
        detector.change(Map.of("memory", "8192"));
        detector.open().close();
    }

    @Test
    void saysWhichLibraryCannotBeLoaded() {
        Accelerator broken = new Accelerator("cuda", Optional.empty(), List.of(), (options, share) -> {
            throw new OrtException(
                    "[ONNXRuntimeError] : 1 : FAIL : Failed to load library"
                            + " /x/libonnxruntime_providers_cuda.so with error: libcufft.so.11: cannot open shared object file");
        });
        assertUnavailable(
                detector(StandIn.gpus(home, "0, One, 8192"), StandIn.yoloxNano(), broken),
                "libonnxruntime_providers_cuda.so cannot be loaded: libcufft.so.11: cannot open shared object file");
    }

    @Test
    void makesRoomOnlyWhereADetectorHasRested() throws Exception {
        Gpus gpus = StandIn.gpus(home, "0, One, 3000");
        CudaDetector detector = detector(gpus, StandIn.yoloxNano(), StandIn.ACCELERATOR);
        Look look = StillPicture.read(TestData.path("images/animals/cat.bmp")).look(0.5);
        try (ObjectDetector.Session session = detector.open()) {
            assertUnavailable(detector, "2048 MB of GPU memory are asked for, but GPU 0 (One) has 952 MB free of 3000");
            assertThat(session.detect(List.of(look)).get(0))
                    .extracting(Detection::label)
                    .contains("cat");
        }
        detector.open().close();
    }

    @Test
    void answersNoMoreWhereItsMemoryWasGivenAway() throws Exception {
        MemoryBudget budget = new MemoryBudget(() -> 0);
        MemoryBudget.Lease lease = budget.take(List.of(new Gpu(0, "One", 100)), 100);
        CudaDetector detector = detector(StandIn.gpus(home, "0, One, 8192"), StandIn.yoloxNano(), StandIn.ACCELERATOR);
        try (ObjectDetector.Session session = new LeasedSession(detector.open(), lease)) {
            lease.close();
            assertThatThrownBy(() -> session.detect(List.of()))
                    .isInstanceOf(DetectorException.class)
                    .hasMessage("closed: its memory on GPU 0 (One) was needed after a rest");
        }
    }

    @Test
    void keepsEnginesByModelGpuVersionAndPrecision() throws Exception {
        Gpus gpus = StandIn.gpus(home, "0, One, 8192");
        ModelFile pinned = new ModelFile("m", "detect", "yolox", home, List.of("x"), Map.of("sha256", "abc123"));
        assertThat(gpus.engines(pinned, new Gpu(1, "NVIDIA A2", 1), true))
                .isEqualTo(home + "/data/cuda/engines/abc123/1-NVIDIA-A2/onnxruntime-1.29.0-fp16");
        assertThat(gpus.engines(model(), new Gpu(1, "NVIDIA A2", 1), true)).isEmpty();
    }
}
