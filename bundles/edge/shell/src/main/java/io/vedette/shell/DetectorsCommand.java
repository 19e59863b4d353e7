package io.vedette.shell;

import io.vedette.core.spi.expert.Candidate;
import io.vedette.core.spi.expert.Experts;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.table.ShellTable;

/** Shows the experts. Confined to one call. */
@Service
@Command(
        scope = "vedette",
        name = "detectors",
        description =
                "Shows the detectors, what each serves and why one is unavailable; with --all, every kind of expert")
public final class DetectorsCommand implements Action {
    @Reference(optional = true)
    private Experts experts;

    @Reference
    private Session session;

    @Option(name = "--all", description = "Decoders, motion detectors and trackers too")
    private boolean all;

    @Option(name = "--json", description = "One line of JSON")
    private boolean json;

    @Override
    public Object execute() {
        List<Candidate> found = Room.of(experts, "expert registry").candidates().stream()
                .filter(each -> all || each.kind().equals("detector"))
                .toList();
        if (json) {
            session.getConsole()
                    .println(Text.json(
                            found.stream().map(DetectorsCommand::fields).toList()));
        } else {
            table(found);
        }
        return null;
    }

    private void table(List<Candidate> found) {
        ShellTable table = new ShellTable();
        table.column("Kind");
        table.column("Name");
        table.column("Bundle");
        table.column("State");
        table.column("Model");
        table.column("Calls").alignRight();
        table.column("Errors").alignRight();
        table.column("p50 ms").alignRight();
        table.column("p95 ms").alignRight();
        table.column("Serves");
        table.emptyTableText("No detector is there");
        for (Candidate each : found) {
            Map<String, String> figures = each.figures();
            table.addRow()
                    .addContent(
                            each.kind(),
                            each.name(),
                            each.bundle() + (Boolean.parseBoolean(figures.get("pinned")) ? " (pinned)" : ""),
                            state(each),
                            figures.getOrDefault("model", ""),
                            figures.getOrDefault("calls", ""),
                            figures.getOrDefault("errors", ""),
                            figures.getOrDefault("p50_ms", ""),
                            figures.getOrDefault("p95_ms", ""),
                            String.join(" ", each.cameras()));
        }
        table.print(session.getConsole());
    }

    private static String state(Candidate candidate) {
        String word = candidate.state().name().toLowerCase(Locale.ROOT);
        return candidate.because().isEmpty() ? word : word + ", because " + candidate.because();
    }

    private static Map<String, Object> fields(Candidate candidate) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("kind", candidate.kind());
        fields.put("name", candidate.name());
        fields.put("bundle", candidate.bundle());
        fields.put("state", candidate.state().name().toLowerCase(Locale.ROOT));
        fields.put("because", candidate.because());
        fields.put("cameras", candidate.cameras());
        fields.put("figures", new TreeMap<>(candidate.figures()));
        return fields;
    }
}
