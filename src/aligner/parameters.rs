//! The few numbers of the model.

use super::forms::Form;

/// The numbers of the model of [`align`](super::align). The default suits news; how they were found is written in
/// `docs/alignment.md`.
#[derive(Clone, Debug)]
pub struct Parameters {
    /// How often a word of each class (number, name, short, other) has a match in the linked sentence. Counted on
    /// translations of sentences (`tools/aligner`) and squared: versions of an article are mostly both made from a third
    /// text, and a word is found in both where it survived twice.
    pub kept: [f32; 4],
    /// How often such a word has a match in any sentence, before the texts themselves are counted.
    pub chance: [f32; 4],
    /// The number of sentences that `chance` is worth beside the counts.
    pub chance_weight: f32,
    /// What the evidence of words is multiplied with: they are less independent than the model takes them to be.
    pub tempering: f32,
    /// Standard deviation of the logarithm of the ratio of the lengths of linked sentences: the part that does not
    /// depend on the length, and the part that is divided by the square root of the number of letters.
    pub length_deviation: (f32, f32),
    /// What is added to it for sentences that have nothing to do with one another.
    pub chance_length_deviation: f32,
    /// How many links of each form are expected: 1:1, 1:0 and 0:1 each, 1:2 and 2:1 each, 1:3 and 3:1 each, any other.
    pub expected: [f32; 5],
    /// The number of links that `expected` is worth beside those of the texts themselves.
    pub expected_weight: f32,
    /// Rounds in which the expected forms are adapted to the texts.
    pub rounds: usize,
    /// What a difference of one in the number of sentences within the linked units costs (a unit may be a line of
    /// several sentences).
    pub count: f32,
    /// What it costs to link a headline, a unit that ends without a final mark, together with the next one.
    pub open: f32,
    /// What it costs to link lines of which some belong to the article and some to the site around it.
    pub furniture: f32,
}

impl Parameters {
    /// How many links of a form are expected.
    pub(super) fn expected_of(&self, form: Form) -> f32 {
        match form {
            (1, 1) => self.expected[0],
            (1, 0) | (0, 1) => self.expected[1],
            (1, 2) | (2, 1) => self.expected[2],
            (1, 3) | (3, 1) => self.expected[3],
            _ => self.expected[4],
        }
    }
}

impl Default for Parameters {
    fn default() -> Self {
        Parameters {
            kept: [0.79, 0.77, 0.7, 0.49],
            chance: [0.02, 0.02, 0.08, 0.02],
            chance_weight: 20.0,
            tempering: 0.35,
            length_deviation: (0.15, 1.5),
            chance_length_deviation: 0.8,
            expected: [1.0, 0.1, 0.1, 0.005, 0.002],
            expected_weight: 10.0,
            rounds: 2,
            count: 0.4,
            open: 3.0,
            furniture: 5.0,
        }
    }
}
