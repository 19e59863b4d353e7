package io.vedette.web;

import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardContextSelect;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletName;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletPattern;

/** The page and its files; answers for every address that nothing else stands at, too. Thread-safe. */
@Component(service = Servlet.class)
@HttpWhiteboardContextSelect("(osgi.http.whiteboard.context.name=vedette)")
@HttpWhiteboardServletName("page")
@HttpWhiteboardServletPattern("/")
public final class PageServlet extends ApiServlet {
    private static final long serialVersionUID = 1L;
    private static final String FOLDER = "/page/";
    static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self';"
            + " media-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none';"
            + " require-trusted-types-for 'script'; trusted-types 'none'";

    private final transient PageFiles files;

    @Activate
    public PageServlet(@Reference PageFiles files) {
        this.files = files;
    }

    @Override
    protected void get(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String path = request.getRequestURI();
        if (path.equals("/")) {
            Object token = request.getAttribute("io.vedette.token");
            response.setHeader("Content-Security-Policy", POLICY);
            Answers.send(
                    response, 200, PageFiles.type("index.html"), files.index(token == null ? "" : token.toString()));
        } else if (path.equals("/favicon.ico")) {
            file("icon.svg", request, response);
        } else if (path.startsWith(FOLDER) && !path.endsWith(".html")) {
            file(path.substring(FOLDER.length()), request, response);
        } else {
            nothing(response);
        }
    }

    private void file(String name, HttpServletRequest request, HttpServletResponse response) throws IOException {
        Optional<byte[]> file = files.find(name);
        if (file.isEmpty()) {
            nothing(response);
            return;
        }
        String tag = "\"" + files.version() + "\"";
        response.setHeader("Cache-Control", "no-cache");
        response.setHeader("ETag", tag);
        if (tag.equals(request.getHeader("If-None-Match"))) {
            response.setStatus(304);
            return;
        }
        response.setContentType(PageFiles.type(name));
        response.setContentLength(file.get().length);
        response.getOutputStream().write(file.get());
    }

    private static void nothing(HttpServletResponse response) throws IOException {
        Answers.problem(response, 404, "Not Found", "Nothing stands at this address.");
    }
}
