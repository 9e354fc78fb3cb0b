//! The picture of a network: organisations up to some hundred, communities above; never more ties
//! than an eye can follow.

use std::fmt::Write as _;

use karenina_assess::network::{NetworkFinding, NetworkScope};
use karenina_model::{Class, Truth};
use maud::{Markup, PreEscaped, html};

use super::{
    NetworkReport,
    layout::{self, Layout},
};
use crate::wording::number;

/// So many organisations are drawn one by one; above that, communities.
pub(super) const MOST_NODES: usize = 150;
/// Up to so many have more room each, for their names.
const FEW: usize = 80;
/// So many communities are drawn; the smaller ones are counted.
const MOST_COMMUNITIES: usize = 30;
/// So many ties for each node are drawn; the strongest, and those that hold the parts together.
const TIES_A_NODE: usize = 3;

/// What is drawn.
pub(super) struct Picture {
    nodes: Vec<Node>,
    ties: Vec<(usize, usize, f64)>,
    pub drawn_ties: usize,
    pub all_ties: usize,
    /// Whether the nodes are communities.
    pub communities: bool,
    /// Whether only members of the cluster are drawn.
    pub members_only: bool,
    /// Organisations, or communities, that are not in the picture.
    pub left_out: usize,
    layout: Layout,
    names: Vec<layout::Label>,
}

struct Node {
    name: String,
    title: String,
    class: Option<Class>,
    /// Hollow: not a member of the cluster.
    outside: bool,
    radius: f64,
}

impl Picture {
    /// The picture of a network; `None` where nobody is tied to anybody.
    pub(super) fn of(report: &NetworkReport<'_>, it: &NetworkFinding) -> Option<Self> {
        let tied: Vec<u32> = NetworkReport::ranked(it)
            .into_iter()
            .filter(|at| it.actors[*at as usize].degree > 0)
            .collect();
        if tied.is_empty() {
            return None;
        }
        // Of a cluster with hundreds of partners the members among themselves are the picture.
        let is_member =
            |at: &u32| it.collaboration.organisations[*at as usize].member == Some(Truth::Yes);
        let members: Vec<u32> = tied
            .iter()
            .copied()
            .filter(|at| is_member(at) && it.graph.neighbours(*at).iter().any(is_member))
            .collect();
        let members_only = matches!(it.scope, NetworkScope::Cluster(_))
            && tied.len() > MOST_NODES
            && !members.is_empty();
        let tied = if members_only { members } else { tied };
        let (nodes, ties, communities, left_out) =
            if tied.len() <= MOST_NODES || it.communities.is_empty() {
                let (nodes, ties, left_out) = organisations(report, it, &tied);
                (nodes, ties, false, left_out)
            } else {
                let (nodes, ties, left_out) = of_communities(report, it);
                (nodes, ties, true, left_out)
            };
        let all_ties = ties.len();
        let ties = backbone(nodes.len(), ties);
        let radius: Vec<f64> = nodes.iter().map(|it| it.radius).collect();
        let pairs: Vec<(usize, usize)> = ties.iter().map(|it| (it.0, it.1)).collect();
        let layout = layout::layout(
            &radius,
            &pairs,
            match (communities, nodes.len()) {
                (true, _) => 3.2 * layout::STEP,
                (false, 0..=FEW) => 1.35 * layout::STEP,
                (false, _) => layout::STEP,
            },
            report.seed,
        );
        let wanted: Vec<(usize, f64)> =
            nodes.iter().enumerate().map(|(at, it)| (at, width(&it.name))).collect();
        let names = layout::labels(&layout, &radius, &wanted);
        Some(Self {
            drawn_ties: ties.len(),
            nodes,
            ties,
            all_ties,
            communities,
            members_only,
            left_out,
            layout,
            names,
        })
    }

    /// The classes that occur, in the order of the legend.
    pub(super) fn classes(&self) -> Vec<Option<Class>> {
        let mut classes: Vec<Option<Class>> = self.nodes.iter().map(|it| it.class).collect();
        classes.sort_by_key(|it| it.map_or(99, |it| it as usize));
        classes.dedup();
        classes
    }

    pub(super) fn has_outsiders(&self) -> bool {
        self.nodes.iter().any(|it| it.outside)
    }

    /// The picture as SVG within a page, whose style sheet colours it.
    pub(super) fn svg(&self, label: &str) -> Markup {
        let (w, h) = (self.layout.width.ceil(), self.layout.height.ceil());
        html! {
            svg.net role="img" aria-label=(label) viewBox={ "0 0 " (w) " " (h) } width=(w) {
                (PreEscaped(self.inner(true)))
            }
        }
    }

