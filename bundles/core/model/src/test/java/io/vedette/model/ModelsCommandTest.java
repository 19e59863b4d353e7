package io.vedette.model;

import static io.vedette.model.LocalServer.breakingOff;
import static io.vedette.model.LocalServer.good;
import static io.vedette.model.LocalServer.head;
import static io.vedette.model.LocalServer.status;
import static io.vedette.model.LocalServer.unmeasured;
import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.api.detect.DetectorException;
import io.vedette.api.model.ModelFile;
import io.vedette.api.model.ModelTrial;
import io.vedette.model.LocalServer.Behaviour;
import io.vedette.model.TestCatalogue.TestHome;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pulls from servers that behave and servers that don't, as a user sees it: lines, exit status, and what lies in the home. */
class ModelsCommandTest {
    private static final byte[] MODEL = TestCatalogue.content(300_000, 1);
    private static final byte[] OTHER = TestCatalogue.content(2_000, 2);
    private static final int HALF = 150_000;

    @TempDir
    Path home;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private LocalServer server;
    private Catalogue catalogue;

    @BeforeEach
    void aServer() throws Exception {
        server = new LocalServer(good(MODEL));
        catalogue = TestCatalogue.of(
                List.of("small"),
                TestCatalogue.entry("small", MODEL, 10, server.url()),
                TestCatalogue.entry("other", OTHER, 5, server.url()));
    }

    @AfterEach
    void noServer() throws IOException {
        server.close();
    }

    @Test
    void pullsTheUsualOnesAndShowsTheirLicence() throws IOException {
        assertThat(models("pull")).isZero();

        assertThat(home.resolve("models/small.onnx")).hasBinaryContent(MODEL);
        assertThat(lines(out))
                .containsExactly(
                        "small: licence CC0, 300.0 kB from 127.0.0.1", "small: " + home.resolve("models/small.onnx"));
        assertThat(lines(err)).isEmpty();
        assertThat(visible()).containsExactly("small.onnx");
    }

    @Test
    void fetchesNothingTwice() {
        models("pull", "small");
        assertThat(models("pull", "small")).isZero();

        assertThat(server.requests()).hasSize(1);
        assertThat(text(out)).contains("small: here already");
    }

    @Test
    void goesOnWhereTheConnectionBroke() {
        server.behave(breakingOff(MODEL, HALF));
        assertThat(refusal("pull", "small")).contains("broke off after 150.0 kB of 300.0 kB", "goes on from there");
        assertThat(visible()).isEmpty();

        server.behave(good(MODEL));
        assertThat(models("pull", "small")).isZero();
        assertThat(server.requests().get(1).from()).hasValue(HALF);
        assertThat(home.resolve("models/small.onnx")).hasBinaryContent(MODEL);
    }

    @Test
    void startsOverWhereTheServerKnowsNoRange() {
        server.behave(breakingOff(MODEL, HALF));
        models("pull", "small");

        server.behave((request, sink) ->
                good(MODEL).answer(new LocalServer.Request(request.path(), java.util.OptionalLong.empty()), sink));
        assertThat(models("pull", "small")).isZero();
        assertThat(text(out))
                .contains("small: 127.0.0.1 cannot go on where it broke off; it starts from the beginning");
        assertThat(home.resolve("models/small.onnx")).hasBinaryContent(MODEL);
    }

    @Test
    void startsOverWhereTheServerRefusesTheRange() {
        server.behave(breakingOff(MODEL, HALF));
        models("pull", "small");

        server.behave((request, sink) -> {
            if (request.from().isPresent()) {
                status("416 Range Not Satisfiable").answer(request, sink);
            } else {
                good(MODEL).answer(request, sink);
            }
        });
        assertThat(models("pull", "small")).isZero();
        assertThat(home.resolve("models/small.onnx")).hasBinaryContent(MODEL);
    }

    @Test
    void takesNoOtherPartThanItAskedFor() {
        server.behave(breakingOff(MODEL, HALF));
        models("pull", "small");
        err.reset();

        server.behave((request, sink) -> {
            head(sink, "206 Partial Content", "Content-Range: bytes 7-299999/300000", "Content-Length: 299993");
            sink.write(MODEL, 7, MODEL.length - 7);
        });
        assertThat(refusal("pull", "small")).contains("another part");
    }

