//! `register` and `verify`: who said what, when it was known, and proof that nothing was changed.

use std::{
    fs,
    path::{Path, PathBuf},
};

use karenina_model::{Place, Problem};
use karenina_report::{
    self as report, Lang, RegisterAct, RegisterChange, RegisterSet, RegisterText as Text,
    RegisterTrouble,
};
use karenina_store::{
    Act, ClaimStatus, Digest, Exported, FileDigest, Location, Moment, Register, StoreError, What,
};

use crate::{
    args::{
        ListFormat,
        register::{
            AgainstClaim, By, ByAndWhy, ByPerhapsWhy, EvidenceCommand, Import, OfClaim,
            OrganisationsCommand, PeopleCommand, Register as Args, RegisterCommand, Verify,
        },
    },
    inputs,
    output::{self, Outcome},
    trouble::AtRegister,
};

pub(crate) fn register(args: &Args) -> anyhow::Result<Outcome> {
    match &args.what {
        RegisterCommand::Init { file, act, common } => {
            let lang = inputs::lang(common);
            let it = Register::begin(file, &perhaps_why(act)).map_err(at(file))?;
            say(&[Text::Begun(&file.shown()), head(&it, &it.head().to_string())], lang)
        }
        RegisterCommand::Import(it) => import(it),
        RegisterCommand::Changes { file, set, from, most, all, format, out, common } => {
            let lang = inputs::lang(common);
            let it = open(file)?;
            match set {
                None => list_sets(&it, *all, lang),
                Some(set) => {
                    let shown = Shown { set: *set, from: *from, most: *most, all: *all };
                    changes(&it, file, &shown, *format, out.as_deref(), lang)
                }
            }
        }
        RegisterCommand::Accept { file, set, rows, even_so, act, common } => {
            let lang = inputs::lang(common);
            let mut it = open(file)?;
            let rows = rows_of(rows.as_deref(), file)?;
            let done =
                it.accept(*set, rows.as_deref(), *even_so, &perhaps_why(act)).map_err(at(file))?;
            let digest = it.head().to_string();
            say(&[Text::Accepted(*set, done.rows, done.open), head(&it, &digest)], lang)
        }
        RegisterCommand::Reject { file, set, rows, act, common } => {
            let lang = inputs::lang(common);
            let mut it = open(file)?;
            let rows = rows_of(rows.as_deref(), file)?;
            let done = it.reject(*set, rows.as_deref(), &and_why(act)).map_err(at(file))?;
            let digest = it.head().to_string();
            say(&[Text::Rejected(*set, done.rows, done.open), head(&it, &digest)], lang)
        }
        RegisterCommand::Export { file, to, moment, edition, common } => {
            let lang = inputs::lang(common);
            let it = open(file)?;
            let exported = match edition {
                Some(name) => it.edition(name).map_err(at(file))?.1,
                None => {
                    let moment = Moment { as_of: moment.as_of, known_on: moment.known_on };
                    it.export(moment).map_err(at(file))?
                }
            };
            write_tables(&exported, to, file, lang)?;
            let rows = exported.tables.iter().map(karenina_store::ExportedTable::len).sum();
            let digest = exported.digest().to_string();
            let n = exported.tables.len();
            say(&[Text::Exported(to, n, rows), Text::EditionDigest(&digest)], lang)
        }
        RegisterCommand::Check(it) => set_status(it, ClaimStatus::Checked),
        RegisterCommand::Confirm(it) => set_status(it, ClaimStatus::Confirmed),
        RegisterCommand::Dispute(it) => against(it, ClaimStatus::Disputed, None),
        RegisterCommand::Withdraw(it) => against(it, ClaimStatus::Withdrawn, None),
        RegisterCommand::Supersede { of, with } => against(of, ClaimStatus::Superseded, Some(with)),
        RegisterCommand::Reply(of) => {
            let lang = inputs::lang(&of.common);
            let mut it = open(&of.file)?;
            it.reply(&of.claim, &and_why(&of.act)).map_err(at(&of.file))?;
            let digest = it.head().to_string();
            say(&[Text::Replied(&of.claim), head(&it, &digest)], lang)
        }
        RegisterCommand::History { file, claim, common } => {
            let lang = inputs::lang(common);
            let it = open(file)?;
            let list = it.history(claim).map_err(at(file))?;
            output::print(|out| {
                for it in &list {
                    let (what, one, two, _) = it.what.described();
                    let since = it.since.map(|it| it.to_string());
                    let act = RegisterAct {
                        entry: it.entry,
                        on: it.on,
                        by: &it.by,
                        reason: it.reason.as_deref(),
                        what,
                        one: &one,
                        two: &two,
                        since: since.as_deref(),
                        cells: &it.cells,
                        place: it.place.clone(),
                        digest: None,
                    };
                    out.write_all(report::register_act(&act, lang).as_bytes())?;
                }
                Ok(())
            })?;
            Ok(Outcome::Answered)
        }
        RegisterCommand::Organisations { what } => organisations(what),
        RegisterCommand::Evidence { what } => evidence(what),
        RegisterCommand::Edition { file, name, moment, act, common } => {
            let lang = inputs::lang(common);
            let mut it = open(file)?;
            let moment = Moment { as_of: moment.as_of, known_on: moment.known_on };
            let made = it.freeze(name, moment, &perhaps_why(act)).map_err(at(file))?;
            let (content, digest) = (made.content.to_string(), it.head().to_string());
            say(
                &[
                    Text::Edition(name, made.as_of, made.known_entry),
                    Text::EditionDigest(&content),
                    head(&it, &digest),
                ],
                lang,
            )
        }
        RegisterCommand::Editions { file, common } => {
            let lang = inputs::lang(common);
            let list = open(file)?.editions();
            if list.is_empty() {
                return say(&[Text::NoEditions], lang);
            }
            for it in &list {
                let content = it.content.to_string();
                let edition = Text::Edition(&it.name, it.as_of, it.known_entry);
                say(&[edition, Text::EditionDigest(&content)], lang)?;
            }
            Ok(Outcome::Answered)
        }
        RegisterCommand::People { what } => people(what),
        RegisterCommand::Journal { file, lines, common } => journal(file, *lines, common),
    }
}

