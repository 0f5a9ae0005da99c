//! Dictionary form → every case form of a whole name, and which of them a written form is.

use std::collections::BTreeMap;

use super::choices::Choice;
use super::grammar::{Case, Form, Gender, Number};
use super::lookup::Dictionary;
use super::names::{Analysis, Part, analyses};
use super::tags::Tags;
use crate::kind::Kind;
use crate::languages::Language;

/// What people wrote about the inflection of a name; it overrides the engine.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Hints {
    /// The gender of the person.
    pub gender: Option<Gender>,
    /// The name has one form only.
    pub indeclinable: bool,
    /// The form of the whole name in these cases.
    pub forms: BTreeMap<Case, String>,
}

/// How many different forms of one case are given for one name.
const MOST_DOUBLETS: usize = 8;

/// Every case form of a name given in its dictionary form, in the order of the cases, the usual form before its
/// doublets; the plural of a family name after the singular. Forms that nobody uses (the Russian vocative) are left out.
/// The form's gender is the person's, or that of the head word.
///
/// Costs some tens of microseconds a word.
pub fn paradigm(name: &str, language: Language, kind: Kind, hints: &Hints) -> Vec<(Form, String)> {
    let Some(analysis) = nominative(name, language, kind, hints.gender) else {
        return Vec::new();
    };
    let mut rows = Vec::new();
    let base = analysis.form;
    for &case in language.rules().cases {
        let form = Form { case, ..base };
        if let Some(written) = hints.forms.get(&case) {
            rows.push((form, written.clone()));
        } else if hints.indeclinable {
            rows.push((form, name.to_owned()));
        } else {
            rows.extend(inflected(&analysis, language, kind, form).into_iter().map(|text| (form, text)));
        }
    }
    let declining = analysis.parts.iter().filter(|part| matches!(part, Part::Declines(..))).count();
    if kind == Kind::Person && base.number == Number::Singular && declining == 1 && !hints.indeclinable {
        for &case in language.rules().cases {
            let form = Form { case, number: Number::Plural, gender: None };
            rows.extend(inflected(&analysis, language, kind, form).into_iter().map(|text| (form, text)));
        }
    }
    rows
}

/// One form of a name given in its dictionary form. A form without a gender takes the name's own; with another gender
/// than the name's, the name is declined as a person of that gender would («Уиткофф», feminine genitive: «Уиткофф»).
pub fn inflect(name: &str, language: Language, kind: Kind, hints: &Hints, form: Form) -> Option<String> {
    let find = |hints: &Hints| {
        let rows = paradigm(name, language, kind, hints);
        rows.into_iter().find_map(|(candidate, text)| {
            let same = candidate.case == form.case
                && candidate.number == form.number
                && (form.gender.is_none() || candidate.gender.is_none() || candidate.gender == form.gender);
            same.then_some(text)
        })
    };
    find(hints).or_else(|| {
        hints.gender.is_none().then(|| find(&Hints { gender: Some(form.gender?), ..hints.clone() })).flatten()
    })
}

/// Which forms of a name a written form can be; none if it is no form of the name. Capitals, ё or е, ґ or г, and the kind
/// of apostrophe do not matter.
pub fn forms_of(surface: &str, name: &str, language: Language, kind: Kind, hints: &Hints) -> Vec<Form> {
    let wanted = folded(surface);
    let mut forms: Vec<Form> = paradigm(name, language, kind, hints)
        .into_iter()
        .filter(|(_, text)| folded(text) == wanted)
        .map(|(form, _)| form)
        .collect();
    forms.dedup();
    forms
}

/// A spelling without the differences that do not make another form.
pub(super) fn folded(text: &str) -> String {
    let fold = |letter: char| match letter {
        'ё' => 'е',
        'ґ' => 'г',
        '’' | 'ʼ' | '‘' | '`' => '\'',
        other => other,
    };
    text.chars().flat_map(char::to_lowercase).map(fold).collect()
}

/// How much likelier it must be, natural logarithms, that a name given in the nominative does not decline: what its words
/// could be in other cases has weakened every reading as a nominative that declines.
const DECLINES_RATHER: f32 = 2.0;

/// The likeliest reading of a dictionary form.
fn nominative(name: &str, language: Language, kind: Kind, gender: Option<Gender>) -> Option<Analysis> {
    let found = analyses(name, language, kind, Some(Case::Nominative));
    let suits = |analysis: &&Analysis| {
        gender.is_none() || analysis.form.number == Number::Plural || analysis.form.gender == gender
    };
    let best = found.iter().find(suits).or(found.first())?;
    let declines = |analysis: &&Analysis| analysis.parts.iter().any(|part| matches!(part, Part::Declines(..)));
    let declining =
        found.iter().filter(suits).find(declines).filter(|next| next.weight > best.weight - DECLINES_RATHER);
    Some(declining.unwrap_or(best).clone())
}

/// A form of an analysed name, with its doublets. Empty if one of its words has no such form.
fn inflected(analysis: &Analysis, language: Language, kind: Kind, form: Form) -> Vec<String> {
    let mut texts = vec![String::new()];
    for part in &analysis.parts {
        match part {
            Part::Stays(text) => texts.iter_mut().for_each(|t| t.push_str(text)),
            Part::Declines(word, choice) => {
                let variants = word_forms(word, choice, language, kind, form);
                texts = variants
                    .iter()
                    .flat_map(|variant| texts.iter().map(move |text| format!("{text}{variant}")))
                    .take(MOST_DOUBLETS)
                    .collect();
            }
        }
    }
    texts
}

/// The forms of one word, the usual first.
fn word_forms(word: &str, choice: &Choice, language: Language, kind: Kind, form: Form) -> Vec<String> {
    let paradigms = Dictionary::of(language).paradigms();
    let animate = if kind == Kind::Person { Tags::ANIMATE } else { Tags::INANIMATE };
    let mut forms = Vec::new();
    let wanted = if form.number == Number::Plural && choice.tags.number() == Some(Number::Singular) {
        choice.tags.in_plural()
    } else {
        choice.tags
    };
    for text in choice.forms(word, paradigms, form.case, wanted, animate) {
        if !forms.contains(&text) {
            forms.push(text);
        }
    }
    if forms.is_empty() && form.case == Case::Vocative {
        forms.extend(choice.forms(word, paradigms, Case::Nominative, wanted, animate).next());
    }
    forms
}
