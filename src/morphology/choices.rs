//! One word of a name → everything that it can be, weighted.

use super::capitals::join_like;
use super::grammar::Case;
use super::guesser::{Guesser, NameKind};
use super::lookup::{Dictionary, Reading, stem_of};
use super::paradigms::{Paradigms, RowId};
use super::tags::Tags;
use crate::kind::Kind;
use crate::languages::Language;

/// One thing that a word can be.
#[derive(Clone, Copy, Debug)]
pub(super) struct Choice<'w> {
    /// The word as it stands.
    pub word: &'w str,
    /// Its form and declension.
    pub id: RowId,
    /// The tags of the form.
    pub tags: Tags,
    /// Natural logarithm of how likely it is, up to what all choices of the word share.
    pub weight: f32,
}

impl Choice<'_> {
    /// The nominative of the same number and gender; the word itself if there is none.
    pub fn nominative(&self, paradigms: Paradigms<'_>) -> String {
        let mut forms = self.forms(paradigms, Case::Nominative, self.tags.agreement(), Tags::default());
        forms.next().unwrap_or_else(|| self.word.to_owned())
    }

    /// The forms of a case that agree as wanted, the usual ones first. `animacy` chooses between the two accusatives of
    /// an adjective.
    pub fn forms(
        &self,
        paradigms: Paradigms<'_>,
        case: Case,
        wanted: Tags,
        animacy: Tags,
    ) -> impl Iterator<Item = String> {
        let stem = stem_of(self.word, paradigms.row(self.id));
        let other_animacy = Tags::ANIMATE.with(Tags::INANIMATE).without(animacy);
        let rows = move |secondary: bool| {
            paradigms.rows(self.id.paradigm).filter(move |row| {
                row.tags.case() == Some(case)
                    && row.tags.agreement() == wanted
                    && row.tags.any(Tags::SECONDARY.with(Tags::SUBSTANDARD)) == secondary
                    && !(row.tags.is_adjective() && case == Case::Accusative && row.tags.any(other_animacy))
            })
        };
        rows(false).chain(rows(true)).map(move |row| join_like(row.prefix, stem, row.ending, self.word))
    }
}

/// Where a word stands in the name.
#[derive(Clone, Copy, Debug)]
pub(super) struct Position {
    /// Its number among the words that may decline.
    pub index: usize,
    /// How many there are.
    pub count: usize,
}

/// How likely the word at a position of a person's name is a first name, a last name and a patronymic.
fn personal_priors(position: Position) -> [(NameKind, f32); 3] {
    let shares = match (position.index, position.count) {
        (_, 1) => [0.2, 0.75, 0.05],
        (0, _) => [0.85, 0.14, 0.01],
        (index, count) if index + 1 == count => [0.06, 0.9, 0.04],
        _ => [0.3, 0.4, 0.3],
    };
    [(NameKind::First, shares[0]), (NameKind::Last, shares[1]), (NameKind::Patronymic, shares[2])]
}

/// Everything that a word can be: the dictionary's readings and the guesser's.
pub(super) fn choices<'w>(word: &'w str, language: Language, kind: Kind, position: Position) -> Vec<Choice<'w>> {
    let dictionary = Dictionary::of(language);
    let mut choices: Vec<Choice<'w>> = Vec::new();
    let capital = word.chars().next().is_some_and(char::is_uppercase);
    let mut known_name = false;
    let mut known = false;
    for reading in dictionary.readings(word).filter(|reading| reading.tags().case().is_some()) {
        let tags = reading.tags();
        if tags.any(Tags::SHORT) || !(tags.is_noun() || tags.is_adjective()) {
            continue;
        }
        let fit = fit(&reading, kind, position, capital);
        known_name |= fit > -3.0 && tags.any(Tags::PROPER);
        known = true;
        choices.push(Choice { word, id: reading.id(), tags, weight: fit });
    }
    let penalty = match (known_name, known) {
        (true, _) => -5.0,
        (false, true) if kind == Kind::Person => -2.0,
        (false, true) => -5.0,
        (false, false) => 0.0,
    };
    if capital || !known {
        let kinds: Vec<(NameKind, f32)> = match kind {
            Kind::Person => personal_priors(position).into(),
            Kind::Place => vec![(NameKind::Place, 0.9), (NameKind::Common, 0.1)],
            _ => vec![(NameKind::Organisation, 0.5), (NameKind::Common, 0.5)],
        };
        let guesser = Guesser::of(language);
        for (name_kind, share) in kinds {
            for guess in guesser.guess(word, name_kind) {
                let tags = dictionary.paradigms().tags(guess.id);
                let weight = share.ln() + guess.log_probability + penalty + substandard(tags);
                match choices.iter_mut().find(|choice| choice.id == guess.id) {
                    Some(choice) => choice.weight = choice.weight.max(weight),
                    None => choices.push(Choice { word, id: guess.id, tags, weight }),
                }
            }
        }
    }
    choices
}

fn substandard(tags: Tags) -> f32 {
    let mut weight = 0.0;
    if tags.any(Tags::SUBSTANDARD) {
        weight -= 2.0;
    }
    if tags.any(Tags::SECONDARY) {
        weight -= 0.7;
    }
    weight
}

/// How well a dictionary word fits a name of the kind.
fn fit(reading: &Reading<'_>, kind: Kind, position: Position, capital: bool) -> f32 {
    let tags = reading.tags();
    let base = match kind {
        Kind::Person if tags.any(Tags::PERSONAL) => {
            let share = personal_priors(position).into_iter().map(|(kind, share)| match kind {
                NameKind::First if tags.any(Tags::FIRST_NAME) => share,
                NameKind::Last if tags.any(Tags::LAST_NAME) => share,
                NameKind::Patronymic if tags.any(Tags::PATRONYMIC) => share,
                _ => 0.0,
            });
            share.sum::<f32>().ln()
        }
        Kind::Person if !capital => 0.0,
        Kind::Person if tags.any(Tags::PROPER) => -4.0,
        Kind::Person if tags.any(Tags::INANIMATE) => -4.5,
        Kind::Person => -3.5,
        Kind::Place if tags.any(Tags::PLACE) || tags.is_adjective() => 0.0,
        Kind::Place if tags.any(Tags::PERSONAL) => -3.0,
        Kind::Place => -1.0,
        _ if tags.any(Tags::PERSONAL) => -3.0,
        _ => 0.0,
    };
    base + substandard(tags)
}
