package io.vedette.shell.doctor;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Examines a home on which no instance runs. Stateless. */
public final class HomeExamination {
    private static final int HTTP = 8181;
    private static final int BROKER = 1883;
    private static final int MODELS_DEPTH = 3;

    private HomeExamination() {}

    /**
     * All that can be told without an instance.
     *
     * @param home need not exist
     * @param mirror an offline mirror of models
     */
    public static List<Finding> of(Path home, Optional<Path> mirror) {
        List<Finding> found = new ArrayList<>();
        found.add(Finding.note("Vedette", "Does not run on " + home, "./vedette run --home " + home));
        found.add(MachineCheck.java(Runtime.version().feature()));
        found.add(MachineCheck.disk(existing(home)));
        found.add(models(home.resolve("models"), mirror));
        found.addAll(ports(home.resolve("etc")));
        found.addAll(DeployCheck.look(home));
        return List.copyOf(found);
    }

    private static Path existing(Path home) {
        Path folder = home;
        while (!Files.exists(folder) && folder.getParent() != null) {
            folder = folder.getParent();
        }
        return folder;
    }

    private static Finding models(Path folder, Optional<Path> mirror) {
        try {
            if (holdsModels(folder) || (mirror.isPresent() && holdsModels(mirror.get()))) {
                return Finding.ok("model", "There are models; ./vedette models tells which");
            }
        } catch (IOException | UncheckedIOException e) {
            return Finding.problem("model", "The folder cannot be read: " + e, "See that it can be read");
        }
        return Finding.problem(
                "model", "No model is here, so nothing but 'moving' would be told of", "./vedette models pull");
    }

    private static boolean holdsModels(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return false;
        }
        try (Stream<Path> files = Files.walk(folder, MODELS_DEPTH)) {
            return files.map(file -> file.getFileName().toString())
                    .anyMatch(name -> name.matches("[^.].*\\.(onnx|tflite)"));
        }
    }

    private static List<Finding> ports(Path etc) {
        int http = Setting.port(etc, "io.vedette.web", HTTP);
        int broker = Setting.port(etc, "io.vedette.mqtt.broker", BROKER);
        boolean inside = Setting.of(etc, "io.vedette.mqtt", "uri", "").isEmpty();
        List<Finding> found = new ArrayList<>();
        found.add(PortCheck.free(
                "HTTP port",
                http,
                Finding.problem(
                        "HTTP port",
                        http + " is taken by another program",
                        "Stop that one, or ./vedette run --port " + (http + 1))));
        found.add(PortCheck.free(
                "shell port",
                PortCheck.SHELL,
                Finding.note(
                        "shell port",
                        PortCheck.SHELL + " is taken; the next free one will be used",
                        "None is needed, ./vedette shell finds it")));
        if (inside) {
            found.add(PortCheck.free(
                    BrokerCheck.ABOUT,
                    broker,
                    Finding.note(
                            BrokerCheck.ABOUT,
                            "Port " + broker + " is taken; the one inside will use the next free one",
                            "If a broker of yours has it, set uri = tcp://127.0.0.1:" + broker
                                    + " in etc/io.vedette.mqtt.cfg")));
        }
        return found;
    }
}
