//! Whether they may, and what they see of it: the table of `karenina-access` asked.

use std::collections::BTreeSet;

use karenina_access::{Action, Decision, LogLine, Refusal, Role, Scope, Subject, may};
use karenina_model::{ColumnType, Dataset, TableId};

use crate::{
    answer::Trouble,
    asked::Asked,
    office::{Office, Shown},
    who::Who,
};

/// What a page is about, as far as it decides who may see it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Of {
    /// Everybody may: the page that logs in.
    Nothing,
    /// The programme, or everything that there is.
    Whole,
    /// What is believed now, which no edition stands for.
    Register,
    /// The cluster `{key}`.
    Cluster,
    /// The organisation `{key}`.
    Organisation,
    /// The change set `{set}`.
    ChangeSet,
    /// The claim `{claim}`.
    Claim,
    /// The file `{file}`: of all, or of a cluster.
    File,
    /// The own account.
    Self_,
}

/// What was found: whose rows, and of which time.
#[derive(Debug, Clone)]
pub(crate) struct Leave {
    pub scope: Scope,
    /// The edition that stands for what is believed now.
    pub edition: Option<String>,
}

/// How many letters of what was asked for stand in the access log.
const SUBJECT: usize = 200;

impl Leave {
    /// Everything, as it is believed now.
    pub(crate) const ALL: Self = Self { scope: Scope::All, edition: None };
}

/// Asks the table, and notes what it says.
pub(crate) fn leave(
    office: &Office,
    who: &Who,
    asked: &Asked,
    (action, of): (Action, Of),
    param: &dyn Fn(&str) -> String,
) -> Result<Leave, Trouble> {
    if of == Of::Nothing || who.is_alone {
        return Ok(Leave::ALL);
    }
    let found = decided(office, who, asked, (action, of), param);
    // Strangers have no lines: they could fill the disk.
    if let (Some(desk), Some(account)) = (&office.people, &who.account) {
        let names = ["key", "set", "claim", "file", "id", "name", "sha256"];
        let subject = names.iter().map(|it| param(it)).find(|it| !it.is_empty());
        let subject: String = subject.unwrap_or_default().chars().take(SUBJECT).collect();
        let (now, word) = ((office.options.now)(), action.word());
        desk.note(LogLine::event(now, Some(account.id), word, &subject, found.is_ok()))?;
    }
    found
}

fn decided(
    office: &Office,
    who: &Who,
    asked: &Asked,
    (action, of): (Action, Of),
    param: &dyn Fn(&str) -> String,
) -> Result<Leave, Trouble> {
    let ask = |subject: &Subject<'_>| may(&who.standing, action, subject);
    let whole = || -> Result<Leave, Trouble> {
        let found = ask(&Subject::Whole);
        if found == Decision::Allowed(Scope::All) {
            return Ok(Leave::ALL);
        }
        // The rows of a scope alone make no programme: the last edition stands for it.
        if ask(&Subject::Edition("")).scope().is_none() {
            return Err(Trouble::Refused(match found {
                Decision::Refused(why) => why,
                Decision::Allowed(_) => Refusal::NotOwn,
            }));
        }
        let named = asked.edition.clone().filter(|it| is_published(office, it));
        match named.or_else(|| published(office)) {
            Some(name) => Ok(Leave { scope: Scope::Published, edition: Some(name) }),
            None => Err(Trouble::NothingPublished),
        }
    };
    let of_clusters = |keys: &[&str]| -> Result<Leave, Trouble> {
        match ask(&Subject::Clusters(keys)) {
            Decision::Allowed(Scope::Published) => whole(),
            Decision::Allowed(scope) => Ok(Leave { scope, edition: None }),
            Decision::Refused(why) => Err(Trouble::Refused(why)),
        }
    };
    match of {
        Of::Nothing => Ok(Leave::ALL),
        Of::Whole => whole(),
        Of::Register => match ask(&Subject::Whole) {
            Decision::Allowed(scope) => Ok(Leave { scope, edition: None }),
            Decision::Refused(why) => Err(Trouble::Refused(why)),
        },
        Of::Cluster => of_clusters(&[&param("key")]),
        Of::File => {
            let file = param("file");
            match file.rsplit_once('.').map_or(file.as_str(), |it| it.0) {
                "report" | "problems" => whole(),
                key => of_clusters(&[key]),
            }
        }
        Of::Organisation => {
            let key = param("key");
            of_organisation(office, asked, &key, &ask, &whole)
        }
        Of::ChangeSet => {
            let scope = match ask(&Subject::Whole) {
                Decision::Allowed(Scope::All) => return Ok(Leave::ALL),
                Decision::Allowed(scope) => scope,
                Decision::Refused(why) => return Err(Trouble::Refused(why)),
            };
            // A row that was changed shows the cells that change, and these need not name its
            // cluster: only who brought a set in is known to know all of it.
            let set = param("set").parse().map_err(|_| Trouble::NotFound)?;
            if office.register()?.change_set(set)?.by != who.name {
                return Err(Trouble::Refused(Refusal::NotOwn));
            }
            Ok(Leave { scope, edition: None })
        }
        Of::Claim => {
            if ask(&Subject::Whole) == Decision::Allowed(Scope::All) {
                return Ok(Leave::ALL);
            }
            let claim = param("claim");
            match claim.split_once('/') {
                Some(("clusters", key)) => of_clusters(&[key]),
                Some(("organisations", key)) => of_organisation(office, asked, key, &ask, &whole),
                // Of other rows nobody can tell by their name whose they are.
                _ => of_clusters(&[]),
            }
        }
        Of::Self_ => {
            let Some(account) = &who.account else {
                return Err(Trouble::Refused(Refusal::NoAccount));
            };
            match ask(&Subject::Person(account.id)) {
                Decision::Allowed(scope) => Ok(Leave { scope, edition: None }),
                Decision::Refused(why) => Err(Trouble::Refused(why)),
            }
        }
    }
}

