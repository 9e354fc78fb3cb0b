//! Datasets from folders, workbooks and single files.

use std::{
    collections::BTreeSet,
    fmt, fs, io,
    path::{Path, PathBuf},
};

use karenina_model::{Code, Dataset, Place, Problem, TableBuilder, TableId, problem::Problems};
use rayon::prelude::*;

use crate::{
    csv, digest,
    names::{self, Kind},
    recipe::{self, Recipe},
    workbook::{self, FormCover},
};

/// What was read.
#[derive(Debug)]
pub struct Reading {
    /// What it is called: the name of the folder or file.
    pub name: String,
    /// The tables.
    pub dataset: Dataset,
    /// What is wrong with them: errors first, then by place.
    pub problems: Vec<Problem>,
    /// SHA-256 over the files that were read, as `sha256sum * | sha256sum` gives it.
    pub digest: String,
    /// The files that were read, by name.
    pub files: Vec<FileRead>,
    /// What the covers of forms among them say.
    pub forms: Vec<FormCover>,
}

/// A file that was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileRead {
    /// Its name, relative to the folder.
    pub name: String,
    /// SHA-256 of its bytes.
    pub sha256: String,
    /// How many rows came from it.
    pub rows: u64,
}

/// What would have been read where there is nothing to read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LookedFor {
    /// A dataset.
    Dataset,
    /// A catalogue.
    Catalogue,
    /// A table of cases with an outcome.
    Cases,
}

impl fmt::Display for LookedFor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Dataset => {
                "a dataset is a folder of tables (clusters.csv and so on), a workbook (.xlsx, \
                 .xlsm, .xlsb, .xls, .ods), or one table as a .csv, .tsv or .txt file"
            }
            Self::Catalogue => {
                "a catalogue is a folder with model.toml, sources.toml, practices.toml and \
                 indicators/"
            }
            Self::Cases => "a CSV with a heading, a name in the first column and numbers beside it",
        })
    }
}

/// Why nothing could be read.
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    /// There is nothing of that name.
    #[error("{path}: there is no such file or folder; {looked_for}", path = path.display())]
    NotFound {
        /// Where it was looked for.
        path: PathBuf,
        /// What would have been read.
        looked_for: LookedFor,
    },
    /// It is there and cannot be read.
    #[error("{path}: cannot be read: {reason}", path = path.display())]
    Unreadable {
        /// Which file or folder.
        path: PathBuf,
        /// What the system says.
        reason: io::Error,
    },
    /// It is neither a file nor a folder.
    #[error("{path}: is neither a file nor a folder; {looked_for}", path = path.display())]
    Neither {
        /// Which path.
        path: PathBuf,
        /// What would have been read.
        looked_for: LookedFor,
    },
    /// A file is too large to be what it should be.
    #[error(
        "{path}: {size} bytes are too many for a file of the catalogue, which has {most} at most",
        path = path.display()
    )]
    TooLarge {
        /// Which file.
        path: PathBuf,
        /// How large it is.
        size: u64,
        /// How large it may be.
        most: u64,
    },
    /// A folder leads back to itself.
    #[error("{path}: this link leads back to a folder that it lies in", path = path.display())]
    Loop {
        /// Which link.
        path: PathBuf,
    },
    /// A file is no text.
    #[error("{path}: line {line}: the bytes are no UTF-8 text", path = path.display())]
    NotText {
        /// Which file.
        path: PathBuf,
        /// Up to which line it is one.
        line: usize,
    },
}

/// Text files above this size are read one after another, each in parallel; the others in
/// parallel, each by one thread. So no more than a few of them are in memory at once.
const LARGE: u64 = 1 << 20;

/// The largest file that is taken for a workbook: more than any of them may hold unpacked.
const LARGEST_WORKBOOK: u64 = 1 << 30;

/// Reads a dataset: a folder, a workbook, or one table as text.
///
/// What is wrong with a file is among the problems, and the other files are read all the same.
pub fn read_dataset(path: &Path) -> Result<Reading, ReadError> {
    read_dataset_with(path, |_| Vec::new())
}

/// Reads a dataset and changes its tables before they are put together; what the change finds wrong
/// is among the problems.
pub fn read_dataset_with(
    path: &Path,
    change: impl FnOnce(&mut Vec<TableBuilder>) -> Vec<Problem>,
) -> Result<Reading, ReadError> {
    read_dataset_by(path, &Recipe::default(), change)
}

