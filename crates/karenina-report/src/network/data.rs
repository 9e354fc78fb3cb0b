//! Networks for other programs: JSON, CSV of organisations and of ties, `GraphML`, GEXF.

use std::io::{self, Write};

use karenina_assess::network::{Bounds, Brokerage, NetworkFinding};
use karenina_model::{Truth, Value, collaboration::Organisation};
use serde_json::{Map, Value as Json, json};

use super::NetworkReport;
use crate::csv::plain;

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
            let position = &it.structure.positions[at as usize];
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
                "effective_size": position.effective_size,
                "constraint": position.constraint,
                "core_number": [position.core.0, position.core.1],
                "roles": position.roles.map(|it| roles(&it)),
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
        "ties_by": it.layers.iter().map(|(kind, n)| (kind.word().to_owned(), json!(n)))
            .collect::<Map<_, _>>(),
        "ties_by_several": it.n_of_several_layers,
        "left_out": it.left_out.iter().map(|(at, n)| json!({
            "project": it.collaboration.events[*at as usize].key, "partners": n,
        })).collect::<Vec<_>>(),
        "figures": figures,
        "gaps": gaps,
        "dependence": dependence,
        "without_state_funding": {
            "events": { "funded": w.events[0], "not_funded": w.events[1], "not_known": w.events[2] },
            "ties": w.ties.now.1, "ties_certain": w.ties.now.0,
            "ties_left": [w.ties.left.0, w.ties.left.1],
            "connected_pairs": w.pairs.now.1, "connected_pairs_certain": w.pairs.now.0,
            "connected_pairs_left": [w.pairs.left.0, w.pairs.left.1],
            "tied": w.tied.now.1, "tied_certain": w.tied.now.0,
            "tied_left": [w.tied.left.0, w.tied.left.1],
        },
        "between_clusters": it.between_clusters.iter().map(|tie| json!({
            "clusters": [report.cluster_key(tie.clusters.0), report.cluster_key(tie.clusters.1)],
            "members": tie.members, "groups": tie.groups, "projects": tie.projects,
        })).collect::<Vec<_>>(),
        "merged": it.collaboration.merged.iter().take(LISTED).map(|merged| json!({
            "into": organisations[merged.into as usize].key, "found": merged.found,
            "rows": merged.rows,
        })).collect::<Vec<_>>(),
        "structure": structure(it),
        "departure": it.departure.as_ref().map(|gone| json!({
            "organisations": gone.organisations.iter()
                .map(|it| organisations[*it as usize].key.as_str()).collect::<Vec<_>>(),
            "connected_pairs_of_others": [gone.among.0, gone.among.1],
            "connected_pairs_left": [gone.left.0, gone.left.1],
            "largest_part": [gone.largest[0].0, gone.largest[0].1],
            "largest_part_left": [gone.largest[1].0, gone.largest[1].1],
            "share_apart": gone.apart,
        })),
        "organisations": ranked,
    })
}

fn ends(it: Bounds) -> Json {
    json!([it.low, it.high])
}

fn roles(it: &Brokerage) -> Json {
    json!({
        "coordinator": ends(it.coordinator),
        "itinerant_broker": ends(it.consultant),
        "gatekeeper": ends(it.gatekeeper),
        "representative": ends(it.representative),
        "liaison": ends(it.liaison),
        "all": it.total,
    })
}

/// The network as a whole: the middle, and what is left as one after another leaves.
fn structure(it: &NetworkFinding) -> Json {
    let structure = &it.structure;
    let decline = &structure.decline;
    let pairs = |list: &[(f64, f64)]| list.iter().map(|it| json!([it.0, it.1])).collect::<Vec<_>>();
    json!({
        "ei_index": structure.ei_index.map(|it| json!([it.0, it.1])),
        "clustering_of_projects": structure.meets_again,
        "core_periphery": structure.middle.as_ref().map(|it| json!({
            "core": it.size, "fit": it.fit,
        })),
        "robustness": {
            "organisations": decline.n,
            "repetitions": decline.repetitions,
            "left": decline.left,
            "curves": decline.curves.iter().map(|it| json!({
                "order": it.leaving.word(),
                "largest_part": pairs(&it.largest),
                "range": pairs(&it.range),
                "connected_pairs": pairs(&it.pairs),
                "r": [it.robustness.0, it.robustness.1],
            })).collect::<Vec<_>>(),
            "without_class": decline.without_class.iter().map(|it| json!({
                "class": it.class.word(),
                "organisations": [it.n.0, it.n.1],
                "largest_part": ends(it.left.largest),
                "connected_pairs": ends(it.left.reachable_pairs),
                "tied": ends(it.left.n_tied),
            })).collect::<Vec<_>>(),
        },
    })
}

impl NetworkReport<'_> {
    fn cluster_key(&self, row: u32) -> String {
        self.dataset.map_or_else(String::new, |it| {
            it.table(karenina_model::TableId::CLUSTERS).key(row).to_owned()
        })
    }
}

fn truth(it: Truth) -> &'static str {
    match it {
        Truth::Yes => "yes",
        Truth::No => "no",
        Truth::Unknown => "unknown",
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
        "effective_size",
        "constraint",
        "core_number_low",
        "core_number_high",
        "coordinator_low",
        "coordinator_high",
        "itinerant_broker_low",
        "itinerant_broker_high",
        "gatekeeper_low",
        "gatekeeper_high",
        "liaison_low",
        "liaison_high",
    ])?;
    for network in report.networks {
        let name = key(report, network);
        for (rank, at) in NetworkReport::ranked(network).into_iter().enumerate() {
            let about = &network.collaboration.organisations[at as usize];
            let actor = &network.actors[at as usize];
            let number = |it: Option<f64>| it.map_or_else(String::new, |it| it.to_string());
            let position = &network.structure.positions[at as usize];
            let role = |of: fn(&Brokerage) -> Bounds| {
                let it = position.roles.as_ref().map(of);
                [number(it.map(|it| it.low)), number(it.map(|it| it.high))]
            };
            let [coordinator, consultant, gatekeeper, liaison] = [
                role(|it| it.coordinator),
                role(|it| it.consultant),
                role(|it| it.gatekeeper),
                role(|it| it.liaison),
            ];
            writer.write_record([
                plain(&name).as_ref(),
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
                &number(position.effective_size),
                &number(position.constraint),
                &position.core.0.to_string(),
                &position.core.1.to_string(),
                &coordinator[0],
                &coordinator[1],
                &consultant[0],
                &consultant[1],
                &gatekeeper[0],
                &gatekeeper[1],
                &liaison[0],
                &liaison[1],
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
        let name = plain(&key(report, network)).into_owned();
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

/// Writes who takes part in what: every participation of every network.
pub fn network_participations_csv(
    report: &NetworkReport<'_>,
    out: &mut dyn Write,
) -> io::Result<()> {
    let mut writer = csv::Writer::from_writer(out);
    writer.write_record(["network", "organisation", "event", "kind", "lead", "certain"])?;
    for network in report.networks {
        let name = plain(&key(report, network)).into_owned();
        let all = &network.collaboration;
        for it in &all.participations {
            let event = &all.events[it.event as usize];
            let counts = event.counts.unwrap_or(Truth::Yes);
            if counts == Truth::No {
                continue;
            }
            let yes_no = |it: bool| if it { "yes" } else { "no" };
            writer.write_record([
                name.as_str(),
                &plain(&all.organisations[it.organisation as usize].key),
                &plain(&event.key),
                event.kind.word(),
                yes_no(it.lead),
                yes_no(it.certain && counts == Truth::Yes),
            ])?;
        }
    }
    writer.flush()
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