fn of_organisation(
    office: &Office,
    asked: &Asked,
    key: &str,
    ask: &dyn Fn(&Subject<'_>) -> Decision,
    whole: &dyn Fn() -> Result<Leave, Trouble>,
) -> Result<Leave, Trouble> {
    if ask(&Subject::Whole) == Decision::Allowed(Scope::All) {
        return Ok(Leave::ALL);
    }
    let judgement = office.at(asked)?;
    let clusters = memberships(&judgement.judged.dataset, key);
    let clusters: Vec<&str> = clusters.iter().map(String::as_str).collect();
    match ask(&Subject::Organisation { key, clusters: &clusters }) {
        Decision::Allowed(Scope::Published) => whole(),
        Decision::Allowed(scope) => Ok(Leave { scope, edition: None }),
        Decision::Refused(why) => Err(Trouble::Refused(why)),
    }
}

/// Of which clusters an organisation is a member.
fn memberships(data: &Dataset, key: &str) -> BTreeSet<String> {
    let organisations = data.table(TableId::ORGANISATIONS);
    let table = data.table(TableId::MEMBERSHIPS);
    let clusters = data.table(TableId::CLUSTERS);
    let (Some(row), Some(of), Some(cluster)) =
        (organisations.find(key), table.column("organisation"), table.column("cluster"))
    else {
        return BTreeSet::new();
    };
    table
        .rows()
        .filter(|it| table.reference(*it, of).known() == Some(row))
        .filter_map(|it| table.reference(it, cluster).known())
        .map(|it| clusters.key(it).to_owned())
        .collect()
}

/// The last edition.
fn published(office: &Office) -> Option<String> {
    let editions = office.register().ok()?.editions();
    editions.last().map(|it| it.name.clone())
}

fn is_published(office: &Office, name: &str) -> bool {
    office.register().is_ok_and(|it| it.editions().iter().any(|it| it.name == name))
}

/// Whether what the register says of a row of a change set may be shown to whoever brought it in:
/// where it is of their own cluster. Else naming a row would be a way to read it.
pub(crate) fn sees_before(who: &Who, leave: &Leave, it: &karenina_store::Change) -> bool {
    let keys = clusters_of_change(it);
    let keys: Vec<&str> = keys.iter().map(String::as_str).collect();
    who.is_alone
        || leave.scope == Scope::All
        || !keys.is_empty()
            && keys.iter().all(|key| who.standing.includes(leave.scope, &[key], &[]))
}

/// The clusters that a row of a change set names, before and after.
fn clusters_of_change(it: &karenina_store::Change) -> Vec<String> {
    let Some((name, key)) = it.claim.split_once('/') else { return Vec::new() };
    let Some(table) = TableId::named(name) else { return Vec::new() };
    if table == TableId::CLUSTERS {
        return vec![key.to_owned()];
    }
    let mut keys = Vec::new();
    for (column, before, after, _) in &it.cells {
        let Some(at) = table.schema().column(column) else { continue };
        match table.schema().columns[at].kind {
            ColumnType::Reference(TableId::CLUSTERS) => {
                keys.extend([before, after].into_iter().filter(|it| !it.is_empty()).cloned());
            }
            ColumnType::References(TableId::CLUSTERS) => {
                for text in [before, after] {
                    keys.extend(karenina_model::table::split_list(text).map(str::to_owned));
                }
            }
            _ => {}
        }
    }
    keys
}

/// Which clusters tables that were read speak of: those that a sender may not report for must not
/// be among them.
pub(crate) fn clusters_of_data(data: &Dataset) -> BTreeSet<String> {
    let clusters = data.table(TableId::CLUSTERS);
    let mut keys: BTreeSet<String> =
        clusters.rows().map(|it| clusters.key(it).to_owned()).collect();
    for id in TableId::all() {
        let table = data.table(id);
        for (column, about) in id.schema().columns.iter().enumerate() {
            let named = |row: u32| -> Vec<u32> {
                match about.kind {
                    ColumnType::Reference(TableId::CLUSTERS) => {
                        table.reference(row, column).known().into_iter().collect()
                    }
                    ColumnType::References(TableId::CLUSTERS) => {
                        table.references(row, column).to_vec()
                    }
                    _ => Vec::new(),
                }
            };
            let is_cluster = matches!(
                about.kind,
                ColumnType::Reference(TableId::CLUSTERS)
                    | ColumnType::References(TableId::CLUSTERS)
            );
            if !is_cluster || !table.has_column(column) {
                continue;
            }
            for row in table.rows() {
                keys.extend(named(row).into_iter().map(|it| clusters.key(it).to_owned()));
                // A key that the tables sent do not hold themselves.
                if let Some(text) = table.unread(row, column) {
                    keys.extend(karenina_model::table::split_list(text).map(str::to_owned));
                }
            }
        }
    }
    keys
}

/// Whether a row is shown on the page of something that they may see: with everything, or as it was
/// published, each; else those that name a cluster or organisation of theirs, and no other.
pub(crate) fn shows_row(
    who: &Who,
    leave: &Leave,
    data: &Dataset,
    (table, row): (TableId, u32),
) -> bool {
    if who.is_alone || matches!(leave.scope, Scope::All | Scope::Published) {
        return true;
    }
    let it = data.table(table);
    let mut clusters = Vec::new();
    let mut organisations = Vec::new();
    for (column, about) in table.schema().columns.iter().enumerate() {
        let (to, rows) = match about.kind {
            ColumnType::Reference(to) => {
                (to, it.reference(row, column).known().into_iter().collect())
            }
            ColumnType::References(to) => (to, it.references(row, column).to_vec()),
            _ => continue,
        };
        let keys = rows.into_iter().map(|at| data.table(to).key(at));
        match to {
            TableId::CLUSTERS => clusters.extend(keys),
            TableId::ORGANISATIONS => organisations.extend(keys),
            _ => {}
        }
    }
    // A row that names no cluster may be of any.
    (leave.scope == Scope::OwnOrganisation || !clusters.is_empty())
        && who.standing.includes(leave.scope, &clusters, &organisations)
}

/// Whether somebody may report what tables say.
pub(crate) fn may_propose(who: &Who, data: &Dataset) -> Result<(), Trouble> {
    if who.is_alone
        || may(&who.standing, Action::Propose, &Subject::Whole).scope() == Some(Scope::All)
    {
        return Ok(());
    }
    let keys = clusters_of_data(data);
    for key in &keys {
        if let Decision::Refused(_) =
            may(&who.standing, Action::Propose, &Subject::Clusters(&[key]))
        {
            return Err(Trouble::NotYours(key.clone()));
        }
    }
    // Who reports for an organisation says so of that one.
    if who.standing.role == Role::Member {
        let table = data.table(TableId::ORGANISATIONS);
        for row in table.rows() {
            let key = table.key(row);
            let subject = Subject::Organisation { key, clusters: &[] };
            if let Decision::Refused(_) = may(&who.standing, Action::Propose, &subject) {
                return Err(Trouble::NotYours(key.to_owned()));
            }
        }
    }
    Ok(())
}

/// A judgement as somebody may see it.
pub(crate) fn shown(
    office: &Office,
    who: &Who,
    asked: &Asked,
    leave: &Leave,
) -> Result<Shown, Trouble> {
    let judgement = match &leave.edition {
        Some(name) => {
            let published =
                Asked { lang: asked.lang, edition: Some(name.clone()), ..Asked::default() };
            office.at(&published)?
        }
        None => office.at(asked)?,
    };
    if who.is_alone {
        return Ok(Shown::whole(judgement));
    }
    Ok(Shown::cut(judgement, who.standing.role, leave.scope))
}
