//! A whole name → the ways in which it can be read: which of its words decline, and the form that they share.

use std::cmp::Ordering;
use std::rc::Rc;
use std::sync::LazyLock;

use super::choices::{Choice, Effort, Role, Setting, options};
use super::foreign::{foreign_surname, is_of_syllables};
use super::grammar::{Case, Form, Gender, Number};
use super::lookup::Dictionary;
use super::options::{Options, Sort, UNLIKELY};
use super::pieces::{Piece, pieces};
use super::tags::{PartOfSpeech, Tags};
use crate::kind::Kind;
use crate::languages::Language;

/// What a piece of a name does when the name declines.
#[derive(Clone, Debug)]
pub(super) enum Part {
    /// It stays as it is.
    Stays(Rc<str>),
    /// It declines with the name.
    Declines(Rc<str>, Choice),
}

/// One way to read a name.
#[derive(Clone, Debug)]
pub(super) struct Analysis {
    /// The pieces in order.
    pub parts: Vec<Part>,
    /// The form that the name stands in.
    pub form: Form,
    /// Natural logarithm of how likely this is, up to what all analyses of the name share.
    pub weight: f32,
}

impl Analysis {
    /// The dictionary form: the nominative of the same number and gender.
    pub fn lemma(&self, language: Language) -> String {
        let paradigms = Dictionary::of(language).paradigms();
        let parts = self.parts.iter().map(|part| match part {
            Part::Stays(text) => text.to_string(),
            Part::Declines(word, choice) => choice.nominative(word, paradigms),
        });
        parts.collect()
    }
}

/// Logarithm of the weight of a word that does not fit the form of its name.
const MISFIT: f32 = -14.0;

/// How often names of a kind stand in each case, in the order of [`Case::ALL`].
pub fn case_shares(kind: Kind) -> [f32; 7] {
    match kind {
        Kind::Person => [0.60, 0.20, 0.04, 0.05, 0.08, 0.02, 0.01],
        Kind::Place => [0.25, 0.36, 0.05, 0.12, 0.06, 0.16, 0.001],
        _ => [0.40, 0.34, 0.06, 0.08, 0.06, 0.06, 0.001],
    }
}

/// How often a name that has both numbers stands in the plural.
pub(super) const PLURAL_SHARE: f32 = 0.02;

/// The numbers and genders that a name of the kind can have, with how often it does.
fn numbers(kind: Kind) -> &'static [(Number, Option<Gender>, f32)] {
    const PERSONS: &[(Number, Option<Gender>, f32)] = &[
        (Number::Singular, Some(Gender::Masculine), 0.75),
        (Number::Singular, Some(Gender::Feminine), 0.23),
        (Number::Plural, None, 0.02),
    ];
    const OTHERS: &[(Number, Option<Gender>, f32)] = &[
        (Number::Singular, Some(Gender::Masculine), 0.33),
        (Number::Singular, Some(Gender::Feminine), 0.33),
        (Number::Singular, Some(Gender::Neuter), 0.24),
        (Number::Plural, None, 0.06),
    ];
    if kind == Kind::Person { PERSONS } else { OTHERS }
}

/// The forms that a name of the kind can stand in, in the order of their numbers, with the logarithm of how often it does.
fn forms(kind: Kind) -> &'static [(Form, f32)] {
    static FORMS: LazyLock<[Vec<(Form, f32)>; Kind::ALL.len()]> = LazyLock::new(|| {
        Kind::ALL.map(|kind| {
            let cases = Case::ALL.into_iter().zip(case_shares(kind));
            let of_case = |(case, case_share): (Case, f32)| {
                numbers(kind)
                    .iter()
                    .map(move |&(number, gender, share)| (Form { case, number, gender }, case_share.ln() + share.ln()))
            };
            cases.flat_map(of_case).collect()
        })
    });
    &FORMS[kind as usize]
}

