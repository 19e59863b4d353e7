package io.vedette.api.event;

import java.util.UUID;

/**
 * An event as the outbox holds it. Immutable.
 *
 * @param eventId the event's id
 * @param seq its message's number, from 1
 * @param json the event JSON, schema 1
 */
public record EventMessage(UUID eventId, int seq, String json) {}