pub(crate) fn verify(args: &Verify) -> anyhow::Result<Outcome> {
    let lang = inputs::lang(&args.common);
    let mut heads = Vec::new();
    for text in &args.head {
        let Some(digest) = Digest::parse(&text.trim().to_lowercase()) else {
            let it = RegisterTrouble::NotADigest(text);
            anyhow::bail!("{}", report::register_trouble(&args.file.shown(), it, lang));
        };
        heads.push(digest);
    }
    let found = output::with_progress(args.common.quiet, "verifying", || {
        Register::verify_at(&args.file, &heads)
    })
    .map_err(at(&args.file))?;
    match args.format {
        Some(ListFormat::Json) => {
            output::print(|out| report::problems_json(&found.problems, lang, out))?;
        }
        Some(ListFormat::Csv) => {
            output::print(|out| report::problems_csv(&found.problems, lang, out))?;
        }
        Some(ListFormat::Table) | None if !found.problems.is_empty() => {
            let text = report::problem_list(&found.problems, lang);
            output::print(|out| out.write_all(text.as_bytes()))?;
        }
        Some(ListFormat::Table) | None => {
            let counts =
                [found.entries, found.change_sets, found.rows, found.evidence, found.editions];
            say(&[Text::Sound(counts)], lang)?;
            for (digest, entry) in &found.heads {
                if let Some(entry) = entry {
                    say(&[Text::HeadKnown(&digest.to_string(), *entry)], lang)?;
                }
            }
            if let Some(on) = found.last {
                say(&[Text::Head(found.entries, on, &found.head.to_string())], lang)?;
            }
        }
    }
    Ok(if found.problems.is_empty() { Outcome::Answered } else { Outcome::NotMet })
}

fn import(args: &Import) -> anyhow::Result<Outcome> {
    let lang = inputs::lang(&args.common);
    let mut it = open(&args.file)?;
    let (recipe, mut problems) = inputs::recipe(&args.recipe)?;
    let reading = output::with_progress(args.common.quiet, "reading", || {
        karenina_io::read_datasets_by(&args.paths, &recipe)
    })?;
    problems.extend(reading.problems);
    let import = karenina_store::Import {
        data: &reading.dataset,
        files: reading
            .files
            .into_iter()
            .map(|it| FileDigest { name: it.name, sha256: it.sha256 })
            .collect(),
        since: args.since,
        whole: args.whole,
    };
    let found = output::with_progress(args.common.quiet, "comparing with the register", || {
        it.propose(&import, &perhaps_why(&args.act))
    });
    let found = match found {
        Ok(it) => it,
        Err(err) => {
            // What is wrong with the files may be why they say nothing.
            complain_of(&problems, args.common.quiet, lang);
            return Err(at(&args.file)(err));
        }
    };
    problems.extend(found.problems);
    problems.sort_by_key(Problem::severity);
    complain_of(&problems, args.common.quiet, lang);
    let counts = [found.added, found.changed, found.withdrawn, found.again, found.unchanged];
    let digest = it.head().to_string();
    let set = found.change_set;
    say(
        &[Text::Imported(set, counts), head(&it, &digest), Text::Next(&args.file.shown(), set)],
        lang,
    )
}

