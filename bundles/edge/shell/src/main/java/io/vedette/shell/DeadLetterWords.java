package io.vedette.shell;

import io.vedette.core.spi.event.DeadLetters;
import io.vedette.core.spi.store.StoreException;
import java.util.List;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.CommandLine;
import org.apache.karaf.shell.api.console.Completer;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.completers.StringsCompleter;

/** Completes what may stand behind {@code vedette:dead-letters}: a verb, then a sink that refused something. Thread-safe. */
@Service
public final class DeadLetterWords implements Completer {
    private static final int MOST = 1000;

    @Reference(optional = true)
    private DeadLetters room;

    @Override
    public int complete(Session session, CommandLine line, List<String> candidates) {
        StringsCompleter words = new StringsCompleter();
        if (line.getCursorArgumentIndex() <= 1) {
            words.getStrings().addAll(List.of("list", "replay", "discard"));
        } else if (room != null) {
            try {
                room.dead(MOST).forEach(each -> words.getStrings().add(each.sink()));
            } catch (StoreException e) {
                return -1; // The command itself will say it.
            }
        }
        return words.complete(session, line, candidates);
    }
}
