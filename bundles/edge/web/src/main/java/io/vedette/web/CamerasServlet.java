package io.vedette.web;

import com.fasterxml.jackson.databind.JsonNode;
import io.vedette.api.trigger.Press;
import io.vedette.api.trigger.Trigger;
import io.vedette.core.spi.camera.CameraStatus;
import io.vedette.core.spi.camera.Switch;
import io.vedette.core.spi.room.Rooms;
import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardContextSelect;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletName;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletPattern;

/** The cameras: how they are, what they see now, their switches and their doorbells. Thread-safe. */
@Component(service = Servlet.class)
@HttpWhiteboardContextSelect("(osgi.http.whiteboard.context.name=vedette)")
@HttpWhiteboardServletName("cameras")
@HttpWhiteboardServletPattern({"/api/v1/cameras", "/api/v1/cameras/*"})
public final class CamerasServlet extends ApiServlet {
    private static final long serialVersionUID = 1L;
    private static final Pattern PATH =
            Pattern.compile("/([a-z0-9-]{1,40})(/live\\.jpg|/press|/switches/([a-z]{1,20}))?");
    private static final int DEFAULT_WIDTH_PX = 960;
    private static final int LEAST_WIDTH_PX = 160;
    private static final int MOST_WIDTH_PX = 1920;
    private static final int WIDTH_STEP_PX = 160;
    private static final int FIRST_PICTURE_TRIES = 20;
    private static final long TRY_MS = 100;
    private static final int MOST_BODY_BYTES = 1024;

    private final transient Rooms rooms;
    private final transient Views views;
    private final transient LiveJpegs jpegs;
    private final transient Clock clock;
    private final transient AtomicReference<Trigger> trigger = new AtomicReference<>();
    private final transient CountDownLatch closing = new CountDownLatch(1);

    @Activate
    public CamerasServlet(@Reference Rooms rooms, @Reference Views views, @Reference LiveJpegs jpegs) {
        this(rooms, views, jpegs, Clock.systemUTC());
    }

    CamerasServlet(Rooms rooms, Views views, LiveJpegs jpegs, Clock clock) {
        this.rooms = rooms;
        this.views = views;
        this.jpegs = jpegs;
        this.clock = clock;
    }

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    void bindTrigger(Trigger service) {
        trigger.set(service);
    }

    void unbindTrigger(Trigger service) {
        trigger.compareAndSet(service, null);
    }

    @Deactivate
    void close() {
        closing.countDown();
    }

    @Override
    protected void get(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String path = request.getPathInfo();
        if (path == null || path.equals("/")) {
            Answers.send(
                    response,
                    200,
                    Answers.JSON_TYPE,
                    Answers.json(views.cameras().values()));
            return;
        }
        Matcher matcher = PATH.matcher(path);
        Optional<Map<String, Object>> camera = matcher.matches() ? views.camera(matcher.group(1)) : Optional.empty();
        if (camera.isEmpty()) {
            Answers.problem(response, 404, "Not Found", "There is no such camera.");
        } else if (matcher.group(2) == null) {
            Answers.send(response, 200, Answers.JSON_TYPE, Answers.json(camera.get()));
        } else if (matcher.group(2).equals("/press")) {
            Answers.problem(response, 404, "Not Found", "A press is made by POST.");
        } else if (matcher.group(3) == null) {
            live(matcher.group(1), request, response);
        } else {
            Answers.problem(response, 404, "Not Found", "Switches are told with their camera.");
        }
    }

    private void live(String id, HttpServletRequest request, HttpServletResponse response) throws IOException {
        Optional<Integer> width = width(request.getParameter("width"));
        if (width.isEmpty()) {
            Answers.problem(response, 400, "Bad Request", "width must be 160 to 1920.");
            return;
        }
        Optional<LiveJpegs.Shot> shot = shot(id, width.get());
        if (shot.isEmpty()) {
            response.setHeader("Retry-After", "1");
            Answers.problem(response, 503, "Service Unavailable", "There is no picture of this camera now.");
            return;
        }
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("ETag", shot.get().tag());
        if (shot.get().tag().equals(request.getHeader("If-None-Match"))) {
            response.setStatus(304);
            return;
        }
        response.setContentType("image/jpeg");
        response.setHeader("X-Vedette-Objects", shot.get().objects());
        response.setHeader("X-Vedette-Captured", shot.get().capturedAt().toString());
        response.setContentLength(shot.get().bytes());
        shot.get().writeTo(response.getOutputStream());
    }