/// The same, and the sheets that a recipe fits are read as the recipe says.
pub fn read_dataset_by(
    path: &Path,
    recipe: &Recipe,
    change: impl FnOnce(&mut Vec<TableBuilder>) -> Vec<Problem>,
) -> Result<Reading, ReadError> {
    let (name, files, problems) = files_of(path)?;
    Ok(read_files(name, &files, problems, recipe, load, change))
}

/// Reads several folders, workbooks and tables as one dataset.
pub fn read_datasets_by(paths: &[PathBuf], recipe: &Recipe) -> Result<Reading, ReadError> {
    if let [path] = paths {
        return read_dataset_by(path, recipe, |_| Vec::new());
    }
    let (mut all, mut problems) = (Vec::new(), Problems::default());
    let mut names = Vec::new();
    for path in paths {
        let (name, files, found) = files_of(path)?;
        problems.append(found);
        all.extend(files.into_iter().map(|it| {
            // Two folders may each have a members.csv.
            let shown = if path.is_dir() { format!("{name}/{}", it.name) } else { it.name };
            File { name: shown, ..it }
        }));
        names.push(name);
    }
    Ok(read_files(names.join(", "), &all, problems, recipe, load, |_| Vec::new()))
}

/// Proposes a recipe for a workbook or text, or for all in a folder.
pub fn draft_recipe(path: &Path) -> Result<(String, Vec<Problem>), ReadError> {
    let (name, files, mut problems) = files_of(path)?;
    let mut looked = Vec::new();
    for file in &files {
        if matches!(file.kind, Kind::PassedOver | Kind::Unknown) || file.size > LARGEST_WORKBOOK {
            continue;
        }
        let bytes = fs::read(&file.path)
            .map_err(|reason| ReadError::Unreadable { path: file.path.clone(), reason })?;
        if file.kind == Kind::Workbook || workbook::is_one(&bytes) {
            let found = workbook::read(&file.name, &bytes, &[], true);
            problems.append(found.problems);
            looked.extend(found.looked);
        } else {
            let (found, unread) = csv::look(&file.name, &bytes);
            problems.append(unread);
            looked.extend(found);
        }
    }
    Ok((recipe::draft(&name, &looked), problems.into_list()))
}

/// The files of a folder, or the one file.
fn files_of(path: &Path) -> Result<(String, Vec<File>, Problems), ReadError> {
    let unreadable = |reason| ReadError::Unreadable { path: path.to_owned(), reason };
    let about = fs::metadata(path).map_err(|err| match err.kind() {
        io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => {
            ReadError::NotFound { path: path.to_owned(), looked_for: LookedFor::Dataset }
        }
        _ => unreadable(err),
    })?;
    let mut problems = Problems::default();
    let files = if about.is_dir() {
        files_of_folder(path, &mut problems).map_err(unreadable)?
    } else if about.is_file() {
        let name = file_name(path);
        let kind = match names::kind(&name) {
            // The user has named it, so something was meant by it.
            Kind::PassedOver | Kind::Unknown | Kind::Text if workbook::looks_like_one(path) => {
                Kind::Workbook
            }
            Kind::PassedOver => Kind::Unknown,
            kind => kind,
        };
        vec![File { name, path: path.to_owned(), size: about.len(), kind }]
    } else {
        return Err(ReadError::Neither { path: path.to_owned(), looked_for: LookedFor::Dataset });
    };
    let name = fs::canonicalize(path).map_or_else(|_| file_name(path), |it| file_name(&it));
    Ok((name, files, problems))
}

/// Reads a dataset that is bundled in the program: pairs of file name and bytes.
pub fn read_embedded(name: &str, files: &[(&str, &[u8])]) -> Reading {
    read_embedded_with(name, files, |_| Vec::new())
}

/// Reads a bundled dataset and changes its tables before they are put together.
pub fn read_embedded_with(
    name: &str,
    files: &[(&str, &[u8])],
    change: impl FnOnce(&mut Vec<TableBuilder>) -> Vec<Problem>,
) -> Reading {
    read_embedded_by(name, files, &Recipe::default(), change)
}