/// The number of a form among those that a name of the kind can stand in; none for another form. Less than
/// [`MOST_FORMS`](super::options::MOST_FORMS).
fn form_number(form: Form, kind: Kind) -> Option<usize> {
    let numbers = numbers(kind);
    let place = numbers.iter().position(|(number, gender, _)| *number == form.number && *gender == form.gender)?;
    Some(form.case as usize * numbers.len() + place)
}

/// The bits of all forms that a word with these tags fits.
pub(super) fn forms_fitted(tags: Tags, kind: Kind) -> u32 {
    let forms = forms(kind).iter().enumerate();
    forms.filter(|(_, (form, _))| fits(tags, *form, kind)).map(|(number, _)| 1 << number).sum()
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

/// A name with everything that each of its words can be.
#[derive(Clone, Debug)]
pub(super) struct Prepared {
    kind: Kind,
    pieces: Vec<Piece>,
    /// What the pieces are when they stay.
    stays: Vec<Part>,
    /// The pieces that may decline.
    words: Vec<usize>,
    /// What each of them can be.
    options: Vec<Rc<Options>>,
    /// What the words allow.
    possible: Vec<Outline>,
    conjunctions: &'static [&'static str],
}

/// How a name is read: the form it stands in, the word that is its head, and how likely that is.
#[derive(Clone, Copy, Debug)]
pub(super) struct Outline {
    pub form: Form,
    head: Head,
    /// As in [`Analysis`].
    pub weight: f32,
}

impl Outline {
    /// The same with other evidence for it, as a natural logarithm.
    pub fn weighed(self, evidence: f32) -> Outline {
        Outline { weight: self.weight + evidence, ..self }
    }

    /// The likelier one first.
    pub fn by_likelihood(&self, other: &Outline) -> Ordering {
        other.weight.total_cmp(&self.weight).then(self.form.cmp(&other.form))
    }
}

/// What the other words of a name depend on.
#[derive(Clone, Copy, Debug)]
enum Head {
    /// All words agree: a person's name.
    All,
    /// The piece with this index, which declines.
    Declining(usize),
    /// The piece with this index, which stays.
    Staying(usize),
    /// Nothing declines.
    Nothing,
}

/// Cuts a name and looks its words up.
pub(super) fn prepare(name: &str, language: Language, kind: Kind, effort: Effort) -> Prepared {
    let dictionary = Dictionary::of(language);
    let pieces = pieces(name, |word| dictionary.readings(word).any(|reading| reading.tags().case().is_some()));
    let all_capitals = !name.chars().any(char::is_lowercase);
    let particles = language.rules().name_particles;
    let mut words: Vec<usize> = Vec::new();
    let mut stays: Vec<Part> = pieces.iter().map(|piece| Part::Stays(Rc::clone(&piece.text))).collect();
    for (index, piece) in pieces.iter().enumerate() {
        let lower = piece.text.starts_with(char::is_lowercase);
        if let Some(bare) = without_foreign_ending(&piece.text) {
            stays[index] = Part::Stays(bare.into());
        } else if piece.declines
            && !is_acronym(&piece.text, all_capitals, dictionary)
            && !(lower && (particles.contains(&&*piece.text) || kind == Kind::Person && piece.tied))
            && (!lower || dictionary.readings(&piece.text).any(|reading| reading.tags().case().is_some()))
        {
            words.push(index);
        }
    }
    let is_of_syllables = kind == Kind::Person && is_of_syllables(&pieces, &words, language);
    if is_of_syllables {
        words.drain(..words.len() - 1);
    }
    let setting = |index| Setting::new(language, kind, Role::of(index, words.len()), effort);
    let options_at = |(index, piece): (usize, &usize)| options(&pieces[*piece].text, setting(index));
    let mut options: Vec<Rc<Options>> = words.iter().enumerate().map(options_at).collect();
    if kind == Kind::Person
        && (is_of_syllables || words.len() > 1)
        && let (Some(&surname), Some(last)) = (words.last(), options.last_mut())
    {
        let first = (!is_of_syllables).then(|| &*pieces[words[0]].text);
        let setting = setting(words.len() - 1);
        if let Some(choices) = foreign_surname(first, &pieces[surname].text, setting, last.choices()) {
            *last = Rc::new(Options::new(choices, last.is_known(), kind));
        }
    }
    let conjunctions = language.rules().conjunctions;
    let prepared = Prepared { kind, pieces, stays, words, options, possible: Vec::new(), conjunctions };
    Prepared { possible: prepared.possible(), ..prepared }
}