fn complain_of(problems: &[Problem], quiet: bool, lang: Lang) {
    if !problems.is_empty() && !quiet {
        output::complain(report::problem_list(problems, lang).trim_end());
    }
}

fn list_sets(it: &Register, all: bool, lang: Lang) -> anyhow::Result<Outcome> {
    let sets = it.change_sets(all);
    if sets.is_empty() {
        return say(&[Text::NoSets], lang);
    }
    output::print(|out| {
        for set in &sets {
            let mut files: Vec<&str> = set.files.iter().map(String::as_str).take(3).collect();
            if set.files.len() > 3 {
                files.push("…");
            }
            let line = report::register_set(
                RegisterSet {
                    set: set.id,
                    on: set.on,
                    by: &set.by,
                    rows: [set.rows, set.accepted, set.rejected],
                    since: set.since,
                    files: &files.join(", "),
                    claim: set.claim.as_deref(),
                },
                lang,
            );
            writeln!(out, "{line}")?;
        }
        Ok(())
    })?;
    Ok(Outcome::Answered)
}

/// Which rows of which change set.
struct Shown {
    set: u64,
    from: u64,
    most: u64,
    all: bool,
}

fn changes(
    it: &Register,
    file: &Location,
    shown: &Shown,
    format: Option<ListFormat>,
    to: Option<&Path>,
    lang: Lang,
) -> anyhow::Result<Outcome> {
    let (set, from) = (shown.set, shown.from);
    // A file is not read in pages.
    let is_page = to.is_none() && matches!(format, None | Some(ListFormat::Table));
    let most = if is_page { shown.most.max(1) } else { u64::MAX };
    let about = it.change_set(set).map_err(at(file))?;
    let list = it.changes(set, from, most).map_err(at(file))?;
    let again = |it: &karenina_store::Change| it.kind == karenina_store::ItemKind::Again;
    let hidden = if shown.all { 0 } else { list.iter().filter(|it| again(it)).count() as u64 };
    let rows: Vec<RegisterChange<'_>> = list
        .iter()
        .filter(|it| shown.all || !again(it))
        .map(|it| RegisterChange {
            row: it.row,
            kind: it.kind.word(),
            claim: &it.claim,
            accepted: it.accepted,
            cells: it
                .cells
                .iter()
                .map(|(column, before, after, place)| {
                    (column.as_str(), before.as_str(), after.as_str(), place)
                })
                .collect(),
        })
        .collect();
    let mut text = report::register_changes(&rows, lang);
    if hidden > 0 {
        text += &report::register_text(Text::AgainHidden(hidden), lang);
        text.push('\n');
    }
    if is_page && about.rows >= from.saturating_add(most) {
        text += &report::register_text(Text::More(from + most), lang);
        text.push('\n');
    }
    let by_name = to.and_then(Path::extension).and_then(|it| it.to_str()).and_then(|it| match it {
        "json" => Some(ListFormat::Json),
        "csv" => Some(ListFormat::Csv),
        _ => None,
    });
    let render = |out: &mut dyn std::io::Write| match format.or(by_name) {
        None | Some(ListFormat::Table) => out.write_all(text.as_bytes()),
        Some(ListFormat::Json) => report::register_changes_json(set, &rows, out),
        Some(ListFormat::Csv) => report::register_changes_csv(&rows, out),
    };
    match to {
        Some(path) => output::write_file(path, &guarded(file), render)?,
        None => output::print(render)?,
    }
    Ok(Outcome::Answered)
}

fn set_status(of: &OfClaim, status: ClaimStatus) -> anyhow::Result<Outcome> {
    let lang = inputs::lang(&of.common);
    let mut it = open(&of.file)?;
    let evidence = match &of.evidence {
        Some(text) => Some(it.evidence(&text.to_lowercase()).map_err(at(&of.file))?.0.sha256),
        None => None,
    };
    let act = perhaps_why(&of.act);
    it.set_status(&of.claim, status, evidence, None, of.since, &act).map_err(at(&of.file))?;
    let digest = it.head().to_string();
    say(&[Text::Became(&of.claim, status.word()), head(&it, &digest)], lang)
}

