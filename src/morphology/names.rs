//! A whole name → the ways in which it can be read: which of its words decline, and the form that they share.

use super::choices::{Choice, Position, choices};
use super::grammar::{Case, Form, Gender, Number};
use super::lookup::Dictionary;
use super::pieces::{Piece, pieces};
use super::tags::{PartOfSpeech, Tags};
use crate::kind::Kind;
use crate::languages::Language;

/// What a piece of a name does when the name declines.
#[derive(Clone, Copy, Debug)]
pub(super) enum Part<'n> {
    /// It stays as it is.
    Stays(&'n str),
    /// It declines with the name.
    Declines(Choice<'n>),
}

/// One way to read a name.
#[derive(Clone, Debug)]
pub(super) struct Analysis<'n> {
    /// The pieces in order.
    pub parts: Vec<Part<'n>>,
    /// The form that the name stands in.
    pub form: Form,
    /// Natural logarithm of how likely this is, up to what all analyses of the name share.
    pub weight: f32,
}

impl Analysis<'_> {
    /// The dictionary form: the nominative of the same number and gender.
    pub fn lemma(&self, language: Language) -> String {
        let paradigms = Dictionary::of(language).paradigms();
        let parts = self.parts.iter().map(|part| match part {
            Part::Stays(text) => (*text).to_owned(),
            Part::Declines(choice) => choice.nominative(paradigms),
        });
        parts.collect()
    }
}

/// Logarithm of the weight of a word that does not fit the form of its name.
const MISFIT: f32 = -14.0;

/// How often names of a kind stand in each case, in the order of [`Case::ALL`].
fn case_shares(kind: Kind) -> [f32; 7] {
    match kind {
        Kind::Person => [0.52, 0.21, 0.06, 0.07, 0.09, 0.03, 0.02],
        Kind::Place => [0.25, 0.36, 0.05, 0.12, 0.06, 0.16, 0.001],
        _ => [0.40, 0.34, 0.06, 0.08, 0.06, 0.06, 0.001],
    }
}

/// The forms that a name of the kind can stand in, with the logarithm of how often it does.
fn forms(kind: Kind) -> impl Iterator<Item = (Form, f32)> {
    let persons: &[(Number, Option<Gender>, f32)] = &[
        (Number::Singular, Some(Gender::Masculine), 0.72),
        (Number::Singular, Some(Gender::Feminine), 0.26),
        (Number::Plural, None, 0.02),
    ];
    let others: &[(Number, Option<Gender>, f32)] = &[
        (Number::Singular, Some(Gender::Masculine), 0.33),
        (Number::Singular, Some(Gender::Feminine), 0.33),
        (Number::Singular, Some(Gender::Neuter), 0.24),
        (Number::Plural, None, 0.1),
    ];
    let numbers = if kind == Kind::Person { persons } else { others };
    Case::ALL.into_iter().zip(case_shares(kind)).flat_map(move |(case, case_share)| {
        numbers
            .iter()
            .map(move |&(number, gender, share)| (Form { case, number, gender }, case_share.ln() + share.ln()))
    })
}

fn fits(tags: Tags, form: Form, kind: Kind) -> bool {
    tags.case() == Some(form.case)
        && tags.number().is_none_or(|number| number == form.number)
        && form.gender.is_none_or(|gender| tags.allows_gender(gender))
        && (!tags.is_adjective()
            || form.case != Case::Accusative
            || !tags.any(if kind == Kind::Person { Tags::INANIMATE } else { Tags::ANIMATE })
            || tags.any(Tags::ANIMATE) && tags.any(Tags::INANIMATE))
}

