package io.vedette.shell;

import io.vedette.api.face.FaceList;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.karaf.shell.support.CommandException;

/**
 * What a command line asks of the gallery of faces. The shell itself takes options in front of the arguments only; people write
 * them behind, too. Immutable.
 *
 * @param verb what is to be done
 * @param words what it is to be done with; as many as the verb takes
 * @param list which list a person is to go on; empty where nothing is said
 * @param json whether the answer is to be JSON
 */
record FacesLine(Verb verb, List<String> words, Optional<FaceList> list, boolean json) {
    private static final String JSON = "--json";
    private static final String LIST = "--list";

    /** What can be done with faces. */
    enum Verb {
        LIST("", 0, 0),
        ENROLL("NAME FILE… [--list known|blocked]", 2, Integer.MAX_VALUE),
        REMOVE("NAME", 1, 1),
        MOVE("NAME known|blocked", 2, 2),
        TEST("FILE…", 1, Integer.MAX_VALUE),
        STRANGERS("", 0, 0),
        NAME("STRANGER-ID NAME [--list known|blocked]", 2, 2),
        FORGET("STRANGER-ID", 1, 1),
        EXPORT("NAME FILE.zip", 2, 2);

        private final String behind;
        private final int fewest;
        private final int most;

        Verb(String behind, int fewest, int most) {
            this.behind = behind;
            this.fewest = fewest;
            this.most = most;
        }

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** The verb as it is written with what stands behind it. */
        String usage() {
            return ("faces " + word() + " " + behind).strip();
        }

        boolean answersInJson() {
            return this == LIST || this == STRANGERS || this == TEST;
        }

        boolean takesList() {
            return this == ENROLL || this == NAME;
        }

        static List<String> all() {
            return Stream.of(values()).map(Verb::word).toList();
        }
    }

    FacesLine {
        words = List.copyOf(words);
    }

    /**
     * Reads the arguments.
     *
     * @param behind what stands behind the verb; null where nothing does
     * @param list the option's value where it stood in front of the verb; null where it did not
     * @param json whether the option stood in front of the verb
     */
    static FacesLine of(String verb, List<String> behind, String list, boolean json) throws CommandException {
        Verb known = Stream.of(Verb.values())
                .filter(each -> each.word().equals(verb))
                .findFirst()
                .orElseThrow(() -> Refusal.of("faces knows "
                        + Verb.all().stream().collect(Collectors.joining(", ")) + ", but not '" + verb + "'"));
        boolean asJson = json;
        String wish = list;
        List<String> words = new ArrayList<>();
        Deque<String> left = new ArrayDeque<>(behind == null ? List.of() : behind);
        while (!left.isEmpty()) {
            String word = left.removeFirst();
            if (word.equals(JSON)) {
                asJson = true;
            } else if (word.equals(LIST)) {
                if (left.isEmpty()) {
                    throw Refusal.of("The option " + LIST + " needs a value: known or blocked");
                }
                wish = left.removeFirst();
            } else if (word.startsWith(LIST + "=")) {
                wish = word.substring(LIST.length() + 1);
            } else if (word.startsWith("--")) {
                throw Refusal.of("faces knows the options " + LIST + " and " + JSON + ", not '" + word + "'");
            } else {
                words.add(word);
            }
        }
        return checked(known, words, wish, asJson);
    }

    private static FacesLine checked(Verb verb, List<String> words, String list, boolean json) throws CommandException {
        if (words.size() < verb.fewest || words.size() > verb.most) {
            throw Refusal.of("It is: " + verb.usage() + " (a name with blanks in quotes)");
        }
        if (json && !verb.answersInJson()) {
            throw Refusal.of(JSON + " belongs to faces list, strangers and test");
        }
        if (list != null && !verb.takesList()) {
            throw Refusal.of(LIST + " belongs to faces enroll and name; faces move puts somebody on another list");
        }
        return new FacesLine(verb, words, list == null ? Optional.empty() : Optional.of(list(list)), json);
    }

    /** The list of a word. */
    static FaceList list(String word) throws CommandException {
        return FaceList.of(word.toLowerCase(Locale.ROOT))
                .filter(each -> each != FaceList.UNKNOWN)
                .orElseThrow(() -> Refusal.of("A list is known or blocked, not '" + word + "'"));
    }
}
