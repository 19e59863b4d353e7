package io.vedette.web;

import com.fasterxml.jackson.databind.JsonNode;
import io.vedette.api.face.FaceException;
import io.vedette.api.face.FaceList;
import io.vedette.core.spi.face.Faces;
import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.Semaphore;
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

/**
 * The gallery of faces: who is enrolled, and strangers whom somebody may name. What it tells is personal, so it is stored nowhere
 * on the way, and no name reaches the log. Thread-safe.
 */
@Component(service = Servlet.class)
@HttpWhiteboardContextSelect("(osgi.http.whiteboard.context.name=vedette)")
@HttpWhiteboardServletName("faces")
@HttpWhiteboardServletPattern({"/api/v1/faces", "/api/v1/faces/*"})
public final class FacesServlet extends ApiServlet {
    private static final Logger LOG = LoggerFactory.getLogger(FacesServlet.class);
    private static final long serialVersionUID = 1L;
    private static final Pattern PICTURE = Pattern.compile("/pictures/([0-9]{1,18})\\.jpg");
    private static final Pattern STRANGER = Pattern.compile("/strangers/([0-9]{1,18})");
    private static final Pattern EXPORT = Pattern.compile("/([^/]{1,60})/export");
    private static final Pattern PERSON = Pattern.compile("/([^/]{1,60})");
    /** Names that cannot be part of an address: servers refuse them there, so they could not be deleted by it. */
    private static final Pattern UNADDRESSABLE = Pattern.compile("\\.{1,2}|.*[%\\\\;/].*", Pattern.DOTALL);

    private static final int MOST_BODY_BYTES = 4096;
    /** Uploads at a time; each is held in memory. */
    private static final int MOST_UPLOADS = 2;

    private final transient AtomicReference<Faces> gallery = new AtomicReference<>();
    private final transient Semaphore uploads = new Semaphore(MOST_UPLOADS);

    /** One whose gallery is bound when it is there. */
    @Activate
    public FacesServlet() {}

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    void bindFaces(Faces service) {
        gallery.set(service);
    }

    void unbindFaces(Faces service) {
        gallery.compareAndSet(service, null);
    }

    /** What is done for one request. */
    private interface Step {
        void run(Faces faces) throws FaceException, RefusedException, InterruptedException, IOException;
    }

    @Override
    protected void get(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String path = String.valueOf(request.getPathInfo());
        Matcher picture = PICTURE.matcher(path);
        Matcher export = EXPORT.matcher(path);
        run(response, 503, faces -> {
            if (atRoot(request)) {
                json(response, 200, FacesView.gallery(faces.people(), faces.strangers(), faces.trouble()));
            } else if (picture.matches()) {
                byte[] jpeg = faces.picture(Long.parseLong(picture.group(1)))
                        .orElseThrow(() -> RefusedException.notFound("There is no such picture."));
                Answers.secret(response, "image/jpeg", jpeg);
            } else if (export.matches()) {
                export(faces, export.group(1), response);
            } else {
                throw nothing();
            }
        });
    }

    @Override
    protected boolean post(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String path = String.valueOf(request.getPathInfo());
        Matcher stranger = STRANGER.matcher(path);
        run(response, 422, faces -> {
            if (atRoot(request)) {
                upload(() -> enrol(faces, request, response));
            } else if (path.equals("/test")) {
                upload(() -> json(response, 200, FacesView.matches(faces.test(Upload.image(request)))));
            } else if (stranger.matches()) {
                name(faces, Long.parseLong(stranger.group(1)), request);
                Answers.done(response);
            } else {
                throw nothing();
            }
        });
        return true;
    }

    @Override
    protected boolean patch(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Matcher person = PERSON.matcher(String.valueOf(request.getPathInfo()));
        run(response, 422, faces -> {
            if (!person.matches()) {
                throw nothing();
            }
            FaceList list = list(body(request).path("list").asText());
            there(faces, person.group(1));
            faces.move(person.group(1), list);
            Answers.done(response);
        });
        return true;
    }

    @Override
    protected boolean delete(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String path = String.valueOf(request.getPathInfo());
        Matcher person = PERSON.matcher(path);
        Matcher stranger = STRANGER.matcher(path);
        run(response, 422, faces -> {
            if (stranger.matches()) {
                long id = Long.parseLong(stranger.group(1));
                there(faces, id);
                faces.forgetStranger(id);
            } else if (person.matches()) {
                there(faces, person.group(1));
                faces.remove(person.group(1));
            } else {
                throw nothing();
            }
            Answers.done(response);
        });
        return true;
    }

