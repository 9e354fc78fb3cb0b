//! Questions that the model puts to a network, answered with bounds.

use karenina_model::{
    Absence, Class, Collaboration, Dataset, Interval, TableId, Truth, Value,
    collaboration::EventKind,
};
use karenina_network::Graph;

use super::{Apart, GapKind, Left, NetworkScope, Withdrawal};

/// A question and its answer.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Figure {
    /// Which question.
    pub id: FigureId,
    /// The answer.
    pub value: Value,
    /// Of how many that is so, of how many not, and of how many it is open.
    pub counts: [u64; 3],
}

/// The questions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum FigureId {
    /// The share of members that share a project with another member (C1).
    MembersInJointProjects,
    /// The share of ties that join two companies (B1.13).
    CompanyToCompany,
    /// The share of ties that join a company and the state (B1.13).
    CompanyToState,
    /// The share of ties between organisations of different classes (B0.3).
    AcrossClasses,
    /// The share of companies in projects that are small or medium-sized (C1, A3).
    SmallInProjects,
    /// The share of members' ties that lead outside the cluster; of files, across a border (A4.11).
    Outside,
    /// The share of connected pairs that fall apart without the one on whom most depends (A4.2).
    Dependence,
    /// The share of ties that are left when state-funded projects end.
    TiesWithoutState,
    /// The share of connected pairs that are left then.
    PairsWithoutState,
}

impl FigureId {
    /// All of them, in the order in which they are shown.
    pub const ALL: [Self; 9] = [
        Self::MembersInJointProjects,
        Self::CompanyToCompany,
        Self::CompanyToState,
        Self::AcrossClasses,
        Self::SmallInProjects,
        Self::Outside,
        Self::Dependence,
        Self::TiesWithoutState,
        Self::PairsWithoutState,
    ];

    /// The stable word of it.
    pub fn word(self) -> &'static str {
        match self {
            Self::MembersInJointProjects => "members_in_joint_projects",
            Self::CompanyToCompany => "company_to_company",
            Self::CompanyToState => "company_to_state",
            Self::AcrossClasses => "across_classes",
            Self::SmallInProjects => "small_in_projects",
            Self::Outside => "outside",
            Self::Dependence => "dependence",
            Self::TiesWithoutState => "ties_without_state",
            Self::PairsWithoutState => "pairs_without_state",
        }
    }
}

/// Numbers of things by whether something holds of them; of some it is not even certain that they
/// are there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Sides {
    yes: u64,
    no: u64,
    open: u64,
    perhaps_yes: u64,
    perhaps_no: u64,
    perhaps_open: u64,
}

impl Sides {
    pub(crate) fn add(&mut self, there: bool, holds: Truth) {
        *match (there, holds) {
            (true, Truth::Yes) => &mut self.yes,
            (true, Truth::No) => &mut self.no,
            (true, Truth::Unknown) => &mut self.open,
            (false, Truth::Yes) => &mut self.perhaps_yes,
            (false, Truth::No) => &mut self.perhaps_no,
            (false, Truth::Unknown) => &mut self.perhaps_open,
        } += 1;
    }

    /// Adds things of which it is not even known that they are there.
    pub(crate) fn add_open(&mut self, n: u64) {
        self.perhaps_open += n;
    }

    /// At least and at most so many of which it holds.
    pub(crate) fn number(&self) -> (u64, u64) {
        (self.yes, self.yes + self.open + self.perhaps_yes + self.perhaps_open)
    }

    pub(crate) fn counts(&self) -> [u64; 3] {
        let open = self.open + self.perhaps_yes + self.perhaps_no + self.perhaps_open;
        [self.yes, self.no, open]
    }

    /// The share of which it holds: at least where all that is open falls out against it, at most
    /// where it falls out for it.
    pub(crate) fn share(&self) -> Value {
        let against = self.no + self.open + self.perhaps_no + self.perhaps_open;
        let for_it = self.yes + self.open + self.perhaps_yes + self.perhaps_open;
        let ratio =
            |part: u64, rest: u64| (part + rest > 0).then(|| part as f64 / (part + rest) as f64);
        let bounds = match (ratio(self.yes, against), ratio(for_it, self.no)) {
            (Some(low), Some(high)) => Interval::new(low, high),
            (None, Some(high)) => Interval::new(0.0, high),
            (Some(low), None) => Interval::new(low, 1.0),
            (None, None) => None,
        };
        bounds.map_or(Value::Absent(Absence::NothingToCount), Value::Known)
    }
}

/// The ties of a network counted by whom they join.
#[derive(Debug, Clone, Copy, Default)]
pub struct Tally {
    pub(crate) company_to_company: Sides,
    pub(crate) company_to_state: Sides,
    pub(crate) across: Sides,
    pub(crate) outside: Sides,
    gaps: [Sides; 7],
}

