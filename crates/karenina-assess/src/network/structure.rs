//! Who stands between whom, who is in the middle, and what is left as one after another leaves.
//!
//! Ties that are not certain leave these open: what only grows with ties (cores, what is left) has
//! bounds from the certain and the possible network; what may go either way (constraint, roles,
//! the middle) is absent where an open tie could change it.

use karenina_model::{Class, Collaboration, collaboration::comparable_name};
use karenina_network::{
    Affiliation, Bounds, Brokerage, Graph, Misfit, Remaining, after_leaving, brokerage,
    clustering_of_affiliation, components_of_affiliation, core_numbers, core_periphery, ei_index,
    order_by, order_by_degree_anew, robustness_at_random, robustness_of_affiliation,
    structural_holes,
};

use super::{Actor, LARGEST_EVENT, class_place};

/// How an organisation stands among its partners.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Position {
    /// Burt's effective size: partners less what they repeat of each other.
    pub effective_size: Option<f64>,
    /// Burt's constraint.
    pub constraint: Option<f64>,
    /// The roles of Gould and Fernandez by kind of organisation.
    pub roles: Option<Brokerage>,
    /// The core number at least and at most.
    pub core: (u32, u32),
}

/// The network as a whole: who stands where in it.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Structure {
    /// Of each organisation.
    pub positions: Vec<Position>,
    /// The roles of all organisations of a kind together, by place in [`Class::ALL`], those of an unknown kind last:
    /// coordinator, itinerant broker, gatekeeper, liaison. Of those whose ties are certain.
    pub roles_of_class: [[(f64, f64); 4]; 7],
    /// The division into a middle and a rim; absent where a tie is open.
    pub middle: Option<Middle>,
    /// Krackhardt and Stern's E–I index by kind of organisation: −1 all ties within kinds, 1 all
    /// between; absent where a tie is open.
    pub ei_index: Option<(f64, f64)>,
    /// How often those who met once meet again (Robins and Alexander); absent where a tie is open.
    pub meets_again: Option<f64>,
    /// What is left as one after another leaves.
    pub decline: Decline,
}

/// A dense middle and a rim that is tied to it alone, as far as there are such.
#[derive(Debug, Clone, PartialEq)]
pub struct Middle {
    /// Whether each organisation belongs to it.
    pub is_in: Vec<bool>,
    /// How many do.
    pub size: usize,
    /// How well the division fits: the correlation with the ideal.
    pub fit: Option<f64>,
    /// Of each class, by place in [`Class::ALL`], how many are in the middle and on the rim.
    pub of_class: [[u64; 2]; 7],
}

/// Who leaves first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Leaving {
    /// Anybody.
    AtRandom,
    /// Those with the most partners; the order is fixed at the start.
    ByPartners,
    /// Those with the most partners left; counted anew after each leaving.
    ByPartnersAnew,
    /// Those through whom most shortest ways lead; the order is fixed at the start.
    ByBetweenness,
}

impl Leaving {
    /// All of them, in the order in which they are shown.
    pub const ALL: [Self; 4] =
        [Self::AtRandom, Self::ByPartners, Self::ByPartnersAnew, Self::ByBetweenness];

    /// The stable word of it.
    pub fn word(self) -> &'static str {
        match self {
            Self::AtRandom => "at_random",
            Self::ByPartners => "by_partners",
            Self::ByPartnersAnew => "by_partners_counted_anew",
            Self::ByBetweenness => "by_betweenness",
        }
    }
}

/// What is left of the organisations that have a partner as they leave.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Decline {
    /// How many have a partner.
    pub n: u32,
    /// After so many have left.
    pub left: Vec<u32>,
    /// What is left then, by who leaves first.
    pub curves: Vec<Curve>,
    /// How often it was drawn who leaves at random.
    pub repetitions: u32,
    /// What is left if all of a kind leave.
    pub without_class: Vec<WithoutClass>,
}

/// What is left in one order of leaving, as shares of all at the start. Ends differ where ties are
/// open.
#[derive(Debug, Clone, PartialEq)]
pub struct Curve {
    /// Who leaves first.
    pub leaving: Leaving,
    /// The largest part that hangs together; the mean of the draws.
    pub largest: Vec<(f64, f64)>,
    /// The least and the most of all draws; the same as `largest` where nothing is drawn.
    pub range: Vec<(f64, f64)>,
    /// The pairs that are connected.
    pub pairs: Vec<(f64, f64)>,
    /// Schneider's R: the mean of the largest part over all leavings, at most one half.
    pub robustness: (f64, f64),
}

