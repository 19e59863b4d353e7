-- Plain SQL that SQLite and PostgreSQL both read. Ids are given out by the one writer, in order.

-- This home's own name: the root of all event ids. A new database is a new origin, so ids never repeat.
CREATE TABLE event_home (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  id  TEXT NOT NULL
);

-- The latest owner's term of each camera; a message of an older one is refused.
CREATE TABLE event_epoch (
  camera TEXT PRIMARY KEY,
  epoch  BIGINT NOT NULL
);

CREATE TABLE event_message (
  id         BIGINT PRIMARY KEY,
  event_id   TEXT NOT NULL,
  seq        INTEGER NOT NULL,
  type       TEXT NOT NULL,
  camera     TEXT NOT NULL,
  epoch      BIGINT NOT NULL,
  written_ms BIGINT NOT NULL,
  json       TEXT NOT NULL,
  UNIQUE (event_id, seq)
);
CREATE INDEX event_message_written ON event_message (written_ms);

-- The last message of each event that has not ended.
CREATE TABLE event_open (
  event_id   TEXT PRIMARY KEY,
  message_id BIGINT NOT NULL
);

-- What waits for a durable sink. A row goes when the sink has taken its message.
CREATE TABLE event_outbox (
  sink       TEXT NOT NULL,
  message_id BIGINT NOT NULL,
  PRIMARY KEY (sink, message_id)
);
CREATE INDEX event_outbox_message ON event_outbox (message_id);
