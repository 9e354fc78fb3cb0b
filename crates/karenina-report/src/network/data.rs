//! Networks for other programs: JSON, CSV of organisations and of ties, `GraphML`, GEXF.

use std::io::{self, Write};

use karenina_assess::network::NetworkFinding;
use karenina_model::{Value, collaboration::Organisation};
use serde_json::{Map, Value as Json, json};

use super::NetworkReport;

/// The name of the JSON shape; a change that breaks readers gets another number.
pub const SCHEMA: &str = "karenina-network/1";

/// How many organisations the JSON of a network lists one by one.
const LISTED: usize = 1_000;

fn key(it: &NetworkReport<'_>, network: &NetworkFinding) -> String {
    match network.scope {
        karenina_assess::network::NetworkScope::Cluster(row) => {
            it.dataset.map_or_else(String::new, |it| {
                it.table(karenina_model::TableId::CLUSTERS).key(row).to_owned()
            })
        }
        karenina_assess::network::NetworkScope::Programme => "*".to_owned(),
        karenina_assess::network::NetworkScope::Files => it.data_name.to_owned(),
    }
}

/// Writes the findings as JSON.
pub fn network_json(report: &NetworkReport<'_>, out: &mut dyn Write) -> io::Result<()> {
    let networks: Vec<Json> = report.networks.iter().map(|it| network_value(report, it)).collect();
    let problems: Vec<Json> = report
        .problems
        .iter()
        .map(|it| {
            json!({
                "code": it.code.id(),
                "severity": it.severity().word(),
                "place": crate::wording::place_text(&it.place),
                "text": crate::problem_text(it, report.lang),
            })
        })
        .collect();
    let whole = json!({
        "schema": SCHEMA,
        "edition": {
            "data": report.data,
            "data_name": report.data_name,
            "program": report.program,
            "as_of": report.on.map(|it| it.to_string()),
            "seed": report.seed,
        },
        "networks": networks,
        "problems": problems,
    });
    serde_json::to_writer_pretty(&mut *out, &whole)?;
    out.write_all(b"\n")
}

fn network_value(report: &NetworkReport<'_>, it: &NetworkFinding) -> Json {
    let organisations = &it.collaboration.organisations;
    let s = it.shape;
    let figures: Map<String, Json> = it
        .figures
        .iter()
        .map(|figure| {
            let value = match figure.value {
                Value::Known(value) => json!({ "low": value.low(), "high": value.high() }),
                Value::Absent(why) => json!({ "absent": why.word() }),
            };
            let mut value = value;
            value["yes"] = figure.counts[0].into();
            value["no"] = figure.counts[1].into();
            value["open"] = figure.counts[2].into();
            (figure.id.word().to_owned(), value)
        })
        .collect();
    let gaps: Vec<Json> = it
        .gaps
        .iter()
        .map(|gap| {
            json!({
                "gap": gap.kind.word(),
                "ties": [gap.ties.0, gap.ties.1],
                "organisations": gap.n_other_side,
                "by_specialist_organisation": truth(gap.by_specialist),
                "rank": gap.rank.map(|it| json!([it.low(), it.high()])),
            })
        })
        .collect();
    let ranked: Vec<Json> = NetworkReport::ranked(it)
        .into_iter()
        .take(LISTED)
        .map(|at| {
            let (actor, about) = (&it.actors[at as usize], &organisations[at as usize]);
            json!({
                "key": about.key,
                "name": about.name,
                "class": about.class.map(karenina_model::Class::word),
                "member": about.member.map(truth),
                "projects": actor.n_events,
                "degree": actor.degree,
                "strength": actor.strength,
                "betweenness": actor.betweenness,
                "community": (actor.community != u32::MAX).then_some(actor.community),
                "dependence": actor.dependence,
            })
        })
        .collect();
    let dependence: Vec<Json> = it
        .dependence
        .iter()
        .take(10)
        .map(|it| {
            json!({
                "key": organisations[it.organisation as usize].key,
                "separated": it.separated,
                "among": it.among,
                "share": it.share,
            })
        })
        .collect();
    let w = it.withdrawal;
    json!({
        "network": key(report, it),
        "name": report.name(it),
        "lists_complete": it.complete,
        "shape": {
            "organisations": s.n_organisations, "events": s.n_events,
            "joint_events": s.n_joint_events, "participations": s.n_participations,
            "ties": s.n_ties, "certain_ties": it.n_certain_ties, "alone": s.n_alone,
            "parts": s.n_parts, "largest_part": s.largest_part, "density": s.density,
            "connected_pairs": s.connected_pairs,
        },
        "betweenness_sampled": it.sampled.map(|it| json!({
            "sources": it.sources, "standard_error": it.standard_error, "error": it.error, "confidence": 0.95,
        })),
        "communities": { "sizes": it.communities, "modularity": it.modularity },
        "left_out": it.left_out.iter().map(|(at, n)| json!({
            "project": it.collaboration.events[*at as usize].key, "partners": n,
        })).collect::<Vec<_>>(),
        "figures": figures,
        "gaps": gaps,
        "dependence": dependence,
        "without_state_funding": {
            "events": { "funded": w.events[0], "not_funded": w.events[1], "not_known": w.events[2] },
            "ties": w.ties, "ties_left": [w.ties_left.0, w.ties_left.1],
            "connected_pairs": w.pairs, "connected_pairs_left": [w.pairs_left.0, w.pairs_left.1],
            "tied": w.tied, "tied_left": [w.tied_left.0, w.tied_left.1],
        },
        "between_clusters": it.between_clusters.iter().map(|tie| json!({
            "clusters": [report.cluster_key(tie.clusters.0), report.cluster_key(tie.clusters.1)],
            "members": tie.members, "groups": tie.groups, "projects": tie.projects,
        })).collect::<Vec<_>>(),
        "merged": it.collaboration.merged.iter().take(LISTED).map(|merged| json!({
            "into": organisations[merged.into as usize].key, "found": merged.found,
            "rows": merged.rows,
        })).collect::<Vec<_>>(),
        "organisations": ranked,
    })
}