/// What is left if all of a kind leave.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct WithoutClass {
    /// Which kind.
    pub class: Class,
    /// How many of them there are that have a partner.
    pub n: (u64, u64),
    /// What is left.
    pub left: Remaining,
}

/// What is left if organisations leave that were named.
#[derive(Debug, Clone, PartialEq)]
pub struct Departure {
    /// Who leaves.
    pub organisations: Vec<u32>,
    /// Pairs of others that are connected while they are there.
    pub among: (u64, u64),
    /// Those that are still connected afterwards.
    pub left: (u64, u64),
    /// The largest part that hangs together, before and after.
    pub largest: [(u32, u32); 2],
    /// The share of the pairs that falls apart; absent where a tie is open.
    pub apart: Option<f64>,
}

/// So many draws, and in networks above so many organisations so many.
const DRAWS: u32 = 100;
const LARGE: usize = 3_000;
const DRAWS_OF_LARGE: u32 = 20;
/// A curve has so many steps.
const STEPS: u32 = 100;

/// The network as it certainly is and as it may be.
pub(super) struct Both<'a> {
    pub certain: &'a Affiliation,
    pub possible: &'a Affiliation,
    /// The ties that may be.
    pub graph: &'a Graph,
    /// The ties that are, where these are fewer.
    pub certain_graph: Option<&'a Graph>,
}

impl Both<'_> {
    fn is_open(&self) -> bool {
        self.certain != self.possible
    }
}

pub(super) fn structure(
    collaboration: &Collaboration,
    both: &Both<'_>,
    actors: &[Actor],
    seed: u64,
) -> Result<Structure, Misfit> {
    let n = actors.len();
    let classes: Vec<Option<u32>> = collaboration
        .organisations
        .iter()
        .map(|it| it.class.and_then(|it| Class::ALL.iter().position(|at| *at == it)))
        .map(|it| it.map(|it| it as u32))
        .collect();
    let holes = structural_holes(both.graph);
    let roles = brokerage(both.graph, &classes)?;
    let most = core_numbers(both.graph);
    let least = both.certain_graph.map(core_numbers);
    let open = open(both);
    let positions: Vec<Position> = (0..n)
        .map(|at| {
            let core = (least.as_ref().map_or(most[at], |it| it[at]), most[at]);
            if open[at] {
                return Position { core, ..Position::default() };
            }
            Position {
                effective_size: holes.effective_size[at],
                constraint: holes.constraint[at],
                roles: Some(roles[at]),
                core,
            }
        })
        .collect();
    let mut roles_of_class = [[(0.0, 0.0); 4]; 7];
    for (at, position) in positions.iter().enumerate() {
        let Some(it) = position.roles else { continue };
        let of_class = &mut roles_of_class[class_place(collaboration, at as u32)];
        let roles = [it.coordinator, it.consultant, it.gatekeeper, it.liaison];
        for (sum, role) in of_class.iter_mut().zip(roles) {
            sum.0 += role.low;
            sum.1 += role.high;
        }
    }
    let certain = !both.is_open();
    Ok(Structure {
        positions,
        roles_of_class,
        middle: (certain && both.graph.n_ties() > 0).then(|| middle(collaboration, both.graph)),
        ei_index: match ei_index(both.graph, &classes)? {
            Some(it) if certain => Some((it.low, it.high)),
            _ => None,
        },
        meets_again: if certain {
            clustering_of_affiliation(&both.possible.bounded(LARGEST_EVENT).affiliation)
        } else {
            None
        },
        decline: decline(&classes, both, actors, seed)?,
    })
}

/// Whether an open participation could change how an organisation stands among its partners: it
/// then is in a project of one of them, or of its own.
fn open(both: &Both<'_>) -> Vec<bool> {
    let n = both.graph.n_nodes();
    if !both.is_open() {
        return vec![false; n];
    }
    let event = |it: u32| both.certain.actors_of(it) != both.possible.actors_of(it);
    let events: Vec<bool> = (0..both.possible.n_events() as u32).map(event).collect();
    let touched = |it: u32| both.possible.events_of(it).iter().any(|it| events[*it as usize]);
    let touched: Vec<bool> = (0..n as u32).map(touched).collect();
    let near = |it: u32| both.graph.neighbours(it).iter().any(|it| touched[*it as usize]);
    (0..n as u32).map(|it| touched[it as usize] || near(it)).collect()
}

