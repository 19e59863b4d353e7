package io.vedette.web;

import io.vedette.core.spi.expert.SwapException;
import io.vedette.core.spi.expert.SwapReport;
import io.vedette.core.spi.expert.Swaps;
import io.vedette.core.spi.store.Home;
import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardContextSelect;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletName;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletPattern;

/** Exchanges experts: a jar is sent and takes over, or the other version serves again. Thread-safe. */
@Component(service = Servlet.class)
@HttpWhiteboardContextSelect("(osgi.http.whiteboard.context.name=vedette)")
@HttpWhiteboardServletName("swaps")
@HttpWhiteboardServletPattern("/api/v1/detectors/*")
public final class SwapServlet extends ApiServlet {
    private static final long serialVersionUID = 1L;
    private static final Pattern ROLLBACK = Pattern.compile("/([a-z0-9.-]{1,40})/rollback");
    private static final long MOST_BYTES = 256_000_000;
    private static final int BUFFER_BYTES = 64 * 1024;

    private final transient Swaps swaps;
    private final transient Home home;

    @Activate
    public SwapServlet(@Reference Swaps swaps, @Reference Home home) {
        this.swaps = swaps;
        this.home = home;
    }

    @Override
    protected void get(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Answers.problem(response, 404, "Not Found", "Detectors are told all together, at /api/v1/detectors.");
    }

    /** A step that ends in a report. */
    private interface Exchange {
        SwapReport run() throws SwapException, InterruptedException;
    }

    @Override
    protected boolean post(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String path = String.valueOf(request.getPathInfo());
        Matcher rollback = ROLLBACK.matcher(path);
        if (path.equals("/swap")) {
            swap(request, response);
        } else if (rollback.matches()) {
            answer(response, () -> swaps.rollback(rollback.group(1)));
        } else {
            Answers.problem(response, 404, "Not Found", "There is swap, and rollback of a detector's name.");
        }
        return true;
    }

    private void swap(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Path sent = Files.createTempFile(home.data(), "swap", ".jar");
        try {
            if (receive(request, sent)) {
                answer(response, () -> swap(sent));
            } else {
                Answers.problem(
                        response,
                        413,
                        "Content Too Large",
                        "A jar of at most " + MOST_BYTES / 1_000_000 + " MB is taken.");
            }
        } finally {
            Files.deleteIfExists(sent);
        }
    }

    /** Where the file lies meanwhile is no concern of the sender's. */
    private SwapReport swap(Path sent) throws SwapException, InterruptedException {
        try {
            return swaps.swap(sent);
        } catch (SwapException e) {
            throw new SwapException(e.getMessage().replace(sent.toString(), "The file"));
        }
    }

    private static boolean receive(HttpServletRequest request, Path file) throws IOException {
        long left = MOST_BYTES;
        try (InputStream in = request.getInputStream();
                OutputStream out = Files.newOutputStream(file)) {
            byte[] buffer = new byte[BUFFER_BYTES];
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                left -= n;
                if (left < 0) {
                    return false;
                }
                out.write(buffer, 0, n);
            }
        }
        return true;
    }

    private static void answer(HttpServletResponse response, Exchange exchange) throws IOException {
        try {
            Answers.send(
                    response,
                    200,
                    Answers.JSON_TYPE,
                    Answers.json(exchange.run().fields()));
        } catch (SwapException e) {
            Answers.problem(response, 409, "Conflict", e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            Answers.problem(response, 503, "Service Unavailable", "The program is stopping.");
        }
    }
}
