//! Networks of collaboration as documents: picture, tables and files for other programs.
//!
//! Layout and drawing are here; every number comes from the findings.

mod data;
mod decline;
mod layout;
mod page;
mod picture;
mod standing;
mod text;

pub use data::{
    network_csv, network_edges_csv, network_gexf, network_graphml, network_json,
    network_participations_csv,
};
pub use page::network_html;
pub use picture::network_svg;
pub use text::{network_markdown, network_terminal};

use karenina_assess::network::{Figure, FigureId, GapKind, NetworkFinding, NetworkScope};
use karenina_model::{
    Class, Dataset, Date, Problem, TableId, Truth, Value,
    collaboration::{EventKind, Organisation},
};

use crate::{
    Lang,
    wording::{Words, number, share_bounds, words},
};

/// Everything that a report on networks is made of.
#[derive(Clone, Copy)]
pub struct NetworkReport<'a> {
    /// The networks: of the programme and of its clusters, or of files.
    pub networks: &'a [NetworkFinding],
    /// The tables, where there are any.
    pub dataset: Option<&'a Dataset>,
    /// What is wrong with the input.
    pub problems: &'a [Problem],
    /// SHA-256 of the data.
    pub data: &'a str,
    /// Name of the data, as the user gave it.
    pub data_name: &'a str,
    /// Version of the program.
    pub program: &'a str,
    /// The day that is looked at; of files, all of their time where no day was given.
    pub on: Option<Date>,
    /// The seed of layout and sampling.
    pub seed: u64,
    /// In which language.
    pub lang: Lang,
}

/// That a named organisation is in none of the networks.
pub fn no_organisation(found: &str, near: Option<&str>, lang: Lang) -> String {
    words(lang).say(
        "net-no-organisation",
        &[("found", found.into()), ("near", near.unwrap_or("none").into())],
    )
}

/// That clusters were made out of files of CORDIS, and how to go on.
pub fn clusters_made(
    clusters: usize,
    members: usize,
    projects: usize,
    folder: &str,
    lang: Lang,
) -> String {
    words(lang).say(
        "net-clusters-made",
        &[
            ("clusters", clusters.into()),
            ("members", members.into()),
            ("projects", projects.into()),
            ("folder", folder.into()),
        ],
    )
}

