package io.vedette.shell;

import io.vedette.core.spi.camera.Cameras;
import java.util.List;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.CommandLine;
import org.apache.karaf.shell.api.console.Completer;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.completers.StringsCompleter;

/** Completes camera ids. Thread-safe. */
@Service
public final class CameraIds implements Completer {
    @Reference(optional = true)
    private Cameras room;

    @Override
    public int complete(Session session, CommandLine line, List<String> candidates) {
        StringsCompleter names = new StringsCompleter();
        if (room != null) {
            room.all().forEach(each -> names.getStrings().add(each.id()));
        }
        return names.complete(session, line, candidates);
    }
}
