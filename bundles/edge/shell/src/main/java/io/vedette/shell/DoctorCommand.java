package io.vedette.shell;

import io.vedette.core.spi.broker.EmbeddedBroker;
import io.vedette.core.spi.camera.CameraFiles;
import io.vedette.core.spi.camera.Cameras;
import io.vedette.core.spi.event.EventLog;
import io.vedette.core.spi.expert.Experts;
import io.vedette.core.spi.model.Models;
import io.vedette.core.spi.store.Home;
import io.vedette.shell.doctor.Examination;
import io.vedette.shell.doctor.Finding;
import io.vedette.shell.doctor.Rooms;
import java.util.List;
import java.util.Optional;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.CommandException;

/** Finds what is wrong and says what to do. Confined to one call. */
@Service
@Command(
        scope = "vedette",
        name = "doctor",
        description = "Finds what is wrong, and says what to do; fails where something is worse than a note")
public final class DoctorCommand implements Action {
    @Reference(optional = true)
    private Home home;

    @Reference(optional = true)
    private Cameras cameras;

    @Reference(optional = true)
    private CameraFiles files;

    @Reference(optional = true)
    private Experts experts;

    @Reference(optional = true)
    private Models models;

    @Reference(optional = true)
    private EventLog log;

    @Reference(optional = true)
    private EmbeddedBroker broker;

    @Reference
    private Session session;

    @Option(name = "--json", description = "One line of JSON")
    private boolean json;

    @Override
    public Object execute() throws CommandException {
        List<Finding> found = Examination.of(new Rooms(
                Room.of(home, "home"),
                Optional.ofNullable(cameras),
                Optional.ofNullable(files),
                Optional.ofNullable(experts),
                Optional.ofNullable(models),
                Optional.ofNullable(log),
                Optional.ofNullable(broker)));
        String summary = json ? "" : FindingTable.summary(found);
        if (json) {
            session.getConsole().println(Text.json(FindingTable.fields(found)));
        } else {
            FindingTable.print(found, Text.width(session), session.getConsole());
        }
        if (FindingTable.bad(found)) {
            throw Refusal.of(summary);
        }
        if (!json) {
            session.getConsole().println(summary);
        }
        return null;
    }
}
