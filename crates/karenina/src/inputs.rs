//! What a command works on: the bundled catalogue and example, or the user's.

use std::{
    ffi::OsString,
    path::{Path, PathBuf},
};

use include_dir::{Dir, include_dir};
use karenina_assess::{Assessment, Options, Robustness, RobustnessOptions};
use karenina_catalogue::Catalogue;
use karenina_io::ReadError;
use karenina_model::{
    Code, Dataset, Date, Place, Problem, Severity, TableBuilder, TableId, schema,
    table::{SET_BY_HAND, Setting, set_facts},
};
use karenina_report::{AsOfFrom, Edition, Lang, Report};

use karenina_store::{Location, Moment, Register};

use crate::{
    args::{Common, Input, Language},
    trouble::AtRegister,
};

static CATALOGUE: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/../../catalogue");
static EXAMPLE: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/../../examples/russia-pilot-clusters");
/// How the bundled data set is called in messages and reports.
const EXAMPLE_NAME: &str = "russia-pilot-clusters";

/// A catalogue, what is wrong with it, and its digest.
pub(crate) struct LoadedCatalogue {
    pub catalogue: Catalogue,
    pub problems: Vec<Problem>,
    pub digest: String,
}

/// Reads the user's catalogue, or the bundled one.
pub(crate) fn catalogue(dir: Option<&Path>) -> anyhow::Result<LoadedCatalogue> {
    let mut it = catalogue_of(&catalogue_files(dir)?);
    if let Some(dir) = dir {
        // Where the user's own files are, as the user named them.
        for problem in &mut it.problems {
            problem.place.file = dir.join(&problem.place.file).display().to_string();
        }
    }
    Ok(it)
}

/// The files of the user's catalogue, or of the bundled one.
pub(crate) fn catalogue_files(dir: Option<&Path>) -> anyhow::Result<Vec<(String, String)>> {
    Ok(match dir {
        Some(dir) => karenina_io::read_catalogue(dir)?,
        None => bundled_catalogue(&CATALOGUE),
    })
}

/// The catalogue that files hold.
pub(crate) fn catalogue_of(files: &[(String, String)]) -> LoadedCatalogue {
    let pairs = files.iter().map(|(path, text)| (path.as_str(), text.as_str()));
    let (catalogue, problems) = Catalogue::parse(pairs);
    LoadedCatalogue { catalogue, problems, digest: karenina_io::catalogue_digest(files) }
}

fn bundled_catalogue(dir: &Dir<'_>) -> Vec<(String, String)> {
    let mut files = Vec::new();
    let mut open = vec![dir];
    while let Some(dir) = open.pop() {
        open.extend(dir.dirs());
        for file in dir.files() {
            let path = file.path().to_string_lossy().replace('\\', "/");
            let is_toml = file.path().extension().is_some_and(|it| it == "toml");
            if let (true, Some(text)) = (is_toml, file.contents_utf8()) {
                files.push((path, text.to_owned()));
            }
        }
    }
    files.sort();
    files
}

/// Everything that was read and found.
pub(crate) struct Judged {
    pub catalogue: Catalogue,
    pub dataset: Dataset,
    pub found: Assessment,
    pub problems: Vec<Problem>,
    pub edition: Edition,
    pub lang: Lang,
    /// The files that were read.
    pub files: Vec<karenina_io::FileRead>,
    /// Files that must not be written over.
    pub inputs: Vec<PathBuf>,
}

impl Judged {
    pub(crate) fn report(&self) -> Report<'_> {
        Report {
            catalogue: &self.catalogue,
            dataset: &self.dataset,
            found: &self.found,
            problems: &self.problems,
            edition: &self.edition,
            robustness: None,
            lang: self.lang,
        }
    }

    /// How sure the verdicts are, as far as it costs next to nothing.
    pub(crate) fn sureness(&self) -> Robustness {
        let options = RobustnessOptions {
            seed: self.found.seed,
            most_cells: 300,
            ..RobustnessOptions::default()
        };
        karenina_assess::robustness(&self.catalogue, &self.found, options)
    }
}

