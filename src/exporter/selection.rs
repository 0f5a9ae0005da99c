//! Which entries are exported, and in which order.

use std::cmp::Ordering;

use icu_collator::options::CollatorOptions;
use icu_collator::{Collator, CollatorBorrowed};
use icu_locale::Locale;

use crate::glossary::{Entry, Glossary, Status};
use crate::kind::Kind;
use crate::languages::Language;

/// The part of a glossary that is wanted, in its order: only approved entries, only these kinds (all if empty).
pub fn select(glossary: &Glossary, only_approved: bool, kinds: &[Kind]) -> Glossary {
    let wanted = |entry: &&Entry| {
        (!only_approved || entry.status == Status::Approved) && (kinds.is_empty() || kinds.contains(&entry.kind))
    };
    Glossary {
        entries: glossary.entries.iter().filter(wanted).cloned().collect(),
        rejected_pairs: glossary.rejected_pairs.clone(),
    }
}

/// The glossary with its entries in the alphabetical order of their names in `language`; those without such a name come
/// last, by the alphabet of the other language. Apostrophes, quotation marks and stress do not count; entries with equal
/// names are ordered by id.
pub fn sorted(glossary: Glossary, language: Language) -> Glossary {
    let alphabets = [language, language.other()].map(|language| (language, collator(language)));
    let mut keyed: Vec<(usize, String, Entry)> = glossary
        .entries
        .into_iter()
        .map(|entry| {
            let named = alphabets.iter().enumerate().find_map(|(place, &(language, _))| {
                let side = entry.side(language)?;
                Some((place, sort_key(side.best_form().or_else(|| side.all_forms().next())?)))
            });
            let (place, key) = named.unwrap_or((alphabets.len(), sort_key(entry.en.as_deref().unwrap_or_default())));
            (place, key, entry)
        })
        .collect();
    let compare_keys = |place: usize, a: &str, b: &str| match alphabets.get(place).map(|(_, collator)| collator) {
        Some(Some(collator)) => collator.compare(a, b),
        _ => Ordering::Equal,
    };
    keyed.sort_by(|(a_place, a_key, a), (b_place, b_key, b)| {
        a_place
            .cmp(b_place)
            .then_with(|| compare_keys(*a_place, a_key, b_key))
            .then_with(|| a_key.cmp(b_key))
            .then_with(|| a.id.cmp(&b.id))
    });
    Glossary { entries: keyed.into_iter().map(|(_, _, entry)| entry).collect(), ..glossary }
}

/// The alphabetical order of a language, after CLDR. The data are in the program: nothing is read or decoded.
fn collator(language: Language) -> Option<CollatorBorrowed<'static>> {
    let locale: Locale = language.code().parse().ok()?;
    Collator::try_new(locale.into(), CollatorOptions::default()).ok()
}

/// A name without what does not count in the alphabet. CLDR would ignore the typewriter's apostrophe and the quotation
/// mark U+2019 but not the letter U+02BC, which Ukrainian texts use as well.
fn sort_key(name: &str) -> String {
    let counts =
        |c: &char| !matches!(c, '\'' | '’' | '‘' | 'ʼ' | '`' | '´' | '«' | '»' | '"' | '“' | '”' | '„' | '\u{301}');
    name.chars().filter(counts).collect::<String>().trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::glossary::Side;

    fn sorted_names(language: Language, names: &[&str]) -> Vec<String> {
        let entry = |name: &&str| {
            let side = Some(Side { preferred: Some((*name).to_owned()), ..Side::default() });
            let (ru, uk) = match language {
                Language::Russian => (side, None),
                Language::Ukrainian => (None, side),
            };
            Entry {
                id: (*name).to_owned(),
                kind: Kind::Place,
                status: Status::Proposed,
                en: None,
                note: None,
                former_ids: Vec::new(),
                ru,
                uk,
                confidence: None,
            }
        };
        let glossary = Glossary { entries: names.iter().rev().map(entry).collect(), rejected_pairs: Vec::new() };
        sorted(glossary, language).entries.into_iter().map(|entry| entry.id).collect()
    }

    #[test]
    fn ukrainian_alphabet() {
        let names = [
            "«Азов»",
            "Вінниця",
            "Глухів",
            "Гомель",
            "Ґалаґан",
            "Ґудзик",
            "Дніпро",
            "Еквадор",
            "Європа",
            "Житомир",
            "Знам’янка",
            "Знамʼянське",
            "Ивга",
            "Іван Яценко",
            "Іванна Бо",
            "Іванно-Пусте",
            "Їжакевич",
            "Йорк",
            "Ще",
            "Юта",
            "Ялта",
            "Reuters",
        ];
        assert_eq!(sorted_names(Language::Ukrainian, &names), names);
    }

    #[test]
    fn russian_alphabet() {
        let names = ["Ежов", "Ёлкин", "Емельянов", "Объезд", "Сыктывкар", "Эстония", "«Яблоко»", "Яблочков", "BBC"];
        assert_eq!(sorted_names(Language::Russian, &names), names);
    }
}
