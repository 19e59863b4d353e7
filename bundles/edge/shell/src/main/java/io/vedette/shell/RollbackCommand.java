package io.vedette.shell;

import io.vedette.core.spi.expert.SwapException;
import io.vedette.core.spi.expert.SwapReport;
import io.vedette.core.spi.expert.Swaps;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.CommandException;

/** Has the other version of an expert serve again. Confined to one call. */
@Service
@Command(
        scope = "vedette",
        name = "rollback",
        description = "Has the version of an expert that served before the last swap serve again")
public final class RollbackCommand implements Action {
    @Reference(optional = true)
    private Swaps swaps;

    @Reference
    private Session session;

    @Argument(name = "NAME", description = "An expert's name", required = true)
    @Completion(ExpertNames.class)
    private String name;

    @Option(name = "--json", description = "One line of JSON")
    private boolean json;

    @Override
    public Object execute() throws CommandException, InterruptedException {
        try {
            SwapReport report = Room.of(swaps, "exchange of experts").rollback(name);
            session.getConsole().println(json ? Text.json(report.fields()) : report.line());
        } catch (SwapException e) {
            throw Refusal.of(e.getMessage());
        }
        return null;
    }
}