/// Every way to read a name, the likeliest first. `only` restricts them to one case.
pub(super) fn analyses(name: &str, language: Language, kind: Kind, only: Option<Case>) -> Vec<Analysis<'_>> {
    let dictionary = Dictionary::of(language);
    let pieces = pieces(name, |word| dictionary.readings(word).any(|reading| reading.tags().case().is_some()));
    let all_capitals = !name.chars().any(char::is_lowercase);
    let particles = language.rules().name_particles;
    let mut words: Vec<usize> = Vec::new();
    let mut stays: Vec<Part<'_>> = pieces.iter().map(|piece| Part::Stays(piece.text)).collect();
    for (index, piece) in pieces.iter().enumerate() {
        if let Some(bare) = without_foreign_ending(piece.text) {
            stays[index] = Part::Stays(bare);
        } else if piece.declines
            && !is_acronym(piece.text, all_capitals, dictionary)
            && !(piece.text.starts_with(char::is_lowercase) && particles.contains(&piece.text))
        {
            words.push(index);
        }
    }
    let count = words.len();
    let options: Vec<Vec<Choice<'_>>> = words
        .iter()
        .enumerate()
        .map(|(index, &piece)| choices(pieces[piece].text, language, kind, Position { index, count }))
        .collect();
    let mut found = Vec::new();
    for (form, prior) in forms(kind).filter(|(form, _)| only.is_none_or(|case| form.case == case)) {
        let best = |index: usize, suits: &dyn Fn(Tags) -> bool| {
            let suited = options[index].iter().filter(|choice| fits(choice.tags, form, kind) && suits(choice.tags));
            suited.max_by(|a, b| a.weight.total_cmp(&b.weight)).copied()
        };
        if kind == Kind::Person {
            let mut analysis = Analysis { parts: stays.clone(), form, weight: prior };
            for (index, &piece) in words.iter().enumerate() {
                place(&mut analysis, piece, &pieces, best(index, &|_| true));
            }
            found.push(analysis);
        } else {
            // A first word that does not decline may be the head: «МИД Германии», «Facebook Цукерберга».
            let first = pieces.iter().position(|piece| piece.word);
            if first.is_some() && first != words.first().copied() {
                found.push(Analysis { parts: stays.clone(), form, weight: prior });
            }
            for head in 0..count {
                let Some(noun) = best(head, &|tags| tags.is_noun()).or_else(|| {
                    best(head, &Tags::is_adjective).map(|choice| Choice { weight: choice.weight - 3.0, ..choice })
                }) else {
                    continue;
                };
                let mut analysis = Analysis { parts: stays.clone(), form, weight: prior };
                for (index, &piece) in words[..head].iter().enumerate() {
                    let tied = pieces[piece].tied;
                    place(&mut analysis, piece, &pieces, best(index, &|tags| tied || tags.is_adjective()));
                }
                place(&mut analysis, words[head], &pieces, Some(noun));
                found.push(analysis);
            }
        }
    }
    if found.is_empty() {
        let form = Form { case: Case::Nominative, number: Number::Singular, gender: None };
        found.push(Analysis { parts: stays, form, weight: 0.0 });
    }
    found.sort_by(|a, b| b.weight.total_cmp(&a.weight).then(a.form.cmp(&b.form)));
    found
}

/// Lets a word decline as chosen, or stay where nothing fits or a tied first half («Рис-Могг») is better left alone.
fn place<'n>(analysis: &mut Analysis<'n>, piece: usize, pieces: &[Piece<'n>], choice: Option<Choice<'n>>) {
    let staying = if pieces[piece].tied { -1.5 } else { MISFIT };
    match choice.filter(|choice| choice.weight > staying) {
        Some(choice) => {
            analysis.parts[piece] = Part::Declines(choice);
            analysis.weight += choice.weight;
        }
        None => analysis.weight += staying,
    }
}

/// An acronym does not decline: capitals only, and not a name written in capitals like everything around it.
fn is_acronym(word: &str, all_capitals: bool, dictionary: &Dictionary) -> bool {
    let letters = word.chars().count();
    if letters < 2 || word.chars().any(char::is_lowercase) {
        return letters < 2;
    }
    let mut known = false;
    for reading in dictionary.readings(word) {
        if reading.tags().any(Tags::ABBREVIATION) {
            return true;
        }
        known |= reading.tags().any(Tags::PROPER) || reading.tags().part_of_speech() == PartOfSpeech::Adjective;
    }
    !(known || all_capitals && letters > 5)
}

/// «МИДа» → «МИД», «Facebook'а» → «Facebook»: a Cyrillic ending put to an acronym or to a Latin name.
fn without_foreign_ending(word: &str) -> Option<&str> {
    let is_ending = |tail: &str| {
        (1..=3).contains(&tail.chars().count()) && tail.chars().all(char::is_lowercase) && !tail.is_ascii()
    };
    if let Some((bare, ending)) = word.rsplit_once(['\'', '’', 'ʼ', '-'])
        && is_ending(ending)
        && bare.ends_with(|c: char| c.is_ascii_alphanumeric())
    {
        return Some(bare);
    }
    let end = word.trim_end_matches(char::is_lowercase).len();
    let (bare, ending) = word.split_at(end);
    (is_ending(ending) && bare.chars().count() >= 2 && bare.chars().all(|c| c.is_uppercase())).then_some(bare)
}
