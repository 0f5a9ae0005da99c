//! One word of a name → everything that it can be, weighted.

use std::cell::RefCell;
use std::hash::{Hash, Hasher};
use std::rc::Rc;

use rustc_hash::{FxBuildHasher, FxHashMap, FxHasher};

use super::capitals::join_like;
use super::grammar::{Case, Gender};
use super::guesser::{CUT, Guess, Guesser, NameKind};
use super::inflection::folded;
use super::letters::Key;
use super::lookup::{Dictionary, Reading, readings, stem_of};
use super::names::{SETTLED, forms_fitted};
use super::options::Options;
use super::paradigms::{Paradigms, Row, RowId};
use super::popularity::Popularity;
use super::tags::Tags;
use crate::kind::Kind;
use crate::languages::Language;

/// One thing that a word can be.
#[derive(Clone, Copy, Debug)]
pub(super) struct Choice {
    /// Its form and declension.
    pub id: RowId,
    /// The tags of the form.
    pub tags: Tags,
    /// Natural logarithm of how likely it is, up to what all choices of the word share.
    pub weight: f32,
    /// Fingerprint of the nominative, capitals aside; 0 before it is known.
    pub lemma: u64,
    /// The forms of a name of the kind that it fits, a bit each (see `names::form_number`); 0 before they are known.
    pub forms: u32,
}

impl Choice {
    /// What the guesser says about a word.
    pub fn guessed(guess: &Guess, paradigms: Paradigms<'_>) -> Choice {
        Choice { id: guess.id, tags: paradigms.tags(guess.id), weight: guess.log_probability, lemma: 0, forms: 0 }
    }

    /// The nominative of the same number and gender of the word that is this; the word itself if there is none.
    pub fn nominative(&self, word: &str, paradigms: Paradigms<'_>) -> String {
        let stem = stem_of(word, paradigms.row(self.id));
        self.nominative_row(paradigms)
            .map_or_else(|| word.to_owned(), |row| join_like(row.prefix, stem, row.ending, word))
    }

    /// The row of the nominative.
    fn nominative_row<'a>(&self, paradigms: Paradigms<'a>) -> Option<Row<'a>> {
        self.rows(paradigms, Case::Nominative, self.tags, Tags::default()).next()
    }

    /// The forms of a case of the word that agree as wanted, the usual ones first. `animacy` chooses between the two
    /// accusatives of an adjective.
    pub fn forms(
        &self,
        word: &str,
        paradigms: Paradigms<'_>,
        case: Case,
        wanted: Tags,
        animacy: Tags,
    ) -> impl Iterator<Item = String> {
        let stem = stem_of(word, paradigms.row(self.id));
        self.rows(paradigms, case, wanted, animacy).map(move |row| join_like(row.prefix, stem, row.ending, word))
    }

    fn rows<'a>(
        &self,
        paradigms: Paradigms<'a>,
        case: Case,
        wanted: Tags,
        animacy: Tags,
    ) -> impl Iterator<Item = Row<'a>> + use<'a> {
        let other_animacy = Tags::ANIMATE.with(Tags::INANIMATE).without(animacy);
        let RowId { paradigm, .. } = self.id;
        let own = paradigms.row(self.id);
        // «высокий» has two superlatives, «высший» and «высочайший»: the one that is spelled like the word.
        let degree = self.tags.any(Tags::COMPARATIVE.with(Tags::SUPERLATIVE));
        let initial = own.ending.chars().next();
        let rows = move |secondary: bool| {
            let fits = move |tags: Tags| {
                tags.case() == Some(case)
                    && tags.agrees(wanted)
                    && tags.any(Tags::SECONDARY.with(Tags::SUBSTANDARD)) == secondary
                    && !(tags.is_adjective() && case == Case::Accusative && tags.any(other_animacy))
            };
            let is_same_degree =
                move |row: &Row<'_>| !degree || row.prefix == own.prefix && row.ending.chars().next() == initial;
            paradigms.rows_with(paradigm, fits).filter(is_same_degree)
        };
        rows(false).chain(rows(true))
    }
}

