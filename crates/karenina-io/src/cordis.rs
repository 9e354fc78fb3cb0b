//! The files of CORDIS, the European Commission's register of research projects, as it publishes
//! them (`organization.csv`, `project.csv`, `legalBasis.csv`, with semicolons) and as extracts of
//! them are handed on (participations, organisations, parts of the programme), packed or not.
//!
//! What a file is, is known by its columns. An organisation is one by its key; a row without a
//! key is taken for the organisation of the same name, or else for a new one, and that is told.

mod clusters;

pub use clusters::{ClusterTables, RegionalClusters, regional_clusters};

use std::{
    borrow::Cow,
    fs,
    io::Read,
    path::{Path, PathBuf},
};

use karenina_model::{
    Class, Code, Collaboration, Date, Place, Problem,
    collaboration::{Event, EventKind, Merged, Organisation, Participation, comparable_name},
    problem::Problems,
};
use rustc_hash::FxHashMap;

use crate::{FileRead, ReadError, csv, digest, text};

/// What was read of CORDIS.
#[derive(Debug)]
pub struct CordisReading {
    /// Who takes part in what.
    pub collaboration: Collaboration,
    /// What is wrong with the files.
    pub problems: Vec<Problem>,
    /// SHA-256 over the files.
    pub digest: String,
    /// The files that were read.
    pub files: Vec<FileRead>,
}

/// How a file of CORDIS may be packed: more than this it does not hold.
const LARGEST_UNPACKED: u64 = 4 << 30;

/// What a column of a file is to us.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Column {
    Project,
    /// `rcn`: of the project in extracts, of the organisation in the official file.
    Record,
    Organisation,
    Name,
    ShortName,
    Role,
    Type,
    Contribution,
    Country,
    City,
    Region,
    Small,
    Start,
    End,
    Total,
    Public,
    Part,
    Title,
    Acronym,
    Id,
}

impl Column {
    fn named(name: &str) -> Option<Self> {
        let plain: String =
            name.chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_lowercase();
        Some(match plain.as_str() {
            "projectid" | "projectrcn" => Self::Project,
            "rcn" => Self::Record,
            "pic" | "organisationid" | "organizationid" | "generalpic" => Self::Organisation,
            "name" | "legalname" => Self::Name,
            "shortname" => Self::ShortName,
            "role" => Self::Role,
            "type" | "activitytype" => Self::Type,
            "contribution" | "eccontribution" => Self::Contribution,
            "country" => Self::Country,
            "city" => Self::City,
            "nuts3" | "nutscode" | "nuts" => Self::Region,
            "sme" => Self::Small,
            "startdate" => Self::Start,
            "enddate" => Self::End,
            "totalcost" => Self::Total,
            "maxcontribution" | "ecmaxcontribution" => Self::Public,
            "programmepart" | "legalbasis" => Self::Part,
            "title" => Self::Title,
            "acronym" => Self::Acronym,
            "id" => Self::Id,
            _ => return None,
        })
    }
}

/// What a file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum FileKind {
    Participations,
    Organisations,
    Projects,
    Parts,
}

/// Where each column stands.
#[derive(Debug, Default)]
struct Heading {
    places: Vec<(Column, usize)>,
}

impl Heading {
    fn read(cells: &[&str]) -> Self {
        let mut places: Vec<(Column, usize)> = Vec::new();
        for (at, name) in cells.iter().enumerate() {
            if let Some(column) = Column::named(name)
                && !places.iter().any(|it| it.0 == column)
            {
                places.push((column, at));
            }
        }
        Self { places }
    }

    fn place(&self, column: Column) -> Option<usize> {
        self.places.iter().find(|it| it.0 == column).map(|it| it.1)
    }

    fn has(&self, column: Column) -> bool {
        self.place(column).is_some()
    }

    fn kind(&self) -> Option<FileKind> {
        use Column as C;
        let project = self.has(C::Project) || self.has(C::Record);
        let organisation = self.has(C::Organisation) || self.has(C::Name);
        if project && organisation && (self.has(C::Role) || self.has(C::Contribution)) {
            Some(FileKind::Participations)
        } else if self.has(C::Organisation) && !self.has(C::Project) {
            Some(FileKind::Organisations)
        } else if (self.has(C::Id) || self.has(C::Record))
            && (self.has(C::Start) || self.has(C::Title) && self.has(C::Acronym))
        {
            Some(FileKind::Projects)
        } else if project && self.has(C::Part) {
            Some(FileKind::Parts)
        } else {
            None
        }
    }