fn middle(collaboration: &Collaboration, graph: &Graph) -> Middle {
    let found = core_periphery(graph);
    let mut of_class = [[0; 2]; 7];
    for (at, is_in) in found.core.iter().enumerate() {
        if graph.degree_of(at as u32) > 0 {
            of_class[class_place(collaboration, at as u32)][usize::from(!is_in)] += 1;
        }
    }
    Middle { is_in: found.core, size: found.size, fit: found.fit, of_class }
}

fn decline(
    classes: &[Option<u32>],
    both: &Both<'_>,
    actors: &[Actor],
    seed: u64,
) -> Result<Decline, Misfit> {
    // Who is tied to nobody leaves no gap: only the others count.
    let tied: Vec<u32> =
        (0..actors.len() as u32).filter(|it| actors[*it as usize].degree > 0).collect();
    let n = tied.len() as u32;
    if n == 0 {
        return Ok(Decline::default());
    }
    let mut place = vec![u32::MAX; actors.len()];
    for (at, it) in tied.iter().enumerate() {
        place[*it as usize] = at as u32;
    }
    let compact = |it: &Affiliation| {
        let bounded = it.bounded(LARGEST_EVENT).affiliation;
        let pairs: Vec<(u32, u32)> = bounded
            .participations()
            .filter(|it| place[it.0 as usize] != u32::MAX)
            .map(|(actor, event)| (place[actor as usize], event))
            .collect();
        Affiliation::from_pairs(tied.len(), bounded.n_events(), &pairs)
    };
    let possible = compact(both.possible)?;
    let certain = if both.is_open() { Some(compact(both.certain)?) } else { None };
    let certain = certain.as_ref().unwrap_or(&possible);
    let left: Vec<u32> = if n <= STEPS {
        (0..=n).collect()
    } else {
        (0..=STEPS).map(|it| (u64::from(it) * u64::from(n) / u64::from(STEPS)) as u32).collect()
    };
    let repetitions = if tied.len() > LARGE { DRAWS_OF_LARGE } else { DRAWS };
    let values = |value: &dyn Fn(&Actor) -> f64| -> Vec<f64> {
        tied.iter().map(|it| value(&actors[*it as usize])).collect()
    };
    let mut curves = Vec::new();
    for leaving in Leaving::ALL {
        let order = match leaving {
            Leaving::AtRandom => {
                curves.push(at_random(certain, &possible, &left, repetitions, seed));
                continue;
            }
            Leaving::ByPartners => order_by(&values(&|it| f64::from(it.degree))),
            Leaving::ByPartnersAnew => order_by_degree_anew(both.graph)
                .into_iter()
                .map(|it| place[it as usize])
                .filter(|it| *it != u32::MAX)
                .collect(),
            Leaving::ByBetweenness => order_by(&values(&|it| it.betweenness.unwrap_or(0.0))),
        };
        let low = robustness_of_affiliation(certain, &order)?;
        let high = robustness_of_affiliation(&possible, &order)?;
        curves.push(Curve::of(
            leaving,
            &left,
            n,
            [low.schneider(), high.schneider()],
            [&low.largest, &high.largest],
            [&low.reachable_pairs, &high.reachable_pairs],
        ));
    }
    let without_class = without_class(classes, &tied, certain, &possible)?;
    Ok(Decline { n, left, curves, repetitions, without_class })
}

fn without_class(
    classes: &[Option<u32>],
    tied: &[u32],
    certain: &Affiliation,
    possible: &Affiliation,
) -> Result<Vec<WithoutClass>, Misfit> {
    let mut found = Vec::new();
    for (at, class) in Class::ALL.into_iter().enumerate() {
        let leaves: Vec<Option<bool>> =
            tied.iter().map(|it| classes[*it as usize].map(|it| it as usize == at)).collect();
        let sure = leaves.iter().filter(|it| **it == Some(true)).count() as u64;
        let may = leaves.iter().filter(|it| it.is_none()).count() as u64;
        if sure == 0 {
            continue;
        }
        let (low, high) = (after_leaving(certain, &leaves)?, after_leaving(possible, &leaves)?);
        let bounds =
            |of: fn(&Remaining) -> Bounds| Bounds { low: of(&low).low, high: of(&high).high };
        // Nobody hangs together with somebody where each is alone.
        let together = |it: f64| if it < 2.0 { 0.0 } else { it };
        let largest = bounds(|it| it.largest);
        let left = Remaining {
            largest: Bounds { low: together(largest.low), high: together(largest.high) },
            reachable_pairs: bounds(|it| it.reachable_pairs),
            n_tied: bounds(|it| it.n_tied),
        };
        found.push(WithoutClass { class, n: (sure, sure + may), left });
    }
    Ok(found)
}

