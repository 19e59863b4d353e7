package io.vedette.web;

import jakarta.servlet.Servlet;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardContextSelect;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletName;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletPattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What happens, as it happens, as server-sent events: event messages alone, or all that the page shows. A watcher holds a
 * thread of the server, so their number is bounded. Thread-safe.
 */
@Component(service = Servlet.class)
@HttpWhiteboardContextSelect("(osgi.http.whiteboard.context.name=vedette)")
@HttpWhiteboardServletName("stream")
@HttpWhiteboardServletPattern({"/api/v1/events/stream", "/api/v1/live"})
public final class StreamServlet extends ApiServlet {
    private static final Logger LOG = LoggerFactory.getLogger(StreamServlet.class);
    private static final long serialVersionUID = 1L;
    private static final long BEAT_MS = 10_000;
    /** Keeps the connection; nobody is told of it. */
    private static final String BEAT = ":\n\n";

    private final transient LiveDesk desk;
    private final String hello;

    @Activate
    public StreamServlet(@Reference LiveDesk desk, @Reference PageFiles files) {
        this.desk = desk;
        this.hello = "retry: 2000\n" + News.hello(files).frame();
    }

    @Override
    protected void get(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setContentType("text/event-stream;charset=utf-8");
        response.setHeader("Cache-Control", "no-store");
        if (!request.getMethod().equals("HEAD")) {
            stream(request, response);
        }
    }

    private void stream(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Tray tray = new Tray(request.getServletPath().endsWith("/live"), position(request));
        if (!desk.join(tray)) {
            response.setHeader("Retry-After", "10");
            Answers.problem(response, 503, "Service Unavailable", "There are too many watchers.");
            return;
        }
        try {
            write(response, hello);
            while (!tray.closed()) {
                List<News> news = tray.take(BEAT_MS);
                write(
                        response,
                        news.isEmpty() ? BEAT : news.stream().map(News::frame).collect(Collectors.joining()));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            LOG.debug("A watcher has gone: {}", e.toString());
        } finally {
            desk.leave(tray);
        }
    }

    private static void write(HttpServletResponse response, String text) throws IOException {
        ServletOutputStream out = response.getOutputStream();
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    /** The last message that the watcher knows: from a browser that comes again, or from one who begins at a known place. */
    static long position(HttpServletRequest request) {
        String header = request.getHeader("Last-Event-ID");
        String known = header != null ? header : request.getParameter("after");
        return known != null && known.matches("[0-9]{1,18}") ? Long.parseLong(known) : -1;
    }
}