impl NetworkReport<'_> {
    fn cluster_key(&self, row: u32) -> String {
        self.dataset.map_or_else(String::new, |it| {
            it.table(karenina_model::TableId::CLUSTERS).key(row).to_owned()
        })
    }
}

fn truth(it: karenina_model::Truth) -> &'static str {
    match it {
        karenina_model::Truth::Yes => "yes",
        karenina_model::Truth::No => "no",
        karenina_model::Truth::Unknown => "unknown",
    }
}

/// Writes every organisation of every network, the strongest first.
pub fn network_csv(report: &NetworkReport<'_>, out: &mut dyn Write) -> io::Result<()> {
    let mut writer = csv::Writer::from_writer(out);
    writer.write_record([
        "network",
        "rank",
        "key",
        "name",
        "class",
        "member",
        "country",
        "region",
        "projects",
        "degree",
        "strength",
        "betweenness",
        "community",
        "dependence",
        "contribution",
    ])?;
    for network in report.networks {
        let name = key(report, network);
        for (rank, at) in NetworkReport::ranked(network).into_iter().enumerate() {
            let about = &network.collaboration.organisations[at as usize];
            let actor = &network.actors[at as usize];
            let number = |it: Option<f64>| it.map_or_else(String::new, |it| it.to_string());
            writer.write_record([
                plain(&name).as_str(),
                &(rank + 1).to_string(),
                &plain(&about.key),
                &plain(about.name.as_deref().unwrap_or_default()),
                about.class.map_or("", karenina_model::Class::word),
                about.member.map_or("", truth),
                about.country.as_deref().unwrap_or_default(),
                about.region.as_deref().unwrap_or_default(),
                &actor.n_events.to_string(),
                &actor.degree.to_string(),
                &actor.strength.to_string(),
                &number(actor.betweenness),
                &if actor.community == u32::MAX {
                    String::new()
                } else {
                    actor.community.to_string()
                },
                &number(actor.dependence),
                &number((actor.contribution > 0.0).then_some(actor.contribution)),
            ])?;
        }
    }
    writer.flush()
}

/// Writes every tie of every network.
pub fn network_edges_csv(report: &NetworkReport<'_>, out: &mut dyn Write) -> io::Result<()> {
    let mut writer = csv::Writer::from_writer(out);
    writer.write_record(["network", "source", "target", "weight"])?;
    for network in report.networks {
        let name = plain(&key(report, network));
        let organisations = &network.collaboration.organisations;
        for (one, other, weight) in network.graph.ties() {
            writer.write_record([
                name.as_str(),
                &plain(&organisations[one as usize].key),
                &plain(&organisations[other as usize].key),
                &weight.to_string(),
            ])?;
        }
    }
    writer.flush()
}

/// A text that a spreadsheet does not take for a formula.
fn plain(text: &str) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        format!("'{text}")
    } else {
        text.to_owned()
    }
}

/// What stands in an XML file: characters that XML cannot hold are left out.
fn xml(text: &str) -> String {
    let allowed = |it: &char| matches!(it, '\t' | '\n' | '\r' | ' '..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..);
    let mut out = String::with_capacity(text.len());
    for it in text.chars().filter(allowed) {
        match it {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            it => out.push(it),
        }
    }
    out
}