    /// The column of the project: `rcn` only where nothing better is there.
    fn project(&self) -> Option<usize> {
        self.place(Column::Project).or_else(|| self.place(Column::Record))
    }
}

/// Whether a path holds files of CORDIS: a file by its heading, a folder by any of its files.
pub fn holds_cordis(path: &Path) -> bool {
    let Ok(about) = fs::metadata(path) else { return false };
    if about.is_file() {
        return is_text(path) && kind_of(path).is_some();
    }
    files_of(path)
        .is_ok_and(|files| files.iter().any(|it| kind_of(it) == Some(FileKind::Participations)))
}

fn is_text(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy().to_lowercase();
    let name = name.strip_suffix(".gz").unwrap_or(&name);
    [".csv", ".tsv", ".txt"].iter().any(|it| name.ends_with(it))
}

/// The kind of a file by its heading; only its beginning is read.
fn kind_of(path: &Path) -> Option<FileKind> {
    let mut head = vec![0; 16 << 10];
    let file = fs::File::open(path).ok()?;
    let n = if is_packed(path) {
        fill(&mut flate2::read::MultiGzDecoder::new(file), &mut head)
    } else {
        fill(&mut { file }, &mut head)
    };
    head.truncate(n);
    let first = head.split(|it| *it == b'\n').next()?;
    let text = String::from_utf8_lossy(first);
    let mut kind = None;
    csv::for_each_record("", &text, |_, cells| {
        kind = kind.or_else(|| Heading::read(cells).kind());
    });
    // Our own table of organisations has a name too; the keys of CORDIS it has not.
    kind
}

fn fill(from: &mut impl Read, into: &mut [u8]) -> usize {
    let mut n = 0;
    while n < into.len() {
        match from.read(&mut into[n..]) {
            Ok(0) | Err(_) => break,
            Ok(more) => n += more,
        }
    }
    n
}

fn is_packed(path: &Path) -> bool {
    path.extension().is_some_and(|it| it.eq_ignore_ascii_case("gz"))
}

fn files_of(folder: &Path) -> std::io::Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if is_text(&path) && path.is_file() {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}

/// Reads files of CORDIS: files, or folders of them. With `join_names`, organisations of one name
/// and country are one even where their keys differ.
pub fn read_cordis(paths: &[PathBuf], join_names: bool) -> Result<CordisReading, ReadError> {
    let mut files = Vec::new();
    for path in paths {
        let unreadable = |reason| ReadError::Unreadable { path: path.clone(), reason };
        if fs::metadata(path).map_err(unreadable)?.is_dir() {
            files.extend(files_of(path).map_err(unreadable)?);
        } else {
            files.push(path.clone());
        }
    }
    let mut problems = Problems::default();
    let mut read = Vec::new();
    let mut texts: Vec<(FileKind, String, String)> = Vec::new();
    for path in &files {
        let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned();
        let Some(kind) = kind_of(path) else {
            problems.push(Problem::new(Code::NotOfCordis, Place::file(&*name)));
            continue;
        };
        let bytes = match fs::read(path) {
            Ok(it) => it,
            Err(err) => {
                problems.push(unreadable(&name, &err.to_string()));
                continue;
            }
        };
        let (sha256, unpacked) = rayon::join(|| digest::sha256(&bytes), || unpack(path, &bytes));
        let unpacked = match unpacked {
            Ok(it) => it,
            Err(reason) => {
                problems.push(unreadable(&name, &reason));
                continue;
            }
        };
        let decoded = text::decode(&name, &unpacked);
        problems.append(decoded.problems);
        let Some(text) = decoded.text.map(Cow::into_owned) else { continue };
        read.push(FileRead { name: name.clone(), sha256, rows: 0 });
        texts.push((kind, name, text));
    }
    let mut gathering = Gathering { join_names, ..Gathering::default() };
    // Names and projects first: participations refer to them.
    texts.sort_by_key(|it| match it.0 {
        FileKind::Organisations => 0,
        FileKind::Projects => 1,
        FileKind::Participations => 2,
        FileKind::Parts => 3,
    });
    for (kind, name, text) in &texts {
        let rows = gathering.read(*kind, name, text, &mut problems);
        if let Some(it) = read.iter_mut().find(|it| it.name == *name) {
            it.rows = rows;
        }
    }
    let name = match paths {
        [one] => one.file_name().unwrap_or(one.as_os_str()).to_string_lossy().into_owned(),
        _ => "CORDIS".to_owned(),
    };
    let collaboration = gathering.finish(name, &mut problems);
    let digest = digest::of_files(read.iter().map(|it| (&*it.name, &*it.sha256)));
    Ok(CordisReading { collaboration, problems: problems.into_list(), digest, files: read })
}

