//! Dictionary forms and inflection of whole names. The tables in `tests/morphology` can be extended without Rust.

use std::collections::BTreeMap;
use std::error::Error;
use std::fs;

use imenoslov::kind::Kind;
use imenoslov::languages::Language;
use imenoslov::morphology::dictionary::{Dictionary, readings};
use imenoslov::morphology::{
    Case, Contexts, Form, Gender, Hints, Number, Written, candidates, corpus_dictionary_forms, dictionary_form,
    forms_of, inflect, paradigm,
};
use proptest::prelude::*;

fn table(name: &str) -> Result<Vec<Vec<String>>, Box<dyn Error>> {
    let text = fs::read_to_string(format!("{}/tests/morphology/{name}", env!("CARGO_MANIFEST_DIR")))?;
    let rows = text.lines().filter(|line| !line.starts_with('#'));
    Ok(rows.map(|line| line.split('\t').map(str::to_owned).collect()).collect())
}

fn case(name: &str) -> Case {
    let found = Case::ALL.into_iter().find(|case| format!("{case:?}").to_lowercase() == name);
    found.unwrap_or_else(|| panic!("{name} is no case"))
}

#[test]
fn dictionary_forms() -> Result<(), Box<dyn Error>> {
    let mut wrong = Vec::new();
    for row in table("dictionary_forms.tsv")? {
        let [language, kind, surface, lemma] = &row[..] else { panic!("four columns: {row:?}") };
        let found = dictionary_form(surface, language.parse()?, kind.parse()?);
        if found != *lemma {
            wrong.push(format!("{surface} → {found}, not {lemma}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    Ok(())
}

#[test]
fn inflected_forms() -> Result<(), Box<dyn Error>> {
    let mut wrong = Vec::new();
    for row in table("inflection.tsv")? {
        let [language, kind, lemma, gender, case_name, expected] = &row[..] else { panic!("six columns: {row:?}") };
        let gender = match gender.as_str() {
            "m" => Some(Gender::Masculine),
            "f" => Some(Gender::Feminine),
            _ => None,
        };
        let hints = Hints { gender, ..Hints::default() };
        let rows = paradigm(lemma, language.parse()?, kind.parse()?, &hints);
        let forms: Vec<&str> =
            rows.iter().filter(|(form, _)| form.case == case(case_name)).map(|(_, text)| text.as_str()).collect();
        if !forms.contains(&expected.as_str()) {
            wrong.push(format!("{lemma}, {case_name}: {forms:?} lacks {expected}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    Ok(())
}

/// Every form of a name is recognised as that form, and leads back to the name among its candidates.
#[test]
fn what_is_inflected_is_analysed() -> Result<(), Box<dyn Error>> {
    for row in table("inflection.tsv")? {
        let (language, kind): (Language, Kind) = (row[0].parse()?, row[1].parse()?);
        let hints = Hints::default();
        for (form, text) in paradigm(&row[2], language, kind, &hints) {
            assert!(forms_of(&text, &row[2], language, kind, &hints).contains(&form), "{text} as {form:?}");
            if form.number == Number::Singular {
                let found = candidates(&text, language, kind);
                assert!(found.iter().any(|candidate| candidate.lemma == row[2]), "{text}: {found:?}");
            }
        }
    }
    Ok(())
}

#[test]
fn people_overrule_the_engine() {
    let (language, kind) = (Language::Russian, Kind::Person);
    let instrumental = Form { case: Case::Instrumental, number: Number::Singular, gender: None };
    let inflect = |name: &str, hints: &Hints| inflect(name, language, kind, hints, instrumental);
    assert_eq!(inflect("Дойл", &Hints::default()).as_deref(), Some("Дойлом"));
    assert_eq!(inflect("Дойл", &Hints { indeclinable: true, ..Hints::default() }).as_deref(), Some("Дойл"));
    let woman = Hints { gender: Some(Gender::Feminine), ..Hints::default() };
    assert_eq!(inflect("Дойл", &woman).as_deref(), Some("Дойл"));
    let forms = BTreeMap::from([(Case::Instrumental, "Дойлем".to_owned())]);
    assert_eq!(inflect("Дойл", &Hints { forms, ..Hints::default() }).as_deref(), Some("Дойлем"));
}

#[test]
fn the_corpus_decides() {
    for (language, surfaces, lemma) in [
        (Language::Russian, &["Кушнера", "Кушнером"][..], "Кушнер"),
        (Language::Russian, &["Асия", "Асией", "Асии", "Асию"], "Асия"),
        (Language::Ukrainian, &["Кушнера", "Кушнером", "Кушнерові"], "Кушнер"),
    ] {
        let written: Vec<Written<'_>> =
            surfaces.iter().map(|surface| Written::once(surface, language, Kind::Person)).collect();
        let found = corpus_dictionary_forms(&written);
        assert_eq!(found, vec![lemma; surfaces.len()]);
    }
}

#[test]
fn the_sentence_decides() {
    use Language::{Russian, Ukrainian};
    for (language, before, name, after, lemma) in [
        (Russian, None, "Иванова", Some("заявила"), "Иванова"),
        (Russian, Some("слова"), "Иванова", None, "Иванов"),
        (Russian, Some("у"), "Иванова", None, "Иванов"),
        (Russian, Some("сообщила"), "Курпанова", None, "Курпанова"),
        (Russian, Some("президента"), "Курпанова", None, "Курпанов"),
        (Russian, Some("адвоката"), "Лодика", None, "Лодик"),
        (Russian, None, "Гудима", Some("сказала"), "Гудима"),
        (Ukrainian, None, "Гудима", Some("повідомила"), "Гудима"),
        (Ukrainian, Some("для"), "Курпанова", None, "Курпанов"),
        (Ukrainian, None, "Курпанова", Some("додала"), "Курпанова"),
    ] {
        let contexts = Contexts::of(before, after, language, Kind::Person);
        let written = Written { contexts, ..Written::once(name, language, Kind::Person) };
        assert_eq!(corpus_dictionary_forms(&[written]), [lemma], "{before:?} {name} {after:?}");
    }
}

#[test]
fn what_is_no_name_comes_back() {
    for text in ["", " ", "😀", "東京", "2024", "-", "'", "«»", "А", "́", "\u{202e}", &"ъ".repeat(10_000)] {
        for language in Language::ALL {
            for kind in Kind::ALL {
                assert_eq!(dictionary_form(text, language, kind), text);
            }
        }
    }
}

/// The dictionary leads from every form of a word back to it.
#[test]
fn the_dictionary_is_closed() {
    for (language, words) in [
        (Language::Russian, ["Москва", "Сергей", "зелёный", "Юлия", "человек", "Пушкин", "орёл"]),
        (Language::Ukrainian, ["Київ", "Сергій", "зелений", "Юлія", "людина", "Львів", "орел"]),
    ] {
        let paradigms = Dictionary::of(language).paradigms();
        for word in words {
            let reading = readings(word, language).find(|reading| reading.id().row == 0);
            let reading = reading.unwrap_or_else(|| panic!("{word} is no dictionary form"));
            let ending = paradigms.row(reading.id()).ending;
            let stem = word.strip_suffix(ending).unwrap_or_else(|| panic!("{word} does not end in {ending}"));
            for row in paradigms.rows(reading.id().paradigm) {
                let form = format!("{}{stem}{}", row.prefix, row.ending);
                assert!(readings(&form, language).any(|found| found.lemma() == word), "{form}");
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    /// Nothing makes it panic, and capitals and words keep their number.
    #[test]
    fn any_text_has_a_dictionary_form(text in "[«»а-яёіїєґА-Я' .-]{0,40}|\\PC{0,40}") {
        for language in Language::ALL {
            for kind in [Kind::Person, Kind::Place, Kind::Org] {
                let lemma = dictionary_form(&text, language, kind);
                prop_assert_eq!(lemma.split(' ').count(), text.split(' ').count());
                paradigm(&text, language, kind, &Hints::default());
            }
        }
    }

    /// Unknown surnames: each form that the engine makes is a form of the name.
    #[test]
    fn unknown_surnames_come_back(name in "[БВГДКЛМНПРСТ](а|е|и|о|у)[бвгдкмнпрст](а|е|о|у)[бвгдкмнпрст](ер|он|ич|енко|о|а|ова|ский)?") {
        for language in Language::ALL {
            let hints = Hints::default();
            for (form, text) in paradigm(&name, language, Kind::Person, &hints) {
                prop_assert!(forms_of(&text, &name, language, Kind::Person, &hints).contains(&form));
            }
        }
    }
}