    /** @param fault the status of what the gallery cannot do */
    private void run(HttpServletResponse response, int fault, Step step) throws IOException {
        Faces faces = gallery.get();
        if (faces == null) {
            Answers.problem(response, 503, "Service Unavailable", "The gallery of faces is not up.");
            return;
        }
        try {
            step.run(faces);
        } catch (RefusedException e) {
            Answers.problem(response, e);
        } catch (FaceException e) {
            if (response.isCommitted()) {
                LOG.warn("An export of a person's data broke off; who asked for it has a broken file");
            } else {
                String title = fault == 422 ? "Unprocessable Content" : "Service Unavailable";
                Answers.problem(response, fault, title, e.getMessage());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            Answers.problem(response, 503, "Service Unavailable", "The program is stopping.");
            // plug-in edge: on (the server would log the address of what failed, which may hold a name)
        } catch (RuntimeException e) {
            LOG.error("The gallery of faces failed: {}", e.getClass().getName());
            if (!response.isCommitted()) {
                Answers.problem(response, 500, "Internal Server Error", "The gallery of faces failed.");
            }
            // plug-in edge: off
        }
    }

    private interface Upwards {
        void run() throws FaceException, RefusedException, InterruptedException, IOException;
    }

    private void upload(Upwards step) throws FaceException, RefusedException, InterruptedException, IOException {
        if (!uploads.tryAcquire()) {
            throw new RefusedException(
                    503, "Service Unavailable", "Other pictures are being taken in; send this one again.");
        }
        try {
            step.run();
        } finally {
            uploads.release();
        }
    }

    private static void enrol(Faces faces, HttpServletRequest request, HttpServletResponse response)
            throws FaceException, RefusedException, InterruptedException, IOException {
        String name = checked(query(request, "name").orElse(""));
        Optional<String> asked = query(request, "list");
        Optional<FaceList> list = asked.isPresent() ? Optional.of(list(asked.get())) : Optional.empty();
        json(response, 201, FacesView.enrolled(faces.enrol(name, list, Upload.image(request))));
    }

    private static void name(Faces faces, long stranger, HttpServletRequest request)
            throws FaceException, RefusedException, IOException {
        JsonNode body = body(request);
        String name = checked(body.path("name").asText());
        FaceList list = list(body.path("list").asText("known"));
        there(faces, stranger);
        faces.nameStranger(stranger, name, list);
    }

    private static void export(Faces faces, String name, HttpServletResponse response)
            throws FaceException, RefusedException, IOException {
        there(faces, name);
        response.setContentType("application/zip");
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("Content-Disposition", "attachment; filename=\"person.zip\"");
        faces.export(name, response.getOutputStream());
    }

    private static void there(Faces faces, String name) throws FaceException, RefusedException {
        if (faces.people().stream().noneMatch(each -> each.name().equals(name))) {
            throw RefusedException.notFound("There is no such person.");
        }
    }

    private static void there(Faces faces, long stranger) throws FaceException, RefusedException {
        if (faces.strangers().stream().noneMatch(each -> each.id() == stranger)) {
            throw RefusedException.notFound("There is no such stranger.");
        }
    }

    private static String checked(String name) throws RefusedException {
        if (name.isBlank() || name.length() > 60 || UNADDRESSABLE.matcher(name).matches()) {
            throw RefusedException.badRequest(
                    "name must be 1 to 60 characters, not . or .., without slash, backslash, semicolon and percent sign.");
        }
        return name;
    }

    private static FaceList list(String word) throws RefusedException {
        return FaceList.of(word)
                .filter(each -> each != FaceList.UNKNOWN)
                .orElseThrow(() -> RefusedException.badRequest("list must be known or blocked."));
    }

    /** Not by the server's own means, which would take an upload without a type for a form. */
    private static Optional<String> query(HttpServletRequest request, String key) throws RefusedException {
        String query = request.getQueryString();
        try {
            for (String each : query == null ? new String[0] : query.split("&", -1)) {
                if (each.startsWith(key + "=")) {
                    return Optional.of(URLDecoder.decode(each.substring(key.length() + 1), StandardCharsets.UTF_8));
                }
            }
        } catch (IllegalArgumentException e) {
            throw RefusedException.badRequest(key + " is not encoded as addresses are.");
        }
        return Optional.empty();
    }

    private static JsonNode body(HttpServletRequest request) throws IOException, RefusedException {
        return Answers.parse(request.getInputStream().readNBytes(MOST_BODY_BYTES))
                .filter(JsonNode::isObject)
                .orElseThrow(() -> RefusedException.badRequest("The body must be a JSON object."));
    }

    private static boolean atRoot(HttpServletRequest request) {
        return request.getPathInfo() == null || request.getPathInfo().equals("/");
    }

    private static RefusedException nothing() {
        return RefusedException.notFound("Nothing stands at this address.");
    }

    private static void json(HttpServletResponse response, int status, Object value) throws IOException {
        Answers.send(response, status, Answers.JSON_TYPE, Answers.json(value));
    }
}
