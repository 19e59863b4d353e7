-- Names, pictures and directions are sealed by the room where it has a key; ids are given out by face_room and never again.

CREATE TABLE face_room (
  one     INTEGER PRIMARY KEY CHECK (one = 1),
  next_id BIGINT NOT NULL,
  -- 1 while something that was deleted may still stand in the database's files.
  compact INTEGER NOT NULL
);
INSERT INTO face_room (one, next_id, compact) VALUES (1, 1, 0);

CREATE TABLE face_person (
  id       BIGINT PRIMARY KEY,
  -- The lower-case name, or its keyed hash.
  name_key TEXT NOT NULL UNIQUE,
  name     BLOB NOT NULL,
  list     TEXT NOT NULL,
  since_ms BIGINT NOT NULL,
  seen_ms  BIGINT,
  -- 1 from the beginning of a removal to its end.
  leaving  INTEGER NOT NULL DEFAULT 0
);

CREATE TABLE face_stranger (
  id       BIGINT PRIMARY KEY,
  visits   INTEGER NOT NULL,
  first_ms BIGINT NOT NULL,
  last_ms  BIGINT NOT NULL
);

CREATE TABLE face_picture (
  id          BIGINT PRIMARY KEY,
  person_id   BIGINT REFERENCES face_person (id) ON DELETE CASCADE,
  stranger_id BIGINT REFERENCES face_stranger (id) ON DELETE CASCADE,
  -- enrol or stranger
  origin      TEXT NOT NULL,
  quality     DOUBLE PRECISION NOT NULL,
  added_ms    BIGINT NOT NULL,
  jpeg        BLOB NOT NULL
);
CREATE INDEX face_picture_person ON face_picture (person_id);
CREATE INDEX face_picture_stranger ON face_picture (stranger_id);

-- A face's direction in a model's space: float32, little-endian, of length 1.
CREATE TABLE face_embedding (
  picture_id BIGINT NOT NULL REFERENCES face_picture (id) ON DELETE CASCADE,
  model      TEXT NOT NULL,
  direction  BLOB NOT NULL,
  PRIMARY KEY (picture_id, model)
);

-- The models that were used, with the time from which on.
CREATE TABLE face_model (
  model    TEXT PRIMARY KEY,
  since_ms BIGINT NOT NULL
);

-- The events of a stranger's visits.
CREATE TABLE face_event (
  event_id    TEXT PRIMARY KEY,
  stranger_id BIGINT NOT NULL REFERENCES face_stranger (id) ON DELETE CASCADE,
  at_ms       BIGINT NOT NULL
);
CREATE INDEX face_event_stranger ON face_event (stranger_id);

-- There where the room is sealed: the key's salt, and a word that only the key opens.
CREATE TABLE face_seal (
  one  INTEGER PRIMARY KEY CHECK (one = 1),
  salt BLOB NOT NULL,
  word BLOB NOT NULL
);
