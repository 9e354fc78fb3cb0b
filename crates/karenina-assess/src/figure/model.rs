//! Fig 15: the model with the programme's own state in it.

use super::{Basis, Body, Made, scope::Scope};
use crate::PopulationKind;

pub(super) fn state(scope: &Scope<'_>) -> Made {
    let units = scope.found.populations.iter().find(|it| it.kind == PopulationKind::Units);
    let signs = units.map_or_else(Vec::new, |it| it.signs.clone());
    let said = signs.iter().any(|it| it.met + it.not_met > 0);
    (if said { Basis::Rows } else { Basis::Nothing }, Body::Model(signs), Vec::new())
}
