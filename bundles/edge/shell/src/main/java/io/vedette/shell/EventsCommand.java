package io.vedette.shell;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vedette.api.event.EventMessage;
import io.vedette.core.spi.event.EventLog;
import io.vedette.core.spi.store.StoreException;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.CommandException;
import org.apache.karaf.shell.support.table.ShellTable;

/** Shows the latest messages of the event log. Confined to one call. */
@Service
@Command(scope = "vedette", name = "events", description = "Shows the latest event messages, newest first")
public final class EventsCommand implements Action {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Reference(optional = true)
    private EventLog log;

    @Reference
    private Session session;

    @Option(name = "--limit", description = "How many, 1 to 1000")
    private String limit = "20";

    @Option(name = "--json", description = "JSON, as the API and MQTT tell it")
    private boolean json;

    @Override
    public Object execute() throws StoreException, JsonProcessingException, CommandException {
        int most = Limit.of(limit);
        List<EventMessage> messages = Room.of(log, "event log").latest(most);
        if (json) {
            session.getConsole()
                    .println(messages.stream().map(EventMessage::json).collect(Collectors.joining(",\n", "[", "]")));
        } else {
            table(messages);
        }
        return null;
    }

    private void table(List<EventMessage> messages) throws JsonProcessingException {
        ShellTable table = new ShellTable();
        table.column("Time (UTC)");
        table.column("Camera");
        table.column("Type");
        table.column("Seq").alignRight();
        table.column("Label");
        table.column("Score").alignRight();
        table.column("Zones");
        table.column("Event");
        table.emptyTableText("No event yet");
        for (EventMessage each : messages) {
            JsonNode event = JSON.readTree(each.json());
            table.addRow()
                    .addContent(
                            Text.time(event.path("timestamp_utc").asText()),
                            event.path("stream_id").asText(),
                            event.path("type").asText(),
                            each.seq(),
                            event.path("label").asText(),
                            String.format(
                                    Locale.ROOT,
                                    "%.2f",
                                    event.path("confidence").asDouble()),
                            zones(event),
                            each.eventId());
        }
        table.print(session.getConsole());
    }

    private static String zones(JsonNode event) {
        StringBuilder zones = new StringBuilder();
        event.path("zones")
                .forEach(zone -> zones.append(zones.isEmpty() ? "" : " ").append(zone.asText()));
        return zones.toString();
    }
}
