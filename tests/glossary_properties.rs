//! What holds for every glossary and everything that is found.

mod support;

use std::path::Path;

use imenoslov::differ::{Category, diff};
use imenoslov::glossary::{Entry, GlossaryFile, NameIndex, Standing, Status, comparable};
use imenoslov::kind::Kind;
use imenoslov::languages::Language;
use imenoslov::matcher::{Entity, Name, Usage};
use proptest::prelude::*;
use proptest::sample::select;
use support::glossary_file;

/// Few words, so that names meet again in other entries, spellings and standings.
const WORDS: [&str; 10] =
    ["Іван", "Пётр", "Петр", "Знам'янка", "Знам’янка", "Reuters", "Київ", "О\"Браєн", "back\\slash", "\u{1F600}"];

fn name() -> impl Strategy<Value = String> {
    proptest::collection::vec(select(&WORDS[..]), 1..3).prop_map(|words| words.join(" "))
}

fn entity() -> impl Strategy<Value = Entity> {
    let usage = (select(&Language::ALL[..]), name(), 1..9_usize);
    (select(&Kind::ALL[..]), proptest::collection::vec(usage, 1..5), 0.0..1.0).prop_map(|(kind, names, confidence)| {
        let names = names
            .into_iter()
            .map(|(language, text, count)| Usage { name: Name { language, kind, text }, count, articles: vec![0] })
            .collect();
        Entity { kind, names, confidence }
    })
}

/// Names as people write them in TOML: either kind of quotes.
fn toml_name() -> impl Strategy<Value = String> {
    (name(), any::<bool>()).prop_map(|(name, literal)| match literal && !name.contains('\'') {
        true => format!("'{name}'"),
        false => format!("{name:?}").replace("\\'", "'").replace("\\u{1f600}", "\u{1F600}"),
    })
}

/// A list in some style.
fn list() -> impl Strategy<Value = String> {
    let style = select(
        &[("[", ", ", "]"), ("[ ", " , ", " ]"), ("[\n  ", ",  # why\n  ", "\n]"), ("[ # c\n\t", ",\n\t", ", # d\n]")]
            [..],
    );
    (proptest::collection::vec(toml_name(), 0..3), style).prop_map(|(names, (open, separator, close))| {
        match names.len() {
            0 => "[ ]".to_owned(),
            _ => format!("{open}{}{close}", names.join(separator)),
        }
    })
}

/// The names of one language in some style, after `ru` or `uk`.
fn side() -> impl Strategy<Value = Vec<(&'static str, String)>> {
    let field = prop_oneof![
        toml_name().prop_map(|name| ("preferred", name)),
        list().prop_map(|list| ("admitted", list)),
        list().prop_map(|list| ("forbidden", list)),
        list().prop_map(|list| ("proposed", list)),
        Just(("x-field", "{ a = 1, b = [ 'c' ] }".to_owned())),
    ];
    proptest::collection::vec(field, 0..5).prop_map(|mut fields| {
        fields.sort();
        fields.dedup_by_key(|field| field.0);
        fields
    })
}

fn entry() -> impl Strategy<Value = String> {
    let sides = (0..4_u8, side(), 0..4_u8, side());
    let status = select(&["proposed", "approved", "rejected"][..]);
    let indent = select(&["", "  ", "\t"][..]);
    (select(&Kind::ALL[..]), status, sides, indent).prop_map(|(kind, status, (ru_style, ru, uk_style, uk), indent)| {
        let mut head = format!("[[entry]]  # an entry\nid = 'ID'\nkind = \"{kind}\"\nstatus='{status}' # so\n");
        let mut tables = String::new();
        for (code, style, fields) in [("ru", ru_style, ru), ("uk", uk_style, uk)] {
            match style {
                0 => {}
                1 => {
                    let fields: Vec<_> = fields.iter().map(|(key, value)| format!("{key} = {value}")).collect();
                    head.push_str(&format!("{code} = {{ {} }} # inline\n", fields.join(", ")));
                }
                2 => fields.iter().for_each(|(key, value)| head.push_str(&format!("{code}.{key} = {value}\n"))),
                _ => {
                    tables.push_str(&format!("\n# names\n[entry.{code}]\n"));
                    fields.iter().for_each(|(key, value)| tables.push_str(&format!("{key:<9} = {value} # c\n")));
                }
            }
        }
        format!("{head}{tables}").lines().map(|line| format!("{indent}{line}\n")).collect()
    })
}

