//! Two lists of names → the best pairs.

use super::scorer::{Prepared, is_comparable, score};
use super::{Index, Name};

/// Below this many comparisons everything is compared with everything.
const EXHAUSTIVE: usize = 2_000_000;

/// The `top` best partners in `uk` of each name in `ru`: (index into `uk`, score), best first; of equal scores the
/// earlier one first.
pub fn best_matches(ru: &[Name], uk: &[Name], top: usize) -> Vec<Vec<(usize, f64)>> {
    if ru.len().saturating_mul(uk.len()) > EXHAUSTIVE {
        let index = Index::new(uk);
        return ru
            .iter()
            .map(|name| index.search(name, top).into_iter().map(|(at, score)| (at, score.value)).collect())
            .collect();
    }
    let prepare =
        |names: &[Name]| -> Vec<Prepared> { names.iter().map(|name| Prepared::of(name, name.kind)).collect() };
    let right = prepare(uk);
    prepare(ru)
        .iter()
        .zip(ru)
        .map(|(prepared, name)| {
            let mut row: Vec<(usize, f64)> = uk
                .iter()
                .zip(&right)
                .enumerate()
                .map(|(at, (other, other_prepared))| {
                    let comparable = name.kind == other.kind && is_comparable(name) && is_comparable(other);
                    let score = if comparable { prepared.score(other_prepared) } else { score(name, other) };
                    (at, score.value)
                })
                .collect();
            row.sort_by(|x, y| y.1.total_cmp(&x.1).then(x.0.cmp(&y.0)));
            row.truncate(top);
            row
        })
        .collect()
}
