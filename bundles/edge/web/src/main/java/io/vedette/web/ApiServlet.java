package io.vedette.web;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** A servlet of this bundle: what it does not offer is refused as a problem, not as a page. */
abstract class ApiServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    /** Answers GET and HEAD. */
    protected abstract void get(HttpServletRequest request, HttpServletResponse response) throws IOException;

    /** Answers PUT; false where this address cannot be changed. */
    protected boolean put(HttpServletRequest request, HttpServletResponse response) throws IOException {
        return false;
    }

    /** Answers POST; false where this address takes nothing. */
    protected boolean post(HttpServletRequest request, HttpServletResponse response) throws IOException {
        return false;
    }

    /** Answers PATCH; false where this address has nothing that can be changed in part. */
    protected boolean patch(HttpServletRequest request, HttpServletResponse response) throws IOException {
        return false;
    }

    /** Answers DELETE; false where nothing can be deleted. */
    protected boolean delete(HttpServletRequest request, HttpServletResponse response) throws IOException {
        return false;
    }

    @Override
    protected final void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        boolean answered =
                switch (request.getMethod()) {
                    case "GET", "HEAD" -> {
                        get(request, response);
                        yield true;
                    }
                    case "PUT" -> put(request, response);
                    case "POST" -> post(request, response);
                    case "PATCH" -> patch(request, response);
                    case "DELETE" -> delete(request, response);
                    default -> false;
                };
        if (!answered) {
            response.setHeader("Allow", "GET, HEAD");
            Answers.problem(response, 405, "Method Not Allowed", "This address cannot be asked that way.");
        }
    }
}
