package io.vedette.mqtt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ConnectionTest {

    @Test
    void connectsAgainWhereItBroke() {
        AtomicInteger attempts = new AtomicInteger();
        Fakes.Board board = new Fakes.Board();
        Fakes.OneCamera cameras = new Fakes.OneCamera(board, new ArrayList<>());
        Connection connection = new Connection(new Connection.Parts(
                (broker, terms, listener, patience) -> {
                    if (attempts.incrementAndGet() == 1) {
                        throw new NoClassDefFoundError("a part of the client");
                    }
                    throw new LinkException("nobody there", null);
                },
                Optional::empty,
                () -> "test",
                new Orders(cameras),
                new Presses(Optional::empty, InstantSource.system()),
                new Stats(cameras, new Fakes.Log(), InstantSource.system())));
        connection.apply(new Settings(
                Optional.of(URI.create("tcp://127.0.0.1:1")),
                "vedette",
                Optional.empty(),
                Optional.empty(),
                Optional.empty()));
        connection.start();
        await().until(() -> attempts.get() > 1);
        assertThat(connection.worker().restarts()).isOne();
        connection.stop();
    }
}