fn unreadable(name: &str, reason: &str) -> Problem {
    Problem::new(Code::FileUnreadable, Place::file(name)).with("reason", reason)
}

fn unpack<'b>(path: &Path, bytes: &'b [u8]) -> Result<Cow<'b, [u8]>, String> {
    if !is_packed(path) {
        return Ok(Cow::Borrowed(bytes));
    }
    let mut unpacked = Vec::with_capacity(bytes.len().saturating_mul(7).min(1 << 28));
    let mut limited = flate2::read::MultiGzDecoder::new(bytes).take(LARGEST_UNPACKED + 1);
    limited.read_to_end(&mut unpacked).map_err(|err| err.to_string())?;
    if unpacked.len() as u64 > LARGEST_UNPACKED {
        return Err(format!("it holds more than {} GB", LARGEST_UNPACKED >> 30));
    }
    Ok(Cow::Owned(unpacked))
}

/// What has been read so far.
#[derive(Default)]
struct Gathering {
    join_names: bool,
    organisations: Vec<Organisation>,
    by_key: FxHashMap<String, u32>,
    by_name: FxHashMap<(String, String), u32>,
    /// Whether an organisation takes part in anything: the others are left out at the end.
    events: Vec<Event>,
    by_project: FxHashMap<String, u32>,
    participations: Vec<Participation>,
    /// File and line of each participation.
    origins: Vec<(u32, u32)>,
    files: Vec<String>,
    spellings: FxHashMap<(u32, String), (u32, u32, u32)>,
    joined: FxHashMap<(u32, String), (u32, u32, u32)>,
    n_made: u32,
}

impl Gathering {
    fn read(&mut self, kind: FileKind, name: &str, text: &str, problems: &mut Problems) -> u64 {
        let mut heading: Option<Heading> = None;
        let mut rows = 0;
        let file = self.files.len() as u32;
        self.files.push(name.to_owned());
        let mut found = Problems::default();
        let broken = csv::for_each_record(name, text, |line, cells| {
            let Some(heading) = &heading else {
                heading = Some(Heading::read(cells));
                return;
            };
            rows += 1;
            let row = Row { heading, cells, place: (name, line) };
            match kind {
                FileKind::Participations => self.participation(&row, (file, line), &mut found),
                FileKind::Organisations => _ = self.organisation(&row, (file, line), &mut found),
                FileKind::Projects => self.project(&row, &mut found),
                FileKind::Parts => self.part(&row),
            }
        });
        problems.append(broken);
        problems.append(found);
        rows
    }

