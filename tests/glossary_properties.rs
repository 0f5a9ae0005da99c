//! What holds for every glossary and everything that is found.

mod support;

use std::path::Path;

use imenoslov::differ::{Category, diff};
use imenoslov::glossary::GlossaryFile;
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
            let names = imenoslov::glossary::NameIndex::new(read.glossary());
            for usage in &entity.names {
                let name = &usage.name;
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
}
