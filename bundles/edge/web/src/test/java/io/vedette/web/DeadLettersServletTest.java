package io.vedette.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.api.event.EventMessage;
import io.vedette.core.spi.event.DeadLetters;
import io.vedette.core.spi.store.StoreException;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DeadLettersServletTest {
    private static final String DEAD = "/api/v1/alerts/dead";

    private final Letters letters = new Letters();
    private final DeadLettersServlet servlet = new DeadLettersServlet();
    private WebServer server;

    @BeforeEach
    void start() throws Exception {
        servlet.bindDeadLetters(letters);
        server = new WebServer(Map.of(DEAD, servlet));
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
    }

    @Test
    void tellsWhatWasRefusedAndWhy() throws Exception {
        HttpResponse<String> answer = server.get(DEAD + "?limit=1");

        assertThat(answer.body())
                .isEqualTo("[{\"sink\":\"telegram\",\"at_utc\":\"1970-01-01T00:00:00Z\",\"reason\":\"chat not found\","
                        + "\"message\":{\"seq\":1}}]");
        assertThat(server.get(DEAD + "?limit=0").statusCode()).isEqualTo(400);
    }

    @Test
    void sendsAgainAndGivesUp() throws Exception {
        HttpResponse<String> replayed = server.ask("POST", DEAD + "/telegram/replay", BodyPublishers.noBody());
        HttpResponse<String> discarded = server.ask("DELETE", DEAD + "/mail", BodyPublishers.noBody());

        assertThat(replayed.body()).isEqualTo("{\"messages\":3}");
        assertThat(discarded.body()).isEqualTo("{\"messages\":2}");
        assertThat(letters.asked).containsExactly("replay telegram", "discard mail");
        assertThat(server.ask("DELETE", DEAD, BodyPublishers.noBody()).statusCode())
                .isEqualTo(405);
    }

    @Test
    void isNotUpWithoutCore() throws Exception {
        servlet.unbindDeadLetters(letters);

        assertThat(server.get(DEAD).statusCode()).isEqualTo(503);
    }

    @Test
    void aStoreThatCannotBeReadIsTold() throws Exception {
        assertThat(server.ask("POST", DEAD + "/broken/replay", BodyPublishers.noBody())
                        .statusCode())
                .isEqualTo(503);
    }

    private static final class Letters implements DeadLetters {
        private final List<String> asked = new CopyOnWriteArrayList<>();

        @Override
        public List<Dead> dead(int limit) {
            EventMessage message = new EventMessage(new UUID(0, 1), 1, "{\"seq\":1}");
            return List.of(new Dead("telegram", message, Instant.EPOCH, "chat not found"));
        }

        @Override
        public int replay(String sink) throws StoreException {
            if (sink.equals("broken")) {
                throw new StoreException("the disk is full", new IOException("no space"));
            }
            asked.add("replay " + sink);
            return 3;
        }

        @Override
        public int discard(String sink) {
            asked.add("discard " + sink);
            return 2;
        }
    }
}
