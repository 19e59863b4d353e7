package io.vedette.shell;

import io.vedette.core.spi.camera.CameraStatus;
import io.vedette.core.spi.camera.Cameras;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
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
import org.apache.karaf.shell.support.CommandException;
import org.apache.karaf.shell.support.table.ShellTable;

/** Shows the cameras. Confined to one call. */
@Service
@Command(
        scope = "vedette",
        name = "cameras",
        description = "Shows the cameras and how they are; with an ID, all of one")
public final class CamerasCommand implements Action {
    private static final int ID_WIDTH = 20;
    private static final int REASON_WIDTH = 36;
    /** The facts that come first, and what their values are of. */
    private static final Map<String, String> UNITS = new LinkedHashMap<>();

    static {
        UNITS.put("uri", "");
        UNITS.put("resolution", "");
        UNITS.put("fps", " pictures a second");
        UNITS.put("gop_s", " s between key frames");
        UNITS.put("detector", "");
        UNITS.put("level", " of the idle gate");
        UNITS.put("level_reason", "");
        UNITS.put("guarantee", "");
        UNITS.put("advice", "");
        UNITS.put("gate", " now");
        UNITS.put("awake", " of the time");
        UNITS.put("cpu", " of a core");
    }

    @Reference(optional = true)
    private Cameras cameras;

    @Reference
    private Session session;

    @Argument(index = 0, name = "ID", description = "A camera's id")
    @Completion(CameraIds.class)
    private String id;

    @Option(name = "--json", description = "One line of JSON")
    private boolean json;

    // The shell takes options in front of arguments only; people write them behind, too.
    @Argument(index = 1, name = "--json", description = "As the option")
    private String behind;

    @Override
    public Object execute() throws CommandException {
        if (behind != null && !behind.equals("--json")) {
            throw Refusal.of("Behind ID stands --json or nothing, but not '" + behind + "'");
        }
        Cameras room = Room.of(cameras, "camera pipeline");
        List<CameraStatus> found =
                id == null ? room.all() : room.find(id).stream().toList();
        if (id != null && found.isEmpty()) {
            throw Refusal.of("There is no camera '" + id + "'; vedette:cameras tells which there are");
        }
        if (json || behind != null) {
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

    private static String counted(String key, long value) {
        return key.equals("cpu_us") ? String.format(Locale.ROOT, "%.1f s", value / 1e6) : String.valueOf(value);
    }

    /** A share as text; empty where there is none. */
    private static String percent(String share) {
        return share == null ? "" : String.format(Locale.ROOT, "%.1f %%", 100 * Double.parseDouble(share));
    }

    private void table(List<CameraStatus> found) {
        WrappedTable table = new WrappedTable()
                .column("Camera", ID_WIDTH)
                .column("State")
                .column("Since (UTC)")
                .column("Fps")
                .column("Resolution")
                .column("Detector")
                .column("Level")
                .column("Awake")
                .column("Cost")
                .column("Reason or advice", REASON_WIDTH);
        for (CameraStatus each : found) {
            table.row(
                    each.id(),
                    each.state().word(),
                    Text.time(each.since()),
                    each.facts().getOrDefault("fps", ""),
                    each.facts().getOrDefault("resolution", ""),
                    each.facts().getOrDefault("detector", ""),
                    each.facts().getOrDefault("level", ""),
                    percent(each.facts().get("awake")),
                    percent(each.facts().get("cpu")),
                    each.reason().isEmpty() ? each.facts().getOrDefault("advice", "") : each.reason());
        }
        table.print(session.getConsole(), "No camera yet. Add one: vedette:camera-add NAME 'URI'");
    }

    private void one(CameraStatus status) {
        ShellTable table = new ShellTable().noHeaders();
        table.column("");
        table.column("");
        table.addRow().addContent("state", status.state().word() + " since " + Text.time(status.since()));
        if (!status.reason().isEmpty()) {
            table.addRow().addContent("reason", status.reason());
        }
        Map<String, String> facts = new TreeMap<>(status.facts());
        UNITS.forEach((key, unit) -> {
            String value = facts.remove(key);
            if (value != null && !value.isEmpty()) {
                table.addRow().addContent(key.replace("gop_s", "gop").replace('_', ' '), value + unit);
            }
        });
        String ring = facts.remove("ring_bytes");
        if (ring != null) {
            double megabytes = Double.parseDouble(ring) / 1e6;
            table.addRow().addContent("ring", String.format(Locale.ROOT, "%.1f MB of packets", megabytes));
        }
        facts.forEach((key, value) -> table.addRow().addContent(key, value));
        new TreeMap<>(status.counters()).forEach((key, value) -> table.addRow()
                .addContent(key.replace("cpu_us", "cpu_total"), counted(key, value)));
        table.print(session.getConsole());
    }

    static Map<String, Object> fields(CameraStatus status) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("id", status.id());
        fields.put("state", status.state().word());
        fields.put("since_utc", Text.timeMs(status.since()));
        fields.put("reason", status.reason());
        fields.put("facts", new TreeMap<>(status.facts()));
        fields.put("counters", new TreeMap<>(status.counters()));
        return fields;
    }
}
