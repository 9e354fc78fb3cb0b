-- The first shape of a register in a database; what version 2 is in a file.

-- Tells a register from other schemas. Whoever writes locks its row, so that others wait.
CREATE TABLE register (
  one     BOOLEAN PRIMARY KEY DEFAULT true CHECK (one),
  format  TEXT NOT NULL,
  version BIGINT NOT NULL
);

-- One line an act; the digest is that of the line.
CREATE TABLE journal (
  entry  BIGINT PRIMARY KEY,
  line   TEXT NOT NULL,
  digest BYTEA NOT NULL
);

-- People, and free texts, apart from claims. An erased one has neither salt nor text.
CREATE TABLE people (
  id     BIGINT PRIMARY KEY,
  salt   BYTEA,
  name   TEXT,
  digest BYTEA NOT NULL
);
CREATE TABLE texts (
  id     BIGINT PRIMARY KEY,
  salt   BYTEA NOT NULL,
  text   TEXT NOT NULL,
  digest BYTEA NOT NULL
);
-- Statistics of the planner would hold copies of names.
ALTER TABLE people ALTER COLUMN name SET STATISTICS 0, ALTER COLUMN salt SET STATISTICS 0;
ALTER TABLE texts ALTER COLUMN text SET STATISTICS 0, ALTER COLUMN salt SET STATISTICS 0;

-- Names of tables (without a column) and of columns.
CREATE TABLE names (
  id  BIGINT PRIMARY KEY,
  tab TEXT NOT NULL,
  col TEXT NOT NULL,
  UNIQUE (tab, col)
);

-- The rows of all tables, by what each is known again by; `known` is its SHA-256, since an index
-- does not hold long texts. Texts are in order of their bytes, as in a file.
CREATE TABLE facts (
  id       BIGINT PRIMARY KEY,
  tab      BIGINT NOT NULL,
  identity TEXT COLLATE "C" NOT NULL,
  ordinal  BIGINT NOT NULL,
  known    BYTEA NOT NULL,
  UNIQUE (tab, known, ordinal)
);
CREATE INDEX facts_by_alphabet ON facts (tab, left(identity, 64));

-- Where the rows of a change set stood: file, sheet, columns in order of their place.
CREATE TABLE origins (
  id         BIGINT PRIMARY KEY,
  change_set BIGINT NOT NULL,
  file       TEXT NOT NULL,
  sheet      TEXT,
  columns    TEXT NOT NULL
);

-- What change sets say of facts.
CREATE TABLE items (
  fact       BIGINT NOT NULL,
  change_set BIGINT NOT NULL,
  item       BIGINT NOT NULL,
  kind       BIGINT NOT NULL,
  origin     BIGINT NOT NULL,
  line       BIGINT NOT NULL,
  cells      BYTEA NOT NULL,
  PRIMARY KEY (fact, change_set, item)
);
CREATE INDEX items_by_change_set ON items (change_set, item);

-- Documents, by what is in them. They are packed already, most of them.
CREATE TABLE evidence (
  sha256 BYTEA PRIMARY KEY,
  bytes  BYTEA NOT NULL
);
ALTER TABLE evidence ALTER COLUMN bytes SET STORAGE EXTERNAL;

-- Nothing is changed or taken away, except that a name is erased: whoever tries by mistake is
-- refused. Who owns the tables can take the guards off; then `karenina verify` says so.
CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the table % of a register is only added to', TG_TABLE_NAME
    USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE FUNCTION refuse_unless_erased() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.id = OLD.id AND NEW.digest = OLD.digest AND NEW.salt IS NULL AND NEW.name IS NULL THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'a name in a register is erased or stays'
    USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE TRIGGER only_added_to BEFORE UPDATE OR DELETE OR TRUNCATE ON journal
  FOR EACH STATEMENT EXECUTE FUNCTION refuse();
CREATE TRIGGER only_added_to BEFORE UPDATE OR DELETE OR TRUNCATE ON texts
  FOR EACH STATEMENT EXECUTE FUNCTION refuse();
CREATE TRIGGER only_added_to BEFORE UPDATE OR DELETE OR TRUNCATE ON names
  FOR EACH STATEMENT EXECUTE FUNCTION refuse();
CREATE TRIGGER only_added_to BEFORE UPDATE OR DELETE OR TRUNCATE ON facts
  FOR EACH STATEMENT EXECUTE FUNCTION refuse();
CREATE TRIGGER only_added_to BEFORE UPDATE OR DELETE OR TRUNCATE ON origins
  FOR EACH STATEMENT EXECUTE FUNCTION refuse();
CREATE TRIGGER only_added_to BEFORE UPDATE OR DELETE OR TRUNCATE ON items
  FOR EACH STATEMENT EXECUTE FUNCTION refuse();
CREATE TRIGGER only_added_to BEFORE UPDATE OR DELETE OR TRUNCATE ON evidence
  FOR EACH STATEMENT EXECUTE FUNCTION refuse();
CREATE TRIGGER only_added_to BEFORE DELETE OR TRUNCATE ON people
  FOR EACH STATEMENT EXECUTE FUNCTION refuse();
CREATE TRIGGER only_erased BEFORE UPDATE ON people
  FOR EACH ROW EXECUTE FUNCTION refuse_unless_erased();
-- Also while rows are copied from elsewhere.
ALTER TABLE journal ENABLE ALWAYS TRIGGER only_added_to;
ALTER TABLE texts ENABLE ALWAYS TRIGGER only_added_to;
ALTER TABLE names ENABLE ALWAYS TRIGGER only_added_to;
ALTER TABLE facts ENABLE ALWAYS TRIGGER only_added_to;
ALTER TABLE origins ENABLE ALWAYS TRIGGER only_added_to;
ALTER TABLE items ENABLE ALWAYS TRIGGER only_added_to;
ALTER TABLE evidence ENABLE ALWAYS TRIGGER only_added_to;
ALTER TABLE people ENABLE ALWAYS TRIGGER only_added_to, ENABLE ALWAYS TRIGGER only_erased;