impl Prepared {
    /// Adds other evidence to the weights of what each word can be, see [`Options::weigh`].
    pub fn weigh(&mut self, evidence: impl Fn(u64) -> f32) {
        self.options.iter_mut().for_each(|options| Rc::make_mut(options).weigh(&evidence));
    }

    /// Whether every word has but one dictionary form that is not far behind another.
    pub fn is_settled(&self) -> bool {
        self.options.iter().map(|options| options.choices()).all(|choices| {
            let likelier = |a: &&Choice, b: &&Choice| a.weight.total_cmp(&b.weight);
            let Some(best) = choices.iter().max_by(likelier) else { return true };
            choices.iter().all(|choice| choice.lemma == best.lemma || choice.weight < best.weight - SETTLED)
        })
    }

    /// The words of the name as an outline has them.
    pub fn analysis(&self, outline: Outline) -> Analysis {
        let mut parts = self.stays.clone();
        self.read(outline.form, outline.head, &mut |piece, choice| {
            parts[piece] = Part::Declines(Rc::clone(&self.pieces[piece].text), choice);
        });
        Analysis { parts, form: outline.form, weight: outline.weight }
    }

    /// Calls `decline` with every word that declines in an outline.
    pub fn declining(&self, outline: Outline, mut decline: impl FnMut(Choice)) {
        self.read(outline.form, outline.head, &mut |_, choice| decline(choice));
    }

    /// How the name can be read, in no particular order; at least one way. `only` restricts them to one case.
    pub fn outlines(&self, only: Option<Case>) -> Vec<Outline> {
        let possible = self.possible.iter().filter(|outline| only.is_none_or(|case| outline.form.case == case));
        let weighed = possible.map(|outline| {
            let weight = outline.weight + self.read(outline.form, outline.head, &mut |_, _| ());
            Outline { weight, ..*outline }
        });
        let mut found: Vec<Outline> = weighed.collect();
        if found.is_empty() {
            let form = Form { case: Case::Nominative, number: Number::Singular, gender: None };
            found.push(Outline { form, head: Head::Nothing, weight: 0.0 });
        }
        found
    }

    /// Every outline that the words allow, with the weight that it has whatever they are.
    fn possible(&self) -> Vec<Outline> {
        // Forms that no word fits are left out, unless that leaves none; an acronym or a foreign word can be the head in
        // the nominative.
        let fitted =
            self.options.iter().flat_map(|options| options.choices()).fold(0, |bits, choice| bits | choice.forms);
        let is_possible = |form: Form| {
            fitted == 0
                || self.kind != Kind::Person && form.case == Case::Nominative
                || form_number(form, self.kind).is_some_and(|number| fitted & 1 << number != 0)
        };
        let mut possible = Vec::new();
        for &(form, prior) in forms(self.kind).iter().filter(|(form, _)| is_possible(*form)) {
            let weight = prior + self.number_weight(form);
            possible.extend(self.heads(form).map(|head| Outline { form, head, weight }));
        }
        possible
    }

    /// A family is named by its last name alone: «Скрипалей», hardly «Сергеев Скрипалей».
    fn number_weight(&self, form: Form) -> f32 {
        if self.kind == Kind::Person && form.number == Number::Plural && self.words.len() > 1 { -3.0 } else { 0.0 }
    }

