-- What a sink will never take. Stays until it is sent again or its message is forgotten.
CREATE TABLE event_dead (
  sink       TEXT NOT NULL,
  message_id BIGINT NOT NULL,
  at_ms      BIGINT NOT NULL,
  reason     TEXT NOT NULL,
  PRIMARY KEY (sink, message_id)
);
CREATE INDEX event_dead_message ON event_dead (message_id);
