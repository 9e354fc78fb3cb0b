//! All tables of a programme together: references resolved, rows found by cluster.

use std::sync::Arc;

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use crate::{
    Absence, Cell, Code, ColumnType, Date, Period, Problem, TableId, Truth,
    organisation_name::OrganisationName,
    problem::Problems,
    schema,
    table::{ColumnData, NOWHERE, RowId, Sayings, Table, TableBuilder, TextColumn, hash},
};

/// A programme at one or several dates.
#[derive(Debug, Clone)]
pub struct Dataset {
    tables: Vec<Table>,
    by_cluster: Vec<RowsByCluster>,
}

/// The rows of a table by the cluster that they belong to: those of cluster i end at `ends[i]`.
#[derive(Debug, Clone, Default)]
struct RowsByCluster {
    ends: Vec<u32>,
    rows: Vec<u32>,
}

impl Dataset {
    /// Puts tables together: parts of one table are joined, keys indexed, references resolved.
    /// What does not fit is a problem and stays unknown.
    pub fn assemble(parts: impl IntoIterator<Item = TableBuilder>) -> (Self, Vec<Problem>) {
        let mut problems = Problems::default();
        let mut joined: Vec<Option<TableBuilder>> = TableId::all().map(|_| None).collect();
        for mut part in parts {
            problems.append(part.take_problems());
            match &mut joined[part.id().index()] {
                Some(whole) => whole.append(part),
                none => *none = Some(part),
            }
        }
        let mut tables: Vec<Table> = TableId::all()
            .zip(joined)
            .map(|(id, it)| it.map_or_else(|| Table::empty(id), TableBuilder::into_table))
            .collect();
        let key_problems: Vec<Problems> = tables.par_iter_mut().map(index_keys).collect();
        for it in key_problems {
            problems.append(it);
        }
        resolve_references(&mut tables, &mut problems);
        for table in &mut tables {
            set_aside_withdrawn(table);
        }
        let n_clusters = tables[TableId::CLUSTERS.index()].len();
        let mut by_cluster: Vec<RowsByCluster> = Vec::with_capacity(tables.len());
        for table in &tables {
            let owners = RowsByCluster::of(table, &tables, &by_cluster, n_clusters);
            by_cluster.push(owners);
        }
        let mut dataset = Self { tables, by_cluster };
        dataset.set_aside_repeated(&mut problems);
        (dataset, problems.into_list())
    }

    /// The same without some columns, as if no file had them: for readers who may not see them.
    /// Rows keep their places, so what was found of the whole fits it. What could not be read
    /// and columns that the schema does not have are gone too: nobody knows what is in them.
    #[must_use]
    pub fn without(&self, hidden: impl Fn(TableId, usize) -> bool) -> Self {
        let mut it = self.clone();
        for table in &mut it.tables {
            let id = table.id;
            for (column, data) in table.columns.iter_mut().enumerate() {
                if hidden(id, column) {
                    *data = None;
                }
            }
            table.absences.retain(|(_, column), _| !hidden(id, usize::from(*column)));
            table.unread.clear();
            table.extra.clear();
        }
        it
    }

    /// A table; empty where no file had it.
    pub fn table(&self, id: TableId) -> &Table {
        &self.tables[id.index()]
    }

    /// The rows of the table of clusters.
    pub fn clusters(&self) -> impl Iterator<Item = u32> + use<> {
        self.table(TableId::CLUSTERS).rows()
    }

    /// The rows of a table that belong to a cluster, in the order of the files. Rows that are not
    /// counted are not among them.
    pub fn rows_of(&self, table: TableId, cluster: u32) -> &[u32] {
        self.by_cluster[table.index()].of_cluster(cluster)
    }

    /// Whether a row is in force on a day: begun and not ended. An empty beginning means "from
    /// the start", an empty end "still"; both may be said to be unknown, or be known only to a
    /// month or a year in which the day lies.
    pub fn in_force(&self, row: RowId, on: Date) -> Truth {
        let table = self.table(row.table);
        let schema = row.table.schema();
        table.standing(row.row)
            & begun(table, row.row, schema.begins, on)
            & !ended(table, row.row, schema.ends, on)
    }

    /// Whether a row had begun by a day, ended since or not.
    pub fn begun(&self, row: RowId, on: Date) -> Truth {
        let table = self.table(row.table);
        let schema = row.table.schema();
        let begins = schema.begins.or(schema.happens).or(schema.yearly);
        table.standing(row.row) & begun(table, row.row, begins, on)
    }

