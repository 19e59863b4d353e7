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

/** The experts and whom they serve: detectors alone, or all kinds. Thread-safe. */
@Component(service = Servlet.class)
@HttpWhiteboardContextSelect("(osgi.http.whiteboard.context.name=vedette)")
@HttpWhiteboardServletName("experts")
@HttpWhiteboardServletPattern({"/api/v1/detectors", "/api/v1/experts"})
public final class ExpertsServlet extends ApiServlet {
    private static final long serialVersionUID = 1L;

    private final transient Views views;

    @Activate
    public ExpertsServlet(@Reference Views views) {
        this.views = views;
    }

    @Override
    protected void get(HttpServletRequest request, HttpServletResponse response) throws IOException {
        boolean detectors = request.getServletPath().endsWith("/detectors");
        Optional<String> kind = detectors ? Optional.of("detector") : Optional.empty();
        Answers.send(response, 200, Answers.JSON_TYPE, Answers.json(views.experts(kind)));
    }
}