    fn inner(&self, with_titles: bool) -> String {
        let mut out = String::new();
        let most = self.ties.iter().map(|it| it.2).fold(0.0, f64::max).max(1e-9);
        for (a, b, weight) in &self.ties {
            let (a, b) = (self.layout.at[*a], self.layout.at[*b]);
            let wide = 0.6 + 3.4 * (weight / most).sqrt();
            _ = write!(
                out,
                r#"<line x1="{:.1}" y1="{:.1}" x2="{:.1}" y2="{:.1}" stroke-width="{wide:.2}"/>"#,
                a.x, a.y, b.x, b.y
            );
        }
        for name in &self.names {
            if let Some(end) = name.line {
                let at = self.layout.at[name.node];
                _ = write!(
                    out,
                    r#"<line class="to" x1="{:.1}" y1="{:.1}" x2="{:.1}" y2="{:.1}"/>"#,
                    at.x, at.y, end.x, end.y
                );
            }
        }
        for (it, at) in self.nodes.iter().zip(&self.layout.at) {
            let outside = if it.outside { " o" } else { "" };
            _ = write!(out, r#"<g class="k{}{outside}">"#, class_letter(it.class));
            out.push_str(&shape(it.class, at.x, at.y, it.radius));
            if with_titles {
                _ = write!(out, "<title>{}</title>", escaped(&it.title));
            }
            out.push_str("</g>");
        }
        for name in &self.names {
            let node = &self.nodes[name.node];
            _ = write!(
                out,
                r#"<text x="{:.1}" y="{:.1}">{}</text>"#,
                name.x,
                name.y,
                escaped(&node.name)
            );
        }
        out
    }
}

/// The picture of a network as a file of its own.
pub fn network_svg(report: &NetworkReport<'_>, network: usize) -> Option<String> {
    let it = report.networks.get(network)?;
    let picture = Picture::of(report, it)?;
    let (w, h) = (picture.layout.width.ceil(), picture.layout.height.ceil());
    Some(format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {w} {h}\" width=\"{w}\" \
         height=\"{h}\" role=\"img\"><title>{}</title><style>{}</style>\
         <rect class=\"paper\" width=\"{w}\" height=\"{h}\"/><g class=\"net\">{}</g></svg>\n",
        escaped(&report.name(it)),
        SVG_STYLE,
        picture.inner(true),
    ))
}

/// The colours of a picture that stands alone, by day and by night.
const SVG_STYLE: &str = ":root{--paper:#fdfcf9;--ink:#1b1d20;--line:#b9b4a7;--k0:#1f5f99;--k1:#8a4b08;\
--k2:#0a6652;--k3:#9d2f10;--k4:#6b3fa0;--k5:#5a5c62}\
@media (prefers-color-scheme:dark){:root{--paper:#141619;--ink:#e9e7e2;--line:#4c5057;--k0:#8cc4f4;\
--k1:#f0b26a;--k2:#84dcc3;--k3:#ffb196;--k4:#cdb2f5;--k5:#abadb2}}\
.paper{fill:var(--paper)}.net line{stroke:var(--line)}.net line.to{stroke:var(--ink);stroke-width:1}\
.net text{font:12px system-ui,sans-serif;fill:var(--ink);paint-order:stroke;stroke:var(--paper);stroke-width:3px}\
.k0{--c:var(--k0)}.k1{--c:var(--k1)}.k2{--c:var(--k2)}.k3{--c:var(--k3)}.k4{--c:var(--k4)}.k5,.k6{--c:var(--k5)}\
.net g{fill:var(--c);stroke:var(--paper);stroke-width:1.2}\
.net g.o{fill:var(--paper);stroke:var(--c);stroke-width:2.2}.net g.k6{stroke-dasharray:2 2;fill:var(--paper);stroke:var(--c);stroke-width:2}";

/// The number of a class in the style sheet.
pub(super) fn class_letter(class: Option<Class>) -> usize {
    class.and_then(|class| Class::ALL.iter().position(|it| *it == class)).unwrap_or(6)
}

