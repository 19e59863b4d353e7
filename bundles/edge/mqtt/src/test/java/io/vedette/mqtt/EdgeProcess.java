package io.vedette.mqtt;

import io.vedette.core.spi.live.LiveFact;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/** The edge in a process of its own, to be killed: arguments are the broker's URI and the home. */
final class EdgeProcess {

    private EdgeProcess() {}

    public static void main(String[] arguments) throws InterruptedException {
        Fakes.Board facts = new Fakes.Board();
        facts.post(new LiveFact.MotionOn("front", true));
        MqttEdge edge = new MqttEdge(
                facts,
                new Fakes.OneCamera(facts, new ArrayList<>()),
                new Fakes.Log(),
                new Fakes.Folder(Path.of(arguments[1])),
                Map.of("uri", arguments[0]));
        new CountDownLatch(1).await();
        edge.deactivate();
    }
}
