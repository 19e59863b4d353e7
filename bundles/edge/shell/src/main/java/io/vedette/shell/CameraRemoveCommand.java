package io.vedette.shell;

import io.vedette.core.spi.camera.CameraFiles;
import io.vedette.core.spi.camera.Cameras;
import io.vedette.core.spi.live.LiveFacts;
import java.io.IOException;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.CommandException;

/** Removes a camera for good. Confined to one call. */
@Service
@Command(
        scope = "vedette",
        name = "camera-remove",
        description = "Removes a camera for good: deletes its file; its events stay")
public final class CameraRemoveCommand implements Action {
    @Reference(optional = true)
    private Cameras cameras;

    @Reference(optional = true)
    private CameraFiles files;

    @Reference(optional = true)
    private LiveFacts facts;

    @Reference
    private Session session;

    @Argument(name = "ID", description = "A camera's id", required = true)
    @Completion(CameraIds.class)
    private String id;

    @Override
    public Object execute() throws CommandException, IOException, InterruptedException {
        boolean runs = Room.of(cameras, "camera pipeline").find(id).isPresent();
        try (CameraNews news = CameraNews.ofLeaving(Room.of(facts, "board of live facts"), id)) {
            if (!Room.of(files, "camera pipeline").remove(id)) {
                throw Refusal.of(
                        runs
                                ? "Camera '" + id + "' has no file: it was given for this run (--camera, or the demo)"
                                        + " and goes when Vedette stops"
                                : "There is no camera '" + id + "'");
            }
            boolean gone = !runs || news.came();
            session.getConsole()
                    .println("Camera " + id
                            + (gone ? " is removed" : ": its file is deleted, but it has not stopped within 5 s"));
        }
        return null;
    }
}
