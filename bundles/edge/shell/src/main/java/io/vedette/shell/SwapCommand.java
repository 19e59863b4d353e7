package io.vedette.shell;

import io.vedette.core.spi.expert.SwapException;
import io.vedette.core.spi.expert.SwapReport;
import io.vedette.core.spi.expert.Swaps;
import java.nio.file.Path;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.CommandException;
import org.apache.karaf.shell.support.completers.FileCompleter;

/** Exchanges an expert for another version. Confined to one call. */
@Service
@Command(
        scope = "vedette",
        name = "swap",
        description =
                "Has a new version of an expert take over while cameras run; the former one is kept for a roll-back")
public final class SwapCommand implements Action {
    @Reference(optional = true)
    private Swaps swaps;

    @Reference
    private Session session;

    @Argument(name = "FILE", description = "The new version's jar, a bundle", required = true)
    @Completion(FileCompleter.class)
    private String file;

    @Option(name = "--json", description = "One line of JSON")
    private boolean json;

    @Override
    public Object execute() throws CommandException, InterruptedException {
        try {
            SwapReport report = Room.of(swaps, "exchange of experts").swap(path());
            session.getConsole().println(json ? Text.json(report.fields()) : report.line());
        } catch (SwapException e) {
            throw Refusal.of(e.getMessage());
        }
        return null;
    }

    private Path path() {
        return file.startsWith("~/") ? Path.of(System.getProperty("user.home"), file.substring(2)) : Path.of(file);
    }
}
