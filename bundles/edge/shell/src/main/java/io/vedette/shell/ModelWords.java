package io.vedette.shell;

import io.vedette.core.spi.model.Models;
import java.util.List;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.CommandLine;
import org.apache.karaf.shell.api.console.Completer;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.completers.StringsCompleter;

/** Completes what may stand behind {@code vedette:models}: a verb, then ids. Thread-safe. */
@Service
public final class ModelWords implements Completer {
    @Reference(optional = true)
    private Models room;

    @Override
    public int complete(Session session, CommandLine line, List<String> candidates) {
        StringsCompleter words = new StringsCompleter();
        if (line.getCursorArgumentIndex() <= 1) {
            words.getStrings().addAll(List.of("list", "pull", "verify"));
        } else if (room != null) {
            room.all().forEach(each -> words.getStrings().add(each.id()));
        }
        return words.complete(session, line, candidates);
    }
}