/// A glossary as people keep it, with or without a line break at the end, in either kind of line ends.
fn hand_written() -> impl Strategy<Value = String> {
    let pair = (toml_name(), toml_name())
        .prop_map(|(ru, uk)| format!("\n# refused\n[[rejected_pair]]\nru = {ru}\nuk = {uk}\nkind = 'person' # why\n"));
    let part = prop_oneof![4 => entry(), 1 => pair];
    (proptest::collection::vec(part, 0..6), any::<bool>(), any::<bool>(), any::<bool>()).prop_map(
        |(parts, header, crlf, line_break)| {
            let mut text = if header { "# ours\nversion = 1\n\n".to_owned() } else { String::new() };
            for (number, part) in parts.iter().enumerate() {
                text.push_str(&part.replace("'ID'", &format!("'id-{number}'")));
            }
            text.push_str("# the end");
            if line_break {
                text.push('\n');
            }
            if crlf { text.replace('\n', "\r\n") } else { text }
        },
    )
}

/// Every form of an entry, in comparable spelling.
fn forms(entry: &Entry) -> Vec<(Language, String)> {
    let mut forms: Vec<_> = entry
        .sides()
        .flat_map(|(language, side)| {
            side.all_forms().map(move |form| (language, imenoslov::glossary::comparable(form)))
        })
        .collect();
    forms.sort();
    forms.dedup();
    forms
}

