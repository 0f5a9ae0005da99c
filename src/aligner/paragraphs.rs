//! Whether the paragraphs of both sides correspond, and what that says for links.

use super::Link;

/// For each sentence of both sides whether it begins a paragraph.
pub(super) type Starts<'a> = (&'a [bool], &'a [bool]);

/// How many links in which paragraphs begin independently are added to those that were found: few links teach little.
const PRIOR_LINKS: f32 = 10.0;

/// What the beginnings of paragraphs say for a link: logarithms of likelihood ratios, learned from the links that were
/// found without them. Near 0 where the two sides are divided differently.
#[derive(Debug)]
pub(super) struct Paragraphs<'a> {
    starts: Starts<'a>,
    /// By whether the link begins a paragraph on the Russian and on the Ukrainian side.
    weights: [[f32; 2]; 2],
    /// For a paragraph that begins within a link.
    within: f32,
}

impl<'a> Paragraphs<'a> {
    /// `None` where a side has less than two paragraphs.
    pub(super) fn learn(starts: Starts<'a>, links: &[Link]) -> Option<Self> {
        let count = |starts: &[bool]| starts.iter().skip(1).filter(|begins| **begins).count();
        if count(starts.0) == 0 || count(starts.1) == 0 {
            return None;
        }
        let mut pairs = [[0.0; 2]; 2];
        for link in links.iter().filter(|link| !link.ru.is_empty() && !link.uk.is_empty()) {
            pairs[usize::from(starts.0[link.ru.start])][usize::from(starts.1[link.uk.start])] += link.confidence as f32;
        }
        let total = pairs.iter().flatten().sum::<f32>().max(1.0);
        let weights: [[f32; 2]; 2] = std::array::from_fn(|ru| {
            std::array::from_fn(|uk| {
                let (row, column) = (pairs[ru][0] + pairs[ru][1], pairs[0][uk] + pairs[1][uk]);
                let by_chance = (row * column / (total * total)).max(0.01);
                ((pairs[ru][uk] + PRIOR_LINKS * by_chance) / ((total + PRIOR_LINKS) * by_chance)).ln()
            })
        });
        let within = weights[0][1].min(weights[1][0]).min(0.0);
        Some(Paragraphs { starts, weights, within })
    }

    /// What speaks for a link of `n` and `m` sentences from `i` and `j`.
    pub(super) fn score(&self, (i, n): (usize, usize), (j, m): (usize, usize)) -> f32 {
        let (ru, uk) = self.starts;
        let within = ru[i + 1..i + n].iter().chain(&uk[j + 1..j + m]).filter(|begins| **begins).count();
        self.weights[usize::from(ru[i])][usize::from(uk[j])] + self.within * within as f32
    }
}