    /// What the head of the name can be in a form: of a phrase, every word.
    fn heads(&self, form: Form) -> impl Iterator<Item = Head> {
        let is_person = self.kind == Kind::Person;
        let of_phrase = self.pieces.iter().enumerate().filter(|(_, piece)| piece.word).flat_map(move |(at, piece)| {
            let word = self.words.iter().position(|&word| word == at);
            let declines = word.is_some_and(|word| self.head(word, form).is_some());
            // An acronym or a Latin name can be the head too («МИД Германии»), and so can a transcribed foreign word
            // that nothing depends on («Блю Стрим»).
            let stays = match word {
                None => !piece.tied,
                Some(word) => {
                    form.case == Case::Nominative && self.kind != Kind::Place && !self.options[word].is_known()
                }
            };
            [declines.then_some(Head::Declining(at)), stays.then_some(Head::Staying(at))].into_iter().flatten()
        });
        let of_person = is_person.then_some(Head::All);
        of_person.into_iter().chain((!is_person).then_some(of_phrase).into_iter().flatten())
    }

    /// Reads the name in a form with a head: calls `decline` with the pieces that decline and what they are, returns the
    /// weight of all words.
    fn read(&self, form: Form, head: Head, decline: &mut impl FnMut(usize, Choice)) -> f32 {
        match head {
            Head::All => {
                let words = self.words.iter().enumerate();
                words.map(|(word, &piece)| self.place(piece, self.best(word, form, Sort::Any), decline)).sum()
            }
            Head::Declining(at) => self.phrase(form, at, true, decline),
            Head::Staying(at) => self.phrase(form, at, false, decline),
            Head::Nothing => 0.0,
        }
    }

    /// Reads a phrase: adjectives, the head noun that they agree with, and a tail.
    fn phrase(&self, form: Form, head: usize, declines: bool, decline: &mut impl FnMut(usize, Choice)) -> f32 {
        let before = self.words.iter().position(|&word| word >= head).unwrap_or(self.words.len());
        let may_decline = self.words.get(before) == Some(&head);
        let mut weight = 0.0;
        for (at, piece) in self.pieces[..head].iter().enumerate() {
            if piece.word && !self.words.contains(&at) && !piece.abbreviated {
                weight += if is_small(&piece.text) { SMALL_WORD } else { FIXED_BEFORE_HEAD };
            }
        }
        for (word, &piece) in self.words[..before].iter().enumerate() {
            let sort = if self.pieces[piece].tied { Sort::Any } else { Sort::Adjective };
            weight += self.place(piece, self.best(word, form, sort), decline);
        }
        for word in before + usize::from(may_decline)..self.words.len() {
            weight += self.tail(word, head, form, decline);
        }
        if declines {
            weight += self.place(head, self.head(before, form), decline) + self.adjective_passed_over(before, form);
        } else if may_decline {
            weight += FOREIGN_HEAD;
        }
        weight
    }

    /// Lets a word decline as chosen, or stay where nothing fits or a tied first half («Рис-Могг») is better left alone.
    /// Returns its weight.
    fn place(&self, piece: usize, choice: Option<Choice>, decline: &mut impl FnMut(usize, Choice)) -> f32 {
        let staying = if self.pieces[piece].tied { TIED_STAYS } else { MISFIT };
        match choice.filter(|choice| choice.weight > staying) {
            Some(choice) => {
                decline(piece, choice);
                choice.weight
            }
            None => staying,
        }
    }

    /// The likeliest choice for a word in a form of the name.
    fn best(&self, word: usize, form: Form, sort: Sort) -> Option<Choice> {
        self.options[word].best(form_number(form, self.kind)?, sort)
    }

