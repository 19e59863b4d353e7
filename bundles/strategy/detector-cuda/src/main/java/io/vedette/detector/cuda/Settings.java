package io.vedette.detector.cuda;

import io.vedette.vision.model.Option;
import java.util.Map;
import java.util.OptionalInt;

/**
 * What the owner wants of one detector. Immutable.
 *
 * @param name the detector's name
 * @param task {@code detect} or {@code face-detect}
 * @param model an id of the catalogue, or {@code auto} for the best that is present
 * @param device the GPU's number, or nothing for the emptiest
 * @param memoryMb the most GPU memory of a session, in MiB
 * @param provider {@code auto} (TensorRT, else CUDA), {@code tensorrt} or {@code cuda}
 * @param fp16 whether TensorRT may compute with half the precision
 * @param batch the most looks in one run, where the model takes any number
 * @param concurrency how many runs may go on at once
 */
record Settings(
        String name,
        String task,
        String model,
        OptionalInt device,
        int memoryMb,
        String provider,
        boolean fp16,
        int batch,
        int concurrency) {

    static final String AUTO = "auto";
    static final int MOST_MEMORY_MB = 1_048_576;

    /**
     * Reads and checks a configuration.
     *
     * @param name what the detector is called where the configuration says nothing
     * @throws IllegalArgumentException a value cannot be used; the message names PID, key, value and range
     */
    static Settings of(String pid, Map<String, ?> configuration, String name) {
        Option option = new Option(pid, configuration);
        String device = option.text("device", AUTO, "auto|[0-9]{1,2}", "auto or 0 to 99");
        return new Settings(
                option.text("name", name, "[a-z0-9.-]{1,40}", "[a-z0-9.-]{1,40}"),
                option.text("task", "detect", "detect|face-detect", "detect or face-detect"),
                option.text("model", AUTO, ".{1,100}", "at most 100 characters"),
                device.equals(AUTO) ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(device)),
                option.number("memory", 2048, 256, MOST_MEMORY_MB),
                option.text("provider", AUTO, "auto|tensorrt|cuda", "auto, tensorrt or cuda"),
                Boolean.parseBoolean(option.text("fp16", "false", "true|false", "true or false")),
                option.number("batch", 8, 1, 64),
                option.number("concurrency", 2, 1, 16));
    }
}