impl Tally {
    /// Goes through the ties once.
    pub(crate) fn of(
        collaboration: &Collaboration,
        graph: &Graph,
        is_certain: &dyn Fn(u32, u32) -> bool,
    ) -> Self {
        let mut tally = Self::default();
        for (one, other, _) in graph.ties() {
            let there = is_certain(one, other);
            let a = &collaboration.organisations[one as usize];
            let b = &collaboration.organisations[other as usize];
            let between = |x: Class, y: Class| {
                let is = |it: Option<Class>, class| Truth::from(it.map(|it| it == class));
                (is(a.class, x) & is(b.class, y)) | (is(a.class, y) & is(b.class, x))
            };
            tally.company_to_company.add(there, between(Class::Business, Class::Business));
            tally.company_to_state.add(there, between(Class::Business, Class::State));
            tally.across.add(there, !Truth::from(a.class.zip(b.class).map(|it| it.0 == it.1)));
            // Of a cluster: one is a member and the other is not. Of files: they have different
            // countries.
            let outside = match (a.member, b.member) {
                (Some(a), Some(b)) => (a & !b) | (b & !a),
                _ => {
                    let countries = a.country.as_ref().zip(b.country.as_ref());
                    Truth::from(countries.map(|(a, b)| a != b))
                }
            };
            let within = match (a.member, b.member) {
                (Some(a), Some(b)) => a & b,
                _ => !outside,
            };
            // A tie between two who are not members says nothing of the cluster's openness.
            match outside | within {
                Truth::Yes => tally.outside.add(there, outside),
                Truth::Unknown => tally.outside.add(false, outside),
                Truth::No => {}
            }
            let other_cluster = {
                let foreign = |x: &karenina_model::collaboration::Organisation| {
                    Truth::from(!x.clusters.is_empty())
                };
                (outside & foreign(a) & !a.member.unwrap_or(Truth::Unknown))
                    | (outside & foreign(b) & !b.member.unwrap_or(Truth::Unknown))
            };
            for (at, kind) in GapKind::ALL.iter().enumerate() {
                let holds = match kind {
                    GapKind::Research => between(Class::Business, Class::Research),
                    GapKind::Education => between(Class::Business, Class::Education),
                    GapKind::Capital => between(Class::Business, Class::Capital),
                    GapKind::Policy => between(Class::Business, Class::State),
                    GapKind::Companies => between(Class::Business, Class::Business),
                    GapKind::Clusters => other_cluster,
                    GapKind::World => outside,
                };
                tally.gaps[at].add(there, holds);
            }
        }
        tally
    }

    /// Ties across a gap, at least and at most.
    pub(crate) fn gap(&self, kind: GapKind) -> (u64, u64) {
        let at = GapKind::ALL.iter().position(|it| *it == kind).unwrap_or(0);
        self.gaps[at].number()
    }
}

/// What the figures are found from.
pub(super) struct Asked<'a> {
    pub collaboration: &'a Collaboration,
    pub graph: &'a Graph,
    pub is_certain: &'a dyn Fn(u32, u32) -> bool,
    pub apart: &'a Apart,
    pub tally: &'a Tally,
    pub withdrawal: &'a Withdrawal,
    pub scope: NetworkScope,
    pub dataset: Option<&'a Dataset>,
    pub complete: bool,
}

pub(super) fn figures(it: &Asked<'_>) -> Vec<Figure> {
    FigureId::ALL.iter().map(|id| it.figure(*id)).collect()
}

