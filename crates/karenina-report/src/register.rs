//! The register in words: change sets, claims, journal, editions, and what stood in the way.

use std::{
    fmt::Write as _,
    io::{self, Write},
    path::Path,
};

use karenina_model::{ColumnType, Date, Place, TableId, schema};
use rust_xlsxwriter::{Workbook, XlsxError};
use serde::Serialize;

use crate::{
    Lang,
    csv::plain,
    json,
    terminal::clean,
    wording::{Arg, place_text, words},
};

/// Something that the register answers.
#[derive(Debug, Clone, Copy)]
#[expect(missing_docs, reason = "each is one sentence of wording/…/register.ftl")]
pub enum RegisterText<'a> {
    Begun(&'a Path),
    /// Entry, day, digest.
    Head(u64, Date, &'a str),
    /// Change set; rows added, changed, withdrawn, said again, unchanged.
    Imported(u64, [u64; 5]),
    /// How to look at a change set.
    Next(&'a Path, u64),
    /// Change set, rows decided, rows still open.
    Accepted(u64, u64, u64),
    Rejected(u64, u64, u64),
    NoSets,
    /// Claim and its status, as the schema's word.
    Became(&'a str, &'a str),
    Replied(&'a str),
    NoOrganisations,
    /// Digest, name, size.
    Evidence(&'a str, &'a str, u64),
    NoEvidence,
    /// Name, as of, entry.
    Edition(&'a str, Date, u64),
    EditionDigest(&'a str),
    NoEditions,
    /// Where, tables, rows.
    Exported(&'a Path, usize, usize),
    /// Number; name; entries; cells.
    Person(&'a str, Option<&'a str>, usize, u64),
    Erased(&'a str),
    /// Entries, change sets, rows, documents, editions.
    Sound([u64; 5]),
    /// Digest, entry.
    HeadKnown(&'a str, u64),
    /// More rows from this one on.
    More(u64),
    /// Rows that are not shown.
    AgainHidden(u64),
}

/// The sentence.
pub fn register_text(it: RegisterText<'_>, lang: Lang) -> String {
    let w = words(lang);
    let path = |it: &Path| it.display().to_string();
    match it {
        RegisterText::Begun(at) => w.say("register-begun", &[("path", (&path(at)).into())]),
        RegisterText::Head(entry, on, digest) => w.say(
            "register-head",
            &[
                ("entry", (&entry.to_string()).into()),
                ("on", (&on.to_string()).into()),
                ("digest", digest.into()),
            ],
        ),
        RegisterText::Imported(set, [added, changed, withdrawn, again, unchanged]) => w.say(
            "register-imported",
            &[
                ("set", (&set.to_string()).into()),
                ("added", added.into()),
                ("changed", changed.into()),
                ("withdrawn", withdrawn.into()),
                ("again", again.into()),
                ("unchanged", unchanged.into()),
            ],
        ),
        RegisterText::Next(at, set) => w.say(
            "register-next",
            &[("path", (&path(at)).into()), ("set", (&set.to_string()).into())],
        ),
        RegisterText::Accepted(set, rows, open) => {
            decided("register-accepted", set, rows, open, lang)
        }
        RegisterText::Rejected(set, rows, open) => {
            decided("register-rejected", set, rows, open, lang)
        }
        RegisterText::NoSets => w.say("register-no-sets", &[]),
        RegisterText::Became(claim, status) => {
            let status = status_word(status, lang);
            w.say("register-became", &[("claim", claim.into()), ("status", status.into())])
        }
        RegisterText::Replied(claim) => w.say("register-replied", &[("claim", claim.into())]),
        RegisterText::NoOrganisations => w.say("register-no-organisations", &[]),
        RegisterText::Evidence(digest, name, size) => w.say(
            "register-evidence",
            &[("digest", digest.into()), ("name", name.into()), ("size", size.into())],
        ),
        RegisterText::NoEvidence => w.say("register-no-evidence", &[]),
        RegisterText::Edition(name, on, entry) => w.say(
            "register-edition",
            &[
                ("name", name.into()),
                ("on", (&on.to_string()).into()),
                ("entry", (&entry.to_string()).into()),
            ],
        ),
        RegisterText::EditionDigest(digest) => {
            w.say("register-edition-digest", &[("digest", digest.into())])
        }
        RegisterText::NoEditions => w.say("register-no-editions", &[]),
        RegisterText::Exported(at, tables, rows) => w.say(
            "register-exported",
            &[("path", (&path(at)).into()), ("tables", tables.into()), ("rows", rows.into())],
        ),
        RegisterText::Person(id, name, entries, said) => {
            let name = name.unwrap_or(w.word("register-erased-name"));
            w.say(
                "register-person",
                &[
                    ("id", id.into()),
                    ("name", name.into()),
                    ("entries", entries.into()),
                    ("said", said.into()),
                ],
            )
        }
        RegisterText::Erased(id) => w.say("register-erased", &[("id", id.into())]),
        RegisterText::Sound([entries, sets, rows, evidence, editions]) => w.say(
            "register-sound",
            &[
                ("entries", entries.into()),
                ("sets", sets.into()),
                ("rows", rows.into()),
                ("evidence", evidence.into()),
                ("editions", editions.into()),
            ],
        ),
        RegisterText::HeadKnown(digest, entry) => w.say(
            "register-head-known",
            &[("digest", digest.into()), ("entry", (&entry.to_string()).into())],
        ),
        RegisterText::More(from) => w.say("register-more", &[("from", (&from.to_string()).into())]),
        RegisterText::AgainHidden(n) => w.say("register-again-hidden", &[("n", n.into())]),
    }
}

fn decided(id: &str, set: u64, rows: u64, open: u64, lang: Lang) -> String {
    words(lang).say(
        id,
        &[("set", (&set.to_string()).into()), ("rows", rows.into()), ("open", open.into())],
    )
}

/// A status in words; what has none is declared.
fn status_word(status: &str, lang: Lang) -> &str {
    schema::enumerations()
        .get("status")
        .and_then(|it| it.codes.iter().find(|it| it.0 == status))
        .map_or(status, |it| lang.of(&it.1))
}

/// What stood in the way of an answer of the register.
#[derive(Debug, Clone, Copy)]
#[expect(missing_docs, reason = "each is one sentence of wording/…/register.ftl")]
pub enum RegisterTrouble<'a> {
    NotFound,
    Exists,
    NotARegister,
    Broken(&'a str),
    Busy,
    ReadOnly,
    Full,
    CannotOpen(&'a str),
    Other(&'a str),
    /// Its shape, the newest that is known.
    Newer(i64, i64),
    Damaged(&'a str),
    /// The day given, the day of the last entry.
    Backwards(Date, Date),
    NoSet(u64),
    NothingToDecide(u64),
    /// Change set, its rows.
    NoRows(u64, u64),
    NotRows(&'a str),
    /// How many cells; which ones are listed beside it.
    Conflicts(usize),
    NothingNew,
    NoClaim(&'a str, Option<&'a str>),
    Transition(&'a str, &'a str, &'a str),
    NoOrganisation(&'a str),
    Merge(&'a str, &'a str),
    NoEdition(&'a str, Option<&'a str>),
    EditionExists(&'a str),
    EditionDiffers(&'a str),
    NoPerson(&'a str),
    NoEvidence(&'a str),
    FolderNotEmpty,
    NotADigest(&'a str),
    Database(DatabaseTrouble, &'a str),
}

/// What stood in the way of a register in a database; the reason is what the server said.
#[derive(Debug, Clone, Copy)]
#[expect(missing_docs, reason = "each is one sentence of wording/…/database.ftl")]
pub enum DatabaseTrouble {
    Address,
    NotBuiltIn,
    Unreachable,
    Refused,
    Unencrypted,
    Lost,
    Unsure,
    NotFound,
    Exists,
    NotARegister,
    Broken,
    ReadOnly,
    Full,
    Other,
}

impl DatabaseTrouble {
    fn id(self) -> &'static str {
        match self {
            Self::Address => "database-trouble-address",
            Self::NotBuiltIn => "database-trouble-not-built-in",
            Self::Unreachable => "database-trouble-unreachable",
            Self::Refused => "database-trouble-refused",
            Self::Unencrypted => "database-trouble-unencrypted",
            Self::Lost => "database-trouble-lost",
            Self::Unsure => "database-trouble-unsure",
            Self::NotFound => "database-trouble-not-found",
            Self::Exists => "database-trouble-exists",
            Self::NotARegister => "database-trouble-not-a-register",
            Self::Broken => "database-trouble-broken",
            Self::ReadOnly => "database-trouble-read-only",
            Self::Full => "database-trouble-full",
            Self::Other => "database-trouble-other",
        }
    }
}

/// The sentence that says so; `path` is the register, or the folder.
pub fn register_trouble(path: &Path, it: RegisterTrouble<'_>, lang: Lang) -> String {
    use RegisterTrouble as T;
    let path = path.display().to_string();
    let on_path = |id: &str| words(lang).say(id, &[("path", (&path).into())]);
    let reason = |id: &str, reason: &str| {
        words(lang).say(id, &[("path", (&path).into()), ("reason", reason.into())])
    };
    let say = |id: &str, args: &[(&'static str, Arg<'_>)]| words(lang).say(id, args);
    let found = |id: &str, found: &str| words(lang).say(id, &[("found", found.into())]);
    match it {
        T::NotFound => on_path("register-trouble-not-found"),
        T::Exists => on_path("register-trouble-exists"),
        T::NotARegister => on_path("register-trouble-not-a-register"),
        T::Broken(it) => reason("register-trouble-broken", it),
        T::Busy => on_path("register-trouble-busy"),
        T::ReadOnly => on_path("register-trouble-read-only"),
        T::Full => on_path("register-trouble-full"),
        T::CannotOpen(it) => reason("register-trouble-cannot-open", it),
        T::Other(it) => reason("register-trouble-other", it),
        T::Newer(found, known) => say(
            "register-trouble-newer",
            &[
                ("path", (&path).into()),
                ("found", (&found.to_string()).into()),
                ("known", (&known.to_string()).into()),
            ],
        ),
        T::Damaged(it) => reason("register-trouble-damaged", it),
        T::Backwards(on, last) => say(
            "register-trouble-backwards",
            &[("on", (&on.to_string()).into()), ("last", (&last.to_string()).into())],
        ),
        T::NoSet(set) => say(
            "register-trouble-no-set",
            &[("path", (&path).into()), ("set", (&set.to_string()).into())],
        ),
        T::NothingToDecide(set) => {
            say("register-trouble-nothing-to-decide", &[("set", (&set.to_string()).into())])
        }
        T::NoRows(set, n) => {
            say("register-trouble-no-rows", &[("set", (&set.to_string()).into()), ("n", n.into())])
        }
        T::NotRows(it) => found("register-trouble-not-rows", it),
        T::Conflicts(n) => say("register-trouble-conflicts", &[("n", n.into())]),
        T::NothingNew => say("register-trouble-nothing-new", &[]),
        T::NoClaim(it, near) => say(
            "register-trouble-no-claim",
            &[("found", it.into()), ("near", near.unwrap_or("none").into())],
        ),
        T::Transition(claim, from, "reply") => say(
            "register-trouble-no-reply",
            &[("claim", claim.into()), ("from", status_word(from, lang).into())],
        ),
        T::Transition(claim, from, to) => say(
            "register-trouble-transition",
            &[
                ("claim", claim.into()),
                ("from", status_word(from, lang).into()),
                ("to", status_word(to, lang).into()),
            ],
        ),
        T::NoOrganisation(it) => found("register-trouble-no-organisation", it),
        T::Merge(from, into) => {
            say("register-trouble-merge", &[("from", from.into()), ("into", into.into())])
        }
        T::NoEdition(it, near) => say(
            "register-trouble-no-edition",
            &[("found", it.into()), ("near", near.unwrap_or("none").into())],
        ),
        T::EditionExists(it) => found("register-trouble-edition-exists", it),
        T::EditionDiffers(it) => say(
            "register-trouble-edition-differs",
            &[("path", (&path).into()), ("found", it.into())],
        ),
        T::NoPerson(it) => found("register-trouble-no-person", it),
        T::NoEvidence(it) => {
            say("register-trouble-no-evidence", &[("path", (&path).into()), ("found", it.into())])
        }
        T::FolderNotEmpty => on_path("register-trouble-folder-not-empty"),
        T::NotADigest(it) => found("register-trouble-not-a-digest", it),
        // What a server says is no line of this program's.
        T::Database(it, text) => reason(it.id(), &clean(text)),
    }
}

/// A cell that others have changed meanwhile.
pub fn register_conflict(
    row: u64,
    claim: &str,
    column: &str,
    (meanwhile, proposed): (&str, &str),
    set: u64,
    lang: Lang,
) -> String {
    clean(&words(lang).say(
        "register-conflict",
        &[
            ("row", (&row.to_string()).into()),
            ("claim", claim.into()),
            ("column", column.into()),
            ("meanwhile", meanwhile.into()),
            ("proposed", proposed.into()),
            ("set", (&set.to_string()).into()),
        ],
    ))
}

/// A change set in a list.
#[derive(Debug, Clone, Copy)]
#[expect(missing_docs, reason = "the words of the page on the register")]
pub struct RegisterSet<'a> {
    pub set: u64,
    pub on: Date,
    pub by: &'a str,
    /// Rows; accepted; rejected.
    pub rows: [u64; 3],
    pub since: Option<Date>,
    pub files: &'a str,
    pub claim: Option<&'a str>,
}

/// One line of it.
pub fn register_set(it: RegisterSet<'_>, lang: Lang) -> String {
    let w = words(lang);
    let (set, on) = (it.set.to_string(), it.on.to_string());
    let [rows, accepted, rejected] = it.rows;
    let mut line = match it.claim {
        Some(claim) => w.say(
            "register-set-status",
            &[
                ("set", (&set).into()),
                ("on", (&on).into()),
                ("by", it.by.into()),
                ("claim", claim.into()),
            ],
        ),
        None => w.say(
            "register-set",
            &[
                ("set", (&set).into()),
                ("on", (&on).into()),
                ("by", it.by.into()),
                ("rows", rows.into()),
                ("accepted", accepted.into()),
                ("rejected", rejected.into()),
                ("open", (rows - accepted - rejected).into()),
                ("files", it.files.into()),
            ],
        ),
    };
    if let Some(since) = it.since {
        let since = since.to_string();
        line = w.say("register-set-since", &[("line", (&line).into()), ("since", (&since).into())]);
    }
    clean(&line)
}

/// A row of a change set.
#[derive(Debug, Clone)]
#[expect(missing_docs, reason = "the words of the page on the register")]
pub struct RegisterChange<'a> {
    pub row: u64,
    /// added, changed, withdrawn, status, again.
    pub kind: &'a str,
    pub claim: &'a str,
    pub accepted: Option<bool>,
    /// Column, before, after, the cell.
    pub cells: Vec<(&'a str, &'a str, &'a str, &'a Place)>,
}

impl RegisterChange<'_> {
    fn decision(&self) -> &'static str {
        match self.accepted {
            Some(true) => "accepted",
            Some(false) => "rejected",
            None => "open",
        }
    }
}

/// The rows of a change set, as a terminal shows them: before → after, and the cell.
pub fn register_changes(list: &[RegisterChange<'_>], lang: Lang) -> String {
    let w = words(lang);
    let mut text = String::new();
    for it in list {
        let line = w.say(
            "register-change",
            &[
                ("row", (&it.row.to_string()).into()),
                ("kind", it.kind.into()),
                ("claim", it.claim.into()),
                ("decision", it.decision().into()),
            ],
        );
        text += &clean(&line);
        text.push('\n');
        for (column, before, after, place) in &it.cells {
            if before == after {
                continue;
            }
            let place = Place { column: None, ..(*place).clone() };
            let shown = |it: &&str| match *it {
                "" => w.word("register-nothing").to_owned(),
                it => format!("`{}`", short(it)),
            };
            let mut line = match *before {
                "" => format!("    {column}: {}", shown(after)),
                _ => format!("    {column}: {} → {}", shown(before), shown(after)),
            };
            if place != Place::default() {
                _ = write!(line, "   {}", place_text(&place));
            }
            text += &clean(&line);
            text.push('\n');
        }
    }
    text
}

fn short(text: &str) -> String {
    match text.char_indices().nth(100) {
        Some((at, _)) => format!("{}…", &text[..at]),
        None => text.to_owned(),
    }
}

/// The same as CSV: one row a cell.
pub fn register_changes_csv(list: &[RegisterChange<'_>], out: &mut dyn Write) -> io::Result<()> {
    let mut writer = csv::Writer::from_writer(out);
    writer.write_record([
        "row", "kind", "claim", "decision", "column", "before", "after", "file", "sheet", "cell",
        "line",
    ])?;
    for it in list {
        for (column, before, after, place) in &it.cells {
            writer.write_record([
                it.row.to_string().as_str(),
                it.kind,
                &plain(it.claim),
                it.decision(),
                column,
                &plain(before),
                &plain(after),
                &plain(&place.file),
                &plain(place.sheet.as_deref().unwrap_or_default()),
                place.cell.as_deref().unwrap_or_default(),
                &place.line.map(|it| it.to_string()).unwrap_or_default(),
            ])?;
        }
    }
    writer.flush()
}

#[derive(Serialize)]
struct ChangeOut<'a> {
    row: u64,
    kind: &'a str,
    claim: &'a str,
    decision: &'a str,
    cells: Vec<CellOut<'a>>,
}

#[derive(Serialize)]
struct CellOut<'a> {
    column: &'a str,
    before: &'a str,
    after: &'a str,
    place: String,
}

/// The same as JSON.
pub fn register_changes_json(
    set: u64,
    list: &[RegisterChange<'_>],
    out: &mut dyn Write,
) -> io::Result<()> {
    let rows: Vec<ChangeOut<'_>> = list
        .iter()
        .map(|it| ChangeOut {
            row: it.row,
            kind: it.kind,
            claim: it.claim,
            decision: it.decision(),
            cells: it
                .cells
                .iter()
                .map(|(column, before, after, place)| CellOut {
                    column,
                    before,
                    after,
                    place: place.to_string(),
                })
                .collect(),
        })
        .collect();
    write!(out, "{{\"schema\":\"karenina-changes/1\",\"change_set\":{set},\n\"rows\":")?;
    json::value(out, &rows)?;
    out.write_all(b"}\n")
}

/// One act, in a history or a journal.
#[derive(Debug, Clone)]
#[expect(missing_docs, reason = "the words of the page on the register")]
pub struct RegisterAct<'a> {
    pub entry: u64,
    pub on: Date,
    pub by: &'a str,
    pub reason: Option<&'a str>,
    /// begun, imported, accepted, rejected, status, replied, merged, split, evidence, edition,
    /// erased.
    pub what: &'a str,
    pub one: &'a str,
    pub two: &'a str,
    pub since: Option<&'a str>,
    /// Column and text.
    pub cells: &'a [(String, String)],
    pub place: Place,
    pub digest: Option<&'a str>,
}

/// It as a line, with what was said below it.
pub fn register_act(it: &RegisterAct<'_>, lang: Lang) -> String {
    let w = words(lang);
    let two = if it.what == "status" { status_word(it.two, lang) } else { it.two };
    let what = w.say(
        "register-what",
        &[("what", it.what.into()), ("one", it.one.into()), ("two", two.into())],
    );
    let mut line = format!("{}  {}  {}: {what}", it.entry, it.on, it.by);
    if let Some(since) = it.since {
        _ = write!(line, ", {}", w.say("register-since", &[("since", since.into())]));
    }
    if let Some(reason) = it.reason {
        _ = write!(line, " — {}", short(reason));
    }
    if it.place != Place::default() {
        _ = write!(line, "   {}", place_text(&it.place));
    }
    let mut text = clean(&line);
    text.push('\n');
    for (column, cell) in it.cells {
        let cell = match cell.as_str() {
            "" => w.word("register-nothing").to_owned(),
            it => format!("`{}`", short(it)),
        };
        text += &clean(&format!("    {column}: {cell}"));
        text.push('\n');
    }
    if let Some(digest) = it.digest {
        text += "    ";
        text += digest;
        text.push('\n');
    }
    text
}

/// Tables as they stand in the register: name, heading, rows.
pub type RegisterTable<'a> = (&'a str, Vec<&'a str>, Vec<Vec<&'a str>>);

/// Tables as a workbook: a sheet a table. Numbers are numbers where they are read so again; all
/// else is text, whatever it begins with.
pub fn tables_workbook(tables: &[RegisterTable<'_>]) -> io::Result<Vec<u8>> {
    let write = || -> Result<Vec<u8>, XlsxError> {
        let mut book = Workbook::new();
        for (name, heading, rows) in tables {
            let sheet = book.add_worksheet();
            sheet.set_name(*name)?;
            for (at, text) in heading.iter().enumerate() {
                sheet.write_string(0, at as u16, *text)?;
            }
            for (line, row) in rows.iter().enumerate() {
                for (at, text) in row.iter().enumerate().filter(|it| !it.1.is_empty()) {
                    let (line, at) = (line as u32 + 1, at as u16);
                    // A year or a key that looks like a number is none.
                    let counts = is_number(name, heading[usize::from(at)]) && text.len() <= 15;
                    match text.parse::<f64>() {
                        Ok(x) if counts && x.is_finite() && x.to_string() == *text => {
                            sheet.write_number(line, at, x)?
                        }
                        _ => sheet.write_string(line, at, *text)?,
                    };
                }
            }
            sheet.set_freeze_panes(1, 0)?;
        }
        if tables.is_empty() {
            book.add_worksheet();
        }
        book.save_to_buffer()
    };
    write().map_err(io::Error::other)
}

fn is_number(table: &str, column: &str) -> bool {
    let schema = TableId::named(table).map(TableId::schema);
    let kind = schema.and_then(|it| Some(it.columns[it.column(column)?].kind));
    matches!(kind, Some(ColumnType::Number | ColumnType::Count | ColumnType::Share))
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use karenina_model::{Date, Place};

    use super::{
        RegisterAct, RegisterChange, RegisterText as Text, RegisterTrouble as Trouble,
        register_act, register_changes, register_text, register_trouble,
    };
    use crate::Lang;

    #[test]
    fn every_answer_and_trouble_is_said_in_both_languages() {
        let on = Date::new(2026, 3, 1).unwrap();
        let path = Path::new("a.karenina");
        for it in [
            Text::Begun(path),
            Text::Head(1, on, "ab"),
            Text::Imported(1, [1, 2, 3, 4, 5]),
            Text::Next(path, 1),
            Text::Accepted(1, 2, 0),
            Text::Rejected(1, 5, 0),
            Text::NoSets,
            Text::Became("clusters/a", "confirmed"),
            Text::Replied("clusters/a"),
            Text::NoOrganisations,
            Text::Evidence("ab", "list.pdf", 1),
            Text::NoEvidence,
            Text::Edition("2026", on, 4),
            Text::EditionDigest("ab"),
            Text::NoEditions,
            Text::Exported(path, 3, 1),
            Text::Person("person-1", None, 1, 2),
            Text::Erased("person-1"),
            Text::Sound([1, 2, 3, 4, 5]),
            Text::HeadKnown("ab", 4),
            Text::More(5),
            Text::AgainHidden(5),
        ] {
            let [en, ru] = [Lang::En, Lang::Ru].map(|lang| register_text(it, lang));
            assert_ne!(en, ru, "{it:?}");
        }
        for it in [
            Trouble::NotFound,
            Trouble::Exists,
            Trouble::NotARegister,
            Trouble::Broken("x"),
            Trouble::Busy,
            Trouble::ReadOnly,
            Trouble::Full,
            Trouble::CannotOpen("x"),
            Trouble::Other("x"),
            Trouble::Newer(9, 2),
            Trouble::Damaged("x"),
            Trouble::Backwards(on, on),
            Trouble::NoSet(4),
            Trouble::NothingToDecide(4),
            Trouble::NoRows(4, 2),
            Trouble::NotRows("x"),
            Trouble::Conflicts(2),
            Trouble::NothingNew,
            Trouble::NoClaim("x", Some("y")),
            Trouble::NoClaim("x", None),
            Trouble::Transition("x", "declared", "checked"),
            Trouble::Transition("x", "declared", "reply"),
            Trouble::NoOrganisation("x"),
            Trouble::Merge("x", "y"),
            Trouble::NoEdition("x", None),
            Trouble::EditionExists("x"),
            Trouble::EditionDiffers("x"),
            Trouble::NoPerson("x"),
            Trouble::NoEvidence("x"),
            Trouble::FolderNotEmpty,
            Trouble::NotADigest("x"),
        ] {
            let [en, ru] = [Lang::En, Lang::Ru].map(|lang| register_trouble(path, it, lang));
            assert_ne!(en, ru, "{it:?}");
        }
    }

    #[test]
    fn a_change_is_shown_as_before_and_after_with_its_cell() {
        let place = Place {
            file: "form.xlsx".into(),
            sheet: Some("clusters".into()),
            cell: Some("B2".into()),
            ..Place::default()
        };
        let change = RegisterChange {
            row: 3,
            kind: "changed",
            claim: "clusters/sarov",
            accepted: None,
            cells: vec![("members_total", "40", "44", &place), ("region", "a", "a", &place)],
        };
        assert_eq!(
            register_changes(&[change], Lang::En),
            "3  changed  clusters/sarov\n    members_total: `40` → `44`   form.xlsx!clusters!B2\n"
        );
    }

    #[test]
    fn an_act_says_who_when_what_and_why() {
        let act = RegisterAct {
            entry: 7,
            on: Date::new(2026, 3, 1).unwrap(),
            by: "И. Петров",
            reason: Some("по подписанному списку"),
            what: "status",
            one: "clusters/sarov",
            two: "confirmed",
            since: None,
            cells: &[],
            place: Place::default(),
            digest: None,
        };
        assert_eq!(
            register_act(&act, Lang::Ru),
            "7  2026-03-01  И. Петров: clusters/sarov: подтверждено — по подписанному списку\n"
        );
    }
}