    @Test
    void findsWhatASecondHalfFromElsewhereSpoilt() {
        server.behave(breakingOff(MODEL, HALF));
        models("pull", "small");
        err.reset();

        server.behave(good(TestCatalogue.content(MODEL.length, 99)));
        assertThat(refusal("pull", "small")).contains("content differs");
        server.behave(good(MODEL));
        assertThat(models("pull", "small")).isZero();
    }

    @Test
    void refusesAnotherContentAndKeepsNothing() {
        bad(good(TestCatalogue.content(MODEL.length, 3)), "its content differs from the catalogue's");
        assertThat(hidden()).isEmpty();
    }

    @Test
    void refusesWhatABadServerSends() {
        byte[] page = "<!DOCTYPE html><html><body>Please log in</body></html>".getBytes(StandardCharsets.UTF_8);
        bad(unmeasured(page, "text/html; charset=utf-8"), "a web page in place of the model");
        bad(unmeasured(page, "application/octet-stream"), "a web page in place of the model");
        bad(status("404 Not Found", "Content-Type: text/html"), "answers 404 Not Found");
        bad(status("503 \u001b[31mBusy"), "answers 503 [31mBusy");
        bad(good(OTHER), "has 2000 bytes instead of 300000");
        bad(unmeasured(OTHER, "application/octet-stream"), "broke off after 2.0 kB of 300.0 kB");
        bad(unmeasured(TestCatalogue.content(400_000, 4), "application/octet-stream"), "more than the 300000 bytes");
        bad((request, sink) -> sink.write("220 mail ready\r\n".getBytes(StandardCharsets.UTF_8)), "127.0.0.1 ");
        bad((request, sink) -> {}, "127.0.0.1 ");
    }

    @Test
    void refusesABrokenOffChunk() {
        bad(
                (request, sink) -> {
                    head(sink, "200 OK", "Transfer-Encoding: chunked");
                    sink.write("4000\r\n".getBytes(StandardCharsets.UTF_8));
                    sink.write(MODEL, 0, 1000);
                },
                "broke off after");
    }

    @Test
    void doesNotFollowToElsewhere() {
        bad(
                status("302 Found", "Location: http://login.example.org/portal?x=1"),
                "sends elsewhere, to http://login.example.org");
        bad(status("302 Found", "Location: ftp://127.0.0.1/x"), "sends elsewhere");
        bad(status("302 Found", "Location: http://[broken"), "no address");
        bad(status("302 Found", "Location: /again"), "in circles");
    }

    @Test
    void followsWithinTheSameHost() {
        server.behave((request, sink) -> {
            if (request.path().equals("/moved/small.onnx")) {
                good(MODEL).answer(request, sink);
            } else {
                status("301 Moved Permanently", "Location: /moved" + request.path())
                        .answer(request, sink);
            }
        });
        assertThat(models("pull", "small")).isZero();
    }

    @Test
    void saysWhereNoServerIs() throws IOException {
        server.close();
        assertThat(refusal("pull", "small")).contains("127.0.0.1 cannot be reached");
    }

    @Test
    void pullsTheRestWhereOneFails() {
        server.behave((request, sink) -> {
            if (request.path().contains("other")) {
                good(OTHER).answer(request, sink);
            } else {
                status("500 Oops").answer(request, sink);
            }
        });
        assertThat(models("pull", "small", "other")).isOne();
        assertThat(lines(err)).hasSize(1);
        assertThat(visible()).containsExactly("other.onnx");
    }

    @Test
    void saysWhatItCannotDo() throws IOException {
        assertThat(refusal("pull", "nothing")).contains("no model 'nothing'");
        assertThat(refusal("remove", "small")).contains("it is not here");
        assertThat(refusal("import", "/no/such/file")).contains("there is no file");
        err.reset();
        for (String line : List.of("paint", "pull --force", "import", "import a b c", "verify x", "remove", "list x")) {
            assertThat(models(line.split(" ", -1))).as(line).isEqualTo(2);
            assertThat(lines(err)).as(line).hasSize(1);
            err.reset();
        }
        Files.delete(home.resolve("models/.lock"));
        Files.delete(home.resolve("models"));
        Files.createFile(home.resolve("models"));
        assertThat(refusal("pull", "small")).contains("cannot be written");
    }

