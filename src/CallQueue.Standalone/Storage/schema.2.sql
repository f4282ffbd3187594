-- Version 2: a folder's calls can be moved elsewhere, and come from elsewhere.

-- One row: everything was exported, and nothing here may be dialed or changed any more. at: as in alarms.
CREATE TABLE moved (export_id TEXT NOT NULL, at INTEGER NOT NULL);

-- One row: everything here came by that import; while it is not whole, nothing here may be dialed.
CREATE TABLE imported (export_id TEXT NOT NULL, at INTEGER NOT NULL, whole INTEGER NOT NULL);
