-- Version 1. A later version adds a step (schema.2.sql and so on); a file is never rewritten in place by an older program.

-- A row id instead of WITHOUT ROWID: values are 1 to 20 KB, and long rows inside an index b-tree were measured
-- 2 to 4 times slower to write.
CREATE TABLE records (
    id      INTEGER PRIMARY KEY,
    kind    TEXT    NOT NULL,
    key     TEXT    NOT NULL,
    name    TEXT    NOT NULL,
    version INTEGER NOT NULL,
    data    BLOB    NOT NULL,
    UNIQUE (kind, key, name)
);

-- due_at: UTC, in 100 ns since year 1. Read whole at start and kept in memory, so no index by due time.
CREATE TABLE alarms (
    kind   TEXT    NOT NULL,
    key    TEXT    NOT NULL,
    due_at INTEGER NOT NULL,
    PRIMARY KEY (kind, key)
) WITHOUT ROWID;

-- epoch: counts the openings of this file; the high part of every record version, so that none ever repeats.
CREATE TABLE store (epoch INTEGER NOT NULL);
INSERT INTO store (epoch) VALUES (0);