    /// A word after the head stays if it can be a genitive. What agrees with the head instead is joined to it: «Боснии и
    /// Герцеговине», «городе Киеве».
    fn tail(&self, word: usize, head: usize, form: Form, decline: &mut impl FnMut(usize, Choice)) -> f32 {
        let options = &self.options[word];
        if options.choices().is_empty() || options.likely(Case::Genitive).is_some() {
            return 0.0;
        }
        match options.likely(form.case) {
            Some(choice) if form.case != Case::Nominative && self.is_joined(self.words[word], head) => {
                decline(self.words[word], choice);
                JOINED_TAIL
            }
            _ if options.likely(Case::Nominative).is_some() => NOMINATIVE_TAIL,
            _ => NOT_GENITIVE,
        }
    }

    /// Whether a word stands right after the head, or after a conjunction.
    fn is_joined(&self, word: usize, head: usize) -> bool {
        let previous = self.pieces[..word].iter().rposition(|piece| piece.word);
        previous.is_some_and(|previous| previous == head || self.conjunctions.contains(&&*self.pieces[previous].text))
    }

    /// What speaks against a head that could as well be an adjective to the noun after it: «Чёрного моря».
    fn adjective_passed_over(&self, word: usize, form: Form) -> f32 {
        let next = word + 1;
        if self.words.get(next) != Some(&(self.words[word] + 2)) {
            return 0.0;
        }
        let agree = |gender: Option<Gender>| {
            let form = Form { gender, ..form };
            self.best(word, form, Sort::Adjective).is_some_and(|choice| choice.weight > UNLIKELY)
                && self.best(next, form, Sort::Noun).is_some_and(|choice| choice.weight > UNLIKELY)
        };
        let genders = [Gender::Masculine, Gender::Feminine, Gender::Neuter];
        let is_adjective = match form.number {
            Number::Singular => genders.into_iter().any(|gender| agree(Some(gender))),
            Number::Plural => agree(None),
        };
        if is_adjective { PASSED_OVER } else { 0.0 }
    }

    /// The head of a phrase: a noun, or an adjective that stands for one («Хмельницкий»).
    fn head(&self, word: usize, form: Form) -> Option<Choice> {
        let noun = self.best(word, form, Sort::Noun);
        let adjective = self.best(word, form, Sort::Adjective);
        let adjective = adjective.map(|choice| Choice { weight: choice.weight - ADJECTIVE_HEAD, ..choice });
        noun.into_iter().chain(adjective).max_by(|a, b| a.weight.total_cmp(&b.weight))
    }
}

/// A dictionary form so far behind another, natural logarithms, has no support to hope for from the rest of a corpus.
pub(super) const SETTLED: f32 = 8.0;

/// Weights of a phrase, natural logarithms: a word before the head that does not decline, a conjunction there, an adjective
/// as the head, a foreign word as the head that stays, a word in the tail that declines with the head, that is a
/// nominative, that is neither, a head that could be an adjective.
const FIXED_BEFORE_HEAD: f32 = -3.0;
const SMALL_WORD: f32 = -0.5;
const ADJECTIVE_HEAD: f32 = 3.0;
const FOREIGN_HEAD: f32 = -2.0;
const JOINED_TAIL: f32 = -0.5;
const NOMINATIVE_TAIL: f32 = -1.0;
const NOT_GENITIVE: f32 = -2.5;
const PASSED_OVER: f32 = -4.0;
/// Weight of a word that a hyphen ties to the next one and that stays.
const TIED_STAYS: f32 = -1.5;

fn is_small(word: &str) -> bool {
    word.starts_with(char::is_lowercase)
}

/// Every way to read a name, the likeliest first. `only` restricts them to one case.
pub(super) fn analyses(name: &str, language: Language, kind: Kind, only: Option<Case>) -> Vec<Analysis> {
    let prepared = prepare(name, language, kind, Effort::Thorough);
    let mut outlines = prepared.outlines(only);
    outlines.sort_by(Outline::by_likelihood);
    outlines.into_iter().map(|outline| prepared.analysis(outline)).collect()
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
        known |= reading.tags().any(Tags::PROPER) && !reading.tags().any(Tags::INFERRED)
            || reading.tags().part_of_speech() == PartOfSpeech::Adjective;
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