/// The shape of a class, so that nobody needs the colours: circle, square, triangle, diamond,
/// hexagon, small square on its corner, ring.
pub(super) fn shape(class: Option<Class>, x: f64, y: f64, r: f64) -> String {
    let polygon = |points: &[(f64, f64)]| {
        let points: Vec<String> =
            points.iter().map(|(dx, dy)| format!("{:.1},{:.1}", x + dx * r, y + dy * r)).collect();
        format!(r#"<polygon points="{}"/>"#, points.join(" "))
    };
    match class {
        Some(Class::Business) | None => format!(r#"<circle cx="{x:.1}" cy="{y:.1}" r="{r:.1}"/>"#),
        Some(Class::Education) => {
            polygon(&[(-0.88, -0.88), (0.88, -0.88), (0.88, 0.88), (-0.88, 0.88)])
        }
        Some(Class::Research) => polygon(&[(0.0, -1.15), (1.05, 0.8), (-1.05, 0.8)]),
        Some(Class::State) => polygon(&[(0.0, -1.2), (1.2, 0.0), (0.0, 1.2), (-1.2, 0.0)]),
        Some(Class::Capital) => polygon(&[
            (-1.05, 0.0),
            (-0.52, -0.91),
            (0.52, -0.91),
            (1.05, 0.0),
            (0.52, 0.91),
            (-0.52, 0.91),
        ]),
        Some(Class::Other) => polygon(&[
            (-0.35, -1.0),
            (0.35, -1.0),
            (0.35, -0.35),
            (1.0, -0.35),
            (1.0, 0.35),
            (0.35, 0.35),
            (0.35, 1.0),
            (-0.35, 1.0),
            (-0.35, 0.35),
            (-1.0, 0.35),
            (-1.0, -0.35),
            (-0.35, -0.35),
        ]),
    }
}

fn escaped(text: &str) -> String {
    html! { (text) }.into_string()
}

/// A name that fits beside a node.
fn short(name: &str, most: usize) -> String {
    let name = name.trim();
    if name.chars().count() <= most {
        return name.to_owned();
    }
    let cut: String = name.chars().take(most - 1).collect();
    // At a word, where one ends in good time.
    let cut = match cut.rfind(' ') {
        Some(at) if at * 2 > cut.len() => &cut[..at],
        Some(_) | None => &cut,
    };
    format!("{}…", cut.trim_end_matches([' ', ',', '-', '/']))
}

/// How wide a name is at twelve pixels; rather too wide than over its neighbour.
fn width(name: &str) -> f64 {
    let letter = |it: char| match it {
        'i' | 'j' | 'l' | 't' | 'f' | 'I' | '.' | ',' | ' ' | '-' | '\'' => 4.3,
        'M' | 'W' | 'm' | 'w' | 'Щ' | 'Ш' | 'Ж' | 'Ю' | 'щ' | 'ш' | 'ж' | 'ю' => 11.0,
        it if it.is_uppercase() => 8.7,
        _ => 7.1,
    };
    name.chars().map(letter).sum()
}

type Drawn = (Vec<Node>, Vec<(usize, usize, f64)>, usize);

fn organisations(report: &NetworkReport<'_>, it: &NetworkFinding, tied: &[u32]) -> Drawn {
    let w = report.words();
    let shown = &tied[..tied.len().min(MOST_NODES)];
    let mut place = vec![usize::MAX; it.actors.len()];
    for (at, node) in shown.iter().enumerate() {
        place[*node as usize] = at;
    }
    let most = shown.iter().map(|at| it.actors[*at as usize].strength).fold(1.0, f64::max);
    let nodes = shown
        .iter()
        .map(|at| {
            let (about, actor) =
                (&it.collaboration.organisations[*at as usize], &it.actors[*at as usize]);
            Node {
                name: short(report.label(about), 26),
                title: format!(
                    "{} · {} · {} · {}",
                    report.label(about),
                    report.class_word(about.class),
                    w.say("net-n-partners", &[("n", actor.degree.into())]),
                    w.say("net-n-projects", &[("n", actor.n_events.into())]),
                ),
                class: about.class,
                outside: about.member == Some(Truth::No),
                radius: 5.0 + 11.0 * (actor.strength / most).sqrt(),
            }
        })
        .collect();
    let ties = it
        .graph
        .ties()
        .filter_map(|(a, b, weight)| {
            let (a, b) = (place[a as usize], place[b as usize]);
            (a != usize::MAX && b != usize::MAX).then_some((a, b, weight))
        })
        .collect();
    (nodes, ties, tied.len() - shown.len())
}

/// Communities as nodes, named by the two strongest of each; ties are the weight between them.
fn of_communities(report: &NetworkReport<'_>, it: &NetworkFinding) -> Drawn {
    let w = report.words();
    let n = it.communities.len().min(MOST_COMMUNITIES);
    let mut leaders: Vec<Vec<u32>> = vec![Vec::new(); n];
    let mut classes = vec![[0_u32; 7]; n];
    for at in NetworkReport::ranked(it) {
        let community = it.actors[at as usize].community as usize;
        if community < n {
            // A number says nothing: whoever has a name stands for all.
            let named = it.collaboration.organisations[at as usize].name.is_some();
            let list = &mut leaders[community];
            if list.len() < 2 {
                list.push(at);
            } else if named
                && let Some(place) = list
                    .iter()
                    .position(|it_| it.collaboration.organisations[*it_ as usize].name.is_none())
            {
                list.remove(place);
                list.push(at);
            }
            classes[community][class_letter(it.collaboration.organisations[at as usize].class)] +=
                1;
        }
    }
    let most = f64::from(it.communities.first().copied().unwrap_or(1)).max(1.0);
    let nodes = (0..n)
        .map(|at| {
            let names: Vec<&str> = leaders[at]
                .iter()
                .map(|it_| report.label(&it.collaboration.organisations[*it_ as usize]))
                .collect();
            let size = it.communities[at];
            let first = names.first().copied().unwrap_or("");
            let main = (0..7).max_by_key(|class| (classes[at][*class], 7 - class)).unwrap_or(6);
            Node {
                name: format!(
                    "{} +{}",
                    short(first, 24),
                    number(f64::from(size.saturating_sub(1)), report.lang)
                ),
                title: w.say(
                    "net-community-title",
                    &[("names", (&names.join(", ")).into()), ("n", size.into())],
                ),
                class: Class::ALL.get(main).copied(),
                outside: false,
                radius: 6.0 + 30.0 * (f64::from(size) / most).sqrt(),
            }
        })
        .collect();
    let mut between = std::collections::BTreeMap::new();
    for (a, b, weight) in it.graph.ties() {
        let (a, b) =
            (it.actors[a as usize].community as usize, it.actors[b as usize].community as usize);
        if a != b && a < n && b < n {
            *between.entry((a.min(b), a.max(b))).or_insert(0.0) += weight;
        }
    }
    let ties = between.into_iter().map(|((a, b), weight)| (a, b, weight)).collect();
    (nodes, ties, it.communities.len() - n)
}

/// The part that a node belongs to so far.
fn find(root: &mut [usize], mut at: usize) -> usize {
    while root[at] != at {
        root[at] = root[root[at]];
        at = root[at];
    }
    at
}

/// The ties that are drawn: those that hold the parts together at their strongest, and of the
/// others the strongest, up to three a node.
fn backbone(n: usize, mut ties: Vec<(usize, usize, f64)>) -> Vec<(usize, usize, f64)> {
    if ties.len() <= TIES_A_NODE * n {
        return ties;
    }
    ties.sort_by(|a, b| b.2.total_cmp(&a.2).then_with(|| (a.0, a.1).cmp(&(b.0, b.1))));
    let mut root: Vec<usize> = (0..n).collect();
    let mut drawn = Vec::with_capacity(TIES_A_NODE * n);
    let mut rest = Vec::new();
    for tie in ties {
        let (a, b) = (find(&mut root, tie.0), find(&mut root, tie.1));
        if a == b {
            rest.push(tie);
        } else {
            root[a] = b;
            drawn.push(tie);
        }
    }
    let mut of_node = vec![0; n];
    for (a, b, _) in &drawn {
        of_node[*a] += 1;
        of_node[*b] += 1;
    }
    // A hub keeps its strongest ties, but nobody is drowned.
    for tie in rest {
        if drawn.len() >= TIES_A_NODE * n {
            break;
        }
        if of_node[tie.0].min(of_node[tie.1]) < 2 * TIES_A_NODE {
            of_node[tie.0] += 1;
            of_node[tie.1] += 1;
            drawn.push(tie);
        }
    }
    drawn
}

#[cfg(test)]
mod tests {
    use super::{backbone, short};

    #[test]
    fn a_backbone_keeps_the_parts_together_and_the_eye_able_to_follow() {
        let all: Vec<(usize, usize, f64)> = (0..40)
            .flat_map(|a| (a + 1..40).map(move |b| (a, b, 1.0 / (1.0 + (a * b) as f64))))
            .collect();
        let drawn = backbone(40, all);
        assert!((39..=120).contains(&drawn.len()));
        let few = vec![(0, 1, 1.0), (1, 2, 0.1)];
        assert_eq!(backbone(3, few.clone()), few);
    }

    #[test]
    fn names_are_cut_at_words() {
        assert_eq!(short("University of Somewhere Else", 15), "University of…");
        assert_eq!(short("Bosch", 15), "Bosch");
    }
}