/// What is known of a word before it is looked up.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct Setting {
    pub language: Language,
    kind: Kind,
    role: Role,
    effort: Effort,
}

impl Setting {
    /// The setting of a word in the name of something of a kind. It is the same for kinds and roles that make no
    /// difference to what a word can be.
    pub fn new(language: Language, kind: Kind, role: Role, effort: Effort) -> Setting {
        let kind = match kind {
            Kind::Person | Kind::Place => kind,
            Kind::Org | Kind::Product | Kind::Event => Kind::Org,
        };
        Setting { language, kind, role: if kind == Kind::Person { role } else { Role::Only }, effort }
    }
}

/// What the position among the words that may decline says about a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Role {
    Only,
    First,
    Middle,
    Last,
}

impl Role {
    /// The role of word `index` of `count`.
    pub fn of(index: usize, count: usize) -> Role {
        match (index, count) {
            (_, 1) => Role::Only,
            (0, _) => Role::First,
            (index, count) if index + 1 == count => Role::Last,
            _ => Role::Middle,
        }
    }

    /// How likely the word of a person's name is a first name, a last name and a patronymic.
    fn personal_priors(self) -> [(NameKind, f32); 3] {
        let shares = match self {
            Role::Only => [0.2, 0.75, 0.05],
            Role::First => [0.85, 0.14, 0.01],
            Role::Middle => [0.3, 0.4, 0.3],
            Role::Last => [0.06, 0.9, 0.04],
        };
        [(NameKind::First, shares[0]), (NameKind::Last, shares[1]), (NameKind::Patronymic, shares[2])]
    }
}

/// How far the search goes for what a word can be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Effort {
    /// Everything.
    Thorough,
    /// Without guessing where the dictionary has a word that fits: enough to find the dictionary forms of many names.
    Quick,
}

impl Effort {
    /// The part of the likeliest guess that a guess must reach.
    fn cut(self) -> f64 {
        match self {
            Effort::Thorough => CUT,
            Effort::Quick => 3.3e-4,
        }
    }
}

/// Everything that a word can be: the dictionary's readings and the guesser's. What was found for the words looked up
/// last is kept for each thread: the names of an article, and of an archive, come back all the time.
pub(super) fn options(word: &str, setting: Setting) -> Rc<Options> {
    RECENT.with_borrow_mut(|recent| {
        let words = recent.entry(setting).or_default();
        if let Some(known) = words.get(word) {
            return Rc::clone(known);
        }
        if words.len() >= MOST_RECENT {
            words.clear();
        }
        let found = Rc::new(Options::new(
            distinct_choices(word, setting),
            readings(word, setting.language).next().is_some(),
            setting.kind,
        ));
        words.insert(word.to_owned(), Rc::clone(&found));
        found
    })
}

/// What a word can be that declines like another one: «Цзиньпин» like «Цзиньпон».
pub(super) fn choices_like(word: &str, model: &str, setting: Setting) -> Vec<Choice> {
    let paradigms = Dictionary::of(setting.language).paradigms();
    let like = |choice: &Choice| Choice { lemma: fingerprint(&folded(&choice.nominative(word, paradigms))), ..*choice };
    options(model, setting).choices().iter().map(like).collect()
}

/// Words that are kept for each setting.
const MOST_RECENT: usize = 8192;

/// Words with what they can be.
type OptionsOfWords = FxHashMap<String, Rc<Options>>;

thread_local! {
    static RECENT: RefCell<FxHashMap<Setting, OptionsOfWords>> = RefCell::default();
}

