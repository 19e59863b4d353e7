package io.vedette.shell;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.karaf.shell.support.CommandException;

/**
 * What a command line asks of the models. The shell itself takes options in front of the arguments only; people write them behind,
 * too. Immutable.
 *
 * @param verb what is to be done
 * @param ids the models that it is to be done with; empty for the usual ones
 * @param json whether the answer is to be JSON
 */
record ModelsLine(Verb verb, List<String> ids, boolean json) {
    private static final String JSON = "--json";

    /** What can be done with models. */
    enum Verb {
        LIST,
        PULL,
        VERIFY;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    ModelsLine {
        ids = List.copyOf(ids);
    }

    /**
     * Reads the arguments.
     *
     * @param behind what stands behind the verb; null where nothing does
     * @param json whether the option stood in front of the verb
     */
    static ModelsLine of(String verb, List<String> behind, boolean json) throws CommandException {
        List<String> ids = new ArrayList<>(behind == null ? List.of() : behind);
        boolean jsonBehind = ids.removeIf(JSON::equals);
        Optional<Verb> known = Stream.of(Verb.values())
                .filter(each -> each.word().equals(verb))
                .findFirst();
        if (known.isEmpty()) {
            throw Refusal.of("models knows list, pull and verify, not '" + verb + "'");
        }
        Optional<String> option = ids.stream().filter(id -> id.startsWith("-")).findFirst();
        if (option.isPresent()) {
            throw Refusal.of("models knows the option " + JSON + ", not '" + option.get() + "'");
        }
        if (known.get() != Verb.PULL && !ids.isEmpty()) {
            throw Refusal.of("Behind " + verb + " stands " + JSON + " or nothing, but not '" + ids.get(0) + "'");
        }
        return new ModelsLine(known.get(), ids, json || jsonBehind);
    }
}