/// Reads, judges and checks.
pub(crate) fn judged(input: &Input) -> anyhow::Result<Judged> {
    judged_with(input, &[])
}

/// The same, with facts that are set by hand.
pub(crate) fn judged_with(input: &Input, set: &[String]) -> anyhow::Result<Judged> {
    judged_by(input, set, catalogue(input.catalogue.as_deref())?)
}

/// The same by a catalogue that was read before.
pub(crate) fn judged_by(
    input: &Input,
    set: &[String],
    loaded: LoadedCatalogue,
) -> anyhow::Result<Judged> {
    if loaded.catalogue.model.signs.is_empty() {
        let lang = lang(&input.common);
        let lines: Vec<String> =
            loaded.problems.iter().map(|it| karenina_report::problem_line(it, lang)).collect();
        anyhow::bail!("the catalogue has no model to judge by\n{}", lines.join("\n"));
    }
    let (recipe, recipe_problems) = recipe(&input.recipe)?;
    let settings = settings(set, lang(&input.common))?;
    let practices: Vec<&str> = loaded.catalogue.practices.keys().map(String::as_str).collect();
    let indicators: Vec<&str> =
        loaded.catalogue.indicators.iter().map(|it| it.id.as_str()).collect();
    let change =
        |parts: &mut Vec<TableBuilder>| set_facts(parts, &settings, &practices, &indicators);
    let moment = Moment { as_of: input.as_of, known_on: input.known_on };
    let (mut reading, data_name, mut inputs) =
        reading(input.path.as_deref(), moment, &recipe, change)?;
    refuse_unset(&reading.problems, lang(&input.common))?;
    inputs.extend(input.catalogue.clone());
    inputs.extend(input.recipe.iter().cloned());
    reading.problems.splice(0..0, recipe_problems);
    Ok(judged_reading(input, set, loaded, reading, data_name, inputs))
}

/// What an edition froze, judged as of its day.
pub(crate) fn edition_judged(
    input: &Input,
    name: &str,
    loaded: LoadedCatalogue,
) -> anyhow::Result<Judged> {
    let path = input.path.clone().unwrap_or_default();
    let at = |reason| AtRegister { location: Location::of(&path), reason };
    let (edition, exported) = Register::open(&path).map_err(at)?.edition(name).map_err(at)?;
    let files: Vec<(String, Vec<u8>)> =
        exported.tables.iter().map(|it| (it.file_name(), it.csv())).collect();
    let files: Vec<(&str, &[u8])> =
        files.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())).collect();
    let mut reading = karenina_io::read_embedded(name, &files);
    // What is cited is the edition, whose digest is in the journal.
    reading.digest = edition.content.to_string();
    let input = Input { as_of: Some(edition.as_of), ..input.clone() };
    Ok(judged_reading(&input, &[], loaded, reading, name.to_owned(), vec![path]))
}

fn judged_reading(
    input: &Input,
    set: &[String],
    loaded: LoadedCatalogue,
    reading: karenina_io::Reading,
    data_name: String,
    inputs: Vec<PathBuf>,
) -> Judged {
    let (on, as_of_from) = day(input.as_of, &reading.dataset);
    let options = Options { on, seed: input.seed };
    let found = karenina_assess::assess(&loaded.catalogue, &reading.dataset, options);
    let mut problems = loaded.problems;
    problems.extend(reading.problems);
    problems.extend(karenina_assess::check(&loaded.catalogue, &reading.dataset, &found));
    problems.extend(forms_of_other_editions(&reading.forms, &loaded.digest));
    if as_of_from == AsOfFrom::Today {
        problems.push(
            Problem::new(Code::DateNotSaid, Place::file("programme")).with("date", on.to_string()),
        );
    }
    problems.sort_by_key(Problem::severity);
    let edition = Edition {
        catalogue: loaded.digest,
        data: reading.digest,
        data_name,
        program: env!("CARGO_PKG_VERSION").to_owned(),
        set: set.to_vec(),
        as_of_from,
    };
    Judged {
        catalogue: loaded.catalogue,
        dataset: reading.dataset,
        found,
        problems,
        edition,
        lang: lang(&input.common),
        files: reading.files,
        inputs,
    }
}

