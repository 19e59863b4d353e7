package io.vedette.core.spi.event;

import io.vedette.api.media.Frame;
import java.time.Instant;
import java.util.Optional;

/**
 * A press of a button, with what the camera showed. Its frame is borrowed for the call.
 *
 * @param source which button, as {@code io.vedette.api.trigger.Press} has it
 * @param at when it was pressed
 * @param frame of that moment; empty where the camera has none
 */
public record Pressing(String source, Instant at, Optional<Frame> frame) {}
