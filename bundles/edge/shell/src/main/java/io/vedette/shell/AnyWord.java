package io.vedette.shell;

import java.util.List;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.CommandLine;
import org.apache.karaf.shell.api.console.Completer;
import org.apache.karaf.shell.api.console.Session;

/** Takes any word for complete: the shell completes an argument only where it knows those before it to be. Thread-safe. */
@Service
public final class AnyWord implements Completer {
    @Override
    public int complete(Session session, CommandLine line, List<String> candidates) {
        String word = line.getCursorArgument();
        if (word == null || word.isEmpty()) {
            return -1;
        }
        candidates.add(word);
        return line.getBufferPosition() - line.getArgumentPosition();
    }
}
