//! One cluster after the other: verdict, what is missing and why, and what it rests on.

use karenina_assess::ClusterFinding;
use karenina_model::TableId;

use super::{Builder, Style, parts, run};
use crate::view::View;

pub(super) fn clusters(view: &View<'_>, out: &mut Builder) {
    if view.sections.is_empty() {
        return;
    }
    out.page_break();
    out.heading(1, view.words.word("Clusters"), "clusters");
    for (_, clusters) in &view.sections {
        for it in clusters {
            cluster(view, it, out);
        }
    }
}

fn cluster(view: &View<'_>, it: &ClusterFinding, out: &mut Builder) {
    let w = view.words;
    out.heading(2, view.cluster_name(it.cluster), &format!("cluster-{}", it.cluster));
    parts::verdict(view, it, out);
    about(view, it.cluster, out);
    parts::degrees(view, it, out);
    parts::links(view, it, out);
    for text in [view.robust(it), view.smallest(it)].into_iter().flatten() {
        out.text(Style::Body, text);
    }
    parts::criteria(view, it, out);
    parts::questions(view, it, out);
    if !it.facts.is_empty() {
        let rows: Vec<u32> = it.facts.iter().map(|it| it.row.row).collect();
        parts::facts(view, w.word("Facts"), &rows, false, out);
    }
}

pub(super) fn about(view: &View<'_>, cluster: u32, out: &mut Builder) {
    let w = view.words;
    if let Some(names) = view.cluster_text(cluster, "also_called") {
        out.text(Style::Note, w.say("also-called", &[("names", names.into())]));
    }
    let standing = view.code_label(TableId::CLUSTERS, cluster, "standing");
    let facts = [
        ("place", view.place_name(cluster).map(str::to_owned)),
        ("region", view.cluster_text(cluster, "region").map(str::to_owned)),
        ("field", view.cluster_text(cluster, "field").map(|it| view.field_text(it))),
        ("standing", standing.map(str::to_owned)),
        ("tender-group", view.cluster_text(cluster, "tender_group").map(str::to_owned)),
    ];
    let mut parts: Vec<String> = facts
        .into_iter()
        .filter_map(|(id, text)| text.map(|text| format!("{}: {text}", w.word(id))))
        .collect();
    parts.extend(view.support(cluster));
    out.paragraph(Style::Note, vec![run(parts.join(" · "))]);
    let lineage = view.lineage(cluster);
    out.text(Style::Note, lineage.join(" "));
}
