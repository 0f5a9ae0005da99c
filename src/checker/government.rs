//! What the words before a name say about its case.

use super::cells::Slots;
use super::matching::Matcher;
use crate::kind::Kind;
use crate::languages::prepositions::{governed_cases, may_govern_dative};
use crate::morphology::dictionary::{PartOfSpeech, readings};
use crate::morphology::{Case, Number};

/// What the words before a name demand of it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Government {
    pub slots: Slots,
    /// Whether it is a preposition that demands it.
    pub certain: bool,
}

/// How many words back the government of a name is looked for.
const REACH: usize = 3;

impl Matcher<'_, '_> {
    /// The cases and numbers that the words before `first`, the first word of a name of this kind, allow.
    pub fn government(&self, first: usize, kind: Kind) -> Government {
        let mut slots = Slots::ALL;
        let mut word = first;
        for _ in 0..REACH {
            let Some(previous) = self.passage.previous(word) else {
                // Nothing before it: the subject of a sentence, but after «директор» or «новый» as these want it.
                let bare = if word == first { Slots::of_cases(&[Case::Nominative, Case::Vocative]) } else { slots };
                return Government { slots: without_locative(bare), certain: false };
            };
            let text = self.passage.word(previous).to_lowercase();
            if let Some(cases) = governed_cases(&text, self.passage.language) {
                let demanded =
                    Slots::of_cases(&if kind == Kind::Person { cases.to_vec() } else { of_things(&text, cases) });
                return Government { slots: slots.narrowed(demanded), certain: word == first };
            }
            let (noun, adjective) = self.agreement_of(&text);
            slots = match (noun, adjective) {
                (None, Some(adjective)) => slots.narrowed(adjective),
                // «канцлеру Мерцу»: a title stands in the case of the name.
                (Some(noun), _) if kind == Kind::Person => slots.narrowed(noun),
                // «президент Молдовы»
                (Some(_), _) if word == first && !self.may_govern_dative(&text) => {
                    return Government { slots: Slots::of_cases(&[Case::Genitive]), certain: false };
                }
                _ => return Government { slots: without_locative(slots), certain: false },
            };
            word = previous;
        }
        Government { slots, certain: false }
    }

    fn may_govern_dative(&self, word: &str) -> bool {
        let language = self.passage.language;
        readings(word, language).any(|reading| may_govern_dative(&reading.lemma(), language))
    }

    /// The cases and numbers of a lower-case word as a noun, and as an adjective.
    fn agreement_of(&self, word: &str) -> (Option<Slots>, Option<Slots>) {
        let (mut noun, mut adjective) = (None, None);
        for reading in readings(word, self.passage.language) {
            let tags = reading.tags();
            let (Some(case), Some(number)) = (tags.case(), tags.number()) else { continue };
            let of_part = match tags.part_of_speech() {
                PartOfSpeech::Noun => &mut noun,
                PartOfSpeech::Adjective | PartOfSpeech::Participle | PartOfSpeech::Numeral => &mut adjective,
                _ => continue,
            };
            let slots = of_part.get_or_insert(Slots::NONE);
            *slots = slots.or(Slots::of(case, number));
        }
        (noun, adjective)
    }
}

/// Ukrainian «у» has the genitive with people only.
fn of_things(preposition: &str, cases: &[Case]) -> Vec<Case> {
    let place = matches!(preposition, "в" | "у") && cases.contains(&Case::Locative);
    cases.iter().copied().filter(|case| !(place && *case == Case::Genitive)).collect()
}

/// The locative never stands without a preposition.
pub(super) fn without_locative(slots: Slots) -> Slots {
    let cases = Case::ALL.into_iter().filter(|case| *case != Case::Locative).collect::<Vec<_>>();
    slots.narrowed(Slots::of_cases(&cases))
}

impl Slots {
    /// Nothing.
    pub const NONE: Slots = Slots::empty();

    /// One case and number.
    pub fn of(case: Case, number: Number) -> Slots {
        Slots::of_cases(&[case]).and(Slots::of_number(number))
    }
}
