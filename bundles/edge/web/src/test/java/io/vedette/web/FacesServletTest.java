package io.vedette.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vedette.api.face.FaceList;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FacesServletTest {
    private static final String FACES = "/api/v1/faces";
    private static final byte[] PICTURE = {(byte) 0xff, (byte) 0xd8, 0, 13, 10, 13, 10, 45, 45, 88, 1};

    private final FacesInMemory gallery = new FacesInMemory();
    private final FacesServlet servlet = new FacesServlet();
    private WebServer server;

    @BeforeEach
    void start() throws Exception {
        servlet.bindFaces(gallery);
        server = new WebServer(Map.of(FACES, servlet));
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
    }

    @Test
    void enrolsAPictureAsItWasSent() throws Exception {
        HttpResponse<String> answer = upload("?name=" + encoded("Zoë O'Hara & Söhne"), PICTURE, "image/jpeg");

        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(json(answer).path("picture_id").asLong()).isOne();
        assertThat(json(answer).path("quality").asDouble()).isEqualTo(0.8765);
        assertThat(gallery.people().get(0).name()).isEqualTo("Zoë O'Hara & Söhne");
        assertThat(gallery.people().get(0).list()).isEqualTo(FaceList.KNOWN);
        assertThat(server.bytes("GET", FACES + "/pictures/1.jpg").body()).isEqualTo(PICTURE);
    }

    @Test
    void enrolsAPictureThatABrowsersFormHolds() throws Exception {
        String boundary = "----WebKitFormBoundaryx";
        String head = "--" + boundary + "\r\nContent-Disposition: form-data; name=\"other\"\r\n\r\n1\r\n--" + boundary
                + "\r\nContent-Disposition: form-data; name=\"image\"; filename=\"me.jpg\"\r\nContent-Type: image/jpeg"
                + "\r\n\r\n";
        String tail = "\r\n--" + boundary + "--\r\n";
        String form = head + new String(PICTURE, StandardCharsets.ISO_8859_1) + tail;

        HttpResponse<String> answer = upload(
                "?list=blocked&name=Max",
                form.getBytes(StandardCharsets.ISO_8859_1),
                "multipart/form-data; boundary=" + boundary);

        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(gallery.pictures.get(1L)).isEqualTo(PICTURE);
        assertThat(gallery.people().get(0).list()).isEqualTo(FaceList.BLOCKED);
    }

    @Test
    void aFormWithoutThePictureIsRefused() throws Exception {
        HttpResponse<String> answer = upload(
                "?name=Max",
                "--x\r\nContent-Disposition: form-data; name=\"file\"\r\n\r\n1\r\n--x--\r\n"
                        .getBytes(StandardCharsets.UTF_8),
                "multipart/form-data; boundary=x");

        assertProblem(answer, 400, "field image");
    }

    @Test
    void saysWhyAPictureCannotBeUsed() throws Exception {
        HttpResponse<String> answer = upload("?name=Max", "none".getBytes(StandardCharsets.UTF_8), "image/png");

        assertProblem(answer, 422, "There is no face on the picture; take one that shows a face.");
    }

    @Test
    void whatIsTooLargeIsRefused() throws Exception {
        assertThat(upload("?name=Max", new byte[20_000_000], "image/jpeg").statusCode())
                .isEqualTo(201);
        assertProblem(upload("?name=Max", new byte[20_000_001], "image/jpeg"), 413, "20 MB");
        HttpResponse<String> chunked = server.ask(
                "POST",
                FACES + "?name=Max",
                BodyPublishers.ofInputStream(() -> new java.io.ByteArrayInputStream(new byte[20_100_000])),
                "Content-Type",
                "image/jpeg");
        assertProblem(chunked, 413, "20 MB");
        assertThat(gallery.pictures).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "?name=", "?name=%20", "?name=a%2Fb", "?name=..", "?name=100%25", "?name=M&list=unknown"})
    void aNameOrListThatCannotBeIsRefused(String query) throws Exception {
        assertProblem(upload(query, PICTURE, "image/jpeg"), 400, query.contains("list") ? "list must" : "name ");
        assertThat(gallery.people()).isEmpty();
    }

    @Test
    void whatIsNoImageIsRefused() throws Exception {
        assertProblem(upload("?name=Max", PICTURE, "application/x-www-form-urlencoded"), 415, "image/jpeg");
        assertProblem(upload("?name=Max", new byte[0], "image/jpeg"), 400, "empty");
    }

    @Test
    void tellsPeopleAndStrangersAndKeepsThatNowhere() throws Exception {
        gallery.enrol("Ann", Optional.empty(), PICTURE);
        gallery.stranger(7, 3, PICTURE);

        HttpResponse<String> answer = server.get(FACES);

        assertThat(answer.body())
                .isEqualTo("{\"trouble\":\"\",\"people\":[{\"name\":\"Ann\",\"list\":\"known\",\"pictures\":[1],"
                        + "\"since_utc\":\"2026-11-01T10:00:00Z\",\"last_seen_utc\":null}],"
                        + "\"strangers\":[{\"id\":7,\"pictures\":[2],\"visits\":3,"
                        + "\"first_utc\":\"2026-11-01T10:00:00Z\",\"last_utc\":\"2026-11-01T10:01:00Z\"}]}");
        for (String path : new String[] {"", "/pictures/1.jpg", "/Ann/export", "/pictures/9.jpg"}) {
            assertThat(server.get(FACES + path).headers().firstValue("Cache-Control"))
                    .as(path)
                    .hasValue("no-store");
        }
    }

    @Test
    void movesExportsAndDeletesAPerson() throws Exception {
        gallery.enrol("Jörg, der 2.", Optional.empty(), PICTURE);
        String person = FACES + "/" + encoded("Jörg, der 2.").replace("+", "%20");

        assertThat(server.ask("PATCH", person, BodyPublishers.ofString("{\"list\":\"blocked\"}"))
                        .statusCode())
                .isEqualTo(204);
        assertThat(gallery.people().get(0).list()).isEqualTo(FaceList.BLOCKED);
        assertThat(server.get(person + "/export").body()).isEqualTo("ZIP of Jörg, der 2.");
        assertThat(server.ask("DELETE", person, BodyPublishers.noBody()).statusCode())
                .isEqualTo(204);
        assertThat(gallery.people()).isEmpty();
        assertThat(gallery.pictures).isEmpty();
    }

    @Test
    void aStrangerGetsANameOrIsForgotten() throws Exception {
        gallery.stranger(7, 3, PICTURE);
        gallery.stranger(8, 1, PICTURE);

        HttpResponse<String> named = server.ask(
                "POST", FACES + "/strangers/7", BodyPublishers.ofString("{\"name\":\"Ann\",\"list\":\"blocked\"}"));
        HttpResponse<String> forgotten = server.ask("DELETE", FACES + "/strangers/8", BodyPublishers.noBody());

        assertThat(named.statusCode()).isEqualTo(204);
        assertThat(forgotten.statusCode()).isEqualTo(204);
        assertThat(gallery.strangers()).isEmpty();
        assertThat(gallery.people()).singleElement().satisfies(each -> assertThat(each.name())
                .isEqualTo("Ann"));
    }

    @Test
    void whoIsNotThereIsToldSo() throws Exception {
        assertProblem(server.ask("DELETE", FACES + "/Ann", BodyPublishers.noBody()), 404, "person");
        assertProblem(
                server.ask("PATCH", FACES + "/Ann", BodyPublishers.ofString("{\"list\":\"known\"}")), 404, "person");
        assertProblem(server.get(FACES + "/Ann/export"), 404, "person");
        assertProblem(server.get(FACES + "/pictures/1.jpg"), 404, "picture");
        assertProblem(server.ask("DELETE", FACES + "/strangers/1", BodyPublishers.noBody()), 404, "stranger");
        assertProblem(
                server.ask("POST", FACES + "/strangers/1", BodyPublishers.ofString("{\"name\":\"Ann\"}")),
                404,
                "stranger");
    }

    @Test
    void tellsWhoIsOnAPictureAndKeepsNothing() throws Exception {
        HttpResponse<String> answer = upload("/test", PICTURE, "image/gif");

        assertThat(answer.body())
                .isEqualTo("[{\"bbox\":[0.25,0.25,0.5,0.5],\"quality\":0.9,\"name\":null,\"list\":\"unknown\","
                        + "\"similarity\":0.31}]");
        assertThat(gallery.pictures).isEmpty();
    }

    @Test
    void aFaultOfTheGalleryTellsNoName() throws Exception {
        HttpResponse<String> answer = upload("?name=Ann", "broken".getBytes(StandardCharsets.UTF_8), "image/jpeg");

        assertProblem(answer, 500, "failed");
        assertThat(answer.body()).doesNotContain("Ann");
    }

    @Test
    void isNotUpWithoutTheGallery() throws Exception {
        servlet.unbindFaces(gallery);

        assertProblem(server.get(FACES), 503, "not up");
        assertProblem(upload("?name=Ann", PICTURE, "image/jpeg"), 503, "not up");
    }

    private HttpResponse<String> upload(String query, byte[] body, String type) throws Exception {
        return server.ask("POST", FACES + query, BodyPublishers.ofByteArray(body), "Content-Type", type);
    }

    private static void assertProblem(HttpResponse<String> answer, int status, String detail) throws IOException {
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(json(answer).path("detail").asText()).contains(detail);
    }

    private static JsonNode json(HttpResponse<String> answer) throws IOException {
        return new ObjectMapper().readTree(answer.body());
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