    /// Whether the event or beginning of a row lies in the `years` years before a day.
    pub fn within(&self, row: RowId, years: f64, on: Date) -> Truth {
        let table = self.table(row.table);
        let standing = table.standing(row.row);
        standing
            & match self.date_of(row) {
                // The window runs from `years` before the day to the day itself.
                Cell::Known(period) => {
                    let (newest, oldest) = (
                        Period::years_until(on, period.last),
                        Period::years_until(on, period.first),
                    );
                    if oldest < 0.0 || newest > years {
                        Truth::No
                    } else if newest >= 0.0 && oldest <= years {
                        Truth::Yes
                    } else {
                        Truth::Unknown
                    }
                }
                Cell::Empty | Cell::Absent(_) => Truth::Unknown,
            }
    }

    /// When the event of a row happened, or when it began: its own date, or the date of the row
    /// that it belongs to (an answer has the date of its survey).
    pub fn date_of(&self, row: RowId) -> Cell<Period> {
        let schema = row.table.schema();
        let own = schema
            .happens
            .or(schema.yearly)
            .or(schema.begins)
            .or_else(|| schema.column("founded_on"))
            .or_else(|| schema.column("opened_on"));
        if let Some(column) = own {
            return self.table(row.table).period(row.row, column);
        }
        for column in &schema.owner {
            if let ColumnType::Reference(to) = schema.columns[*column].kind
                && let Cell::Known(owner) = self.table(row.table).reference(row.row, *column)
                && to != TableId::CLUSTERS
            {
                return self.date_of(RowId { table: to, row: owner });
            }
        }
        Cell::Empty
    }

    /// Within one cluster the same organisation counts once in a list of members, unless the
    /// times differ.
    fn set_aside_repeated(&mut self, problems: &mut Problems) {
        for id in TableId::all() {
            let schema = id.schema();
            let Some(distinct) = schema.distinct else { continue };
            let table = self.table(id);
            // Group members belong to a group, memberships to a cluster.
            let owner = schema.owner[0];
            let repeated: Vec<(u32, u32)> = (0..self.table(TableId::CLUSTERS).len() as u32)
                .into_par_iter()
                .flat_map_iter(|cluster| {
                    let mut rows: Vec<(u32, u32, u32)> = self
                        .rows_of(id, cluster)
                        .iter()
                        .filter_map(|row| {
                            let it = table.reference(*row, distinct).known()?;
                            let owner = table.reference(*row, owner).known()?;
                            Some((owner, it, *row))
                        })
                        .collect();
                    rows.sort_unstable();
                    rows.windows(2)
                        .filter(|it| (it[0].0, it[0].1) == (it[1].0, it[1].1))
                        .filter(|it| overlap(table, it[0].2, it[1].2))
                        .map(|it| (it[0].2, it[1].2))
                        .collect::<Vec<_>>()
                })
                .collect();
            if repeated.is_empty() {
                continue;
            }
            let ColumnType::Reference(to) = schema.columns[distinct].kind else { continue };
            let mut aside = vec![false; table.len()];
            let mut seen = rustc_hash::FxHashSet::default();
            for (first, second) in repeated {
                // A group of two clusters shows its members twice.
                if !seen.insert(second) {
                    continue;
                }
                let organisation = table.reference(second, distinct).known().unwrap_or(NOWHERE);
                problems.push(
                    Problem::new(Code::MemberTwice, table.place(second, Some(distinct)))
                        .with("organisation", self.tables[to.index()].key(organisation))
                        .with("first", table.place(first, None).to_string()),
                );
                aside[second as usize] = true;
            }
            let table = &mut self.tables[id.index()];
            for (row, aside) in aside.iter().enumerate() {
                if *aside {
                    mark_aside(table, row);
                }
            }
            let index = &mut self.by_cluster[id.index()];
            index.retain(|row| !aside[row as usize]);
        }
    }
}

/// A line or cell in words that need no translation.
fn mark_aside(table: &mut Table, row: usize) {
    if table.set_aside.is_empty() {
        table.set_aside = vec![false; table.n_rows];
    }
    table.set_aside[row] = true;
}

fn begun(table: &Table, row: u32, column: Option<usize>, on: Date) -> Truth {
    let Some(column) = column else { return Truth::Yes };
    match table.period(row, column) {
        Cell::Empty => Truth::Yes,
        Cell::Absent(_) => Truth::Unknown,
        Cell::Known(it) if it.last <= on => Truth::Yes,
        Cell::Known(it) if it.first > on => Truth::No,
        Cell::Known(_) => Truth::Unknown,
    }
}