    /// The organisation of a row, with what the row says of it.
    fn organisation(
        &mut self,
        row: &Row<'_>,
        origin: (u32, u32),
        problems: &mut Problems,
    ) -> Option<u32> {
        let key = row.get(Column::Organisation);
        let name = row.get(Column::Name);
        let country = row.get(Column::Country);
        let at = if key.is_empty() || key == "0" {
            let plain = comparable_name(name);
            if plain.is_empty() {
                return None;
            }
            match self.by_name.get(&(plain.clone(), country.to_owned())) {
                Some(at) => {
                    let at = *at;
                    let entry = self.joined.entry((at, name.to_owned()));
                    entry.or_insert((origin.0, origin.1, 0)).2 += 1;
                    at
                }
                None => {
                    self.n_made += 1;
                    let key = format!("name-{}", self.n_made);
                    self.new_organisation(key, Some((plain, country)))
                }
            }
        } else if let Some(at) = self.by_key.get(key) {
            *at
        } else {
            let plain = self.join_names.then(|| comparable_name(name)).filter(|it| !it.is_empty());
            let known = plain
                .as_ref()
                .and_then(|it| self.by_name.get(&(it.clone(), country.to_owned())))
                .copied();
            let at = match known {
                Some(at) => {
                    let found = format!("{name} ({key})");
                    self.joined.entry((at, found)).or_insert((origin.0, origin.1, 0)).2 += 1;
                    at
                }
                None => self.new_organisation(key.to_owned(), plain.map(|it| (it, country))),
            };
            self.by_key.insert(key.to_owned(), at);
            at
        };
        let known = &mut self.organisations[at as usize];
        if !name.is_empty() {
            match &known.name {
                None => {
                    known.name = Some(name.to_owned());
                    // From now on rows without a key can be taken for it.
                    let plain = comparable_name(name);
                    if !plain.is_empty() {
                        self.by_name.entry((plain, country.to_owned())).or_insert(at);
                    }
                }
                Some(said) if said != name => {
                    let entry = self.spellings.entry((at, name.to_owned()));
                    entry.or_insert((origin.0, origin.1, 0)).2 += 1;
                }
                Some(_) => {}
            }
        }
        let kind = row.get(Column::Type);
        if !kind.is_empty() {
            match (known.class, Class::of_activity_type(kind)) {
                (None, it) => known.class = it,
                (Some(said), Some(other)) if said != other => problems.push(
                    Problem::new(Code::ClassesDiffer, row.place("type"))
                        .with("organisation", known.label())
                        .with("first", said.word())
                        .with("found", other.word()),
                ),
                (Some(_), _) => {}
            }
        }
        let fill = |into: &mut Option<String>, column: Column| {
            let text = row.get(column);
            if into.is_none() && !text.is_empty() {
                *into = Some(text.to_owned());
            }
        };
        fill(&mut known.country, Column::Country);
        fill(&mut known.city, Column::City);
        fill(&mut known.region, Column::Region);
        if known.is_small.is_none() {
            known.is_small = match row.get(Column::Small) {
                "true" | "True" | "TRUE" | "1" | "Y" | "yes" => Some(true),
                "false" | "False" | "FALSE" | "0" | "N" | "no" => Some(false),
                _ => None,
            };
        }
        Some(at)
    }

    fn new_organisation(&mut self, key: String, name: Option<(String, &str)>) -> u32 {
        let at = self.organisations.len() as u32;
        self.organisations.push(Organisation { key, ..Organisation::default() });
        if let Some((plain, country)) = name {
            self.by_name.entry((plain, country.to_owned())).or_insert(at);
        }
        at
    }

    fn event(&mut self, key: &str) -> u32 {
        if let Some(at) = self.by_project.get(key) {
            return *at;
        }
        let at = self.events.len() as u32;
        self.events.push(Event {
            key: key.to_owned(),
            kind: EventKind::Project,
            // The framework programme pays for every project that it lists.
            state_funded: Some(true),
            ..Event::default()
        });
        self.by_project.insert(key.to_owned(), at);
        at
    }

    fn participation(&mut self, row: &Row<'_>, origin: (u32, u32), problems: &mut Problems) {
        let project = row.at(row.heading.project());
        let organisation = self.organisation(row, origin, problems);
        let (Some(organisation), false) = (organisation, project.is_empty()) else {
            let column = if project.is_empty() { "project" } else { "organisation" };
            problems.push(
                Problem::new(Code::ParticipationUnusable, row.place(column)).with("column", column),
            );
            return;
        };
        let event = self.event(project);
        self.about_project(event, row, problems);
        let contribution = row.money(Column::Contribution, problems);
        let lead = row.get(Column::Role).eq_ignore_ascii_case("coordinator");
        self.participations.push(Participation {
            organisation,
            event,
            lead,
            contribution,
            certain: true,
        });
        self.origins.push(origin);
    }