    @Test
    void doesNotDisturbAnotherCommand() throws Exception {
        try (ShelfLock held = ShelfLock.take(home.resolve("models"))) {
            assertThat(held).isNotNull();
            assertThat(refusal("pull", "small")).contains("another command");
        }
        assertThat(models("pull", "small")).isZero();
    }

    @Test
    void takesAnOwnWebServerInPlaceOfTheCataloguesAddresses() {
        server.behave((request, sink) -> {
            if (request.path().equals("/mine/small.onnx")) {
                good(MODEL).answer(request, sink);
            } else {
                status("404 Not Found").answer(request, sink);
            }
        });
        assertThat(models(Optional.of(server.url() + "/mine"), Optional.empty(), "pull", "small"))
                .isZero();
        assertThat(models(Optional.of("ftp://x/"), Optional.empty(), "pull", "other"))
                .isOne();
        assertThat(text(err)).contains("by http or https");
    }

    @Test
    void triesTheOwnersModels() throws Exception {
        assertThat(models("check")).isZero();
        assertThat(text(out)).contains("NAME.model.json");
        own("good", "{\"family\": \"sevens\", \"labels\": [\"a\"]}");
        own("bad", "{\"family\": \"eights\", \"labels\": [\"a\"]}");
        own("still", "{\"family\": \"sevens\", \"task\": \"pose\", \"labels\": [\"a\"]}");
        out.reset();

        assertThat(models("check")).isOne();
        assertThat(lines(out)).containsExactly("good: fits; seven it is");
        assertThat(lines(err))
                .containsExactly(
                        "vedette: bad: does not fit: there is no seven in eights",
                        "vedette: still: nothing here runs models of runtime onnx for task pose");
        assertThat(models("list")).isZero();
        assertThat(text(out)).containsPattern("good +detect +7 B +its owner's +your own");
        assertThat(refusal("check", "nowhere")).contains("no model 'nowhere'");
    }

    private void own(String name, String descriptor) throws IOException {
        Path models = Files.createDirectories(home.resolve("models"));
        Files.writeString(models.resolve(name + ".onnx"), "sevens!");
        Files.writeString(models.resolve(name + ".model.json"), descriptor);
    }

    /** Runs what is of family sevens. */
    private static final class Sevens implements ModelTrial {
        @Override
        public boolean knows(String runtime, String task) {
            return runtime.equals("onnx") && task.equals("detect");
        }

        @Override
        public String run(ModelFile model) throws DetectorException {
            if (!model.family().equals("sevens")) {
                throw new DetectorException("there is no seven in " + model.family());
            }
            return "seven it is";
        }
    }

    private void bad(Behaviour behaviour, String says) {
        server.behave(behaviour);
        assertThat(refusal("pull", "small")).startsWith("vedette: small: ").contains(says);
        assertThat(visible()).isEmpty();
        err.reset();
        deleteHidden();
    }

    /** What a command that failed said, which is one line. */
    private String refusal(String... words) {
        err.reset();
        assertThat(models(words)).isOne();
        assertThat(lines(err)).hasSize(1);
        return lines(err).get(0);
    }

    private int models(String... words) {
        return models(Optional.empty(), Optional.empty(), words);
    }

    private int models(Optional<String> url, Optional<Path> mirror, String... words) {
        PrintStream complaints = new PrintStream(err, true, StandardCharsets.UTF_8);
        ModelShelf shelf = new ModelShelf(new TestHome(home, mirror), catalogue, url, complaints::println);
        PresentModels present = new PresentModels(new TestHome(home, mirror), catalogue, said -> {});
        return new ModelsCommand(
                        shelf,
                        () -> new ModelCheck(present, List.of(new Sevens())),
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        complaints,
                        false)
                .run(Arrays.asList(words));
    }

    private List<String> visible() {
        return files(false);
    }

    private List<String> hidden() {
        return files(true).stream().filter(name -> !name.equals(".lock")).toList();
    }

    private List<String> files(boolean hidden) {
        try (Stream<Path> files = Files.list(home.resolve("models"))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.startsWith(".") == hidden)
                    .toList();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private void deleteHidden() {
        for (String name : hidden()) {
            try {
                Files.delete(home.resolve("models").resolve(name));
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        }
    }

    private static List<String> lines(ByteArrayOutputStream stream) {
        return text(stream).lines().toList();
    }

    private static String text(ByteArrayOutputStream stream) {
        return stream.toString(StandardCharsets.UTF_8);
    }
}
