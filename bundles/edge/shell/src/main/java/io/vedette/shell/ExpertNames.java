package io.vedette.shell;

import io.vedette.core.spi.expert.Experts;
import java.util.List;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.CommandLine;
import org.apache.karaf.shell.api.console.Completer;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.completers.StringsCompleter;

/** Completes experts' names. Thread-safe. */
@Service
public final class ExpertNames implements Completer {
    @Reference(optional = true)
    private Experts room;

    @Override
    public int complete(Session session, CommandLine line, List<String> candidates) {
        StringsCompleter names = new StringsCompleter();
        if (room != null) {
            room.candidates().forEach(each -> names.getStrings().add(each.name()));
        }
        return names.complete(session, line, candidates);
    }
}