/// Reads a register as a dataset; its edition is the digest of the last entry that is known.
fn of_register(
    location: &Location,
    moment: Moment,
    change: impl FnOnce(&mut Vec<TableBuilder>) -> Vec<Problem>,
) -> anyhow::Result<(karenina_io::Reading, String)> {
    let at = |reason| AtRegister { location: location.clone(), reason };
    let register = Register::at(location).map_err(at)?;
    let mut tables = register.tables(moment).map_err(at)?;
    let set = change(&mut tables);
    let (dataset, mut problems) = Dataset::assemble(tables);
    problems.extend(set);
    let (entry, digest) = register.known(moment);
    let shown = location.shown();
    let name = match location.file() {
        Some(path) => path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned(),
        None => location.to_string(),
    };
    let reading = karenina_io::Reading {
        name,
        dataset,
        problems,
        digest: digest.to_string(),
        files: Vec::new(),
        forms: Vec::new(),
    };
    Ok((reading, format!("{}, #{entry}", shown.display())))
}

/// Facts that are set by hand, as they were written: all that cannot be read is said at once.
fn settings(set: &[String], lang: Lang) -> anyhow::Result<Vec<Setting>> {
    let (mut settings, mut problems) = (Vec::new(), Vec::new());
    for written in set {
        match Setting::parse(written) {
            Ok(it) => settings.push(it),
            Err(problem) => problems.push(*problem),
        }
    }
    refuse_unset(&problems, lang)?;
    Ok(settings)
}

/// A fact that could not be set must not be missed: nothing is judged then.
fn refuse_unset(problems: &[Problem], lang: Lang) -> anyhow::Result<()> {
    let lines: Vec<String> = problems
        .iter()
        .filter(|it| it.place.file == SET_BY_HAND && it.severity() == Severity::Error)
        .map(|it| karenina_report::problem_line(it, lang))
        .collect();
    if lines.is_empty() {
        return Ok(());
    }
    anyhow::bail!("{}", lines.join("\n"))
}

/// Forms that were made from other tables or another catalogue than those that read them.
fn forms_of_other_editions(forms: &[karenina_io::FormCover], catalogue: &str) -> Vec<Problem> {
    let tables = karenina_io::sha256(schema::TEXT.as_bytes());
    let short = |it: &str| it.chars().take(12).collect::<String>();
    let other = |it: &karenina_io::FormCover| {
        let made_from = it.catalogue.as_deref().filter(|it| *it != catalogue);
        let (reason, found, here) = match made_from {
            _ if it.schema != tables => ("tables", it.schema.as_str(), tables.as_str()),
            Some(found) => ("catalogue", found, catalogue),
            None => return None,
        };
        Some(
            Problem::new(Code::FormOfOtherEdition, it.place.clone())
                .with("reason", reason)
                .with("found", short(found))
                .with("here", short(here)),
        )
    };
    forms.iter().filter_map(other).collect()
}

/// Reads the user's dataset, or the bundled one, by a recipe and with changes made by hand: what
/// was read, what it is called, and the files that must not be written over.
pub(crate) fn reading(
    path: Option<&Path>,
    moment: Moment,
    recipe: &karenina_io::Recipe,
    change: impl FnOnce(&mut Vec<TableBuilder>) -> Vec<Problem>,
) -> anyhow::Result<(karenina_io::Reading, String, Vec<PathBuf>)> {
    if let Some(register) = path.filter(|it| karenina_store::is_register(it)).map(Location::of) {
        let (reading, name) = of_register(&register, moment, change)?;
        let files = register.file().map(Path::to_owned).into_iter().collect();
        return Ok((reading, name, files));
    }
    Ok(match path {
        Some(path) => {
            let reading = karenina_io::read_dataset_by(path, recipe, change)?;
            let mut inputs = vec![path.to_owned()];
            inputs.extend(reading.files.iter().map(|it| path.join(&it.name)));
            (reading, path.display().to_string(), inputs)
        }
        None => {
            let files: Vec<(&str, &[u8])> = EXAMPLE
                .files()
                .filter_map(|it| Some((it.path().to_str()?, it.contents())))
                .collect();
            let reading = karenina_io::read_embedded_with(EXAMPLE_NAME, &files, change);
            (reading, EXAMPLE_NAME.to_owned(), Vec::new())
        }
    })
}

