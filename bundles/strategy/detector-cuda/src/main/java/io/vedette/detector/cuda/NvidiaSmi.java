package io.vedette.detector.cuda;

import io.vedette.api.detect.DetectorException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The GPUs that NVIDIA's own tool tells of; asked until it has answered once. Thread-safe. */
final class NvidiaSmi {

    private static final List<String> COMMAND =
            List.of("nvidia-smi", "--query-gpu=index,name,memory.total", "--format=csv,noheader,nounits");
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int MOST_BYTES = 64 * 1024;

    private final List<String> command;
    private final Duration patience;
    private List<Gpu> told = List.of();

    NvidiaSmi() {
        this(COMMAND, PATIENCE);
    }

    NvidiaSmi(List<String> command, Duration patience) {
        this.command = List.copyOf(command);
        this.patience = patience;
    }

    /**
     * At least one GPU.
     *
     * @throws DetectorException the tool is missing, fails, hangs or knows of none
     */
    synchronized List<Gpu> gpus() throws DetectorException {
        if (told.isEmpty()) {
            told = ask();
        }
        return told;
    }

    private List<Gpu> ask() throws DetectorException {
        Process process = start();
        try {
            process.getOutputStream().close();
            if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new DetectorException(
                        "nvidia-smi did not answer within " + patience.toSeconds() + " s; is the NVIDIA driver well?");
            }
            String output = new String(process.getInputStream().readNBytes(MOST_BYTES), StandardCharsets.UTF_8).strip();
            if (process.exitValue() != 0) {
                throw new DetectorException(
                        "nvidia-smi failed: " + output.lines().findFirst().orElse("it said nothing"));
            }
            return read(output);
        } catch (IOException e) {
            throw new DetectorException("nvidia-smi cannot be heard: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DetectorException("asked to give up while nvidia-smi ran", e);
        } finally {
            process.destroyForcibly();
        }
    }

    private Process start() throws DetectorException {
        try {
            return new ProcessBuilder(command).redirectErrorStream(true).start();
        } catch (IOException e) {
            throw new DetectorException(
                    "there is no nvidia-smi, so the GPUs and their memory are unknown;"
                            + " install the NVIDIA driver's tools, or set device-memory",
                    e);
        }
    }

    /** Lines such as {@code 0, NVIDIA GeForce RTX 3060, 12288}. */
    private static List<Gpu> read(String output) throws DetectorException {
        List<Gpu> gpus = new ArrayList<>();
        for (String line : output.lines().toList()) {
            String[] field = line.split(",", -1);
            try {
                gpus.add(new Gpu(
                        Integer.parseInt(field[0].strip()),
                        field[1].strip(),
                        Long.parseLong(field[field.length - 1].strip())));
            } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
                throw new DetectorException("nvidia-smi said something unknown: " + line, e);
            }
        }
        if (gpus.isEmpty()) {
            throw new DetectorException("nvidia-smi knows of no GPU");
        }
        return List.copyOf(gpus);
    }
}
