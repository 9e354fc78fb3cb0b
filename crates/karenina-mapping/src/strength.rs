//! The ladder of strong clusters of the U.S. Cluster Mapping Project.

use karenina_stats::quantile;

/// How strong a group is in a region beside the same group in other regions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Strength {
    /// Critical mass, and a quotient above the lowest quarter.
    Qualifying,
    /// Critical mass, and a quotient above the median.
    Significant,
    /// Critical mass, and a quotient among the upper quarter and not below 1.
    Strong,
    /// The same among the upper tenth.
    Strong10,
}

impl Strength {
    /// The word of tables.
    pub fn word(self) -> &'static str {
        match self {
            Self::Qualifying => "qualifying",
            Self::Significant => "significant",
            Self::Strong => "strong",
            Self::Strong10 => "strong10",
        }
    }
}

/// The quantiles of a group over the regions in which it is found at all.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Comparison {
    /// The lower quartile of employment.
    pub employment: f64,
    /// The lower quartile of establishments.
    pub establishments: f64,
    /// The quotient at ¼, ½, ¾ and 9⁄10.
    pub quotients: [f64; 4],
}

impl Comparison {
    /// Of regions with employment above zero: (employment, establishments, quotient).
    ///
    /// Quantiles are interpolated (type 7). `None` where there is no such region.
    pub fn of(regions: &[(f64, f64, f64)]) -> Option<Self> {
        let column = |of: fn(&(f64, f64, f64)) -> f64| regions.iter().map(of).collect::<Vec<_>>();
        let quotients = column(|it| it.2);
        let at = |p| quantile(&quotients, p);
        Some(Self {
            employment: quantile(&column(|it| it.0), 0.25)?,
            establishments: quantile(&column(|it| it.1), 0.25)?,
            quotients: [at(0.25)?, at(0.5)?, at(0.75)?, at(0.9)?],
        })
    }
}

/// The rung on which a group stands in a region, `None` below the lowest.
///
/// Critical mass is employment and establishments both above their lower quartiles. Qualifying and
/// significant ask for a quotient *above* ¼ and ½, strong for one *at or above* ¾ and 1, as the
/// project's own program does.
///
/// # Reference
/// Delgado, M., Porter, M. E. and Stern, S. (2016). Defining clusters of related industries.
/// *Journal of Economic Geography* 16(1), 1–38; U.S. Cluster Mapping Project, program of the
/// cluster calculations.
pub fn strength(
    employment: f64,
    establishments: f64,
    quotient: f64,
    beside: &Comparison,
) -> Option<Strength> {
    let [quarter, half, three_quarters, nine_tenths] = beside.quotients;
    if employment <= beside.employment || establishments <= beside.establishments {
        return None;
    }
    if quotient >= nine_tenths && quotient >= 1.0 {
        Some(Strength::Strong10)
    } else if quotient >= three_quarters && quotient >= 1.0 {
        Some(Strength::Strong)
    } else if quotient > half {
        Some(Strength::Significant)
    } else if quotient > quarter {
        Some(Strength::Qualifying)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::{Comparison, Strength, strength};
    use karenina_stats::location_quotient;

    /// Eight regions, worked through by hand after the project's program.
    #[test]
    fn the_worked_example_of_eight_regions() {
        let rows = [
            ("A", 5200.0, 140.0, 60_000.0),
            ("B", 3100.0, 90.0, 41_000.0),
            ("C", 900.0, 30.0, 52_000.0),
            ("D", 400.0, 22.0, 4_000.0),
            ("E", 60.0, 3.0, 300.0),
            ("F", 7000.0, 260.0, 210_000.0),
            ("G", 1500.0, 60.0, 15_000.0),
            ("H", 0.0, 0.0, 9_000.0),
        ];
        let group: f64 = rows.iter().map(|it| it.1).sum();
        let traded: f64 = rows.iter().map(|it| it.3).sum();
        let quotient =
            |it: &(&str, f64, f64, f64)| location_quotient(it.1, it.3, group, traded).unwrap();
        let found: Vec<_> =
            rows.iter().filter(|it| it.1 > 0.0).map(|it| (it.1, it.2, quotient(it))).collect();
        let beside = Comparison::of(&found).unwrap();
        assert_eq!((beside.employment, beside.establishments), (650.0, 26.0));
        for (is, expected) in beside.quotients.iter().zip([1.1737, 1.8674, 2.1547, 3.0166]) {
            assert!((is - expected).abs() < 5e-5, "{is}");
        }
        let rungs: Vec<_> =
            rows.iter().map(|it| strength(it.1, it.2, quotient(it), &beside)).collect();
        let qualifying = Some(Strength::Qualifying);
        assert_eq!(
            rungs,
            [qualifying, qualifying, None, None, None, None, Some(Strength::Strong), None]
        );
    }

    #[test]
    fn no_region_no_comparison() {
        assert_eq!(Comparison::of(&[]), None);
    }
}
