package io.vedette.web;

import io.vedette.api.event.EventMessage;
import io.vedette.core.spi.event.EventLog;
import io.vedette.core.spi.event.EventTail;
import io.vedette.core.spi.room.Rooms;
import io.vedette.core.spi.store.StoreException;
import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardContextSelect;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletName;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletPattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What was logged: messages, newest first, and the picture and the clip of an event. Thread-safe. */
@Component(service = Servlet.class)
@HttpWhiteboardContextSelect("(osgi.http.whiteboard.context.name=vedette)")
@HttpWhiteboardServletName("events")
@HttpWhiteboardServletPattern({"/api/v1/events", "/api/v1/events/*"})
public final class EventsServlet extends ApiServlet {
    private static final Logger LOG = LoggerFactory.getLogger(EventsServlet.class);
    private static final long serialVersionUID = 1L;
    private static final int DEFAULT_LIMIT = 50;
    private static final int MAX_LIMIT = 1000;
    private static final Pattern PATH =
            Pattern.compile("/([0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12})(/snapshot\\.jpg|/clip\\.mp4)?");

    private final transient Rooms rooms;

    @Activate
    public EventsServlet(@Reference Rooms rooms) {
        this.rooms = rooms;
    }

    @Override
    protected void get(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Optional<EventLog> log = rooms.eventLog();
        if (log.isEmpty()) {
            Answers.problem(response, 503, "Service Unavailable", "The event log is not up.");
            return;
        }
        try {
            String path = request.getPathInfo();
            if (path == null || path.equals("/")) {
                list(log.get(), request, response);
            } else {
                one(log.get(), path, request, response);
            }
        } catch (StoreException e) {
            LOG.warn("The event log cannot be read: {}", e.toString());
            Answers.problem(response, 503, "Service Unavailable", "The event log cannot be read now.");
        }
    }

    private void list(EventLog log, HttpServletRequest request, HttpServletResponse response)
            throws IOException, StoreException {
        Optional<Integer> limit = limit(request.getParameter("limit"));
        String group = request.getParameter("group");
        if (limit.isEmpty()) {
            Answers.problem(response, 400, "Bad Request", "limit must be 1 to " + MAX_LIMIT + ".");
        } else if (group == null) {
            messages(log.latest(limit.get()), response);
        } else if (group.equals("event") && rooms.eventTail().isPresent()) {
            List<EventTail.Logged> last = rooms.eventTail().get().latestOfEach(limit.get());
            messages(last.stream().map(EventTail.Logged::message).toList(), response);
        } else {
            Answers.problem(response, 400, "Bad Request", "group must be event.");
        }
    }

    private static void messages(List<EventMessage> messages, HttpServletResponse response) throws IOException {
        String body = messages.stream().map(EventMessage::json).collect(Collectors.joining(",\n", "[", "]\n"));
        Answers.send(response, 200, Answers.JSON_TYPE, body);
    }

    /** The limit that is asked for; empty where it is out of range or no number. */
    static Optional<Integer> limit(String text) {
        if (text == null) {
            return Optional.of(DEFAULT_LIMIT);
        }
        if (!text.matches("[0-9]{1,4}")) {
            return Optional.empty();
        }
        int limit = Integer.parseInt(text);
        return limit >= 1 && limit <= MAX_LIMIT ? Optional.of(limit) : Optional.empty();
    }

    private static void one(EventLog log, String path, HttpServletRequest request, HttpServletResponse response)
            throws IOException, StoreException {
        Matcher matcher = PATH.matcher(path);
        if (!matcher.matches()) {
            Answers.problem(response, 404, "Not Found", "Nothing stands at this address.");
            return;
        }
        UUID event = UUID.fromString(matcher.group(1));
        if ("/clip.mp4".equals(matcher.group(2))) {
            clip(log.clip(event), request, response);
            return;
        }
        if (matcher.group(2) != null) {
            snapshot(log.picture(event), response);
            return;
        }
        List<EventMessage> life = log.life(event);
        if (life.isEmpty()) {
            Answers.problem(response, 404, "Not Found", "There is no such event.");
        } else {
            messages(life, response);
        }
    }

    private static void clip(Optional<Path> clip, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        if (clip.isEmpty()) {
            Answers.problem(response, 404, "Not Found", "There is no such clip.");
            return;
        }
        try {
            FileInParts.send(clip.get(), "video/mp4", request, response);
        } catch (NoSuchFileException e) {
            Answers.problem(response, 404, "Not Found", "The clip is no longer kept.");
        }
    }

    private static void snapshot(Optional<Path> picture, HttpServletResponse response) throws IOException {
        if (picture.isEmpty()) {
            Answers.problem(response, 404, "Not Found", "There is no such picture.");
            return;
        }
        byte[] jpeg;
        try {
            jpeg = Files.readAllBytes(picture.get());
        } catch (NoSuchFileException e) {
            Answers.problem(response, 404, "Not Found", "The picture is no longer kept.");
            return;
        }
        response.setContentType("image/jpeg");
        response.setHeader("Cache-Control", "no-cache");
        response.setContentLength(jpeg.length);
        response.getOutputStream().write(jpeg);
    }
}