    /** The width that is asked for, rounded up so that few sizes are made; empty where it is out of range or no number. */
    static Optional<Integer> width(String text) {
        if (text == null) {
            return Optional.of(DEFAULT_WIDTH_PX);
        }
        if (!text.matches("[0-9]{1,4}")) {
            return Optional.empty();
        }
        int width = Integer.parseInt(text);
        int rounded = (width + WIDTH_STEP_PX - 1) / WIDTH_STEP_PX * WIDTH_STEP_PX;
        return width >= LEAST_WIDTH_PX && width <= MOST_WIDTH_PX ? Optional.of(rounded) : Optional.empty();
    }

    /** The picture; the first one of a camera that nobody has watched is waited for. */
    private Optional<LiveJpegs.Shot> shot(String id, int width) {
        try {
            for (int i = 0; i < FIRST_PICTURE_TRIES; i++) {
                Optional<LiveJpegs.Shot> shot = jpegs.latest(id, width);
                if (shot.isPresent() || !online(id) || closing.await(TRY_MS, TimeUnit.MILLISECONDS)) {
                    return shot;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return Optional.empty();
    }

    private boolean online(String id) {
        return rooms.cameras()
                .flatMap(cameras -> cameras.find(id))
                .filter(camera -> camera.state() == CameraStatus.State.ONLINE)
                .isPresent();
    }

    @Override
    protected boolean put(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Matcher matcher = PATH.matcher(String.valueOf(request.getPathInfo()));
        if (!matcher.matches() || matcher.group(3) == null) {
            return false;
        }
        Optional<Switch> which = Switch.of(matcher.group(3)).filter(each -> each != Switch.RECORD);
        Optional<Boolean> on = position(request);
        if (which.isEmpty()) {
            Answers.problem(response, 404, "Not Found", "There is no such switch.");
        } else if (on.isEmpty()) {
            Answers.problem(response, 400, "Bad Request", "The body must be {\"on\": true} or {\"on\": false}.");
        } else if (rooms.cameras()
                .filter(c -> c.turn(matcher.group(1), which.get(), on.get()))
                .isEmpty()) {
            Answers.problem(response, 404, "Not Found", "There is no such camera.");
        } else {
            response.setStatus(204);
        }
        return true;
    }

    @Override
    protected boolean post(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Matcher matcher = PATH.matcher(String.valueOf(request.getPathInfo()));
        if (!matcher.matches() || !"/press".equals(matcher.group(2))) {
            return false;
        }
        press(matcher.group(1), response);
        return true;
    }

    private void press(String id, HttpServletResponse response) throws IOException {
        Trigger core = trigger.get();
        Press press = new Press(id, "http", clock.instant());
        if (core == null) {
            Answers.problem(response, 503, "Service Unavailable", "The room that takes presses is not up.");
        } else if (core.press(press)) {
            Map<String, Object> taken = new LinkedHashMap<>();
            taken.put("camera", id);
            taken.put("source", press.source());
            taken.put("at_utc", press.at().toString());
            Answers.send(response, 202, Answers.JSON_TYPE, Answers.json(taken));
        } else if (rooms.cameras().flatMap(cameras -> cameras.find(id)).isPresent()) {
            Answers.problem(response, 409, "Conflict", "The camera is switched off, so nothing comes of a press.");
        } else {
            Answers.problem(response, 404, "Not Found", "There is no such camera.");
        }
    }

    private static Optional<Boolean> position(HttpServletRequest request) throws IOException {
        byte[] body = request.getInputStream().readNBytes(MOST_BODY_BYTES);
        return Answers.parse(body)
                .map(json -> json.get("on"))
                .filter(JsonNode::isBoolean)
                .map(JsonNode::asBoolean);
    }
}
