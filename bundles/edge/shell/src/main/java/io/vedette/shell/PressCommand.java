package io.vedette.shell;

import io.vedette.api.trigger.Press;
import io.vedette.api.trigger.Trigger;
import io.vedette.core.spi.camera.Cameras;
import java.time.Instant;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.CommandException;

/** Presses a camera's doorbell. Confined to one call. */
@Service
@Command(
        scope = "vedette",
        name = "press",
        description = "Presses a camera's doorbell: an event with the picture of the moment")
public final class PressCommand implements Action {
    @Reference(optional = true)
    private Trigger trigger;

    @Reference(optional = true)
    private Cameras cameras;

    @Reference
    private Session session;

    @Argument(name = "CAMERA", description = "A camera's id", required = true)
    @Completion(CameraIds.class)
    private String id;

    @Override
    public Object execute() throws CommandException {
        if (Room.of(cameras, "camera pipeline").find(id).isEmpty()) {
            throw Refusal.of("There is no camera '" + id + "'; vedette:cameras tells which there are");
        }
        if (!Room.of(trigger, "doorbell").press(new Press(id, "shell", Instant.now()))) {
            throw Refusal.of("Camera '" + id + "' is switched off: nothing comes of pressing its doorbell");
        }
        session.getConsole().println("Pressed the doorbell of camera " + id);
        return null;
    }
}
