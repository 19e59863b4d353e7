package io.vedette.launcher;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Properties;
import java.util.Set;

/**
 * A command line, read and checked. Immutable.
 *
 * @param command {@code run}, {@code analyze}, {@code shell}, {@code models}, {@code faces}, {@code press}, {@code doctor} or {@code
 *     bench}
 * @param arguments what is neither command nor option
 * @param home the home folder, absolute
 * @param models an offline mirror of models, absolute
 * @param port the HTTP port for this run
 * @param cameras cameras of this run, name to address
 * @param preset settings for a kind of machine
 * @param settings a camera's settings, for {@code analyze}
 */
record Options(
        String command,
        List<String> arguments,
        Path home,
        Optional<Path> models,
        OptionalInt port,
        Map<String, String> cameras,
        Optional<String> preset,
        Map<String, String> settings) {

    private static final Set<String> COMMANDS =
            Set.of("run", "analyze", "shell", "models", "faces", "press", "doctor", "bench");
    private static final Set<String> BENCH_WORDS = Set.of("--quick", "--json");

    Options {
        arguments = List.copyOf(arguments);
        cameras = new LinkedHashMap<>(cameras);
        settings = Map.copyOf(settings);
    }

    /** Reads a command line; {@code defaultHome} holds where it names none. */
    static Options parse(List<String> line, Path defaultHome) throws UsageException {
        Reading reading = new Reading(line, defaultHome);
        while (!reading.left.isEmpty()) {
            reading.next();
        }
        return reading.done();
    }

    /** Confined to one thread. */
    private static final class Reading {
        private final Deque<String> left;
        private final List<String> words = new ArrayList<>();
        private final Map<String, String> cameras = new LinkedHashMap<>();
        private final Map<String, String> settings = new HashMap<>();
        private final Map<String, String> overrides = new HashMap<>();
        private Path home;
        private Optional<Path> models = Optional.empty();
        private OptionalInt port = OptionalInt.empty();
        private Optional<String> preset = Optional.empty();

        Reading(List<String> line, Path defaultHome) {
            left = new ArrayDeque<>(line);
            home = defaultHome;
        }

        void next() throws UsageException {
            String word = left.removeFirst();
            if (!word.startsWith("--")) {
                words.add(word);
                return;
            }
            int equals = word.indexOf('=');
            String name = equals < 0 ? word : word.substring(0, equals);
            switch (name) {
                case "--home" -> home = Path.of(value(word, equals));
                case "--models" -> models = Optional.of(folder(value(word, equals)));
                case "--port" -> port = OptionalInt.of(port(value(word, equals)));
                    // The commands' own; one that knows none says so.
                case "--json", "--quick" -> words.add(word);
                case "--list" -> words.addAll(List.of(name, value(word, equals)));
                case "--preset" -> preset = Optional.of(preset(value(word, equals)));
                case "--camera" -> camera(value(word, equals));
                case "--camera-config" -> cameraConfig(Path.of(value(word, equals)));
                case "--detector" -> overrides.put("detector", value(word, equals));
                case "--labels" -> overrides.put("labels", value(word, equals));
                default -> throw new UsageException("There is no option '" + name + "'; see ./vedette --help");
            }
        }

        private String value(String word, int equals) throws UsageException {
            if (equals >= 0) {
                return word.substring(equals + 1);
            }
            if (left.isEmpty()) {
                throw new UsageException("The option " + word + " needs a value; see ./vedette --help");
            }
            return left.removeFirst();
        }

        private void cameraConfig(Path file) throws UsageException {
            Properties read = new Properties();
            try (Reader reader = Files.newBufferedReader(file)) {
                read.load(reader);
            } catch (IOException | IllegalArgumentException e) {
                throw new UsageException("--camera-config: " + file + " cannot be read: " + e);
            }
            for (String key : read.stringPropertyNames()) {
                settings.put(key, read.getProperty(key));
            }
        }

        private static Path folder(String text) throws UsageException {
            Path folder = Path.of(text).toAbsolutePath().normalize();
            if (!Files.isDirectory(folder)) {
                throw new UsageException("--models: there is no folder " + folder);
            }
            return folder;
        }

        private static int port(String text) throws UsageException {
            if (text.matches("[0-9]{1,5}")) {
                int port = Integer.parseInt(text);
                if (port >= 1 && port <= 65535) {
                    return port;
                }
            }
            throw new UsageException("--port must be 1 to 65535, but is '" + text + "'");
        }

        private static String preset(String name) throws UsageException {
            if (!Preset.NAMES.contains(name)) {
                throw new UsageException(
                        "--preset must be " + String.join(" or ", Preset.NAMES) + ", but is '" + name + "'");
            }
            return name;
        }

        private void camera(String text) throws UsageException {
            int equals = text.indexOf('=');
            String name = equals < 0 ? text : text.substring(0, equals);
            if (equals < 0 || equals == text.length() - 1) {
                throw new UsageException(
                        "--camera wants NAME=URI, such as front=rtsp://10.0.0.5/stream, but got '" + name + "'");
            }
            if (!name.matches("[a-z0-9-]{1,40}")) {
                throw new UsageException("--camera: a name is 1 to 40 of a-z, 0-9 and hyphen, but is '" + name + "'");
            }
            if (cameras.put(name, address(text.substring(equals + 1))) != null) {
                throw new UsageException("--camera: the name '" + name + "' is given twice");
            }
        }

        /** A relative file becomes absolute, since the program's working folder is nobody's business. */
        private static String address(String uri) {
            boolean scheme = uri.matches("[a-zA-Z][a-zA-Z0-9+.-]*:.*");
            return scheme ? uri : Path.of(uri).toAbsolutePath().normalize().toString();
        }

        Options done() throws UsageException {
            String command = words.isEmpty() ? "run" : words.get(0);
            List<String> arguments = words.isEmpty() ? List.of() : words.subList(1, words.size());
            if (!COMMANDS.contains(command)) {
                throw new UsageException("There is no command '" + command + "'; see ./vedette --help");
            }
            if (command.equals("run") && !arguments.isEmpty()) {
                throw new UsageException("run takes no argument '" + arguments.get(0) + "'; see ./vedette --help");
            }
            if (command.equals("bench")
                    && arguments.stream().anyMatch(word -> word.startsWith("-") && !BENCH_WORDS.contains(word))) {
                throw new UsageException("bench takes --quick, --json and clips only; see ./vedette --help");
            }
            settings.putAll(overrides);
            if (!command.equals("analyze") && !settings.isEmpty()) {
                throw new UsageException(
                        "--camera-config, --detector and --labels belong to analyze; see ./vedette --help");
            }
            if (preset.isPresent() && !command.equals("run")) {
                throw new UsageException("--preset belongs to run; see ./vedette --help");
            }
            Path absolute = home.toAbsolutePath().normalize();
            return new Options(command, arguments, absolute, models, port, cameras, preset, settings);
        }
    }
}
