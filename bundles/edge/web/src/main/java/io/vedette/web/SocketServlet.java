package io.vedette.web;

import jakarta.servlet.Servlet;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.jetty.ee10.websocket.server.JettyWebSocketServlet;
import org.eclipse.jetty.ee10.websocket.server.JettyWebSocketServletFactory;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardContextSelect;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletName;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletPattern;

/**
 * Event messages as they happen, by WebSocket (RFC 6455): what {@link StreamServlet} tells, for those who would rather have it so.
 * A client holds no thread. Only this class and {@link SocketWatcher} know Jetty. Thread-safe.
 */
@Component(service = Servlet.class)
@HttpWhiteboardContextSelect("(osgi.http.whiteboard.context.name=vedette)")
@HttpWhiteboardServletName("socket")
@HttpWhiteboardServletPattern("/api/v1/ws")
public final class SocketServlet extends JettyWebSocketServlet {
    private static final long serialVersionUID = 1L;
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final transient LiveDesk desk;
    private final transient News hello;
    private final transient Duration patience;
    private final transient Set<SocketWatcher> watchers = ConcurrentHashMap.newKeySet();

    @Activate
    public SocketServlet(@Reference LiveDesk desk, @Reference PageFiles files) {
        this(desk, News.hello(files), PATIENCE);
    }

    SocketServlet(LiveDesk desk, News hello, Duration patience) {
        this.desk = desk;
        this.hello = hello;
        this.patience = patience;
    }

    @Override
    protected void configure(JettyWebSocketServletFactory factory) {
        factory.setIdleTimeout(patience.multipliedBy(6));
        factory.setCreator((request, response) -> {
            // Nothing is compressed: it would cost memory for each client, and all of them are on this machine.
            response.setExtensions(List.of());
            return new SocketWatcher(this, StreamServlet.position(request.getHttpServletRequest()), patience);
        });
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        if (!request.getMethod().equals("GET")) {
            response.setHeader("Allow", "GET");
            Answers.problem(response, 405, "Method Not Allowed", "This address cannot be asked that way.");
        } else if (!"websocket".equalsIgnoreCase(request.getHeader("Upgrade"))) {
            response.setHeader("Upgrade", "websocket");
            Answers.problem(
                    response,
                    426,
                    "Upgrade Required",
                    "A WebSocket stands here; /api/v1/events/stream tells the same.");
        } else if (desk.full()) {
            response.setHeader("Retry-After", "10");
            Answers.problem(response, 503, "Service Unavailable", "There are too many watchers.");
        } else {
            super.service(request, response);
        }
    }

    /** Lets a client in and tells it what it is to know first; false where there are too many already. */
    boolean join(SocketWatcher watcher, Tray tray) {
        tray.message(hello);
        watchers.add(watcher);
        if (desk.join(tray)) {
            return true;
        }
        watchers.remove(watcher);
        return false;
    }

    void leave(SocketWatcher watcher, Tray tray) {
        watchers.remove(watcher);
        desk.leave(tray);
    }

    /** How many are told. */
    int clients() {
        return watchers.size();
    }

    @Deactivate
    void close() {
        watchers.forEach(SocketWatcher::restart);
    }
}
