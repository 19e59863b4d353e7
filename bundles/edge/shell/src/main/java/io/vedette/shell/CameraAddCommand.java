package io.vedette.shell;

import io.vedette.core.spi.camera.CameraFiles;
import io.vedette.core.spi.camera.CameraStatus;
import io.vedette.core.spi.camera.Cameras;
import io.vedette.core.spi.live.LiveFacts;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.CommandException;

/** Adds a camera for good. Confined to one call. */
@Service
@Command(
        scope = "vedette",
        name = "camera-add",
        description = "Adds a camera for good, as the file etc/io.vedette.camera-ID.cfg",
        detailedDescription = "camera-add front 'rtsp://USER:PASSWORD@HOST/PATH' labels=person\n\n"
                + "Put an address in single quotes. A password may be kept in the file etc/secrets/NAME, with"
                + " $[secret:NAME] in its place. etc/io.vedette.camera.example tells all settings.")
public final class CameraAddCommand implements Action {
    @Reference(optional = true)
    private Cameras cameras;

    @Reference(optional = true)
    private CameraFiles files;

    @Reference(optional = true)
    private LiveFacts facts;

    @Reference
    private Session session;

    @Argument(index = 0, name = "ID", description = "Its name, 1 to 40 of a-z, 0-9 and hyphen", required = true)
    @Completion(AnyWord.class)
    private String id;

    // What is censored is neither shown nor remembered while it is typed.
    @Argument(
            index = 1,
            name = "URI",
            description = "Its address: rtsp, rtsps, http or https, a file's absolute path, v4l2:/dev/videoN or demo:",
            required = true,
            censor = true)
    @Completion(AnyWord.class)
    private String uri;

    @Argument(
            index = 2,
            name = "SETTING",
            description = "KEY=VALUE as in the camera's file, or one of the options below",
            multiValued = true,
            censor = true)
    @Completion(CameraSettingWords.class)
    private List<String> more;

    @Option(name = "--labels", description = "What to look for, such as person,dog; * for all")
    private String labels;

    @Option(name = "--fps", description = "Looks per second while something moves, 0.2 to 30")
    private String fps;

    @Option(name = "--detector", description = "Who looks: auto, a name, or a filter such as (device=gpu)")
    @Completion(ExpertNames.class)
    private String detector;

    @Option(name = "--json", description = "The camera's state as one line of JSON")
    private boolean json;

    @Override
    public Object execute() throws CommandException, IOException, InterruptedException {
        Cameras room = Room.of(cameras, "camera pipeline");
        if (room.find(id).isPresent()) {
            throw Refusal.of("There is a camera '" + id + "' already; vedette:cameras " + id + " tells of it");
        }
        CameraWords words = words();
        try (CameraNews news = CameraNews.ofConnection(Room.of(facts, "board of live facts"), id)) {
            Path file = Room.of(files, "camera pipeline").add(id, words.settings());
            boolean came = news.came();
            report(room.find(id), file, came, words.json());
        } catch (IllegalArgumentException e) {
            throw Refusal.of("Camera '" + id + "' is not added: " + e.getMessage());
        }
        return null;
    }

    private CameraWords words() throws CommandException {
        CameraWords words = new CameraWords(uri, json);
        words.put("labels", labels);
        words.put("detect.fps", fps);
        words.put("detector", detector);
        try {
            words.read(more == null ? List.of() : more);
        } catch (IllegalArgumentException e) {
            throw Refusal.of(e.getMessage());
        }
        return words;
    }

    private void report(Optional<CameraStatus> found, Path file, boolean came, boolean asJson) {
        PrintStream out = session.getConsole();
        if (asJson) {
            out.println(Text.json(found.map(CamerasCommand::fields).orElse(Map.of("id", id))));
            return;
        }
        out.println("Camera " + id + ": "
                + found.map(status -> state(status, came))
                        .orElse("not there yet; if it does not come, log/vedette.log tells why"));
        out.println("Its settings: " + file);
    }

    private static String state(CameraStatus status, boolean came) {
        String resolution = status.facts().getOrDefault("resolution", "");
        String more = resolution.isEmpty() ? status.reason() : resolution;
        return status.state().word() + (more.isEmpty() ? "" : ", " + more) + (came ? "" : "; no answer within 5 s");
    }
}
