//! What the places of names in linked sentences of two languages say about them.

use super::{Evidence, Score};

/// A Russian and a Ukrainian name that stand opposite each other in linked sentences.
#[derive(Clone, Debug, PartialEq)]
pub struct Opposite {
    /// Index of the Russian name among the usages.
    pub ru: usize,
    /// Index of the Ukrainian name among the usages.
    pub uk: usize,
    /// In how many links they stand opposite each other, at least 1.
    pub links: usize,
    /// How often one of them is there where the other is, 0…1: twice the links of both against the links of each (Dice).
    pub share: f64,
    /// Whether only their place pairs them: no other name there could be the counterpart of either.
    pub by_place: bool,
}

impl Opposite {
    /// The score of the two names together with what their places say: the probability that neither is right, were they
    /// independent, is what remains. A single place is worth half its share, two are worth two thirds, and so on.
    pub fn raise(&self, score: Score) -> Score {
        let Score { value, mut evidence } = score;
        let Opposite { links, share, by_place, .. } = *self;
        let likely = share.clamp(0.0, 1.0) * links as f64 / (links as f64 + 1.0);
        evidence.push(Evidence::Opposite { links, share, by_place });
        Score { value: 1.0 - (1.0 - value) * (1.0 - likely), evidence }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_raise_a_score_the_more_of_them_there_are() {
        let raised = |links, share| {
            let score = Score { value: 0.1, evidence: vec![Evidence::NothingInCommon] };
            Opposite { ru: 0, uk: 0, links, share, by_place: true }.raise(score).value
        };
        assert!(raised(1, 1.0) > 0.5 && raised(1, 1.0) < raised(2, 1.0));
        assert!(raised(1, 0.5) < 0.5);
        assert!(raised(1000, 1.0) <= 1.0);
    }
}
