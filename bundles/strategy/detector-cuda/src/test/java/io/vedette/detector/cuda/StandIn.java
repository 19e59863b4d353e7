package io.vedette.detector.cuda;

import io.vedette.api.model.ModelFile;
import io.vedette.api.model.ModelRepository;
import io.vedette.testkit.peer.TestData;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What stands in for a GPU: the CPU's libraries as the GPU runtime, and a tool that tells of GPUs which are not there. */
final class StandIn {

    /** The CPU's libraries, unpacked by the build. */
    static final Path RUNTIME = Path.of("target", "stand-in").toAbsolutePath();

    static final Path COPIES = Path.of("target", "stand-in-copies").toAbsolutePath();

    /** Runs on the CPU. */
    static final Accelerator ACCELERATOR = new Accelerator("cuda", Optional.empty(), List.of(), (options, share) -> {});

    private StandIn() {}

    /** GPUs that the tool tells of, one a line: {@code 0, Name, 8192}. */
    static Gpus gpus(Path home, String told) {
        Gpus gpus = new Gpus(home, COPIES, linker(home), new NvidiaSmi(List.of("echo", told), Duration.ofSeconds(10)));
        gpus.change(Map.of("runtime", RUNTIME.toString()));
        return gpus;
    }

    /** Finds nothing but what lies in a folder. */
    static LinkerPaths linker(Path folder) {
        return new LinkerPaths(List.of(folder), folder.resolve("no-cache"));
    }

    /** A repository with one model. */
    record Only(ModelFile model) implements ModelRepository {
        @Override
        public List<ModelFile> present(String task, String runtime) {
            return model.task().equals(task) ? List.of(model) : List.of();
        }

        @Override
        public Optional<ModelFile> find(String id) {
            return Optional.of(model).filter(each -> each.id().equals(id));
        }
    }

    /** The usual model, from the test data. */
    static ModelFile yoloxNano() {
        return new ModelFile(
                "coco-yolox-nano",
                "detect",
                "yolox",
                TestData.path("models/yolox_nano_416.onnx"),
                lines(TestData.path("models/coco80_labels.txt")),
                new HashMap<>(Map.of("order", "bgr", "pad", "114", "nms", "0.45", "input", "416x416")));
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file).stream()
                    .filter(line -> !line.isBlank())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
