//! What is served: judgements of the data by day, kept as long as nothing has changed.

use std::{
    collections::HashMap,
    path::{Path, PathBuf},
    sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError, RwLock},
    time::{Instant, SystemTime},
};

use karenina_access::{Role, Scope, Timestamp, sees};
use karenina_assess::{Assessment, Peers};
use karenina_catalogue::Catalogue;
use karenina_model::{Dataset, Date, Problem, TableId};
use karenina_report::{Edition, Lang, Report};
use karenina_store::{Act, Location, Moment, Register};

use crate::{
    answer::{Failure, Stored, Trouble},
    asked::Asked,
    desk::Desk,
    search::Names,
};

/// Everything that was read and found at a moment.
pub struct Judged {
    /// What was asked, and by what it is judged.
    pub catalogue: Catalogue,
    /// What was said.
    pub dataset: Dataset,
    /// What was found.
    pub found: Assessment,
    /// What is wrong with the input.
    pub problems: Vec<Problem>,
    /// What made this.
    pub edition: Edition,
}

/// Of what time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum When<'a> {
    /// What held on a day, as was known on a day.
    Moment(Moment),
    /// What an edition froze.
    Edition(&'a str),
}

/// Reads and judges: of a time, by the catalogue or by files that stand in its place.
pub type Load =
    dyn Fn(When<'_>, Option<&[(String, String)]>) -> anyhow::Result<Judged> + Send + Sync;

/// A page of clusters found in statistics.
pub type Map = dyn Fn(Lang) -> anyhow::Result<String> + Send + Sync;

/// The words for a failure.
pub type Told = dyn Fn(Failure<'_>, Lang) -> String + Send + Sync;

/// What is served, and how.
pub struct Options {
    /// Reads and judges.
    pub load: Box<Load>,
    /// What was read and found already, as of now.
    pub first: Option<Judged>,
    /// The files of the catalogue by name.
    pub catalogue: Vec<(String, String)>,
    /// What is read: a register, a folder or a workbook; nothing is looked at again where there is
    /// none.
    pub path: Option<PathBuf>,
    /// Whether that is a register, in which things can be changed.
    pub is_register: bool,
    /// The name of whoever works here alone, where there are no accounts.
    pub name: String,
    /// The file of those who have accounts; without it one person works here alone.
    pub people: Option<PathBuf>,
    /// The names under which this site is asked for; others are refused. Where one person works
    /// alone they are those of this machine.
    pub hosts: Vec<String>,
    /// Whether browsers reach it by HTTPS, so that cookies go no other way.
    pub is_https: bool,
    /// The language of those whose browser asks for none of ours.
    pub lang: Lang,
    /// The version of the program.
    pub program: String,
    /// The page of clusters found in statistics, where a table of these was given.
    pub map: Option<Box<Map>>,
    /// The words for a failure of reading or of the register.
    pub told: Box<Told>,
    /// Today.
    pub today: fn() -> Date,
    /// Now.
    pub now: fn() -> Timestamp,
}

/// What the pages are made from.
pub(crate) struct Office {
    pub options: Options,
    /// The token without which nothing is changed.
    pub token: String,
    now: RwLock<Option<Arc<Judgement>>>,
    /// Other moments, the last one asked for at the end.
    past: Mutex<Vec<Arc<Judgement>>>,
    /// When the files were last looked at.
    looked: Mutex<Option<Instant>>,
    /// One act after another.
    writing: Mutex<()>,
    pub people: Option<Desk>,
}

/// How many other moments are kept.
const PAST: usize = 4;
/// How many bytes of pages are kept for a moment.
const PAGES: usize = 64 << 20;
/// How often it is looked whether files have changed.
const LOOK: std::time::Duration = std::time::Duration::from_millis(500);

/// Data without what a role does not see in rows of a scope.
type Cut = ((Role, Scope), Arc<Dataset>);

/// Of what time a judgement is.
type Time = (Option<Date>, Option<Date>, Option<String>);

fn time(asked: &Asked) -> Time {
    (asked.as_of, asked.known_on, asked.edition.clone())
}

/// A judgement with the pages that were made of it.
pub(crate) struct Judgement {
    pub judged: Judged,
    time: Time,
    stamp: Stamp,
    pages: Mutex<Pages>,
    names: OnceLock<Names>,
    /// Where values stand among those of other clusters.
    peers: OnceLock<Peers>,
    /// The same data without what a reader may not see.
    cut: Mutex<Vec<Cut>>,
}

#[derive(Default)]
struct Pages {
    by_key: HashMap<String, Arc<Stored>>,
    bytes: usize,
}

/// What tells whether files have changed: when they were written, and how long they are.
type Stamp = Vec<(PathBuf, Option<SystemTime>, u64)>;

impl Judgement {
    fn new(judged: Judged, time: Time, stamp: Stamp) -> Self {
        Self {
            judged,
            time,
            stamp,
            pages: Mutex::default(),
            names: OnceLock::new(),
            peers: OnceLock::new(),
            cut: Mutex::default(),
        }
    }

    /// The data as somebody in a role sees rows of a scope; `None` where they see all of it.
    fn cut(&self, role: Role, scope: Scope) -> Option<Arc<Dataset>> {
        let hides = |table: TableId, column: usize| {
            !sees(role, table.name(), &table.schema().columns[column].name, scope)
        };
        let mut all = TableId::all();
        if !all.any(|table| (0..table.schema().columns.len()).any(|at| hides(table, at))) {
            return None;
        }
        let mut cut = held(&self.cut);
        if let Some((_, it)) = cut.iter().find(|it| it.0 == (role, scope)) {
            return Some(it.clone());
        }
        let made = Arc::new(self.judged.dataset.without(hides));
        cut.push(((role, scope), made.clone()));
        Some(made)
    }

    pub(crate) fn names(&self) -> &Names {
        self.names.get_or_init(|| Names::of(&self.judged))
    }

    pub(crate) fn page(&self, key: &str) -> Option<Arc<Stored>> {
        held(&self.pages).by_key.get(key).cloned()
    }

    pub(crate) fn keep(&self, key: String, page: &Arc<Stored>) {
        let mut pages = held(&self.pages);
        if pages.bytes + page.body.len() > PAGES {
            *pages = Pages::default();
        }
        pages.bytes += page.body.len();
        pages.by_key.insert(key, page.clone());
    }
}

/// What a lock holds, even where somebody failed with it: nothing in it is ever half written.
pub(crate) fn held<T>(it: &Mutex<T>) -> MutexGuard<'_, T> {
    it.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Office {
    pub(crate) fn new(mut options: Options) -> Self {
        let stamp = options.path.as_deref().map(stamp).unwrap_or_default();
        let first = options.first.take();
        let now = first.map(|it| Arc::new(Judgement::new(it, (None, None, None), stamp)));
        Self {
            token: crate::who::token(),
            people: options.people.as_deref().map(Desk::new),
            options,
            now: RwLock::new(now),
            past: Mutex::default(),
            looked: Mutex::default(),
            writing: Mutex::default(),
        }
    }

    /// The judgement that is ready for a moment, where the data have not changed since.
    pub(crate) fn ready(&self, asked: &Asked) -> Option<Arc<Judgement>> {
        let wanted = time(asked);
        let found = if wanted == (None, None, None) {
            self.now.read().unwrap_or_else(PoisonError::into_inner).clone()
        } else {
            held(&self.past).iter().find(|it| it.time == wanted).cloned()
        }?;
        if self.is_fresh(&found) {
            return Some(found);
        }
        // All of them are of the same files.
        *self.now.write().unwrap_or_else(PoisonError::into_inner) = None;
        held(&self.past).clear();
        None
    }

    /// The judgement for a moment; made where it is not there.
    pub(crate) fn at(&self, asked: &Asked) -> Result<Arc<Judgement>, Trouble> {
        if let Some(ready) = self.ready(asked) {
            return Ok(ready);
        }
        let stamp = self.options.path.as_deref().map(stamp).unwrap_or_default();
        let judged = (self.options.load)(asked.when(), None).map_err(Trouble::Load)?;
        let made = Arc::new(Judgement::new(judged, time(asked), stamp));
        if made.time == (None, None, None) {
            *self.now.write().unwrap_or_else(PoisonError::into_inner) = Some(made.clone());
        } else {
            let mut past = held(&self.past);
            past.retain(|it| it.time != made.time);
            if past.len() == PAST {
                past.remove(0);
            }
            past.push(made.clone());
        }
        Ok(made)
    }

    /// Whether files are as they were when they were read; looked at twice a second at most.
    fn is_fresh(&self, it: &Judgement) -> bool {
        let Some(path) = &self.options.path else { return true };
        {
            let mut looked = held(&self.looked);
            if looked.is_some_and(|it| it.elapsed() < LOOK) {
                return true;
            }
            *looked = Some(instant());
        }
        stamp(path) == it.stamp
    }

    /// Changes something in the register, one act after another; the pages after it show it.
    pub(crate) fn change<T>(
        &self,
        by: &str,
        reason: Option<&str>,
        work: impl FnOnce(&mut Register, &Act) -> Result<T, karenina_store::StoreError>,
    ) -> Result<T, Trouble> {
        let act = Act {
            by: by.to_owned(),
            on: (self.options.today)(),
            reason: reason.map(str::to_owned),
        };
        let done = {
            let _one = held(&self.writing);
            let mut register = self.register()?;
            work(&mut register, &act).map_err(Trouble::Store)?
        };
        *held(&self.looked) = None;
        Ok(done)
    }

    /// The register, opened for one request.
    pub(crate) fn register(&self) -> Result<Register, Trouble> {
        match &self.options.path {
            Some(path) if self.options.is_register => Register::open(path).map_err(Trouble::Store),
            _ => Err(Trouble::NoRegister),
        }
    }
}

/// For how long something is remembered, and not what time it is.
#[expect(clippy::disallowed_methods, reason = "how long something is remembered")]
pub(crate) fn instant() -> Instant {
    Instant::now()
}

/// When the files were written. What is not there has no time.
#[expect(clippy::disallowed_methods, reason = "the site sees when its data change")]
fn stamp(path: &Path) -> Stamp {
    let location = Location::of(path);
    if location.is_database() {
        // On a thread of its own: a page must not wait where others are answered. A server that
        // does not answer is another state than one that does.
        let last = std::thread::scope(|it| it.spawn(|| Register::last_at(&location)).join());
        let (name, entry) = match last {
            Ok(Ok((entry, digest))) => (digest.to_string(), entry),
            Ok(Err(_)) | Err(_) => (String::new(), 0),
        };
        return vec![(PathBuf::from(name), None, entry)];
    }
    let of = |path: PathBuf| {
        let about = std::fs::metadata(&path).ok();
        let written = about.as_ref().and_then(|it| it.modified().ok());
        (path, written, about.map_or(0, |it| it.len()))
    };
    let mut stamp = vec![of(path.to_owned())];
    if path.is_dir() {
        let files = std::fs::read_dir(path).into_iter().flatten().flatten().map(|it| of(it.path()));
        stamp.extend(files);
        stamp.sort();
    }
    stamp
}

/// A judgement as somebody sees it.
pub(crate) struct Shown {
    judgement: Arc<Judgement>,
    cut: Option<Arc<Dataset>>,
    has_problems: bool,
}

impl Shown {
    /// All of it, for whoever works here alone.
    pub(crate) fn whole(judgement: Arc<Judgement>) -> Self {
        Self { judgement, cut: None, has_problems: true }
    }

    /// Without what somebody in this role may not see in rows of this scope.
    pub(crate) fn cut(judgement: Arc<Judgement>, role: Role, scope: Scope) -> Self {
        let cut = judgement.cut(role, scope);
        // Problems quote what stands in cells.
        let has_problems = cut.is_none() && scope == Scope::All;
        Self { judgement, cut, has_problems }
    }

    pub(crate) fn report(&self, lang: Lang) -> Report<'_> {
        let judged = &self.judgement.judged;
        Report {
            catalogue: &judged.catalogue,
            dataset: self.cut.as_deref().unwrap_or(&judged.dataset),
            found: &judged.found,
            problems: if self.has_problems { &judged.problems } else { &[] },
            edition: &judged.edition,
            robustness: None,
            lang,
        }
    }

    /// What was read and found, with everything in it: for what is computed and not shown.
    pub(crate) fn judged(&self) -> &Judged {
        &self.judgement.judged
    }

    /// Whether problems may be shown, which quote what stands in cells.
    pub(crate) fn has_problems(&self) -> bool {
        self.has_problems
    }

    pub(crate) fn names(&self) -> &Names {
        self.judgement.names()
    }

    pub(crate) fn peers(&self) -> &OnceLock<Peers> {
        &self.judgement.peers
    }

    pub(crate) fn page(&self, key: &str) -> Option<Arc<Stored>> {
        self.judgement.page(key)
    }

    pub(crate) fn keep(&self, key: String, page: &Arc<Stored>) {
        self.judgement.keep(key, page);
    }
}
