package io.vedette.web;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardContextSelect;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletErrorPage;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletName;

/** Tells the server's own refusals as problems too; nothing of the request or of a failure's insides is told. Thread-safe. */
@Component(service = Servlet.class)
@HttpWhiteboardContextSelect("(osgi.http.whiteboard.context.name=vedette)")
@HttpWhiteboardServletName("problem")
@HttpWhiteboardServletErrorPage(errorPage = {"4xx", "5xx"})
public final class ProblemServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        int status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer code ? code : 500;
        boolean ours = status >= 500;
        Answers.problem(
                response,
                status,
                ours ? "Internal Server Error" : "Refused",
                ours ? "It failed; log/vedette.log tells more." : "The request is not understood.");
    }
}
