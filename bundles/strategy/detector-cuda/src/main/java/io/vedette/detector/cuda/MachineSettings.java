package io.vedette.detector.cuda;

import io.vedette.vision.model.Option;
import java.nio.file.Path;
import java.util.Map;

/**
 * What the owner says of the machine, for all detectors of this bundle. Immutable.
 *
 * @param runtime the folder with the GPU runtime's libraries
 * @param engines the folder where TensorRT keeps what it builds
 * @param deviceMemoryMb how much memory of a GPU may be taken, in MiB; 0 for all that it has
 */
record MachineSettings(Path runtime, Path engines, int deviceMemoryMb) {

    /**
     * Reads and checks a configuration.
     *
     * @param home below which both folders lie where the configuration says nothing
     * @throws IllegalArgumentException a value cannot be used; the message names PID, key, value and range
     */
    static MachineSettings of(String pid, Map<String, ?> configuration, Path home) {
        Option option = new Option(pid, configuration);
        Path data = home.resolve("data").resolve("cuda");
        return new MachineSettings(
                option.folder("runtime", data.resolve("runtime")),
                option.folder("engines", data.resolve("engines")),
                option.number("device-memory", 0, 0, Settings.MOST_MEMORY_MB));
    }
}
