//! The words around a name → how likely each form of the name is there.

use super::grammar::{Case, Form, Gender, Number};
use super::lookup::readings;
use super::tags::{PartOfSpeech, Tags};
use crate::kind::Kind;
use crate::languages::Language;
use crate::languages::prepositions::governed_cases;

/// Cases, and in each the three genders of the singular and the plural.
const FORMS: usize = 4 * Case::ALL.len();

/// What the places where a name is written so say about the form that it stands in. Places add up, so that one place
/// that leaves no choice does not outvote nine others.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Contexts {
    /// By form: the sum over all places of how well it fits there, each 0…1.
    fits: [f32; FORMS],
    places: f32,
}

/// How well forms fit that a context speaks against, beside 1 for those that it speaks for. Another case than the
/// preposition governs; another than that of the title before the name, the genitive («помощник Путина») and the rest;
/// no subject although a verb follows («сын Байдена заявил»), the more so where no word stands before the name, or although
/// a verb stands before («назвал Путина»); the subject of a verb in another gender; not the genitive although a thing
/// stands before («слова Лаврова»).
const NOT_GOVERNED: f32 = 0.03;
const GENITIVE_AFTER_TITLE: f32 = 0.4;
const NOT_AGREEING: f32 = 0.05;
const NO_SUBJECT_OF_NEXT: f32 = 0.25;
const NO_SUBJECT_THOUGH_FIRST: f32 = 0.02;
const NO_SUBJECT_OF_PREVIOUS: f32 = 0.5;
const ANOTHER_GENDER: f32 = 0.03;
const NOT_GENITIVE: f32 = 0.3;

impl Contexts {
    /// One place: the words right before and right after the name in its sentence, as they are written; none at the
    /// ends of the sentence and where a sign stands in between. Costs two look-ups in the dictionary.
    pub fn of(before: Option<&str>, after: Option<&str>, language: Language, kind: Kind) -> Contexts {
        let mut fits = [1.0; FORMS];
        if let Some(before) = before {
            after_word(&before.to_lowercase(), language, kind, &mut fits);
        }
        if let Some(subject) = after.and_then(|after| Subject::of_verb(after, language)) {
            // Nothing that the name could depend on stands before it.
            let otherwise = if before.is_none() { NO_SUBJECT_THOUGH_FIRST } else { NO_SUBJECT_OF_NEXT };
            weaken(&mut fits, |form| subject.fit(form, otherwise));
        }
        Contexts { fits, places: 1.0 }
    }

    /// Takes in other places.
    pub fn add(&mut self, other: &Contexts) {
        for (fit, more) in self.fits.iter_mut().zip(&other.fits) {
            *fit += more;
        }
        self.places += other.places;
    }

    /// Natural logarithm of how well a form fits, all places taken together; 0 where nothing speaks against it.
    pub(super) fn log_fit(&self, form: Form) -> f32 {
        if self.places > 0.0 { (self.fits[number_of(form)] / self.places).ln() } else { 0.0 }
    }
}

fn number_of(form: Form) -> usize {
    let gender = match (form.number, form.gender) {
        (Number::Plural, _) => 3,
        (Number::Singular, Some(gender)) => gender as usize,
        (Number::Singular, None) => 0,
    };
    4 * form.case as usize + gender
}

fn weaken(fits: &mut [f32; FORMS], fit: impl Fn(Form) -> f32) {
    let genders = [Some(Gender::Masculine), Some(Gender::Feminine), Some(Gender::Neuter), None];
    for case in Case::ALL {
        for gender in genders {
            let number = if gender.is_some() { Number::Singular } else { Number::Plural };
            let form = Form { case, number, gender };
            fits[number_of(form)] *= fit(form);
        }
    }
}

/// What the word before a name, in small letters, says about its form.
fn after_word(word: &str, language: Language, kind: Kind, fits: &mut [f32; FORMS]) {
    if let Some(cases) = governed_cases(word, language) {
        weaken(fits, |form| if cases.contains(&form.case) { 1.0 } else { NOT_GOVERNED });
        return;
    }
    if let Some(subject) = Subject::of_verb(word, language) {
        weaken(fits, |form| subject.fit(form, NO_SUBJECT_OF_PREVIOUS));
        return;
    }
    let is_title = |tags: Tags| kind == Kind::Person && tags.any(Tags::ANIMATE) && !tags.any(Tags::PROPER);
    let mut title_cases: Vec<Case> = Vec::new();
    for tags in readings(word, language).map(|reading| reading.tags()) {
        match tags.part_of_speech() {
            PartOfSpeech::Noun if is_title(tags) => title_cases.extend(tags.case()),
            PartOfSpeech::Noun => {}
            _ => return,
        }
    }
    if !title_cases.is_empty() {
        weaken(fits, |form| match form.case {
            case if title_cases.contains(&case) => 1.0,
            Case::Genitive => GENITIVE_AFTER_TITLE,
            _ => NOT_AGREEING,
        });
    } else if readings(word, language).next().is_some() {
        weaken(fits, |form| if form.case == Case::Genitive { 1.0 } else { NOT_GENITIVE });
    }
}

/// What a finite verb beside a name says about its subject.
#[derive(Clone, Copy, Debug)]
struct Subject {
    number: Number,
    gender: Option<Gender>,
}

impl Subject {
    /// None if the word can be anything but a finite verb of the third person.
    fn of_verb(word: &str, language: Language) -> Option<Subject> {
        let mut subject = None;
        for tags in readings(word, language).map(|reading| reading.tags()) {
            let is_other_person = tags.any(Tags::FIRST_PERSON.with(Tags::SECOND_PERSON));
            let is_finite = tags.any(Tags::PAST) || tags.any(Tags::THIRD_PERSON) && !is_other_person;
            if tags.part_of_speech() != PartOfSpeech::Verb || !is_finite {
                return None;
            }
            subject = Some(Subject { number: tags.number()?, gender: tags.gender() });
        }
        subject
    }

    /// How well a form of the name fits, 0…1, if a form that is no nominative has `otherwise`.
    fn fit(self, form: Form, otherwise: f32) -> f32 {
        let agrees = self.number == form.number
            && (self.gender.is_none() || form.gender.is_none() || self.gender == form.gender);
        match form.case {
            Case::Nominative if agrees => 1.0,
            // «Трамп и Путин заявили».
            Case::Nominative if self.number == Number::Plural => otherwise,
            Case::Nominative => ANOTHER_GENDER,
            _ => otherwise,
        }
    }
}