fn against(of: &AgainstClaim, status: ClaimStatus, with: Option<&str>) -> anyhow::Result<Outcome> {
    let lang = inputs::lang(&of.common);
    let mut it = open(&of.file)?;
    let act = and_why(&of.act);
    it.set_status(&of.claim, status, None, with, of.since, &act).map_err(at(&of.file))?;
    let digest = it.head().to_string();
    say(&[Text::Became(&of.claim, status.word()), head(&it, &digest)], lang)
}

fn organisations(what: &OrganisationsCommand) -> anyhow::Result<Outcome> {
    match what {
        OrganisationsCommand::Merge { file, keys, into, since, act, common } => {
            let mut it = open(file)?;
            it.merge(keys, into, *since, &and_why(act)).map_err(at(file))?;
            let digest = it.head().to_string();
            say(&[head(&it, &digest)], inputs::lang(common))
        }
        OrganisationsCommand::Split { file, key, into, since, act, common } => {
            let mut it = open(file)?;
            it.split(key, into, *since, &and_why(act)).map_err(at(file))?;
            let digest = it.head().to_string();
            say(&[head(&it, &digest)], inputs::lang(common))
        }
        OrganisationsCommand::History { file, key, common } => {
            let lang = inputs::lang(common);
            let it = open(file)?;
            let events = it.organisation_history(key.as_deref()).map_err(at(file))?;
            if events.is_empty() {
                return say(&[Text::NoOrganisations], lang);
            }
            output::print(|out| {
                for it in &events {
                    let act = RegisterAct {
                        entry: it.entry,
                        on: it.on,
                        by: &it.by,
                        reason: it.reason.as_deref(),
                        what: if it.is_merger { "merged" } else { "split" },
                        one: &it.from.join(", "),
                        two: &it.into.join(", "),
                        since: it.since.as_deref(),
                        cells: &[],
                        place: Place::default(),
                        digest: None,
                    };
                    out.write_all(report::register_act(&act, lang).as_bytes())?;
                }
                Ok(())
            })?;
            Ok(Outcome::Answered)
        }
    }
}

fn evidence(what: &EvidenceCommand) -> anyhow::Result<Outcome> {
    match what {
        EvidenceCommand::Add { file, path, claim, act, common } => {
            let lang = inputs::lang(common);
            let mut it = open(file)?;
            let bytes = inputs::bytes(path)?;
            let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy();
            let added = it
                .add_evidence(&name, &bytes, claim.as_deref(), &perhaps_why(act))
                .map_err(at(file))?;
            let (added, digest) = (added.to_string(), it.head().to_string());
            say(&[Text::Evidence(&added, &name, bytes.len() as u64), head(&it, &digest)], lang)
        }
        EvidenceCommand::List { file, common } => {
            let lang = inputs::lang(common);
            let list = open(file)?.evidence_list();
            if list.is_empty() {
                return say(&[Text::NoEvidence], lang);
            }
            for it in &list {
                say(&[Text::Evidence(&it.sha256.to_string(), &it.name, it.size)], lang)?;
            }
            Ok(Outcome::Answered)
        }
        EvidenceCommand::Get { file, sha256, out, common } => {
            let lang = inputs::lang(common);
            let it = open(file)?;
            let (_, bytes) = it.evidence(&sha256.to_lowercase()).map_err(at(file))?;
            output::write_file(out, &guarded(file), |to| to.write_all(&bytes))?;
            if !common.quiet {
                output::complain(&report::written(&out.display().to_string(), lang));
            }
            Ok(Outcome::Answered)
        }
    }
}

fn people(what: &PeopleCommand) -> anyhow::Result<Outcome> {
    match what {
        PeopleCommand::List { file, common } => {
            let lang = inputs::lang(common);
            for it in open(file)?.people().map_err(at(file))? {
                let id = format!("person-{}", it.id);
                say(&[Text::Person(&id, it.name.as_deref(), it.entries.len(), it.said)], lang)?;
            }
            Ok(Outcome::Answered)
        }
        PeopleCommand::Erase { file, person, act, common } => {
            let lang = inputs::lang(common);
            let mut it = open(file)?;
            it.erase(person, &and_why(act)).map_err(at(file))?;
            let lines = it.journal_lines().map_err(at(file))?;
            let id = match lines.last().map(|it| &it.what) {
                Some(What::Erased { person }) => format!("person-{person}"),
                _ => person.clone(),
            };
            let digest = it.head().to_string();
            say(&[Text::Erased(&id), head(&it, &digest)], lang)
        }
    }
}

