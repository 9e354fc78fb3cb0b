//! Clusters out of the files of CORDIS, as tables of ours: one for each NUTS-2 region and part of
//! the programme.
//!
//! Members are the organisations of the region that take part in the part; projects are those of
//! the part in which a member takes part. An organisation without region may be a member wherever
//! its country is: then the list of members has a total between bounds, and no list is said to be
//! complete.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt::Write as _,
};

use karenina_model::{Class, Collaboration, Date};

/// Which clusters are made.
#[derive(Debug, Clone, Copy)]
pub struct RegionalClusters<'a> {
    /// NUTS-2 codes; all where there are none.
    pub regions: &'a [String],
    /// Parts of the programme; all where there are none.
    pub parts: &'a [String],
    /// How many members a cluster has at least.
    pub least_members: usize,
    /// The day of judgement that is written into the programme, and by which a project has begun;
    /// else the last day that one begins on.
    pub as_of: Option<Date>,
}

/// Tables of clusters.
#[derive(Debug, Default)]
pub struct ClusterTables {
    /// Name and text of each file.
    pub files: Vec<(&'static str, String)>,
    /// How many clusters they hold.
    pub n_clusters: usize,
    /// How many memberships.
    pub n_members: usize,
    /// How many projects; one of two clusters counts twice.
    pub n_projects: usize,
}

/// Makes the clusters.
pub fn regional_clusters(all: &Collaboration, wanted: &RegionalClusters<'_>) -> ClusterTables {
    let mut partners: Vec<Vec<usize>> = vec![Vec::new(); all.events.len()];
    for (at, it) in all.participations.iter().enumerate() {
        partners[it.event as usize].push(at);
    }
    let region = |organisation: u32| {
        all.organisations[organisation as usize].region.as_deref().and_then(nuts_2)
    };
    let country = |organisation: u32| {
        all.organisations[organisation as usize].country.as_deref().unwrap_or("")
    };
    // Members and projects of each region and part; organisations of each country without region.
    let mut members: BTreeMap<(&str, &str), BTreeSet<u32>> = BTreeMap::new();
    let mut projects: BTreeMap<(&str, &str), BTreeSet<u32>> = BTreeMap::new();
    let mut nowhere: BTreeMap<(&str, &str), BTreeSet<u32>> = BTreeMap::new();
    for (event, about) in all.events.iter().enumerate() {
        // What had not begun on the day is none of the clusters' projects.
        if wanted.as_of.zip(about.start).is_some_and(|(on, start)| start > on) {
            continue;
        }
        for part in &about.parts {
            if !(wanted.parts.is_empty() || wanted.parts.iter().any(|it| part_fits(part, it))) {
                continue;
            }
            for at in &partners[event] {
                let who = all.participations[*at].organisation;
                match region(who) {
                    Some(region) => {
                        if wanted.regions.is_empty()
                            || wanted.regions.iter().any(|it| it.eq_ignore_ascii_case(region))
                        {
                            members.entry((region, part)).or_default().insert(who);
                            projects.entry((region, part)).or_default().insert(event as u32);
                        }
                    }
                    None => _ = nowhere.entry((country(who), part)).or_default().insert(who),
                }
            }
        }
    }
    members.retain(|_, it| it.len() >= wanted.least_members.max(1));
    let mut tables = ClusterTables::default();
    let mut files = Files::new();
    let last = all.events.iter().filter_map(|it| it.start).max();
    let as_of = wanted.as_of.or(last).map_or_else(String::new, |it| it.to_string());
    let mut named: BTreeSet<u32> = BTreeSet::new();
    for ((region, part), members) in &members {
        let cluster = format!("{region}-{}", key_of(part));
        let no_region = nowhere.get(&(country_of(region), *part)).map_or(0, BTreeSet::len);
        let total = match no_region {
            0 => members.len().to_string(),
            more => format!("{}..{}", members.len(), members.len() + more),
        };
        let complete = if no_region == 0 { "memberships;projects;project_partners" } else { "" };
        files.row(
            "clusters.csv",
            &[
                &cluster,
                &format!("{region} {part}"),
                "statistical",
                region,
                &total,
                complete,
                "cordis",
            ],
        );
        tables.n_clusters += 1;
        let of_cluster = &projects[&(*region, *part)];
        let mut since: BTreeMap<u32, Date> = BTreeMap::new();
        for event in of_cluster {
            let about = &all.events[*event as usize];
            let list = &partners[*event as usize];
            let (mut sure, mut perhaps) = (0, 0);
            for at in list {
                let who = all.participations[*at].organisation;
                if members.contains(&who) {
                    sure += 1;
                    if let Some(start) = about.start {
                        let first = since.entry(who).or_insert(start);
                        *first = start.min(*first);
                    }
                } else if self::region(all, who).is_none() && country(who) == country_of(region) {
                    perhaps += 1;
                }
            }
            let joint = match (sure, perhaps) {
                (2.., _) => "yes",
                (_, 0) => "no",
                _ => "?",
            };
            let project = format!("{}@{cluster}", about.key);
            let date = |it: Option<Date>| it.map_or_else(String::new, |it| it.to_string());
            let money = |it: Option<f64>| it.map_or_else(String::new, |it| it.to_string());
            let own = about.total.zip(about.public).map(|(all, public)| (all - public).max(0.0));
            files.row(
                "projects.csv",
                &[
                    &project,
                    &cluster,
                    about.title.as_deref().unwrap_or(""),
                    kind(part, list.len()),
                    joint,
                    &date(about.start),
                    &date(about.end),
                    &money(about.total),
                    &money(about.public),
                    &money(own),
                    "open_competition",
                    "cordis",
                ],
            );
            tables.n_projects += 1;
            for at in list {
                let it = &all.participations[*at];
                named.insert(it.organisation);
                let member = if members.contains(&it.organisation) {
                    "yes"
                } else if self::region(all, it.organisation).is_none()
                    && country(it.organisation) == country_of(region)
                {
                    "?"
                } else {
                    "no"
                };
                files.row(
                    "project_partners.csv",
                    &[
                        &project,
                        &all.organisations[it.organisation as usize].key,
                        if it.lead { "lead" } else { "partner" },
                        member,
                        &money(it.contribution),
                    ],
                );
            }
        }
        for who in members {
            named.insert(*who);
            let from = since.get(who).map_or_else(String::new, ToString::to_string);
            files.row(
                "memberships.csv",
                &[&cluster, &all.organisations[*who as usize].key, &from, "project", "cordis"],
            );
            tables.n_members += 1;
        }
    }
    for who in named {
        let it = &all.organisations[who as usize];
        // That it is small or medium-sized does not say which of the three sizes it has.
        let size = match (it.class, it.is_small) {
            (Some(Class::Business), Some(false)) => "large",
            _ => "",
        };
        files.row(
            "organisations.csv",
            &[
                &it.key,
                it.name.as_deref().unwrap_or(""),
                it.class.map_or("", Class::kind_word),
                size,
                "cordis",
            ],
        );
    }
    files.row(
        "programme.csv",
        &["cordis", &all.name, "EUR", &as_of, "clusters of one NUTS-2 region and one part of the framework programme, made out of CORDIS by karenina network --as-dataset"],
    );
    files.row(
        "sources.csv",
        &["cordis", &format!("CORDIS, European Commission: {}", all.name), "register"],
    );
    tables.files = files.texts.into_iter().collect();
    tables
}

fn region(all: &Collaboration, organisation: u32) -> Option<&str> {
    all.organisations[organisation as usize].region.as_deref().and_then(nuts_2)
}

/// The region of second level that a code of third or second level lies in.
fn nuts_2(code: &str) -> Option<&str> {
    let code = code.trim();
    (code.len() >= 4 && code.is_ascii()).then(|| &code[..4])
}

/// The country of a region: its first two letters.
fn country_of(region: &str) -> &str {
    region.get(..2).unwrap_or(region)
}

/// A part by its own name, or a part of it: `H2020-EU.3.4` has `H2020-EU.3.4.5`.
fn part_fits(part: &str, wanted: &str) -> bool {
    part.eq_ignore_ascii_case(wanted) || (wanted.contains('.') && part.starts_with(wanted))
}

fn key_of(part: &str) -> String {
    let plain = part.to_lowercase();
    plain
        .chars()
        .map(|it| if it.is_ascii_alphanumeric() || it == '.' { it } else { '-' })
        .collect::<String>()
        .trim_matches(['-', '.'])
        .to_owned()
}

/// What kind of project the part pays for: researchers' training, infrastructure, single
/// investigators, or innovation by one or by several.
fn kind(part: &str, partners: usize) -> &'static str {
    match part {
        "MSCA" => "training",
        "RI" => "infrastructure",
        "ERC" => "other",
        _ if part.starts_with("H2020-EU.1.3") => "training",
        _ if part.starts_with("H2020-EU.1.4") => "infrastructure",
        _ if part.starts_with("H2020-EU.1.1") => "other",
        _ if partners > 1 => "joint_innovation",
        _ => "autonomous",
    }
}