fn ended(table: &Table, row: u32, column: Option<usize>, on: Date) -> Truth {
    let Some(column) = column else { return Truth::No };
    match table.period(row, column) {
        Cell::Empty => Truth::No,
        Cell::Absent(_) => Truth::Unknown,
        // The last day itself still belongs to it.
        Cell::Known(it) if it.last < on => Truth::Yes,
        Cell::Known(it) if it.first >= on => Truth::No,
        Cell::Known(_) => Truth::Unknown,
    }
}

fn overlap(table: &Table, a: u32, b: u32) -> bool {
    let schema = table.id.schema();
    let period =
        |row: u32, column: Option<usize>| column.and_then(|it| table.period(row, it).known());
    let apart = |early: u32, late: u32| {
        matches!(
            (period(early, schema.ends), period(late, schema.begins)),
            (Some(end), Some(begin)) if end.last <= begin.first
        )
    };
    !apart(a, b) && !apart(b, a)
}

/// Finds rows by key. Where forms of several senders are read as one, a row stands in each that
/// names it: rows of one key in different files that say the same, or one all that the other
/// says, are one row.
fn index_keys(table: &mut Table) -> Problems {
    let mut problems = Problems::default();
    let schema = table.id.schema();
    // Rows of tables without keys are named by the forms that they were filled into.
    let (column, code) = match (schema.key, schema.column("row_id")) {
        (Some(column), _) => (column, Code::KeyTwice),
        (None, Some(column)) => (column, Code::RowTwice),
        (None, None) => return problems,
    };
    let Some(ColumnData::Text(keys)) = table.columns[column].as_deref() else { return problems };
    let mut index = hashbrown::HashTable::with_capacity(keys.len());
    let mut contradicting = Vec::new();
    let mut repeated = Vec::new();
    for row in 0..keys.len() as u32 {
        let key = keys.get(row);
        if key.is_empty() && code == Code::RowTwice {
            continue;
        }
        let entry = index.entry(hash(key), |it| keys.get(*it) == key, |it| hash(keys.get(*it)));
        match entry {
            hashbrown::hash_table::Entry::Occupied(mut entry) => {
                let first: u32 = *entry.get();
                match (table.stood_apart(first, row), table.sayings(first, row)) {
                    (true, Sayings::FirstSaysAll) => repeated.push(row),
                    (true, Sayings::SecondSaysMore) => {
                        repeated.push(first);
                        *entry.get_mut() = row;
                    }
                    // A row that was copied within a sheet is another row, whatever its name.
                    (false, _) if code == Code::RowTwice => {}
                    (true, Sayings::Differ) | (false, _) => contradicting.push((row, first)),
                }
            }
            hashbrown::hash_table::Entry::Vacant(place) => _ = place.insert(row),
        }
    }
    for (row, first) in &contradicting {
        problems.push(
            Problem::new(code, table.place(*row, Some(column)))
                .with("key", keys.get(*row))
                .with("first", table.place(*first, None).to_string()),
        );
    }
    if code == Code::KeyTwice {
        table.keys = index;
    }
    repeated.sort_unstable();
    for row in contradicting.iter().map(|it| it.0).chain(repeated.iter().copied()) {
        mark_aside(table, row as usize);
    }
    table.repeated = repeated;
    problems
}

fn set_aside_withdrawn(table: &mut Table) {
    let Some(column) = table.column("status") else { return };
    if !table.has_column(column) {
        return;
    }
    for row in table.rows() {
        if matches!(table.common_code(row, "status"), Some("withdrawn" | "superseded")) {
            mark_aside(table, row as usize);
        }
    }
}