/// The choices of a word, of those with the same tags and nominative only the likeliest: the others can never win.
fn distinct_choices(word: &str, setting: Setting) -> Vec<Choice> {
    let Setting { language, kind, effort, .. } = setting;
    let mut choices = all_choices(word, setting);
    let mut nominatives =
        Nominatives { word, language, kind, rows: FxHashMap::default(), known: Vec::new(), texts: Vec::new() };
    let mut fitted: Vec<(Tags, u32)> = Vec::new();
    for choice in &mut choices {
        let (lemma, popularity) = nominatives.of(choice);
        choice.lemma = lemma;
        choice.weight += POPULARITY_WEIGHT * popularity;
        choice.forms = match fitted.iter().find(|(tags, _)| *tags == choice.tags) {
            Some((_, forms)) => *forms,
            None => {
                let forms = forms_fitted(choice.tags, kind);
                fitted.push((choice.tags, forms));
                forms
            }
        };
    }
    let mut kept: Vec<Choice> = Vec::with_capacity(choices.len());
    let mut places: FxHashMap<(Tags, u64), usize> = FxHashMap::with_capacity_and_hasher(choices.len(), FxBuildHasher);
    for choice in choices {
        let place = *places.entry((choice.tags, choice.lemma)).or_insert(kept.len());
        match kept.get_mut(place) {
            // Of equals the last one wins, as in the search for the best choice.
            Some(known) if choice.weight >= known.weight => *known = choice,
            Some(_) => {}
            None => kept.push(choice),
        }
    }
    if effort == Effort::Quick {
        drop_hopeless(&mut kept);
    }
    kept
}

/// Drops the dictionary forms that are [`SETTLED`] to be out of the question.
fn drop_hopeless(choices: &mut Vec<Choice>) {
    let mut weights: FxHashMap<u64, f32> = FxHashMap::default();
    let mut best = f32::NEG_INFINITY;
    for choice in choices.iter() {
        let weight = weights.entry(choice.lemma).or_insert(f32::NEG_INFINITY);
        *weight = weight.max(choice.weight);
        best = best.max(choice.weight);
    }
    choices.retain(|choice| weights[&choice.lemma] > best - SETTLED);
}

/// The nominatives that the choices of one word lead to. There are far fewer of them than choices.
struct Nominatives<'w> {
    word: &'w str,
    language: Language,
    kind: Kind,
    /// The nominative row of the forms of a paradigm that agree with each other.
    rows: FxHashMap<(u16, Tags), Option<Row<'static>>>,
    /// Stem and nominative row, with the index of the text that they make.
    known: Vec<((&'w str, Row<'static>), usize)>,
    /// Each text with its fingerprint and the logarithm of its frequency.
    texts: Vec<(String, u64, f32)>,
}