/// The same, and the sheets that a recipe fits are read as the recipe says.
pub fn read_embedded_by(
    name: &str,
    files: &[(&str, &[u8])],
    recipe: &Recipe,
    change: impl FnOnce(&mut Vec<TableBuilder>) -> Vec<Problem>,
) -> Reading {
    let mut files: Vec<(File, &[u8])> = files
        .iter()
        .map(|(name, bytes)| {
            let file = File {
                name: (*name).to_owned(),
                path: PathBuf::new(),
                size: bytes.len() as u64,
                kind: names::kind(name),
            };
            (file, *bytes)
        })
        .collect();
    files.sort_by(|a, b| a.0.name.cmp(&b.0.name));
    let (files, bytes): (Vec<File>, Vec<&[u8]>) = files.into_iter().unzip();
    let load = |at: usize, _: &File| Ok(bytes[at]);
    read_files(name.to_owned(), &files, Problems::default(), recipe, load, change)
}

/// The bytes of a file, unless it is too large to be looked at.
fn load(_: usize, file: &File) -> Result<Vec<u8>, Box<Problem>> {
    if file.kind == Kind::Workbook && file.size > LARGEST_WORKBOOK {
        return Err(Box::new(workbook::too_large(&file.name, file.size, LARGEST_WORKBOOK)));
    }
    fs::read(&file.path).map_err(|err| Box::new(cannot_be_read(&file.name, &err.to_string())))
}

/// A file that may belong to a dataset.
#[derive(Debug)]
struct File {
    name: String,
    path: PathBuf,
    size: u64,
    kind: Kind,
}

fn file_name(path: &Path) -> String {
    path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned()
}

fn files_of_folder(path: &Path, problems: &mut Problems) -> io::Result<Vec<File>> {
    let mut files = Vec::new();
    for entry in fs::read_dir(path)? {
        let entry = entry?;
        let name = file_name(Path::new(&entry.file_name()));
        let path = entry.path();
        let kind = names::kind(&name);
        match fs::metadata(&path) {
            Ok(about) if about.is_file() => {
                files.push(File { name, path, size: about.len(), kind });
            }
            // What lies deeper is not read: it may be last year's copy. But it is not kept quiet.
            Ok(about) if about.is_dir() => {
                if kind != Kind::PassedOver && holds_tables(&path) {
                    let found = format!("{name}/");
                    problems.push(names::unknown(Place::file(&*found), &found, &name));
                }
            }
            // Opening a pipe would wait for somebody to write into it.
            Ok(_) if matches!(kind, Kind::Table(_) | Kind::Text | Kind::Workbook) => {
                problems.push(cannot_be_read(&name, "not-a-file"));
            }
            Ok(_) => {}
            Err(err) if matches!(kind, Kind::Table(_) | Kind::Text | Kind::Workbook) => {
                problems.push(cannot_be_read(&name, &err.to_string()));
            }
            Err(_) => {}
        }
    }
    // The order in which a folder lists its files differs between systems.
    files.sort_by(|a, b| a.name.cmp(&b.name));
    Ok(files)
}

fn cannot_be_read(name: &str, reason: &str) -> Problem {
    Problem::new(Code::FileUnreadable, Place::file(name)).with("reason", reason)
}

/// Whether a folder has a file that would be read if it stood higher.
fn holds_tables(path: &Path) -> bool {
    fs::read_dir(path).is_ok_and(|mut entries| {
        entries.any(|entry| {
            entry.is_ok_and(|it| {
                let name = it.file_name();
                matches!(names::kind(&name.to_string_lossy()), Kind::Table(_) | Kind::Workbook)
            })
        })
    })
}

/// A table as one file or sheet has it.
pub struct Part {
    /// The file or sheet.
    pub place: Place,
    /// Its rows.
    pub table: TableBuilder,
}

/// What came of one file.
struct Outcome {
    read: Option<FileRead>,
    parts: Vec<Part>,
    problems: Problems,
    used: BTreeSet<usize>,
    forms: Vec<FormCover>,
}

