//! What one word of a name can be, arranged so that the best choice for a form of the name is read off at once.

use super::choices::Choice;
use super::grammar::Case;
use crate::kind::Kind;

/// How many forms a name can stand in, at most.
pub(super) const MOST_FORMS: usize = 28;

/// A choice with less weight than this is not considered where another word depends on it.
pub(super) const UNLIKELY: f32 = -4.0;

/// What sort of word is looked for.
#[derive(Clone, Copy, Debug)]
pub(super) enum Sort {
    /// Whatever declines.
    Any,
    /// An adjective.
    Adjective,
    /// A noun.
    Noun,
}

/// Indices of choices; [`NONE`] where there is no choice.
type Best = [u8; MOST_FORMS];

const NONE: u8 = u8::MAX;

/// What one word can be.
#[derive(Clone, Debug)]
pub(super) struct Options {
    choices: Vec<Choice>,
    is_known: bool,
    /// Whether it is a word of a phrase, in which some words agree with others and others stay. The words of a person's
    /// name all agree, whatever their sort.
    is_of_phrase: bool,
    /// The weights of the choices without other evidence.
    own_weights: Vec<f32>,
    /// By sort and form of the name.
    best: [Best; 3],
    /// By case: the likeliest choice in it that is not [`UNLIKELY`].
    likely: [u8; Case::ALL.len()],
}

impl Options {
    /// Arranges the choices of a word in the name of something of a kind. Of more than 255 the rest is never chosen; a
    /// word has some dozens at most. `is_known` tells whether the dictionary has the word.
    pub fn new(choices: Vec<Choice>, is_known: bool, kind: Kind) -> Options {
        let own_weights = choices.iter().map(|choice| choice.weight).collect();
        let is_of_phrase = kind != Kind::Person;
        let (best, likely) = ([[NONE; MOST_FORMS]; 3], [NONE; Case::ALL.len()]);
        let mut options = Options { choices, is_known, is_of_phrase, own_weights, best, likely };
        options.arrange();
        options
    }

    /// Whether the dictionary has the word.
    pub fn is_known(&self) -> bool {
        self.is_known
    }

    /// All of them.
    pub fn choices(&self) -> &[Choice] {
        &self.choices
    }

    /// Adds other evidence for dictionary forms, given by their fingerprints, to the weights that the choices have by
    /// themselves, in place of what was added before. The choice with the best evidence stays as it is and the others
    /// lose: a word is as good as before beside other words, however rare it is.
    pub fn weigh(&mut self, evidence: impl Fn(u64) -> f32) {
        // There are far fewer dictionary forms than choices.
        let mut known: Vec<(u64, f32)> = Vec::new();
        for (choice, own) in self.choices.iter_mut().zip(&self.own_weights) {
            let evidence = match known.iter().find(|(lemma, _)| *lemma == choice.lemma) {
                Some((_, evidence)) => *evidence,
                None => {
                    known.push((choice.lemma, evidence(choice.lemma)));
                    known[known.len() - 1].1
                }
            };
            choice.weight = own + evidence;
        }
        let best = known.iter().map(|(_, evidence)| *evidence).fold(f32::NEG_INFINITY, f32::max);
        self.choices.iter_mut().for_each(|choice| choice.weight -= best);
        self.arrange();
    }

    /// The likeliest choice for a form of the name, given by its number.
    pub fn best(&self, form: usize, sort: Sort) -> Option<Choice> {
        self.choices.get(usize::from(self.best[sort as usize][form])).copied()
    }

    /// The likeliest choice that stands in a case, unless it is [`UNLIKELY`].
    pub fn likely(&self, case: Case) -> Option<Choice> {
        self.choices.get(usize::from(self.likely[case as usize])).copied()
    }

    fn arrange(&mut self) {
        self.best = [[NONE; MOST_FORMS]; 3];
        self.likely = [NONE; Case::ALL.len()];
        for (index, choice) in self.choices.iter().enumerate().take(usize::from(NONE)) {
            // Of equals the last one wins.
            let improve = |best: &mut u8| {
                if self.choices.get(usize::from(*best)).is_none_or(|known| choice.weight >= known.weight) {
                    *best = index as u8;
                }
            };
            let tags = choice.tags;
            let sorts = [true, self.is_of_phrase && tags.is_adjective(), self.is_of_phrase && tags.is_noun()];
            for (best, _) in self.best.iter_mut().zip(sorts).filter(|(_, is_sort)| *is_sort) {
                let mut forms = choice.forms;
                while forms != 0 {
                    improve(&mut best[forms.trailing_zeros() as usize]);
                    forms &= forms - 1;
                }
            }
            if let Some(case) = choice.tags.case().filter(|_| self.is_of_phrase && choice.weight > UNLIKELY) {
                improve(&mut self.likely[case as usize]);
            }
        }
    }
}