impl<'w> Nominatives<'w> {
    /// The fingerprint of the nominative of a choice, and the logarithm of its frequency.
    fn of(&mut self, choice: &Choice) -> (u64, f32) {
        let paradigms = Dictionary::of(self.language).paradigms();
        let row = if choice.tags.any(Tags::COMPARATIVE.with(Tags::SUPERLATIVE)) {
            // There are several, told apart by the ending of the word.
            choice.nominative_row(paradigms)
        } else {
            let forms = (choice.id.paradigm, choice.tags.of_agreement());
            *self.rows.entry(forms).or_insert_with(|| choice.nominative_row(paradigms))
        };
        let Some(row) = row else {
            let index = self.index_of(self.word.to_owned());
            return (self.texts[index].1, self.texts[index].2);
        };
        let stem = stem_of(self.word, paradigms.row(choice.id));
        // Where they lie tells stems and endings apart fast enough; an ending that lies in two places is met twice.
        let same = |(known, _): &&((&str, Row<'_>), usize)| {
            std::ptr::eq(known.0, stem)
                && std::ptr::eq(known.1.ending, row.ending)
                && std::ptr::eq(known.1.prefix, row.prefix)
        };
        let index = match self.known.iter().find(same) {
            Some((_, index)) => *index,
            None => {
                let index = self.index_of(join_like(row.prefix, stem, row.ending, self.word));
                self.known.push(((stem, row), index));
                index
            }
        };
        (self.texts[index].1, self.texts[index].2)
    }

    fn index_of(&mut self, text: String) -> usize {
        if let Some(index) = self.texts.iter().position(|(known, _, _)| *known == text) {
            return index;
        }
        let popularity = Popularity::of(self.language);
        let log_count = Key::of(&text).map_or(0.0, |key| popularity.log_count(key.bytes(), self.kind));
        let fingerprint = fingerprint(&folded(&text));
        self.texts.push((text, fingerprint, log_count));
        self.texts.len() - 1
    }
}

fn fingerprint(text: &str) -> u64 {
    let mut hasher = FxHasher::default();
    text.hash(&mut hasher);
    hasher.finish()
}

/// A word of the dictionary that fits so well, natural logarithm, is nothing else: guessing would cost time only.
const CERTAIN: f32 = -0.5;

fn all_choices(word: &str, setting: Setting) -> Vec<Choice> {
    let Setting { language, kind, role, effort } = setting;
    let dictionary = Dictionary::of(language);
    let mut choices: Vec<Choice> = Vec::new();
    let capital = word.chars().next().is_some_and(char::is_uppercase);
    let mut known_name = false;
    let mut is_certain = false;
    let mut known = false;
    for reading in dictionary.readings(word).filter(|reading| reading.tags().case().is_some()) {
        let tags = reading.tags();
        if tags.any(Tags::SHORT) || !(tags.is_noun() || tags.is_adjective()) {
            continue;
        }
        let fit = fit(&reading, kind, role, capital);
        if tags.any(Tags::PROPER) && !tags.any(Tags::INFERRED) {
            known_name |= fit > -3.0;
        }
        if !tags.any(Tags::INFERRED) {
            known = true;
            // A person's name must be one to the dictionary too, and a woman's can be a man's as well: Эммануэль.
            let may_be_all = kind != Kind::Person || tags.any(Tags::PROPER) && tags.allows_gender(Gender::Masculine);
            is_certain |= fit > CERTAIN && may_be_all;
        }
        choices.push(Choice { id: reading.id(), tags, weight: fit, lemma: 0, forms: 0 });
    }
    let penalty = match (known_name, known) {
        (true, _) => -5.0,
        (false, true) if kind == Kind::Person => -2.0,
        (false, true) => -5.0,
        (false, false) => 0.0,
    };
    if (capital || !known) && !(is_certain && effort == Effort::Quick) {
        let kinds: Vec<(NameKind, f32)> = match kind {
            Kind::Person => role.personal_priors().into(),
            Kind::Place => vec![(NameKind::Place, 0.9), (NameKind::Common, 0.1)],
            _ => vec![(NameKind::Organisation, 0.5), (NameKind::Common, 0.5)],
        };
        let guesser = Guesser::of(language);
        let mut places: FxHashMap<RowId, usize> = FxHashMap::with_capacity_and_hasher(MANY_CHOICES, FxBuildHasher);
        places.extend(choices.iter().enumerate().map(|(place, choice)| (choice.id, place)));
        for (name_kind, share) in kinds {
            for guess in guesser.guess_likely(word, name_kind, effort.cut()) {
                let tags = dictionary.paradigms().tags(guess.id);
                let weight = share.ln() + guess.log_probability + penalty + substandard(tags);
                let place = *places.entry(guess.id).or_insert(choices.len());
                match choices.get_mut(place) {
                    Some(choice) => choice.weight = choice.weight.max(weight),
                    None => choices.push(Choice { id: guess.id, tags, weight, lemma: 0, forms: 0 }),
                }
            }
        }
    }
    choices
}

/// As many choices as most words have, before those that say the same are joined.
const MANY_CHOICES: usize = 200;

/// How much the logarithm of a name's frequency counts.
const POPULARITY_WEIGHT: f32 = 0.7;

fn substandard(tags: Tags) -> f32 {
    let mut weight = 0.0;
    if tags.any(Tags::SUBSTANDARD) {
        weight -= 2.0;
    }
    if tags.any(Tags::SECONDARY) {
        weight -= 0.7;
    }
    if tags.any(Tags::INFERRED) {
        weight -= 1.0;
    }
    weight
}

/// How well a dictionary word fits a name of the kind.
fn fit(reading: &Reading<'_>, kind: Kind, role: Role, capital: bool) -> f32 {
    let tags = reading.tags();
    let base = match kind {
        Kind::Person if tags.any(Tags::PERSONAL) => {
            let share = role.personal_priors().into_iter().map(|(kind, share)| match kind {
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
