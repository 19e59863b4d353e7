package io.vedette.shell;

import io.vedette.core.spi.camera.CameraStatus;
import io.vedette.core.spi.camera.Cameras;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.table.ShellTable;

/** Shows the cameras. Confined to one call. */
@Service
@Command(
        scope = "vedette",
        name = "cameras",
        description = "Shows the cameras and how they are; with an ID, all of one")
public final class CamerasCommand implements Action {
    @Reference(optional = true)
    private Cameras cameras;

    @Reference
    private Session session;

    @Argument(name = "ID", description = "A camera's id")
    @Completion(CameraIds.class)
    private String id;

    @Option(name = "--json", description = "One line of JSON")
    private boolean json;

    @Override
    public Object execute() {
        Cameras room = Room.of(cameras, "camera pipeline");
        List<CameraStatus> found =
                id == null ? room.all() : room.find(id).stream().toList();
        if (id != null && found.isEmpty()) {
            throw new IllegalArgumentException("There is no camera '" + id + "'");
        }
        if (json) {
            session.getConsole()
                    .println(
                            Text.json(found.stream().map(CamerasCommand::fields).toList()));
        } else if (id != null) {
            one(found.get(0));
        } else {
            table(found);
        }
        return null;
    }

    private void table(List<CameraStatus> found) {
        ShellTable table = new ShellTable();
        table.column("Camera");
        table.column("State");
        table.column("Since");
        table.column("Fps").alignRight();
        table.column("Resolution");
        table.column("Detector");
        table.column("Reason");
        table.emptyTableText("No camera yet. Add one: etc/io.vedette.camera-NAME.cfg with uri = …");
        for (CameraStatus each : found) {
            table.addRow()
                    .addContent(
                            each.id(),
                            each.state().word(),
                            each.since().truncatedTo(ChronoUnit.SECONDS),
                            each.facts().getOrDefault("fps", ""),
                            each.facts().getOrDefault("resolution", ""),
                            each.facts().getOrDefault("detector", ""),
                            each.reason());
        }
        table.print(session.getConsole());
    }

    private void one(CameraStatus status) {
        ShellTable table = new ShellTable().noHeaders();
        table.column("");
        table.column("");
        table.addRow()
                .addContent(
                        "state",
                        status.state().word() + " since " + status.since().truncatedTo(ChronoUnit.SECONDS));
        if (!status.reason().isEmpty()) {
            table.addRow().addContent("reason", status.reason());
        }
        new TreeMap<>(status.facts()).forEach((key, value) -> table.addRow().addContent(key, value));
        new TreeMap<>(status.counters()).forEach((key, value) -> table.addRow().addContent(key, value));
        table.print(session.getConsole());
    }

    private static Map<String, Object> fields(CameraStatus status) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("id", status.id());
        fields.put("state", status.state().word());
        fields.put("since_utc", status.since().toString());
        fields.put("reason", status.reason());
        fields.put("facts", new TreeMap<>(status.facts()));
        fields.put("counters", new TreeMap<>(status.counters()));
        return fields;
    }
}
