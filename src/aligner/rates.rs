//! How often words have a match in the translation of their sentence, counted on parallel sentences.

use std::collections::BTreeSet;

use super::lexicon::Lexicon;
use super::similarity::{self, Matches};
use super::vocabulary::{Side, TypeClass};
use crate::languages::Language;

/// How often a number, a name, a short word and any other word has a match in the translation of its sentence, 0…1:
/// the rates of [`Parameters::kept`](super::Parameters), counted on pairs of a Russian sentence and its Ukrainian
/// translation. `lexicon` is a table like `data/aligner/words.tsv`; to be fair it was learned from other sentences.
/// Partial likeness counts as part of a match. A class that does not occur has 0.
pub fn match_rates<S: AsRef<str>>(pairs: &[(S, S)], lexicon: &str) -> [f64; 4] {
    let texts = |of: fn(&(S, S)) -> &S| pairs.iter().map(|pair| of(pair).as_ref().to_owned()).collect::<Vec<String>>();
    let ru = Side::read(&texts(|pair| &pair.0), Language::Russian);
    let uk = Side::read(&texts(|pair| &pair.1), Language::Ukrainian);
    let matches = similarity::matches(&ru.types, &uk.types, &Lexicon::parse(lexicon));
    let mut counts = [(0.0, 0.0); 4];
    count(&ru, &uk, &matches.0, &mut counts);
    count(&uk, &ru, &matches.1, &mut counts);
    counts.map(|(matched, all)| if all > 0.0 { matched / all } else { 0.0 })
}

fn count(side: &Side, other: &Side, matches: &Matches, counts: &mut [(f64, f64); 4]) {
    for (here, there) in side.sentences.iter().zip(&other.sentences) {
        let there: BTreeSet<u32> = there.types.iter().copied().collect();
        for &word in &here.types {
            let found = matches[word as usize].iter().filter(|(other, _)| there.contains(other));
            let (matched, all) = &mut counts[side.types[word as usize].class.index()];
            *matched += f64::from(found.map(|(_, likeness)| *likeness).fold(0.0, f32::max));
            *all += 1.0;
        }
    }
}

impl TypeClass {
    /// Where the class stands in tables by class.
    pub(super) fn index(self) -> usize {
        match self {
            TypeClass::Number => 0,
            TypeClass::Name => 1,
            TypeClass::Short => 2,
            TypeClass::Plain => 3,
        }
    }
}
