-- The first shape of a register.

-- One line an act; the digest is that of the line.
CREATE TABLE journal (
  entry  INTEGER PRIMARY KEY,
  line   TEXT NOT NULL,
  digest BLOB NOT NULL
);

-- People, and free texts, apart from claims. An erased one has neither salt nor text.
CREATE TABLE people (
  id     INTEGER PRIMARY KEY,
  salt   BLOB,
  name   TEXT,
  digest BLOB NOT NULL
);
CREATE TABLE texts (
  id     INTEGER PRIMARY KEY,
  salt   BLOB NOT NULL,
  text   TEXT NOT NULL,
  digest BLOB NOT NULL
);

-- Names of tables (without a column) and of columns.
CREATE TABLE names (
  id   INTEGER PRIMARY KEY,
  tab  TEXT NOT NULL,
  col  TEXT NOT NULL,
  UNIQUE (tab, col)
);

-- The rows of all tables, by what each is known again by.
CREATE TABLE facts (
  id       INTEGER PRIMARY KEY,
  tab      INTEGER NOT NULL,
  identity TEXT NOT NULL,
  ordinal  INTEGER NOT NULL,
  UNIQUE (tab, identity, ordinal)
);

-- Where the rows of a change set stood: file, sheet, columns in order of their place.
CREATE TABLE origins (
  id         INTEGER PRIMARY KEY,
  change_set INTEGER NOT NULL,
  file       TEXT NOT NULL,
  sheet      TEXT,
  columns    TEXT NOT NULL
);

-- What change sets say of facts. Together, so that what is said of one fact lies in one place.
CREATE TABLE items (
  fact       INTEGER NOT NULL,
  change_set INTEGER NOT NULL,
  item       INTEGER NOT NULL,
  kind       INTEGER NOT NULL,
  origin     INTEGER NOT NULL,
  line       INTEGER NOT NULL,
  cells      BLOB NOT NULL,
  PRIMARY KEY (fact, change_set, item)
) WITHOUT ROWID;

-- Documents, by what is in them.
CREATE TABLE evidence (
  sha256 BLOB PRIMARY KEY,
  bytes  BLOB NOT NULL
);