/// Files in the making.
struct Files {
    texts: BTreeMap<&'static str, String>,
}

impl Files {
    fn new() -> Self {
        let headings = [
            ("programme.csv", "id,name,currency,judged_as_of,about"),
            ("sources.csv", "id,title,kind"),
            ("clusters.csv", "id,name,kind,region,members_total,complete_lists,source"),
            ("organisations.csv", "id,name,kind,size,source"),
            ("memberships.csv", "cluster,organisation,from,commitment,source"),
            (
                "projects.csv",
                "id,cluster,title,kind,joint,start,end,total,public,own_money,selected_by,source",
            ),
            ("project_partners.csv", "project,organisation,role,member,contribution"),
        ];
        Self { texts: headings.map(|(name, heading)| (name, format!("{heading}\n"))).into() }
    }

    fn row(&mut self, file: &'static str, cells: &[&str]) {
        let text = self.texts.entry(file).or_default();
        for (at, cell) in cells.iter().enumerate() {
            let comma = if at == 0 { "" } else { "," };
            if cell.contains([',', '"', '\n', '\r', ';']) {
                _ = write!(text, "{comma}\"{}\"", cell.replace('"', "\"\""));
            } else {
                _ = write!(text, "{comma}{cell}");
            }
        }
        text.push('\n');
    }
}
