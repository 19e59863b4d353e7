package io.vedette.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import io.vedette.core.spi.event.DeadLetters;
import io.vedette.core.spi.store.StoreException;
import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardContextSelect;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletName;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletPattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Messages that sinks refused for good: why, and their second chance. Thread-safe. */
@Component(service = Servlet.class)
@HttpWhiteboardContextSelect("(osgi.http.whiteboard.context.name=vedette)")
@HttpWhiteboardServletName("dead-letters")
@HttpWhiteboardServletPattern({"/api/v1/alerts/dead", "/api/v1/alerts/dead/*"})
public final class DeadLettersServlet extends ApiServlet {
    private static final Logger LOG = LoggerFactory.getLogger(DeadLettersServlet.class);
    private static final long serialVersionUID = 1L;
    private static final Pattern REPLAY = Pattern.compile("/([a-z0-9-]{1,40})/replay");
    private static final Pattern SINK = Pattern.compile("/([a-z0-9-]{1,40})");

    private final transient AtomicReference<DeadLetters> letters = new AtomicReference<>();

    /** One whose letters are bound when they are there. */
    @Activate
    public DeadLettersServlet() {}

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    void bindDeadLetters(DeadLetters service) {
        letters.set(service);
    }

    void unbindDeadLetters(DeadLetters service) {
        letters.compareAndSet(service, null);
    }

    /** What the answer holds. */
    private interface Step {
        Object run(DeadLetters letters) throws StoreException;
    }

    @Override
    protected void get(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String path = request.getPathInfo();
        Optional<Integer> limit = EventsServlet.limit(request.getParameter("limit"));
        if (path != null && !path.equals("/")) {
            Answers.problem(response, 404, "Not Found", "Dead letters are told all together.");
        } else if (limit.isEmpty()) {
            Answers.problem(response, 400, "Bad Request", "limit must be 1 to 1000.");
        } else {
            run(response, all -> views(all.dead(limit.get())));
        }
    }

    @Override
    protected boolean post(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Matcher replay = REPLAY.matcher(String.valueOf(request.getPathInfo()));
        if (!replay.matches()) {
            return false;
        }
        run(response, all -> Map.of("messages", all.replay(replay.group(1))));
        return true;
    }

    @Override
    protected boolean delete(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Matcher sink = SINK.matcher(String.valueOf(request.getPathInfo()));
        if (!sink.matches()) {
            return false;
        }
        run(response, all -> Map.of("messages", all.discard(sink.group(1))));
        return true;
    }

    private void run(HttpServletResponse response, Step step) throws IOException {
        DeadLetters all = letters.get();
        if (all == null) {
            Answers.problem(response, 503, "Service Unavailable", "The event log is not up.");
            return;
        }
        try {
            Answers.send(response, 200, Answers.JSON_TYPE, Answers.json(step.run(all)));
        } catch (StoreException e) {
            LOG.warn("The dead letters cannot be reached: {}", e.toString());
            Answers.problem(response, 503, "Service Unavailable", "The event log cannot be reached now.");
        }
    }

    private static List<Map<String, Object>> views(List<DeadLetters.Dead> dead) {
        List<Map<String, Object>> views = new ArrayList<>();
        for (DeadLetters.Dead each : dead) {
            JsonNode message = Answers.parse(each.message().json().getBytes(StandardCharsets.UTF_8))
                    .orElse(NullNode.getInstance());
            Map<String, Object> view = new LinkedHashMap<>();
            view.put("sink", each.sink());
            view.put("at_utc", each.at().toString());
            view.put("reason", each.reason());
            view.put("message", message);
            views.add(view);
        }
        return views;
    }
}