/// Reads recipes as one, and what is wrong with them.
pub(crate) fn recipe(paths: &[PathBuf]) -> anyhow::Result<(karenina_io::Recipe, Vec<Problem>)> {
    let mut recipe = karenina_io::Recipe::default();
    let mut problems = Vec::new();
    for path in paths {
        let (read, found) = karenina_io::read_recipe(path)?;
        recipe.parts.extend(read.parts);
        problems.extend(found);
    }
    Ok((recipe, problems))
}

/// The same as it stands: no recipe, nothing changed by hand, a register as of now.
pub(crate) fn reading_as_it_is(
    path: Option<&Path>,
) -> anyhow::Result<(karenina_io::Reading, String, Vec<PathBuf>)> {
    reading(path, Moment::default(), &karenina_io::Recipe::default(), |_| Vec::new())
}

/// The day that was asked for, else the programme's own, else today.
pub(crate) fn day(asked: Option<Date>, dataset: &Dataset) -> (Date, AsOfFrom) {
    if let Some(day) = asked {
        return (day, AsOfFrom::Given);
    }
    let programme = dataset.table(TableId::PROGRAMME);
    let said = programme
        .rows()
        .next()
        .and_then(|row| programme.period(row, programme.column("judged_as_of")?).known());
    if let Some(said) = said {
        return (said.last, AsOfFrom::Programme);
    }
    (today(), AsOfFrom::Today)
}

/// The one place that looks at the clock: the day is printed with everything that rests on it.
pub(crate) fn today() -> Date {
    jiff::tz::Offset::UTC.to_datetime(jiff::Timestamp::now()).date()
}

/// The moment of it, for what lasts longer than a command.
pub(crate) fn now() -> karenina_access::Timestamp {
    karenina_access::Timestamp::now()
}

/// The bytes of a file that a command was given.
pub(crate) fn bytes(path: &Path) -> Result<Vec<u8>, ReadError> {
    std::fs::read(path).map_err(|reason| ReadError::Unreadable { path: path.to_owned(), reason })
}

/// The text of a file that a command was given.
pub(crate) fn text(path: &Path) -> Result<String, ReadError> {
    String::from_utf8(bytes(path)?).map_err(|err| {
        let valid = &err.as_bytes()[..err.utf8_error().valid_up_to()];
        let line = valid.split(|it| *it == b'\n').count();
        ReadError::NotText { path: path.to_owned(), line }
    })
}

/// The language that was asked for, else that of the environment.
pub(crate) fn lang(common: &Common) -> Lang {
    match common.lang {
        Some(Language::En) => Lang::En,
        Some(Language::Ru) => Lang::Ru,
        None => lang_of_environment(),
    }
}

/// The language asked for in arguments that could not be read.
pub(crate) fn lang_as_typed(typed: &[OsString]) -> Lang {
    let typed: Vec<_> = typed.iter().filter_map(|it| it.to_str()).collect();
    let after = typed.iter().position(|it| *it == "--lang").and_then(|at| typed.get(at + 1));
    let joined = typed.iter().find_map(|it| it.strip_prefix("--lang="));
    match after.copied().or(joined) {
        Some("ru") => Lang::Ru,
        Some("en") => Lang::En,
        _ => lang_of_environment(),
    }
}

fn lang_of_environment() -> Lang {
    let environment = ["LC_ALL", "LC_MESSAGES", "LANG"]
        .iter()
        .find_map(|name| std::env::var(name).ok().filter(|it| !it.is_empty()));
    match environment {
        Some(it) if it.to_lowercase().starts_with("ru") => Lang::Ru,
        Some(_) | None => Lang::En,
    }
}