/// Texts of references become row numbers. A table refers only to itself and to those before it.
fn resolve_references(tables: &mut [Table], problems: &mut Problems) {
    let resolved: Vec<Resolved> = tables
        .par_iter()
        .enumerate()
        .map(|(at, table)| {
            let mut columns = Vec::new();
            let mut absences = Vec::new();
            let mut unread = Vec::new();
            let mut problems = Problems::default();
            for (column, about) in table.id.schema().columns.iter().enumerate() {
                let (to, many) = match about.kind {
                    ColumnType::Reference(to) => (to, false),
                    ColumnType::References(to) => (to, true),
                    _ => continue,
                };
                let Some(ColumnData::Text(texts)) = table.columns[column].as_deref() else {
                    continue;
                };
                let target = &tables[to.index()];
                let mut dangling = Vec::new();
                let mut data = if many {
                    several(texts, target, &mut dangling)
                } else {
                    single(texts, target, &mut dangling)
                };
                if let ColumnData::Row(rows) = &mut data
                    && !dangling.is_empty()
                {
                    let named = named(target);
                    dangling.retain(|(row, key)| {
                        let Some(to) = named.get(&name_key(key)).copied().flatten() else {
                            return true;
                        };
                        rows[*row as usize] = to;
                        problems.push(
                            Problem::new(Code::ReferenceByName, table.place(*row, Some(column)))
                                .with("found", key.as_str())
                                .with("key", target.key(to))
                                .with("table", target.id.name()),
                        );
                        false
                    });
                }
                for (row, key) in dangling {
                    absences.push(((row, column as u16), Absence::NotKnown));
                    unread.push(((row, column as u16), texts.get(row).into()));
                    problems.push(dangling_problem(table, target, row, column, &key));
                }
                columns.push((column, data));
            }
            Resolved { at, columns, absences, unread, problems }
        })
        .collect();
    for it in resolved {
        for (column, data) in it.columns {
            tables[it.at].columns[column] = Some(Arc::new(data));
        }
        tables[it.at].absences.extend(it.absences);
        tables[it.at].unread.extend(it.unread);
        problems.append(it.problems);
    }
}

/// A name or number as it can be compared.
fn name_key(text: &str) -> String {
    if text.len() > 1_000 {
        return String::new();
    }
    if text.bytes().all(|it| it.is_ascii_digit() || it == b' ') {
        return text.replace(' ', "");
    }
    OrganisationName::new(text).words
}

/// The rows of a table by their names and numbers of registers: people write the name of an
/// organisation where its key is asked for. A name that two rows have leads nowhere.
fn named(target: &Table) -> FxHashMap<String, Option<u32>> {
    let mut index: FxHashMap<String, Option<u32>> = FxHashMap::default();
    for row in target.rows().filter(|it| target.counts(*it)) {
        for name in ["name", "name_ru", "also_called", "title", "tax_number", "court_number"] {
            let Some(text) = target.named_text(row, name) else { continue };
            let key = name_key(text);
            if key.chars().count() < 2 {
                continue;
            }
            let known = index.entry(key).or_insert(Some(row));
            if *known != Some(row) {
                *known = None;
            }
        }
    }
    index
}

/// What the references of one table lead to.
struct Resolved {
    at: usize,
    columns: Vec<(usize, ColumnData)>,
    absences: Vec<((u32, u16), Absence)>,
    unread: Vec<((u32, u16), Box<str>)>,
    problems: Problems,
}

fn dangling_problem(table: &Table, target: &Table, row: u32, column: usize, key: &str) -> Problem {
    let problem = Problem::new(Code::ReferenceDangling, table.place(row, Some(column)))
        .with("key", key)
        .with("table", target.id.name());
    // Likeness to every key of a large register would cost more than it helps.
    let near = (target.len() <= 5_000)
        .then(|| crate::nearest(key, target.rows().map(|it| target.key(it))))
        .flatten();
    problem.with("near", near.unwrap_or("none"))
}

fn single(texts: &TextColumn, target: &Table, dangling: &mut Vec<(u32, String)>) -> ColumnData {
    let rows: Vec<u32> = (0..texts.len() as u32)
        .into_par_iter()
        .with_min_len(8_192)
        .map(|row| match texts.get(row) {
            "" => NOWHERE,
            key => target.find(key).unwrap_or(NOWHERE),
        })
        .collect();
    for (row, to) in rows.iter().enumerate() {
        if *to == NOWHERE && !texts.get(row as u32).is_empty() {
            dangling.push((row as u32, texts.get(row as u32).to_owned()));
        }
    }
    ColumnData::Row(rows)
}

fn several(texts: &TextColumn, target: &Table, dangling: &mut Vec<(u32, String)>) -> ColumnData {
    let (mut ends, mut rows) = (Vec::with_capacity(texts.len()), Vec::new());
    for row in 0..texts.len() as u32 {
        for key in crate::table::split_list(texts.get(row)) {
            match target.find(key) {
                Some(to) => rows.push(to),
                None => dangling.push((row, key.to_owned())),
            }
        }
        ends.push(rows.len() as u32);
    }
    ColumnData::Rows { ends, rows }
}

