package io.vedette.shell;

import io.vedette.core.spi.model.ModelException;
import io.vedette.core.spi.model.ModelStatus;
import io.vedette.core.spi.model.Models;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
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
import org.apache.karaf.shell.support.table.ShellTable;

/** Shows, fetches and verifies models. Confined to one call. */
@Service
@Command(
        scope = "vedette",
        name = "models",
        description = "Shows the models that Vedette knows; pull fetches some, verify reads all files again")
public final class ModelsCommand implements Action {
    private static final int KILO = 1000;

    @Reference(optional = true)
    private Models models;

    @Reference
    private Session session;

    @Argument(index = 0, name = "VERB", description = "list, pull or verify")
    @Completion(ModelWords.class)
    private String verb = "list";

    @Argument(
            index = 1,
            name = "ID",
            description = "Which models pull fetches; without any, the usual ones for objects and faces",
            multiValued = true)
    @Completion(ModelWords.class)
    private List<String> ids;

    @Option(name = "--json", description = "One line of JSON, for list")
    private boolean json;

    @Override
    public Object execute() throws ModelException, CommandException {
        ModelsLine line = ModelsLine.of(verb, ids, json);
        Models room = Room.of(models, "shelf of models");
        switch (line.verb()) {
            case LIST -> list(room.all(), line.json());
            case PULL -> pull(room, line.ids().isEmpty() ? room.defaults() : line.ids());
            case VERIFY -> verify(room.verify());
        }
        return null;
    }

    private void list(List<ModelStatus> all, boolean asJson) {
        if (asJson) {
            session.getConsole()
                    .println(Text.json(all.stream().map(ModelsCommand::fields).toList()));
            return;
        }
        ShellTable table = new ShellTable();
        table.column("Id");
        table.column("Task");
        table.column("Size, kB").alignRight();
        table.column("Licence");
        table.column("State");
        for (ModelStatus each : all) {
            table.addRow()
                    .addContent(
                            each.id(),
                            each.task(),
                            (each.bytes() + KILO / 2) / KILO,
                            each.licence(),
                            each.place().words());
        }
        table.print(session.getConsole());
    }

    private static Map<String, Object> fields(ModelStatus model) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("id", model.id());
        fields.put("task", model.task());
        fields.put("bytes", model.bytes());
        fields.put("licence", model.licence());
        fields.put("state", model.place().name().toLowerCase(Locale.ROOT));
        fields.put("sha256", model.sha256());
        fields.put("path", model.path().map(Path::toString).orElse(null));
        return fields;
    }

    private void pull(Models room, List<String> wanted) throws ModelException {
        PrintStream console = session.getConsole();
        for (String id : wanted) {
            Path path = room.pull(id, new Models.Progress() {
                @Override
                public void at(long doneBytes, long totalBytes) {
                    // The shell shows lines only.
                }

                @Override
                public void say(String line) {
                    console.println(line);
                }
            });
            console.println(id + ": " + path);
        }
    }

    private void verify(Models.Verdict verdict) throws ModelException {
        verdict.whole().forEach(model -> session.getConsole()
                .println(model.id() + ": whole, "
                        + model.path().map(Path::toString).orElse("")));
        if (!verdict.complaints().isEmpty()) {
            throw new ModelException(String.join("\n", verdict.complaints()));
        }
    }
}
