package io.vedette.shell;

import io.vedette.core.spi.expert.Candidate;
import io.vedette.core.spi.expert.Experts;
import java.util.ArrayList;
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
        if (all) {
            table.column("Kind");
        }
        table.column("Name");
        table.column("From");
        table.column("Rank").alignRight();
        table.column("State");
        table.column("Model");
        table.column("Calls").alignRight();
        table.column("Errors").alignRight();
        table.column("Queue").alignRight();
        table.column("p50 ms").alignRight();
        table.column("p95 ms").alignRight();
        table.column("Serves");
        table.emptyTableText("No detector is there");
        found.forEach(each -> row(table, each));
        table.print(session.getConsole());
        // Reasons are whole sentences, too long for a column.
        found.stream().filter(each -> !each.because().isEmpty()).forEach(each -> session.getConsole()
                .println(each.name() + " is " + state(each) + ", because " + each.because()));
    }

    private void row(ShellTable table, Candidate each) {
        Map<String, String> figures = each.figures();
        List<Object> cells = new ArrayList<>();
        if (all) {
            cells.add(each.kind());
        }
        cells.addAll(List.of(
                each.name(),
                from(each),
                figures.getOrDefault("rank", ""),
                shownState(each),
                figures.getOrDefault("model", ""),
                figures.getOrDefault("calls", ""),
                figures.getOrDefault("errors", ""),
                figures.getOrDefault("queue", ""),
                figures.getOrDefault("p50_ms", ""),
                figures.getOrDefault("p95_ms", ""),
                String.join(" ", each.cameras())));
        table.addRow().addContent(cells);
    }

    /** Whose it is, and its version, by which it can be pinned. */
    private static String from(Candidate candidate) {
        boolean pinned = Boolean.parseBoolean(candidate.figures().get("pinned"));
        String bundle = candidate.bundle().replaceFirst("^io\\.vedette\\..*/", "Vedette ");
        return bundle.replace('/', ' ') + (pinned ? " (pinned)" : "");
    }

    private static String state(Candidate candidate) {
        return candidate.state().name().toLowerCase(Locale.ROOT);
    }

    /** As people read it: one that has to prove itself after a failure is on trial. */
    private static String shownState(Candidate candidate) {
        boolean onTrial = "half-open".equals(candidate.figures().get("breaker"));
        return onTrial && candidate.state() == Candidate.State.READY ? "on trial" : state(candidate);
    }

    private static Map<String, Object> fields(Candidate candidate) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("kind", candidate.kind());
        fields.put("name", candidate.name());
        fields.put("bundle", candidate.bundle());
        fields.put("state", state(candidate));
        fields.put("because", candidate.because());
        fields.put("cameras", candidate.cameras());
        fields.put("figures", new TreeMap<>(candidate.figures()));
        return fields;
    }
}