impl RowsByCluster {
    fn of(table: &Table, tables: &[Table], done: &[Self], n_clusters: usize) -> Self {
        let schema = table.id.schema();
        if schema.owner.is_empty() {
            return Self::default();
        }
        // For a table that belongs to another, the clusters of each row of that one.
        let mut clusters_of: FxHashMap<TableId, Vec<Vec<u32>>> = FxHashMap::default();
        for column in &schema.owner {
            if let ColumnType::Reference(to) = schema.columns[*column].kind
                && to != TableId::CLUSTERS
            {
                clusters_of.insert(to, clusters_of_rows(to, tables, done, n_clusters));
            }
        }
        let mut pairs: Vec<(u32, u32)> = Vec::with_capacity(table.len());
        for row in table.rows() {
            if !table.counts(row) {
                continue;
            }
            for column in &schema.owner {
                let before = pairs.len();
                match schema.columns[*column].kind {
                    ColumnType::Key => pairs.push((row, row)),
                    ColumnType::Reference(TableId::CLUSTERS) => {
                        pairs.extend(table.reference(row, *column).known().map(|it| (it, row)));
                    }
                    ColumnType::Reference(to) => {
                        if let Cell::Known(owner) = table.reference(row, *column)
                            && let Some(clusters) = clusters_of.get(&to)
                        {
                            pairs.extend(clusters[owner as usize].iter().map(|it| (*it, row)));
                        }
                    }
                    ColumnType::References(TableId::CLUSTERS) => {
                        pairs.extend(table.references(row, *column).iter().map(|it| (*it, row)));
                    }
                    // The subject of a claim: a key of any table.
                    ColumnType::Text => {
                        if let Cell::Known(key) = table.text(row, *column) {
                            let cluster = tables[TableId::CLUSTERS.index()].find(key);
                            pairs.extend(cluster.map(|it| (it, row)));
                        }
                    }
                    _ => {}
                }
                if pairs.len() > before {
                    break;
                }
            }
        }
        Self::from_pairs(&pairs, n_clusters)
    }

    /// Sorted by counting, so that rows stay in the order of the files.
    fn from_pairs(pairs: &[(u32, u32)], n_clusters: usize) -> Self {
        let mut ends = vec![0_u32; n_clusters];
        for (cluster, _) in pairs {
            ends[*cluster as usize] += 1;
        }
        let mut sum = 0;
        let mut next: Vec<u32> = ends
            .iter_mut()
            .map(|end| {
                let start = sum;
                sum += *end;
                *end = sum;
                start
            })
            .collect();
        let mut rows = vec![0; pairs.len()];
        for (cluster, row) in pairs {
            let at = &mut next[*cluster as usize];
            rows[*at as usize] = *row;
            *at += 1;
        }
        Self { ends, rows }
    }

    fn of_cluster(&self, cluster: u32) -> &[u32] {
        let cluster = cluster as usize;
        let Some(end) = self.ends.get(cluster) else { return &[] };
        let start = if cluster == 0 { 0 } else { self.ends[cluster - 1] };
        &self.rows[start as usize..*end as usize]
    }

    fn retain(&mut self, keep: impl Fn(u32) -> bool) {
        let pairs: Vec<(u32, u32)> = (0..self.ends.len() as u32)
            .flat_map(|cluster| self.of_cluster(cluster).iter().map(move |row| (cluster, *row)))
            .filter(|(_, row)| keep(*row))
            .collect();
        *self = Self::from_pairs(&pairs, self.ends.len());
    }
}

/// For each row of a table the clusters that it belongs to; of an organisation those that it is a
/// member of.
fn clusters_of_rows(
    table: TableId,
    tables: &[Table],
    done: &[RowsByCluster],
    n_clusters: usize,
) -> Vec<Vec<u32>> {
    let mut clusters = vec![Vec::new(); tables[table.index()].len()];
    let memberships = &tables[TableId::MEMBERSHIPS.index()];
    let organisation = memberships.column("organisation").unwrap_or_default();
    for cluster in 0..n_clusters as u32 {
        if table != TableId::ORGANISATIONS {
            for row in done[table.index()].of_cluster(cluster) {
                clusters[*row as usize].push(cluster);
            }
            continue;
        }
        let Some(members) = done.get(TableId::MEMBERSHIPS.index()) else { continue };
        for row in members.of_cluster(cluster) {
            if let Cell::Known(member) = memberships.reference(*row, organisation) {
                clusters[member as usize].push(cluster);
            }
        }
    }
    for of_row in &mut clusters {
        of_row.dedup();
    }
    clusters
}

/// The tables of the schema with at least one row.
pub fn filled(dataset: &Dataset) -> impl Iterator<Item = &Table> {
    schema::tables().iter().map(|it| dataset.table(it.id)).filter(|it| !it.is_empty())
}
