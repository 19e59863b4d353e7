package io.vedette.notify.email;

import java.time.Instant;
import java.util.Optional;

/**
 * What a mail is to say. Immutable.
 *
 * @param key of the message, for the Message-ID
 * @param at when it is written
 * @param jpeg the picture; not changed by anybody
 */
record Letter(String key, String subject, String text, Instant at, Optional<byte[]> jpeg) {}
