package io.vedette.launcher;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The commands that the shell of the running instance does under the same name: {@code faces} and {@code press}. What it reads
 * and writes is found from its own folder, so files are named to it from the root.
 */
final class ShellLine {
    private static final String LIST = "--list";
    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");

    private ShellLine() {}

    /** The line for the shell. */
    static String of(String command, List<String> arguments) throws UsageException {
        if (arguments.stream().anyMatch(word -> CONTROL.matcher(word).find())) {
            throw new UsageException(command + " takes no line breaks or other control characters");
        }
        if (command.equals("press")
                && (arguments.size() != 1 || arguments.get(0).startsWith("-"))) {
            throw new UsageException("press takes the id of one camera: ./vedette press CAMERA");
        }
        List<String> words = command.equals("faces") ? withWholePaths(arguments) : arguments;
        return "vedette:" + command
                + words.stream().map(word -> " " + quoted(word)).collect(Collectors.joining());
    }

    /** The words of {@code faces} with its verb in front and options behind; files are named from the root. */
    static List<String> verbFirst(List<String> arguments) {
        List<String> options = new ArrayList<>();
        List<String> words = new ArrayList<>();
        sort(arguments, options, words);
        if (words.isEmpty()) {
            words.add("list");
        }
        words.addAll(options);
        return words;
    }

    private static List<String> withWholePaths(List<String> arguments) {
        List<String> options = new ArrayList<>();
        List<String> plain = new ArrayList<>();
        sort(arguments, options, plain);
        // The shell wants options in front.
        options.addAll(plain);
        return options;
    }

    private static void sort(List<String> arguments, List<String> options, List<String> plain) {
        for (int i = 0; i < arguments.size(); i++) {
            String word = arguments.get(i);
            boolean option =
                    word.startsWith("--") || (i > 0 && arguments.get(i - 1).equals(LIST));
            (option ? options : plain).add(word);
        }
        for (int i = firstFile(plain.isEmpty() ? "" : plain.get(0)); i < plain.size(); i++) {
            plain.set(i, Path.of(plain.get(i)).toAbsolutePath().normalize().toString());
        }
    }

    /** The place from which on a verb takes files; the verb itself stands at 0. */
    private static int firstFile(String verb) {
        return switch (verb) {
            case "test" -> 1;
            case "enroll", "export" -> 2;
            default -> Integer.MAX_VALUE;
        };
    }

    /** A word that Gogo, the shell's language, takes as it stands. */
    static String quoted(String word) {
        if (word.matches("[A-Za-z0-9._/:@+,-]+")) {
            return word;
        }
        return "'" + word.replace("'", "'\\''") + "'";
    }
}
