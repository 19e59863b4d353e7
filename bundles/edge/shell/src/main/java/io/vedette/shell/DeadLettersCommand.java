package io.vedette.shell;

import io.vedette.core.spi.event.DeadLetters;
import io.vedette.core.spi.store.StoreException;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.CommandException;

/** Shows, replays and gives up messages that sinks refused for good. Confined to one call. */
@Service
@Command(
        scope = "vedette",
        name = "dead-letters",
        description = "Shows the messages that a sink refused for good; replay sends them again, discard gives them up")
public final class DeadLettersCommand implements Action {
    private static final int REASON_WIDTH = 60;

    @Reference(optional = true)
    private DeadLetters letters;

    @Reference
    private Session session;

    @Argument(index = 0, name = "VERB", description = "list, replay or discard")
    @Completion(DeadLetterWords.class)
    private String verb = "list";

    @Argument(
            index = 1,
            name = "SINK",
            description = "Whose messages replay or discard takes, such as mqtt or telegram")
    @Completion(DeadLetterWords.class)
    private String sink;

    @Option(name = "--limit", description = "How many list shows, 1 to 1000")
    private String limit = "50";

    @Option(name = "--json", description = "One line of JSON, for list")
    private boolean json;

    @Override
    public Object execute() throws StoreException, CommandException {
        DeadLetters room = Room.of(letters, "event log");
        PrintStream out = session.getConsole();
        switch (verb) {
            case "list" -> list(room);
            case "replay" -> out.println(counted(room.replay(sink())) + " to " + sink + " again");
            case "discard" -> out.println(counted(room.discard(sink())) + " to " + sink + " no more: given up");
            default -> throw Refusal.of("dead-letters knows list, replay and discard, not '" + verb + "'");
        }
        return null;
    }

    private static String counted(int messages) {
        return messages == 1 ? "1 message goes" : messages + " messages go";
    }

    private String sink() throws CommandException {
        if (sink == null || sink.startsWith("--")) {
            throw Refusal.of("dead-letters " + verb + " wants a sink; vedette:dead-letters tells whose there are");
        }
        return sink;
    }

    private void list(DeadLetters room) throws StoreException, CommandException {
        int most = Limit.of(limit);
        // The shell takes options in front of arguments only; people write them behind, too.
        if (sink != null && !sink.equals("--json")) {
            throw Refusal.of("Behind list stands --json or nothing, but not '" + sink + "'");
        }
        List<DeadLetters.Dead> dead = room.dead(most);
        if (json || sink != null) {
            session.getConsole()
                    .println(Text.json(
                            dead.stream().map(DeadLettersCommand::fields).toList()));
            return;
        }
        WrappedTable table = new WrappedTable()
                .column("Time (UTC)")
                .column("Sink")
                .column("Event")
                .column("Seq")
                .column("Reason", REASON_WIDTH);
        for (DeadLetters.Dead each : dead) {
            table.row(
                    Text.time(each.at()),
                    each.sink(),
                    each.message().eventId().toString(),
                    String.valueOf(each.message().seq()),
                    each.reason());
        }
        table.print(session.getConsole(), "No message was refused for good");
    }

    private static Map<String, Object> fields(DeadLetters.Dead dead) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("at_utc", Text.timeMs(dead.at()));
        fields.put("sink", dead.sink());
        fields.put("event_id", dead.message().eventId().toString());
        fields.put("seq", dead.message().seq());
        fields.put("reason", dead.reason());
        return fields;
    }
}