/// What a node carries: name, type, value.
fn attributes(
    about: &Organisation,
    actor: &karenina_assess::network::Actor,
) -> Vec<(&'static str, String)> {
    let mut list = vec![
        ("label", about.label().to_owned()),
        ("class", about.class.map_or("unknown", karenina_model::Class::word).to_owned()),
        ("projects", actor.n_events.to_string()),
        ("degree", actor.degree.to_string()),
        ("strength", actor.strength.to_string()),
    ];
    list.extend(about.member.map(|it| ("member", truth(it).to_owned())));
    list.extend(about.country.clone().map(|it| ("country", it)));
    list.extend(about.region.clone().map(|it| ("region", it)));
    list.extend(actor.betweenness.map(|it| ("betweenness", it.to_string())));
    if actor.community != u32::MAX {
        list.push(("community", actor.community.to_string()));
    }
    list
}

const ATTRIBUTES: [(&str, &str); 10] = [
    ("label", "string"),
    ("class", "string"),
    ("projects", "int"),
    ("degree", "int"),
    ("strength", "double"),
    ("member", "string"),
    ("country", "string"),
    ("region", "string"),
    ("betweenness", "double"),
    ("community", "int"),
];

/// Writes networks as `GraphML`, one graph each, for Gephi, yEd, igraph, networkx.
pub fn network_graphml(report: &NetworkReport<'_>, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, r#"<?xml version="1.0" encoding="UTF-8"?>"#)?;
    writeln!(out, r#"<graphml xmlns="http://graphml.graphdrawing.org/xmlns">"#)?;
    for (name, kind) in ATTRIBUTES {
        writeln!(out, r#"  <key id="{name}" for="node" attr.name="{name}" attr.type="{kind}"/>"#)?;
    }
    writeln!(out, r#"  <key id="weight" for="edge" attr.name="weight" attr.type="double"/>"#)?;
    for network in report.networks {
        writeln!(out, r#"  <graph id="{}" edgedefault="undirected">"#, xml(&key(report, network)))?;
        for (about, actor) in network.collaboration.organisations.iter().zip(&network.actors) {
            write!(out, r#"    <node id="{}">"#, xml(&about.key))?;
            for (name, value) in attributes(about, actor) {
                write!(out, r#"<data key="{name}">{}</data>"#, xml(&value))?;
            }
            writeln!(out, "</node>")?;
        }
        let organisations = &network.collaboration.organisations;
        for (one, other, weight) in network.graph.ties() {
            writeln!(
                out,
                r#"    <edge source="{}" target="{}"><data key="weight">{weight}</data></edge>"#,
                xml(&organisations[one as usize].key),
                xml(&organisations[other as usize].key),
            )?;
        }
        writeln!(out, "  </graph>")?;
    }
    writeln!(out, "</graphml>")
}

/// Writes the first network as GEXF 1.3, for Gephi; the format holds one graph a file.
pub fn network_gexf(report: &NetworkReport<'_>, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, r#"<?xml version="1.0" encoding="UTF-8"?>"#)?;
    writeln!(out, r#"<gexf xmlns="http://gexf.net/1.3" version="1.3">"#)?;
    writeln!(out, "  <meta><creator>karenina {}</creator></meta>", xml(report.program))?;
    writeln!(out, r#"  <graph mode="static" defaultedgetype="undirected">"#)?;
    writeln!(out, r#"    <attributes class="node">"#)?;
    for (name, kind) in &ATTRIBUTES[1..] {
        let kind = if *kind == "int" { "integer" } else { kind };
        writeln!(out, r#"      <attribute id="{name}" title="{name}" type="{kind}"/>"#)?;
    }
    writeln!(out, "    </attributes>\n    <nodes>")?;
    if let Some(network) = report.networks.first() {
        let organisations = &network.collaboration.organisations;
        for (about, actor) in organisations.iter().zip(&network.actors) {
            write!(
                out,
                r#"      <node id="{}" label="{}"><attvalues>"#,
                xml(&about.key),
                xml(about.label())
            )?;
            for (name, value) in &attributes(about, actor)[1..] {
                write!(out, r#"<attvalue for="{name}" value="{}"/>"#, xml(value))?;
            }
            writeln!(out, "</attvalues></node>")?;
        }
        writeln!(out, "    </nodes>\n    <edges>")?;
        for (at, (one, other, weight)) in network.graph.ties().enumerate() {
            writeln!(
                out,
                r#"      <edge id="{at}" source="{}" target="{}" weight="{weight}"/>"#,
                xml(&organisations[one as usize].key),
                xml(&organisations[other as usize].key),
            )?;
        }
        writeln!(out, "    </edges>")?;
    } else {
        writeln!(out, "    </nodes>\n    <edges/>")?;
    }
    writeln!(out, "  </graph>\n</gexf>")
}