fn read_files<B: AsRef<[u8]>>(
    name: String,
    files: &[File],
    mut problems: Problems,
    recipe: &Recipe,
    load: impl Fn(usize, &File) -> Result<B, Box<Problem>> + Sync,
    change: impl FnOnce(&mut Vec<TableBuilder>) -> Vec<Problem>,
) -> Reading {
    let is_large =
        |file: &File| matches!(file.kind, Kind::Table(_) | Kind::Text) && file.size > LARGE;
    let mut outcomes: Vec<Option<Outcome>> = files
        .par_iter()
        .enumerate()
        .map(|(at, file)| (!is_large(file)).then(|| read_file(file, recipe, || load(at, file))))
        .collect();
    for (at, (file, outcome)) in files.iter().zip(&mut outcomes).enumerate() {
        if outcome.is_none() {
            *outcome = Some(read_file(file, recipe, || load(at, file)));
        }
    }

    let (mut parts, mut read, mut used) = (Vec::new(), Vec::new(), BTreeSet::new());
    let mut forms = Vec::new();
    for outcome in outcomes.into_iter().flatten() {
        forms.extend(outcome.forms);
        used.extend(outcome.used);
        parts.extend(outcome.parts);
        read.extend(outcome.read);
        problems.append(outcome.problems);
    }
    for (at, part) in recipe.parts.iter().enumerate() {
        if !used.contains(&at) {
            problems.push(
                Problem::new(Code::RecipeUnused, Place::line(&*part.recipe, part.line))
                    .with("table", part.table.name()),
            );
        }
    }
    for problem in joined(&parts) {
        problems.push(problem);
    }
    let mut tables: Vec<TableBuilder> = parts.into_iter().map(|it| it.table).collect();
    let set = change(&mut tables);
    let (dataset, found) = Dataset::assemble(tables);
    problems.extend(set);
    problems.extend(found);
    let digest = digest::of_files(read.iter().map(|it| (&*it.name, &*it.sha256)));
    Reading { name, dataset, problems: problems.into_list(), digest, files: read, forms }
}

fn read_file<B: AsRef<[u8]>>(
    file: &File,
    recipe: &Recipe,
    load: impl FnOnce() -> Result<B, Box<Problem>>,
) -> Outcome {
    let mut outcome = Outcome {
        read: None,
        parts: Vec::new(),
        problems: Problems::default(),
        used: BTreeSet::new(),
        forms: Vec::new(),
    };
    let id = match file.kind {
        Kind::PassedOver => return outcome,
        Kind::Unknown => {
            let place = Place::file(&*file.name);
            outcome.problems.push(names::unknown(place, &file.name, names::stem(&file.name)));
            return outcome;
        }
        Kind::Table(id) => Some(Some(id)),
        Kind::Text => Some(None),
        Kind::Workbook => None,
    };
    let bytes = match load() {
        Ok(bytes) => bytes,
        Err(problem) => {
            outcome.problems.push(*problem);
            return outcome;
        }
    };
    let bytes = bytes.as_ref();
    let read = || match id {
        // Workbooks are known by their content: people rename files.
        Some(id) if !workbook::is_one(bytes) => csv::read(id, &file.name, bytes, &recipe.parts),
        _ => workbook::read(&file.name, bytes, &recipe.parts, false),
    };
    let (sha256, found) = rayon::join(|| digest::sha256(bytes), read);
    let rows = found.parts.iter().map(|it| it.table.len() as u64).sum();
    outcome.parts = found.parts;
    outcome.problems = found.problems;
    outcome.used = found.used;
    outcome.forms = found.forms;
    // A text that nobody called a table, and that is none, is no part of the edition.
    if id != Some(None) || !outcome.parts.is_empty() {
        outcome.read = Some(FileRead { name: file.name.clone(), sha256, rows });
    }
    outcome
}

/// Says which tables stand in several files or sheets.
fn joined(parts: &[Part]) -> Vec<Problem> {
    TableId::all()
        .filter_map(|id| {
            let places: Vec<&Place> =
                parts.iter().filter(|it| it.table.id() == id).map(|it| &it.place).collect();
            let [first, _, ..] = places.as_slice() else { return None };
            let list: Vec<String> = places
                .iter()
                .map(|it| match &it.sheet {
                    Some(sheet) => format!("{}: {sheet}", it.file),
                    None => it.file.clone(),
                })
                .collect();
            Some(
                Problem::new(Code::TableJoined, (*first).clone())
                    .with("table", id.name())
                    .with("count", places.len().to_string())
                    .with("files", list.join(", ")),
            )
        })
        .collect()
}
