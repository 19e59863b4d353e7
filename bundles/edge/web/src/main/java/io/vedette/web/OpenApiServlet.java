package io.vedette.web;

import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardContextSelect;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletName;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletPattern;

/** Describes every address of the API, kept by hand in {@code openapi.json}; tests hold it against what answers. Immutable. */
@Component(service = Servlet.class)
@HttpWhiteboardContextSelect("(osgi.http.whiteboard.context.name=vedette)")
@HttpWhiteboardServletName("openapi")
@HttpWhiteboardServletPattern("/api/v1/openapi.json")
public final class OpenApiServlet extends ApiServlet {
    private static final long serialVersionUID = 1L;

    private final String description;

    /** @throws IOException the description is missing in the bundle */
    @Activate
    public OpenApiServlet() throws IOException {
        try (InputStream in = OpenApiServlet.class.getResourceAsStream("openapi.json")) {
            if (in == null) {
                throw new IOException("the bundle lacks openapi.json");
            }
            description = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Override
    protected void get(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Answers.send(response, 200, Answers.JSON_TYPE, description);
    }
}