    fn project(&mut self, row: &Row<'_>, problems: &mut Problems) {
        let id = row.heading.place(Column::Id).or_else(|| row.heading.project());
        let key = row.at(id);
        if key.is_empty() {
            problems.push(
                Problem::new(Code::ParticipationUnusable, row.place("id"))
                    .with("column", "project"),
            );
            return;
        }
        let event = self.event(key);
        self.about_project(event, row, problems);
        let part = row.get(Column::Part);
        self.add_part(event, part);
    }

    fn about_project(&mut self, event: u32, row: &Row<'_>, problems: &mut Problems) {
        let known = &mut self.events[event as usize];
        if known.start.is_none() && known.end.is_none() {
            known.start = row.date(Column::Start, problems);
            known.end = row.date(Column::End, problems);
        }
        if known.public.is_none() {
            known.public = row.money(Column::Public, problems);
        }
        // Of an official file of participations it is the cost of the participant.
        if known.total.is_none() && row.heading.has(Column::Start) {
            known.total = row.money(Column::Total, problems);
        }
        if known.title.is_none() {
            let title = [Column::Acronym, Column::Title].map(|it| row.get(it));
            known.title = title.into_iter().find(|it| !it.is_empty()).map(str::to_owned);
        }
    }

    fn part(&mut self, row: &Row<'_>) {
        let key = row.at(row.heading.project());
        let Some(event) = self.by_project.get(key).copied() else { return };
        self.add_part(event, row.get(Column::Part));
    }

    fn add_part(&mut self, event: u32, part: &str) {
        let parts = &mut self.events[event as usize].parts;
        if !part.is_empty() && !parts.iter().any(|it| it == part) {
            parts.push(part.to_owned());
        }
    }

    fn place(&self, (file, line): (u32, u32)) -> Place {
        Place::line(self.files[file as usize].as_str(), line)
    }

    fn finish(mut self, name: String, problems: &mut Problems) -> Collaboration {
        // One participation a pair, in the order of the pairs' first rows.
        let mut first: FxHashMap<(u32, u32), u32> = FxHashMap::default();
        first.reserve(self.participations.len());
        let mut kept: Vec<Participation> = Vec::with_capacity(self.participations.len());
        let mut twice: Vec<(usize, u32)> = Vec::new();
        for (row, it) in self.participations.iter().enumerate() {
            match first.entry((it.event, it.organisation)) {
                std::collections::hash_map::Entry::Occupied(at) => {
                    let known = &mut kept[*at.get() as usize];
                    known.lead |= it.lead;
                    // Two sums for one participation are two parts of it.
                    known.contribution = match (known.contribution, it.contribution) {
                        (Some(one), Some(other)) => Some(one + other),
                        (one, other) => one.or(other),
                    };
                    twice.push((row, *at.get()));
                }
                std::collections::hash_map::Entry::Vacant(at) => {
                    at.insert(kept.len() as u32);
                    kept.push(*it);
                }
            }
        }
        let mut n_partners = vec![0_u32; self.events.len()];
        for it in &kept {
            n_partners[it.event as usize] += 1;
        }
        for (row, at) in twice {
            let it = kept[at as usize];
            let event = it.event as usize;
            let code = if n_partners[event] == 1 {
                Code::PartnerOfItself
            } else {
                Code::ParticipationTwice
            };
            problems.push(
                Problem::new(code, self.place(self.origins[row]))
                    .with("organisation", self.organisations[it.organisation as usize].label())
                    .with("project", self.events[event].key.as_str()),
            );
        }
        for (event, n) in n_partners.iter().enumerate() {
            if *n == 0 {
                problems.push(
                    Problem::new(Code::NoPartners, Place::file(name.as_str()))
                        .with("project", self.events[event].key.as_str()),
                );
            }
        }
        self.report_names(problems);
        // Organisations that take part in nothing are no part of the network.
        let mut takes_part = vec![u32::MAX; self.organisations.len()];
        let mut organisations = Vec::new();
        for it in &kept {
            let at = it.organisation as usize;
            if takes_part[at] == u32::MAX {
                takes_part[at] = organisations.len() as u32;
                organisations.push(std::mem::take(&mut self.organisations[at]));
            }
        }
        for it in &mut kept {
            it.organisation = takes_part[it.organisation as usize];
        }
        let n_unclassed = organisations.iter().filter(|it| it.class.is_none()).count();
        if n_unclassed > 0 {
            problems.push(
                Problem::new(Code::ClassMissing, Place::file(name.as_str()))
                    .with("count", n_unclassed.to_string())
                    .with("all", organisations.len().to_string()),
            );
        }
        let mut merged: Vec<Merged> = self
            .joined
            .iter()
            .chain(&self.spellings)
            .filter(|((at, _), _)| takes_part[*at as usize] != u32::MAX)
            .map(|((at, found), (_, _, rows))| Merged {
                into: takes_part[*at as usize],
                found: found.clone(),
                rows: *rows,
            })
            .collect();
        merged.sort_by(|a, b| (a.into, &a.found).cmp(&(b.into, &b.found)));
        merged.dedup_by(|a, b| (a.into, &a.found) == (b.into, &b.found));
        Collaboration { name, organisations, events: self.events, participations: kept, merged }
    }