impl NetworkReport<'_> {
    fn words(&self) -> &'static Words {
        words(self.lang)
    }

    /// What the whole report is called.
    fn title(&self) -> String {
        let programme = self.dataset.and_then(|dataset| {
            let table = dataset.table(TableId::PROGRAMME);
            let row = table.rows().next()?;
            self.name_of(TableId::PROGRAMME, row).map(str::to_owned)
        });
        programme.unwrap_or_else(|| self.data_name.to_owned())
    }

    fn name_of(&self, id: TableId, row: u32) -> Option<&str> {
        let table = self.dataset?.table(id);
        let russian = match self.lang {
            Lang::Ru => table.named_text(row, "name_ru"),
            Lang::En => None,
        };
        russian.or_else(|| table.named_text(row, "name")).or_else(|| Some(table.key(row)))
    }

    /// What one network is called.
    fn name(&self, it: &NetworkFinding) -> String {
        match it.scope {
            NetworkScope::Cluster(row) => {
                self.name_of(TableId::CLUSTERS, row).unwrap_or_default().to_owned()
            }
            NetworkScope::Programme => self.words().word("net-programme").to_owned(),
            NetworkScope::Files => self.data_name.to_owned(),
        }
    }

    /// What an organisation is called.
    fn label<'b>(&self, it: &'b Organisation) -> &'b str {
        match (self.lang, &it.name_ru) {
            (Lang::Ru, Some(name)) => name,
            _ => it.label(),
        }
    }

    fn cluster_name(&self, row: u32) -> String {
        self.name_of(TableId::CLUSTERS, row).unwrap_or_default().to_owned()
    }

    /// An anchor for one network.
    fn anchor(at: usize) -> String {
        format!("n-{at}")
    }

    /// Of when the network is.
    fn when(&self) -> String {
        let w = self.words();
        match self.on {
            Some(day) => w.say("net-as-of", &[("date", (&w.date(day)).into())]),
            None => w.word("net-all-time").to_owned(),
        }
    }

    fn class_word(&self, class: Option<Class>) -> &'static str {
        self.words().word(match class {
            Some(Class::Business) => "net-class-business",
            Some(Class::Education) => "net-class-education",
            Some(Class::Research) => "net-class-research",
            Some(Class::State) => "net-class-state",
            Some(Class::Capital) => "net-class-capital",
            Some(Class::Other) => "net-class-other",
            None => "net-class-unknown",
        })
    }

    fn gap_word(&self, kind: GapKind) -> &'static str {
        self.words().word(match kind {
            GapKind::Research => "net-gap-research",
            GapKind::Education => "net-gap-education",
            GapKind::Capital => "net-gap-capital",
            GapKind::Policy => "net-gap-policy",
            GapKind::Companies => "net-gap-companies",
            GapKind::Clusters => "net-gap-clusters",
            GapKind::World => "net-gap-world",
        })
    }

    fn truth_word(&self, it: Truth) -> &'static str {
        self.words().word(match it {
            Truth::Yes => "net-yes",
            Truth::No => "net-no",
            Truth::Unknown => "net-not-known",
        })
    }

    fn figure_word(&self, it: &NetworkFinding, id: FigureId) -> &'static str {
        let files = it.scope == NetworkScope::Files;
        self.words().word(match id {
            FigureId::MembersInJointProjects => "net-fig-members",
            FigureId::CompanyToCompany => "net-fig-company-company",
            FigureId::CompanyToState => "net-fig-company-state",
            FigureId::AcrossClasses => "net-fig-across",
            FigureId::SmallInProjects => "net-fig-small",
            FigureId::Outside if files => "net-fig-abroad",
            FigureId::Outside => "net-fig-outside",
            FigureId::Dependence => "net-fig-dependence",
            FigureId::TiesWithoutState => "net-fig-ties-left",
            FigureId::PairsWithoutState => "net-fig-pairs-left",
        })
    }

    /// The answer to a question in words: a share, bounds, or why there is none.
    fn figure_value(&self, it: &Figure) -> String {
        match it.value {
            Value::Known(it) => {
                // Ends that look the same are one number for people.
                let (low, high) = (it.low(), it.high());
                let text = |it: f64| share_bounds((it, it), self.lang);
                if text(low) == text(high) {
                    text(low)
                } else {
                    share_bounds((low, high), self.lang)
                }
            }
            Value::Absent(why) => self.words().absence(why),
        }
    }

    /// "12 yes, 3 no, 2 open".
    fn figure_counts(&self, it: &Figure) -> String {
        let [yes, no, open] = it.counts;
        if yes + no + open == 0 {
            return String::new();
        }
        self.words().say(
            if open > 0 { "net-counts-open" } else { "net-counts" },
            &[("yes", yes.into()), ("all", (yes + no + open).into()), ("open", open.into())],
        )
    }

    /// The figures that make sense for a network.
    fn figures(it: &NetworkFinding) -> impl Iterator<Item = &Figure> {
        it.figures.iter().filter(|figure| {
            !matches!(figure.value, Value::Absent(karenina_model::Absence::NotApplicable))
        })
    }

    /// The one or two sentences that a reader should take away.
    fn lead(&self, it: &NetworkFinding) -> Vec<String> {
        let w = self.words();
        let s = it.shape;
        let mut lines = Vec::new();
        if s.n_ties == 0 {
            lines.push(
                w.word(if it.complete { "net-no-ties" } else { "net-no-ties-listed" }).to_owned(),
            );
            return lines;
        }
        lines.push(w.say(
            "net-lead",
            &[
                ("tied", (&number((s.n_organisations - s.n_alone) as f64, self.lang)).into()),
                ("organisations", (&number(s.n_organisations as f64, self.lang)).into()),
                ("events", (&number(s.n_joint_events as f64, self.lang)).into()),
                ("ties", (&number(s.n_ties as f64, self.lang)).into()),
            ],
        ));
        if let Some(worst) = it.dependence.first().filter(|it| it.share >= 0.05) {
            let name = self.label(&it.collaboration.organisations[worst.organisation as usize]);
            lines.push(w.say(
                "net-lead-dependence",
                &[
                    ("name", name.into()),
                    ("share", (&share_bounds((worst.share, worst.share), self.lang)).into()),
                ],
            ));
        } else {
            lines.push(w.word("net-lead-no-dependence").to_owned());
        }
        if it.withdrawal.events[0] > 0
            && let Some(Value::Known(left)) =
                it.figures.iter().find(|it| it.id == FigureId::TiesWithoutState).map(|it| it.value)
        {
            let share = share_bounds((left.low(), left.high()), self.lang);
            lines.push(w.say("net-lead-state", &[("share", (&share).into())]));
        }
        lines
    }

    /// What the reader has to know of the network's gaps.
    fn cautions(&self, it: &NetworkFinding) -> Vec<String> {
        let w = self.words();
        let mut lines = Vec::new();
        if !it.complete {
            lines.push(w.word("net-incomplete").to_owned());
        }
        let open = it.shape.n_ties - it.n_certain_ties.min(it.shape.n_ties);
        if open > 0 {
            lines.push(w.say("net-open-ties", &[("n", open.into())]));
        }
        if !it.left_out.is_empty() {
            lines.push(w.say(
                "net-left-out",
                &[
                    ("n", it.left_out.len().into()),
                    ("most", karenina_assess::network::LARGEST_EVENT.into()),
                ],
            ));
        }
        let unknown = it.collaboration.organisations.iter().filter(|it| it.class.is_none()).count();
        if unknown > 0 {
            lines.push(w.say("net-classes-unknown", &[("n", unknown.into())]));
        }
        if matches!(it.scope, NetworkScope::Cluster(_))
            && !it.collaboration.organisations.iter().any(|it| it.is_specialist)
        {
            lines.push(w.word("net-no-specialist").to_owned());
        }
        lines
    }

    /// By what ties are made, where it is more than one thing.
    fn layers(&self, it: &NetworkFinding) -> Option<String> {
        if it.layers.len() < 2 {
            return None;
        }
        let w = self.words();
        let parts: Vec<String> = it
            .layers
            .iter()
            .map(|(kind, n)| {
                let id = match kind {
                    EventKind::Project => "net-layer-projects",
                    EventKind::Group => "net-layer-groups",
                    EventKind::Meeting => "net-layer-meetings",
                };
                w.say(id, &[("n", (&number(*n as f64, self.lang)).into())])
            })
            .collect();
        let several = number(it.n_of_several_layers as f64, self.lang);
        let parts = parts.join(", ");
        Some(w.say("net-layers", &[("parts", (&parts).into()), ("several", (&several).into())]))
    }

    /// Organisations in order of the strength of their ties.
    fn ranked(it: &NetworkFinding) -> Vec<u32> {
        let mut order: Vec<u32> = (0..it.actors.len() as u32).collect();
        order.sort_by(|a, b| {
            let (x, y) = (&it.actors[*a as usize], &it.actors[*b as usize]);
            y.strength
                .total_cmp(&x.strength)
                .then_with(|| y.degree.cmp(&x.degree))
                .then_with(|| a.cmp(b))
        });
        order
    }
}
