//! Entries as the program writes them.

use std::fmt::Write;

use super::places::{quoted, quoted_list};
use super::{Entry, Side};
use crate::languages::{Language, romanise};

/// The lines of an entry. Fields stand in the order of the contract's example.
pub(crate) fn entry_text(entry: &Entry) -> String {
    let mut text = String::from("[[entry]]\n");
    let mut field = |key: &str, value: &str| text.push_str(&format!("{key} = {value}\n"));
    field("id", &quoted(&entry.id));
    field("kind", &quoted(entry.kind.name()));
    field("status", &quoted(entry.status.name()));
    if let Some(en) = &entry.en {
        field("en", &quoted(en));
    }
    if let Some(note) = &entry.note {
        field("note", &quoted(note));
    }
    if !entry.former_ids.is_empty() {
        field("former_ids", &quoted_list(&entry.former_ids));
    }
    if let Some(confidence) = entry.confidence {
        // Two digits, as the program measures it; more where somebody wrote more.
        let short = format!("{confidence:.2}");
        let is_exact = short.parse() == Ok(confidence);
        field("confidence", &if is_exact { short } else { format!("{confidence:?}") });
    }
    for (language, side) in entry.sides() {
        text.push_str(&format!("\n[entry.{}]\n{}", language.code(), side_text(side)));
        text.push_str(&periods_text(language, side));
    }
    text
}

/// The tables of the forms that were right in their time, each with a blank line before it.
pub(super) fn periods_text(language: Language, side: &Side) -> String {
    let mut text = String::new();
    for period in &side.periods {
        text.push_str(&format!("\n[[entry.{}.period]]\nform  = {}\n", language.code(), quoted(&period.form)));
        for (key, date) in [("since", period.since), ("until", period.until)] {
            if let Some(date) = date {
                let _ = writeln!(text, "{key} = {:04}-{:02}-{:02}", date.year, date.month, date.day);
            }
        }
    }
    text
}

/// The fields of one language, with the equals signs in one column.
pub(super) fn side_text(side: &Side) -> String {
    let mut text = String::new();
    let mut field = |key: &str, value: String| text.push_str(&format!("{key:<9} = {value}\n"));
    if let Some(preferred) = &side.preferred {
        field("preferred", quoted(preferred));
    }
    for (key, forms) in [("admitted", &side.admitted), ("forbidden", &side.forbidden), ("proposed", &side.proposed)] {
        if !forms.is_empty() {
            field(key, quoted_list(forms));
        }
    }
    if let Some(gender) = side.gender {
        field("gender", quoted(gender_word(gender)));
    }
    if side.indeclinable {
        text.push_str("indeclinable = true\n");
    }
    if !side.forms.is_empty() {
        let forms: Vec<_> =
            side.forms.iter().map(|(case, form)| format!("{} = {}", case_word(*case), quoted(form))).collect();
        text.push_str(&format!("forms     = {{ {} }}\n", forms.join(", ")));
    }
    text
}

fn gender_word(gender: crate::morphology::Gender) -> &'static str {
    use crate::morphology::Gender;
    match gender {
        Gender::Masculine => "m",
        Gender::Feminine => "f",
        Gender::Neuter => "n",
    }
}

fn case_word(case: crate::morphology::Case) -> &'static str {
    use crate::morphology::Case;
    match case {
        Case::Nominative => "nominative",
        Case::Genitive => "genitive",
        Case::Dative => "dative",
        Case::Accusative => "accusative",
        Case::Instrumental => "instrumental",
        Case::Locative => "locative",
        Case::Vocative => "vocative",
    }
}

/// An id that is not taken: from the English name, else from the Ukrainian one, else from the Russian one. A clash
/// gets `-2`, `-3`, ….
pub(crate) fn new_id(entry: &Entry, is_taken: impl Fn(&str) -> bool) -> String {
    let from_side = |language: Language| {
        let form = entry.side(language)?.best_form()?;
        Some(slug(&romanise(form, language)))
    };
    let stem = entry
        .en
        .as_ref()
        .map(|en| slug(&romanise(en, Language::Russian)))
        .into_iter()
        .chain([Language::Ukrainian, Language::Russian].into_iter().filter_map(from_side))
        .find(|stem| !stem.is_empty())
        .unwrap_or_else(|| entry.kind.name().to_owned());
    if !is_taken(&stem) {
        return stem;
    }
    let mut number: u64 = 2;
    loop {
        let id = format!("{stem}-{number}");
        if !is_taken(&id) {
            return id;
        }
        number += 1;
    }
}

/// Lower-case Latin letters and digits, everything between them as one hyphen.
fn slug(latin: &str) -> String {
    let mut slug = String::with_capacity(latin.len());
    for c in latin.chars() {
        if c.is_ascii_alphanumeric() {
            slug.push(c.to_ascii_lowercase());
        } else if !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
    }
    slug.truncate(slug.trim_end_matches('-').len());
    slug
}
