-- The first shape of a file of people.

-- A number is never given twice. Of an erased person nothing but it, the role and the days stay.
CREATE TABLE accounts (
  id           INTEGER PRIMARY KEY AUTOINCREMENT,
  role         TEXT NOT NULL,
  name         TEXT,
  name_key     TEXT UNIQUE,
  email        TEXT,
  email_key    TEXT UNIQUE,
  organisation TEXT,
  begun_at     INTEGER NOT NULL,
  locked       INTEGER NOT NULL DEFAULT 0,
  erased_at    INTEGER,
  memory_kib   INTEGER,
  passes       INTEGER,
  lanes        INTEGER,
  salt         BLOB,
  hash         BLOB,
  failures     INTEGER NOT NULL DEFAULT 0,
  failed_at    INTEGER NOT NULL DEFAULT 0,
  issuer       TEXT,
  subject      TEXT,
  UNIQUE (issuer, subject)
);

-- A manager's cluster, the clusters of an expert, and those with a conflict of interest.
CREATE TABLE account_clusters (
  account  INTEGER NOT NULL,
  cluster  TEXT NOT NULL,
  conflict INTEGER NOT NULL,
  PRIMARY KEY (account, cluster)
) WITHOUT ROWID;

-- Names that nobody has are counted like those of accounts, by keyed digests of them.
CREATE TABLE strangers (
  digest    BLOB PRIMARY KEY,
  failures  INTEGER NOT NULL,
  failed_at INTEGER NOT NULL
) WITHOUT ROWID;

-- Of tokens their digests alone.
CREATE TABLE invitations (
  digest  BLOB PRIMARY KEY,
  account INTEGER NOT NULL,
  ends_at INTEGER NOT NULL
) WITHOUT ROWID;
CREATE TABLE sessions (
  digest   BLOB PRIMARY KEY,
  account  INTEGER NOT NULL,
  begun_at INTEGER NOT NULL,
  seen_at  INTEGER NOT NULL
) WITHOUT ROWID;

CREATE TABLE access_log (
  line    INTEGER PRIMARY KEY AUTOINCREMENT,
  at      INTEGER NOT NULL,
  account INTEGER,
  event   TEXT NOT NULL,
  subject TEXT NOT NULL,
  allowed INTEGER NOT NULL
);
CREATE INDEX access_log_by_account ON access_log (account, line);
CREATE TRIGGER access_log_stays BEFORE UPDATE ON access_log
BEGIN
  SELECT RAISE(ABORT, 'the access log is not changed');
END;

-- The draft of a cluster's form; and what somebody saved over another's, set aside.
CREATE TABLE drafts (
  cluster  TEXT NOT NULL,
  period   TEXT NOT NULL,
  account  INTEGER NOT NULL,
  version  INTEGER NOT NULL,
  saved_at INTEGER NOT NULL,
  cells    TEXT NOT NULL,
  PRIMARY KEY (cluster, period)
) WITHOUT ROWID;
CREATE TABLE drafts_aside (
  cluster  TEXT NOT NULL,
  period   TEXT NOT NULL,
  account  INTEGER NOT NULL,
  version  INTEGER NOT NULL,
  saved_at INTEGER NOT NULL,
  cells    TEXT NOT NULL,
  PRIMARY KEY (cluster, period, account)
) WITHOUT ROWID;

-- The key of digests of strangers; whether the file has still to be written anew after an erasure.
CREATE TABLE settings (
  name  TEXT PRIMARY KEY,
  value BLOB NOT NULL
) WITHOUT ROWID;