fn journal(file: &Location, raw: bool, common: &crate::args::Common) -> anyhow::Result<Outcome> {
    let lang = inputs::lang(common);
    let lines = open(file)?.journal_lines().map_err(at(file))?;
    output::print(|out| {
        for it in &lines {
            if raw {
                writeln!(out, "{}", it.text)?;
                continue;
            }
            let (what, one, two, since) = it.what.described();
            let digest = it.digest.to_string();
            let act = RegisterAct {
                entry: it.entry,
                on: it.on,
                by: &it.by,
                reason: it.reason.as_deref(),
                what,
                one: &one,
                two: &two,
                since: since.as_deref(),
                cells: &[],
                place: Place::default(),
                digest: Some(&digest),
            };
            out.write_all(report::register_act(&act, lang).as_bytes())?;
        }
        Ok(())
    })?;
    Ok(Outcome::Answered)
}

/// CSV files into a new folder, or a workbook: whole or not at all.
fn write_tables(
    exported: &Exported,
    to: &Path,
    register: &Location,
    lang: Lang,
) -> anyhow::Result<()> {
    if to.extension().is_some_and(|it| it.eq_ignore_ascii_case("xlsx")) {
        let tables: Vec<report::RegisterTable<'_>> = exported
            .tables
            .iter()
            .map(|it| (it.table.name(), it.heading().collect(), it.rows().collect()))
            .collect();
        let bytes = report::tables_workbook(&tables)?;
        return output::write_file(to, &guarded(register), |out| out.write_all(&bytes));
    }
    let is_empty = fs::read_dir(to).map(|mut it| it.next().is_none());
    if to.is_file() || is_empty.is_ok_and(|it| !it) {
        let it = RegisterTrouble::FolderNotEmpty;
        anyhow::bail!("{}", report::register_trouble(to, it, lang));
    }
    // Beside it first, so that a folder that is there is whole.
    let mut name = std::ffi::OsString::from(".");
    name.push(to.file_name().unwrap_or_default());
    name.push(format!(".{}.part", std::process::id()));
    let beside: PathBuf = to.with_file_name(name);
    output::make_folder(&beside, lang)?;
    let written = (|| -> anyhow::Result<()> {
        for it in &exported.tables {
            karenina_io::write_atomically(&beside.join(it.file_name()), &it.csv(), &[])?;
        }
        if to.is_dir() {
            fs::remove_dir(to)?;
        }
        fs::rename(&beside, to)?;
        Ok(())
    })();
    if written.is_err() {
        _ = fs::remove_dir_all(&beside);
    }
    written
}

pub(crate) fn open(file: &Location) -> anyhow::Result<Register> {
    Register::at(file).map_err(at(file))
}

/// The file of the register, which is never written over by what is made of it.
pub(crate) fn guarded(file: &Location) -> Vec<PathBuf> {
    file.file().map(Path::to_owned).into_iter().collect()
}

/// An error with the register that it is about.
pub(crate) fn at(file: &Location) -> impl Fn(StoreError) -> anyhow::Error {
    let file = file.clone();
    move |reason| AtRegister { location: file.clone(), reason }.into()
}

fn rows_of(text: Option<&str>, file: &Location) -> anyhow::Result<Option<Vec<(u64, u64)>>> {
    text.map(karenina_store::parse_rows).transpose().map_err(at(file))
}

fn perhaps_why(it: &ByPerhapsWhy) -> Act {
    act(&it.by, it.reason.clone())
}

pub(crate) fn and_why(it: &ByAndWhy) -> Act {
    act(&it.by, Some(it.reason.clone()))
}

fn act(by: &By, reason: Option<String>) -> Act {
    Act { by: by.by.clone(), on: by.on.unwrap_or_else(inputs::today), reason }
}

fn head<'a>(it: &Register, digest: &'a str) -> Text<'a> {
    Text::Head(it.n_entries(), it.last_day().unwrap_or_else(inputs::today), digest)
}

fn say(texts: &[Text<'_>], lang: Lang) -> anyhow::Result<Outcome> {
    output::print(|out| {
        for it in texts {
            writeln!(out, "{}", report::register_text(*it, lang))?;
        }
        Ok(())
    })?;
    Ok(Outcome::Answered)
}
