package io.vedette.shell;

import io.vedette.api.face.FaceException;
import io.vedette.core.spi.face.Faces;
import java.util.List;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.CommandLine;
import org.apache.karaf.shell.api.console.Completer;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.completers.FileCompleter;
import org.apache.karaf.shell.support.completers.StringsCompleter;

/** Completes what may stand behind {@code vedette:faces}: a verb, then names, strangers' numbers, lists or files. Thread-safe. */
@Service
public final class FaceWords implements Completer {
    private static final int VERB = 1;
    private static final int FIRST = 2;

    @Reference(optional = true)
    private Faces room;

    @Override
    public int complete(Session session, CommandLine line, List<String> candidates) {
        int at = line.getCursorArgumentIndex();
        if (at <= VERB) {
            return among(FacesLine.Verb.all(), session, line, candidates);
        }
        return switch (line.getArguments()[VERB]) {
            case "enroll", "export" -> at == FIRST
                    ? among(names(), session, line, candidates)
                    : new FileCompleter().complete(session, line, candidates);
            case "remove" -> among(names(), session, line, candidates);
            case "move" -> among(at == FIRST ? names() : List.of("known", "blocked"), session, line, candidates);
            case "test" -> new FileCompleter().complete(session, line, candidates);
            case "name", "forget" -> among(at == FIRST ? strangers() : List.of(), session, line, candidates);
            default -> -1;
        };
    }

    private static int among(List<String> words, Session session, CommandLine line, List<String> candidates) {
        StringsCompleter completer = new StringsCompleter();
        completer.getStrings().addAll(words);
        return completer.complete(session, line, candidates);
    }

    private List<String> names() {
        try {
            return room == null
                    ? List.of()
                    : room.people().stream().map(Faces.Person::name).toList();
        } catch (FaceException e) {
            return List.of(); // The command itself will say it.
        }
    }

    private List<String> strangers() {
        try {
            return room == null
                    ? List.of()
                    : room.strangers().stream()
                            .map(each -> String.valueOf(each.id()))
                            .toList();
        } catch (FaceException e) {
            return List.of(); // The command itself will say it.
        }
    }
}