    /// Rows joined by name, keys with several names, names with several keys.
    fn report_names(&self, problems: &mut Problems) {
        for (list, code) in
            [(&self.joined, Code::JoinedByName), (&self.spellings, Code::SeveralSpellings)]
        {
            let mut list: Vec<_> = list.iter().collect();
            list.sort();
            for ((at, found), (file, line, rows)) in list {
                problems.push(
                    Problem::new(code, self.place((*file, *line)))
                        .with("found", found.as_str())
                        .with("name", self.organisations[*at as usize].label())
                        .with("key", self.organisations[*at as usize].key.as_str())
                        .with("rows", rows.to_string()),
                );
            }
        }
        let mut alike: FxHashMap<(&str, String), Vec<u32>> = FxHashMap::default();
        for (at, it) in self.organisations.iter().enumerate() {
            if let Some(name) = &it.name {
                let plain = comparable_name(name);
                if !plain.is_empty() {
                    let key = (it.country.as_deref().unwrap_or(""), plain);
                    alike.entry(key).or_default().push(at as u32);
                }
            }
        }
        let mut alike: Vec<Vec<u32>> = alike.into_values().filter(|it| it.len() > 1).collect();
        alike.sort();
        for same in alike {
            let keys: Vec<&str> =
                same.iter().map(|it| self.organisations[*it as usize].key.as_str()).collect();
            problems.push(
                Problem::new(Code::NamesAlike, Place::file(self.files[0].as_str()))
                    .with("name", self.organisations[same[0] as usize].label())
                    .with("count", same.len().to_string())
                    .with("keys", keys.join(", ")),
            );
        }
    }
}

/// A row of a file.
struct Row<'r> {
    heading: &'r Heading,
    cells: &'r [&'r str],
    place: (&'r str, u32),
}

impl<'r> Row<'r> {
    fn get(&self, column: Column) -> &'r str {
        self.at(self.heading.place(column))
    }

    fn at(&self, place: Option<usize>) -> &'r str {
        place.and_then(|it| self.cells.get(it)).copied().unwrap_or("")
    }

    fn place(&self, column: &str) -> Place {
        Place { column: Some(column.to_owned()), ..Place::line(self.place.0, self.place.1) }
    }

    /// An amount of money; decimal commas are understood, what is no number is a problem.
    fn money(&self, column: Column, problems: &mut Problems) -> Option<f64> {
        let text = self.get(column);
        if text.is_empty() {
            return None;
        }
        let amount: Option<f64> = if text.contains(',') {
            text.replace(' ', "").replace(',', ".").parse().ok()
        } else {
            text.parse().ok()
        };
        match amount {
            Some(it) if it.is_finite() && it >= 0.0 => Some(it),
            Some(_) | None => {
                problems.push(
                    Problem::new(Code::ContributionUnfit, self.place("contribution"))
                        .with("found", text),
                );
                None
            }
        }
    }

    fn date(&self, column: Column, problems: &mut Problems) -> Option<Date> {
        let text = self.get(column);
        if text.is_empty() {
            return None;
        }
        let date = text.get(..10).unwrap_or(text).parse().ok();
        if date.is_none() {
            let name = if column == Column::Start { "start" } else { "end" };
            problems.push(
                Problem::new(Code::NotADate, self.place(name))
                    .with("found", text)
                    .with("column", name),
            );
        }
        date
    }
}
