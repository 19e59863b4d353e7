package io.vedette.shell.doctor;

import io.vedette.core.spi.broker.EmbeddedBroker;
import io.vedette.core.spi.camera.CameraFiles;
import io.vedette.core.spi.camera.Cameras;
import io.vedette.core.spi.event.EventLog;
import io.vedette.core.spi.expert.Experts;
import io.vedette.core.spi.model.Models;
import io.vedette.core.spi.store.Home;
import java.util.Optional;

/**
 * The rooms that a running instance is asked for; each is empty while it is not up. Immutable.
 *
 * @param home where everything lies
 */
public record Rooms(
        Home home,
        Optional<Cameras> cameras,
        Optional<CameraFiles> files,
        Optional<Experts> experts,
        Optional<Models> models,
        Optional<EventLog> log,
        Optional<EmbeddedBroker> broker) {}