impl Asked<'_> {
    fn figure(&self, id: FigureId) -> Figure {
        let of = |sides: &Sides| Figure { id, value: sides.share(), counts: sides.counts() };
        let left = |it: Left| {
            let value = match it.share.map(|(low, high)| Interval::new(low, high)) {
                None => Value::Absent(Absence::NothingToCount),
                Some(share) => share.map_or(Value::Absent(Absence::NotKnown), Value::Known),
            };
            let (low, high) = it.left;
            Figure { id, value, counts: [low, it.now.1 - high.min(it.now.1), high - low] }
        };
        match id {
            FigureId::MembersInJointProjects => self.members(),
            FigureId::CompanyToCompany => of(&self.tally.company_to_company),
            FigureId::CompanyToState => of(&self.tally.company_to_state),
            FigureId::AcrossClasses => of(&self.tally.across),
            FigureId::SmallInProjects => of(&self.small()),
            // A programme has no inside of its own.
            FigureId::Outside if self.scope == NetworkScope::Programme => {
                Figure { id, value: Value::Absent(Absence::NotApplicable), counts: [0; 3] }
            }
            FigureId::Outside => of(&self.tally.outside),
            FigureId::Dependence => self.dependence(),
            // Of a register of publicly funded projects nothing would be left: that is no finding.
            FigureId::TiesWithoutState | FigureId::PairsWithoutState
                if self.scope == NetworkScope::Files
                    && self.withdrawal.events[1] + self.withdrawal.events[2] == 0 =>
            {
                Figure { id, value: Value::Absent(Absence::NotApplicable), counts: [0; 3] }
            }
            FigureId::TiesWithoutState => left(self.withdrawal.ties),
            FigureId::PairsWithoutState => left(self.withdrawal.pairs),
        }
    }

    fn members(&self) -> Figure {
        let id = FigureId::MembersInJointProjects;
        let absent = |why| Figure { id, value: Value::Absent(why), counts: [0; 3] };
        let NetworkScope::Cluster(row) = self.scope else {
            return absent(Absence::NotApplicable);
        };
        let complete = self
            .dataset
            .is_some_and(|it| super::collect::list_complete(it, row, TableId::MEMBERSHIPS));
        // Without a list, the total tells how many members are not named.
        let most = self.dataset.filter(|_| !complete).and_then(|dataset| {
            let clusters = dataset.table(TableId::CLUSTERS);
            let total = clusters.number(row, clusters.column("members_total")?).known()?.high();
            total.is_finite().then_some(total.max(0.0) as u64)
        });
        let mut sides = Sides::default();
        let mut certain = 0;
        for (at, it) in self.collaboration.organisations.iter().enumerate() {
            let member = it.member.unwrap_or(Truth::Unknown);
            // Who may be a member is one of those that are not named, where these are counted.
            if member == Truth::No || (member == Truth::Unknown && most.is_some()) {
                continue;
            }
            certain += u64::from(member == Truth::Yes);
            let tied = tied_to_member(self.collaboration, self.graph, self.is_certain, at as u32);
            // A list with gaps may hide the project in which it takes part.
            let tied = if self.complete { tied } else { tied | Truth::Unknown };
            sides.add(member == Truth::Yes, tied);
        }
        match most {
            Some(most) => sides.add_open(most.saturating_sub(certain)),
            None if complete => {}
            None => {
                let value = Value::Absent(Absence::ListIncomplete { listed: certain });
                return Figure { id, value, counts: sides.counts() };
            }
        }
        Figure { id, value: sides.share(), counts: sides.counts() }
    }

    /// Companies that take part in a project, by size.
    fn small(&self) -> Sides {
        let mut in_project = vec![(false, false); self.collaboration.organisations.len()];
        for it in &self.collaboration.participations {
            let event = &self.collaboration.events[it.event as usize];
            let counts = event.counts.unwrap_or(Truth::Yes);
            if event.kind == EventKind::Project && counts != Truth::No {
                let known = &mut in_project[it.organisation as usize];
                known.0 |= it.certain && counts == Truth::Yes;
                known.1 = true;
            }
        }
        let mut sides = Sides::default();
        for (it, (certain, possible)) in self.collaboration.organisations.iter().zip(in_project) {
            let company = Truth::from(it.class.map(|it| it == Class::Business));
            if possible && company != Truth::No {
                sides.add(certain && company == Truth::Yes, Truth::from(it.is_small));
            }
        }
        sides
    }

    fn dependence(&self) -> Figure {
        let id = FigureId::Dependence;
        let worst = (0..self.graph.n_nodes() as u32)
            .filter_map(|it| Some((self.apart.share(it)?, it)))
            .max_by(|a, b| a.0.total_cmp(&b.0).then_with(|| b.1.cmp(&a.1)));
        let (value, counts) = match worst {
            None => (Value::Absent(Absence::NothingToCount), [0; 3]),
            Some((share, at)) => {
                let at = at as usize;
                let (apart, among) = (self.apart.separated_by[at], self.apart.among_others[at]);
                let open = self.graph.ties().any(|(a, b, _)| !(self.is_certain)(a, b));
                let value = match Interval::point(share) {
                    Some(it) if !open => Value::Known(it),
                    // One tie more or less may hold everything together, or nothing.
                    _ => Value::Absent(Absence::NotKnown),
                };
                (value, [apart, among - apart, 0])
            }
        };
        Figure { id, value, counts }
    }
}

/// Whether an organisation shares an event with a member other than itself.
pub(crate) fn tied_to_member(
    collaboration: &Collaboration,
    graph: &Graph,
    is_certain: &dyn Fn(u32, u32) -> bool,
    organisation: u32,
) -> Truth {
    let mut tied = Truth::No;
    for other in graph.neighbours(organisation) {
        let member = collaboration.organisations[*other as usize].member.unwrap_or(Truth::Unknown);
        let tie = if is_certain(organisation, *other) { Truth::Yes } else { Truth::Unknown };
        tied = tied | (member & tie);
        if tied == Truth::Yes {
            break;
        }
    }
    tied
}