/// What can be turned into a share.
trait Amount: Copy {
    fn amount(self) -> f64;
}

impl Amount for u32 {
    fn amount(self) -> f64 {
        f64::from(self)
    }
}

impl Amount for u64 {
    fn amount(self) -> f64 {
        self as f64
    }
}

impl Amount for f64 {
    fn amount(self) -> f64 {
        self
    }
}

fn shares<T: Amount>([low, high]: [&[T]; 2], left: &[u32], whole: f64) -> Vec<(f64, f64)> {
    let share = |it: T| if whole > 0.0 { it.amount() / whole } else { 0.0 };
    left.iter().map(|at| (share(low[*at as usize]), share(high[*at as usize]))).collect()
}

impl Curve {
    fn of<T: Amount, U: Amount>(
        leaving: Leaving,
        left: &[u32],
        n: u32,
        robustness: [Option<f64>; 2],
        largest: [&[T]; 2],
        pairs: [&[U]; 2],
    ) -> Self {
        // There is somebody, else there is no curve.
        let robustness = (robustness[0].unwrap_or(0.0), robustness[1].unwrap_or(0.0));
        let largest = shares(largest, left, f64::from(n));
        // What may be connected at the start is the whole.
        let whole = pairs[1].first().map_or(0.0, |it| it.amount());
        Self {
            leaving,
            range: largest.clone(),
            largest,
            pairs: shares(pairs, left, whole),
            robustness,
        }
    }
}

fn at_random(
    certain: &Affiliation,
    possible: &Affiliation,
    left: &[u32],
    repetitions: u32,
    seed: u64,
) -> Curve {
    let n = possible.n_actors() as u32;
    let high = robustness_at_random(possible, repetitions, seed);
    // The same draws: who leaves does not depend on the ties.
    let other = (certain != possible).then(|| robustness_at_random(certain, repetitions, seed));
    let low = other.as_ref().unwrap_or(&high);
    let mut curve = Curve::of(
        Leaving::AtRandom,
        left,
        n,
        [low.schneider(), high.schneider()],
        [&low.mean_largest, &high.mean_largest],
        [&low.mean_reachable_pairs, &high.mean_reachable_pairs],
    );
    curve.range = shares([&low.least_largest, &high.most_largest], left, f64::from(n));
    curve
}

/// What is left if those leave who were named.
pub(super) fn departure(both: &Both<'_>, who: Vec<u32>) -> Departure {
    let stays = |it: u32| !who.contains(&it);
    let look = |network: &Affiliation| {
        let network = network.bounded(LARGEST_EVENT).affiliation;
        let before = components_of_affiliation(&network);
        let after = components_of_affiliation(&network.restricted(stays, |_| true));
        // Of each part those who stay.
        let mut staying = vec![0_u64; before.sizes.len()];
        for (at, part) in before.of.iter().enumerate() {
            staying[*part as usize] += u64::from(stays(at as u32));
        }
        let among: u64 = staying.iter().map(|it| it * it.saturating_sub(1) / 2).sum();
        (among, after.reachable_pairs(), before.largest(), after.largest())
    };
    let high = look(both.possible);
    let low = if both.is_open() { look(both.certain) } else { high };
    let apart = (low == high && high.0 > 0).then(|| 1.0 - high.1 as f64 / high.0 as f64);
    Departure {
        organisations: who,
        among: (low.0, high.0),
        left: (low.1, high.1),
        largest: [(low.2, high.2), (low.3, high.3)],
        apart,
    }
}

/// The organisation of a key, else of a name.
pub fn organisation_named(collaboration: &Collaboration, text: &str) -> Option<u32> {
    let all = &collaboration.organisations;
    let by_key = all.iter().position(|it| it.key == text);
    let sound = comparable_name(text);
    let found = by_key.or_else(|| {
        let is = |it: &Option<String>| {
            it.as_deref().is_some_and(|it| !sound.is_empty() && comparable_name(it) == sound)
        };
        all.iter().position(|it| is(&it.name) || is(&it.name_ru))
    })?;
    Some(found as u32)
}
