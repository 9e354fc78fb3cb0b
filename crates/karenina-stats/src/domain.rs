//! What counts as a proper input; anything else makes a kernel answer `None`.

/// A probability or a share: 0..=1, which also keeps NaN out.
pub fn is_probability(p: f64) -> bool {
    (0.0..=1.0).contains(&p)
}

/// A size that may be summed, squared and divided: zero, or between 1e−150 and
/// 1e150. Nothing measured lies beyond, and no kernel need think of overflow.
pub fn is_amount(x: f64) -> bool {
    x == 0.0 || (1e-150..=1e150).contains(&x)
}

/// A size known to lie between two others. The high end may be infinite: the
/// size of something that is only known to exist.
pub fn is_amount_interval((low, high): (f64, f64)) -> bool {
    is_amount(low) && low <= high && (is_amount(high) || high.is_infinite())
}
