package io.vedette.shell;

import io.vedette.core.spi.face.Faces;
import java.nio.file.Path;
import java.util.List;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.CommandException;

/** Shows and changes the gallery of faces. Confined to one call. */
@Service
@Command(
        scope = "vedette",
        name = "faces",
        description = "Shows and changes the gallery of faces: whom cameras recognise",
        detailedDescription = "faces list: who is enrolled (--json)\n"
                + "faces enroll NAME FILE… [--list known|blocked]: enrols pictures of a person; one line for each\n"
                + "faces remove NAME: deletes pictures, name, and the events that tell of the person\n"
                + "faces move NAME known|blocked: puts a person on another list\n"
                + "faces test FILE…: whom a camera would take this for; nothing is kept (--json)\n"
                + "faces strangers: whom nobody has named yet (--json)\n"
                + "faces name STRANGER-ID NAME [--list known|blocked]: gives a stranger a name\n"
                + "faces forget STRANGER-ID: deletes what is kept of a stranger\n"
                + "faces export NAME FILE.zip: all that is stored about a person, events with pictures and clips included;\n"
                + "  a file that is there is not overwritten\n"
                + "A name with blanks stands in quotes. These lines are not kept in the shell's history.")
public final class FacesCommand implements Action {
    @Reference(optional = true)
    private Faces faces;

    @Reference
    private Session session;

    @Argument(
            index = 0,
            name = "VERB",
            description = "list, enroll, remove, move, test, strangers, name, forget or export")
    @Completion(FaceWords.class)
    private String verb = "list";

    @Argument(index = 1, name = "WORD", description = "What the verb takes", multiValued = true)
    @Completion(FaceWords.class)
    private List<String> words;

    @Option(name = "--list", description = "The list of whom enroll and name tell of: known or blocked")
    private String list;

    @Option(name = "--json", description = "One line of JSON, for list, strangers and test")
    private boolean json;

    @Override
    public Object execute() throws CommandException, InterruptedException {
        // The platform names the thread after the line that was typed, people's names included, and the log has
        // threads' names.
        Thread.currentThread().setName("vedette:faces");
        FacesLine line = FacesLine.of(verb, words, list, json);
        new FaceDesk(Room.of(faces, "gallery of faces"), session.getConsole(), this::path).serve(line);
        return null;
    }

    private Path path(String word) {
        return word.startsWith("~/")
                ? Path.of(System.getProperty("user.home"), word.substring(2))
                : session.currentDir().resolve(word);
    }
}