fn is_subsequence(part: &str, whole: &str) -> bool {
    let mut rest = whole.chars();
    part.chars().all(|c| rest.any(|other| other == c))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn a_merge_only_inserts_and_only_proposes(text in hand_written(), found in proptest::collection::vec(entity(), 0..6)) {
        let before = glossary_file(&text);
        let mut file = before.clone();
        let summary = file.merge(&found).expect("merged");
        prop_assert!(is_subsequence(&text, file.text()));

        // Each line is still there, in order, whole or with a form added to a list in it.
        let mut lines = file.text().lines();
        for line in text.lines() {
            prop_assert!(
                lines.any(|other| other == line || (is_subsequence(line, other) && other.len() > line.len())),
                "{line:?}"
            );
        }

        let changes = diff(before.glossary(), file.glossary());
        for change in &changes {
            prop_assert!(matches!(change.what.category(), Category::Added | Category::Proposed), "{change:?}");
        }
        let added = changes.iter().filter(|change| change.what.category() == Category::Added).count();
        prop_assert_eq!(added, summary.added.len());
        prop_assert_eq!(changes.is_empty(), summary.forms_added == 0);

        let mut again = file.clone();
        prop_assert_eq!(again.merge(&found).expect("merged").forms_added, 0);
        prop_assert_eq!(again.text(), file.text());
    }

    #[test]
    fn what_the_program_writes_it_reads(found in proptest::collection::vec(entity(), 0..8)) {
        let mut file = GlossaryFile::empty(Path::new("glossary.toml"));
        file.merge(&found).expect("merged");
        let read = glossary_file(file.text());
        prop_assert_eq!(read.glossary(), file.glossary());
        for entity in &found {
            let names = NameIndex::new(read.glossary());
            for usage in &entity.names {
                let name = &usage.name;
                let begins = |full: &imenoslov::matcher::Usage| {
                    full.name.language == name.language
                        && comparable(&full.name.text).starts_with(&format!("{} ", comparable(&name.text)))
                };
                // A first name beside the full name is no entry's form.
                if entity.kind == Kind::Person && !name.text.contains(' ') && entity.names.iter().any(begins) {
                    continue;
                }
                let known = names.entries(name.language, &name.text).len()
                    + names.entries_by_ending(name.language, &name.text).len();
                prop_assert!(known > 0, "{name:?}");
            }
        }
    }

    #[test]
    fn any_text_is_a_glossary_or_an_error(text in "\\PC{0,40}") {
        let _ = GlossaryFile::parse(Path::new("glossary.toml"), &text);
    }

    #[test]
    fn an_edit_changes_its_entries_and_loses_no_comment_and_no_name(
        text in hand_written(),
        verb in 0..8_u8,
        picks in (0..6_usize, 0..6_usize),
        form in name(),
        language in proptest::option::of(select(&Language::ALL[..])),
    ) {
        let before = glossary_file(&text);
        let entries = &before.glossary().entries;
        prop_assume!(!entries.is_empty());
        let (entry, other) = (&entries[picks.0 % entries.len()], &entries[picks.1 % entries.len()]);
        let id = entry.id.as_str();
        let mut file = before.clone();
        let result = match verb {
            0 => file.set_status(&[id.to_owned()], Status::Approved).map(drop),
            1 => file.set_status(&[id.to_owned()], Status::Rejected).map(drop),
            2 => file.set_standing(id, &form, language, Standing::Preferred).map(drop),
            3 => file.set_standing(id, &form, language, Standing::Admitted).map(drop),
            4 => file.set_standing(id, &form, language, Standing::Forbidden).map(drop),
            5 => file.merge_entries(id, std::slice::from_ref(&other.id)).map(drop),
            6 => file.split_entry(id, &[]).map(drop),
            _ => file.rename_entry(id, "new-id").map(drop),
        };
        if let Err(error) = result {
            let is_refusal = !matches!(error, imenoslov::glossary::EditError::Glossary(_));
            prop_assert!(is_refusal, "{error}");
            prop_assert_eq!(file.text(), text.as_str());
            return Ok(());
        }
        let hashes = |text: &str| text.matches('#').count();
        prop_assert!(hashes(file.text()) >= hashes(&text), "{}", file.text());
        let fields = |text: &str| text.matches("x-field").count();
        // A merge writes once what both entries have alike.
        let kept = if verb == 5 { fields(&text).min(1) } else { fields(&text) };
        prop_assert!(fields(file.text()) >= kept, "{}", file.text());
        let all = |file: &GlossaryFile| {
            let mut all: Vec<_> = file.glossary().entries.iter().flat_map(forms).collect();
            all.sort();
            all.dedup();
            all
        };
        let (old, new) = (all(&before), all(&file));
        prop_assert!(old.iter().all(|form| new.contains(form)), "{}", file.text());
        let touched = [id, other.id.as_str()];
        for untouched in entries.iter().filter(|entry| !touched.contains(&entry.id.as_str())) {
            prop_assert!(file.glossary().entries.contains(untouched), "{}", file.text());
        }
        prop_assert!(file.glossary().rejected_pairs.starts_with(&before.glossary().rejected_pairs));
        match verb {
            2 => {
                let entry = file.glossary().entries.iter().find(|entry| entry.id == id).expect("the entry");
                prop_assert!(entry.sides().any(|(_, side)| side.preferred.as_ref() == Some(&form)));
            }
            3 | 4 => {
                let entry = file.glossary().entries.iter().find(|entry| entry.id == id).expect("the entry");
                let list = entry.sides().map(|(_, side)| if verb == 3 { &side.admitted } else { &side.forbidden });
                prop_assert!(list.into_iter().any(|list| list.contains(&form)));
            }
            5 => {
                let kept = file.glossary().entries.iter().find(|entry| entry.id == id).expect("the entry");
                let expected = forms(entry).into_iter().chain(forms(other));
                let known = forms(kept);
                prop_assert!(expected.into_iter().all(|form| known.contains(&form)), "{}", file.text());
                prop_assert!(kept.former_ids.contains(&other.id));
                prop_assert_eq!(file.glossary().entries.len() + 1, entries.len());
            }
            6 => prop_assert_eq!(file.glossary().entries.len(), entries.len() + 1),
            _ => {}
        }
    }
}
