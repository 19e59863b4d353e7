package io.vedette.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.api.event.EventMessage;
import io.vedette.core.spi.event.EventLog;
import io.vedette.core.spi.event.SinkState;
import io.vedette.core.spi.room.Rooms;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClipTest {
    private static final UUID EVENT = new UUID(1, 2);
    private static final String CLIP = "/api/v1/events/" + EVENT + "/clip.mp4";
    private static final int BYTES = 200_000;

    private final byte[] film = new byte[BYTES];
    private Path file;
    private WebServer server;

    @BeforeEach
    void start(@TempDir Path folder) throws Exception {
        new Random(1).nextBytes(film);
        file = Files.write(folder.resolve("clip.mp4"), film);
        Rooms rooms = new Rooms();
        rooms.bindEventLog(log());
        server = new WebServer(Map.of("/api/v1/events", new EventsServlet(rooms)));
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
    }

    @Test
    void sendsTheWholeClip() throws Exception {
        HttpResponse<byte[]> answer = server.bytes("GET", CLIP);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("video/mp4");
        assertThat(answer.headers().firstValue("Accept-Ranges")).hasValue("bytes");
        assertThat(answer.body()).isEqualTo(film);
    }

    @ParameterizedTest
    @CsvSource({
        "bytes=0-, 0, 199999",
        "bytes=1000-1009, 1000, 1009",
        "bytes=199990-999999, 199990, 199999",
        "bytes=-7, 199993, 199999"
    })
    void sendsThePartThatABrowserSeeks(String range, int first, int last) throws Exception {
        HttpResponse<byte[]> answer = server.bytes("GET", CLIP, "Range", range);

        boolean whole = last - first + 1 == BYTES;
        assertThat(answer.statusCode()).isEqualTo(206);
        assertThat(answer.headers().firstValue("Content-Range")).hasValue("bytes " + first + "-" + last + "/200000");
        assertThat(answer.body()).isEqualTo(whole ? film : Arrays.copyOfRange(film, first, last + 1));
    }

    @ParameterizedTest
    @CsvSource({"bytes=200000-", "bytes=-0", "bytes=300000-300001"})
    void aPartThatIsNotThereIsRefused(String range) throws Exception {
        HttpResponse<byte[]> answer = server.bytes("GET", CLIP, "Range", range);

        assertThat(answer.statusCode()).isEqualTo(416);
        assertThat(answer.headers().firstValue("Content-Range")).hasValue("bytes */200000");
    }

    @ParameterizedTest
    @CsvSource({"items=0-1", "bytes=9-3", "bytes=-", "'bytes=0-1,5-6'"})
    void whatIsNotUnderstoodGetsTheWhole(String range) throws Exception {
        HttpResponse<byte[]> answer = server.bytes("GET", CLIP, "Range", range);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).hasSize(BYTES);
    }

    @Test
    void aPartOfAnotherClipIsNotMixedIn() throws Exception {
        String tag = server.bytes("HEAD", CLIP).headers().firstValue("ETag").orElseThrow();

        assertThat(server.bytes("GET", CLIP, "Range", "bytes=0-1", "If-Range", tag)
                        .statusCode())
                .isEqualTo(206);
        assertThat(server.bytes("GET", CLIP, "Range", "bytes=0-1", "If-Range", "\"other\"")
                        .statusCode())
                .isEqualTo(200);
        assertThat(server.bytes("GET", CLIP, "If-None-Match", tag).statusCode()).isEqualTo(304);
    }

    @Test
    void aClipThatIsNotThereIsToldSo() throws Exception {
        assertThat(server.get(CLIP.replace(EVENT.toString(), new UUID(0, 0).toString()))
                        .body())
                .contains("There is no such clip.");
        Files.delete(file);
        HttpResponse<String> gone = server.get(CLIP);
        assertThat(gone.statusCode()).isEqualTo(404);
        assertThat(gone.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    }

    private EventLog log() {
        return new EventLog() {
            @Override
            public List<EventMessage> latest(int limit) {
                return List.of();
            }

            @Override
            public List<EventMessage> life(UUID eventId) {
                return List.of();
            }

            @Override
            public Optional<Path> picture(UUID eventId) {
                return Optional.empty();
            }

            @Override
            public Optional<Path> clip(UUID eventId) {
                return Optional.of(file).filter(there -> eventId.equals(EVENT));
            }

            @Override
            public List<SinkState> sinks() {
                return List.of();
            }
        };
    }
}
