//! What holds for every glossary that goes through a format, however hostile its names are.

mod support;

use std::collections::{BTreeMap, BTreeSet};

use imenoslov::exporter::{Direction, Format};
use imenoslov::glossary::{Entry, Glossary, Side, Status};
use imenoslov::importer::{Hints, ImportFormat};
use imenoslov::kind::Kind;
use imenoslov::languages::Language;
use proptest::prelude::*;
use proptest::sample::select;
use support::exchange::{export, imported, read};

/// What some format, some tool or some program that shows it takes for something else.
const PIECES: [&str; 68] = [
    "Київ",
    "Ё",
    "ґ",
    " ",
    "\"",
    "'",
    "’",
    "«",
    "»",
    ";",
    ",",
    "\\",
    "\t",
    "\n",
    "\r\n",
    "\r",
    "=cmd|' /C calc'!A0",
    "+1",
    "-2",
    "@a",
    "<script>alert(1)</script>",
    "</script>",
    "&amp;",
    "&#7;",
    "]]>",
    "<!--",
    "{{data}}",
    "${x}",
    "%0A",
    "../",
    "\u{1F600}",
    "\u{1F468}\u{200D}\u{1F469}",
    "и\u{306}",
    "е\u{301}",
    "е\u{323}\u{301}",
    "\u{202E}",
    "\u{2066}",
    "\u{200F}",
    "שלום",
    "مرحبا",
    "#",
    "|",
    "*",
    "_x0041_",
    "_x0",
    "null",
    "\u{a0}",
    "\u{2028}",
    "\u{2029}",
    "1",
    "0.5",
    "TRUE",
    "proposed",
    "proposed; ",
    "source",
    "\u{feff}",
    "\0",
    "\u{1}",
    "\u{7}",
    "\u{b}",
    "\u{1b}[31m",
    "\u{7f}",
    "\u{85}",
    "\u{9f}",
    "\u{fffe}",
    "\u{ffff}",
    "\u{10FFFF}",
    "ﬁ",
];

/// A text that is hostile to some format, without blanks around it.
fn hostile() -> impl Strategy<Value = String> {
    proptest::collection::vec(select(&PIECES[..]), 1..5)
        .prop_map(|pieces| pieces.concat().trim().to_owned())
        .prop_filter("a name is no blank", |name| !name.is_empty())
}

fn side() -> impl Strategy<Value = Option<Side>> {
    let list = || proptest::collection::vec(hostile(), 0..3);
    (proptest::option::of(hostile()), list(), list(), list()).prop_map(|(preferred, admitted, forbidden, proposed)| {
        let side = Side { preferred, admitted, forbidden, proposed, ..Side::default() };
        (side != Side::default()).then_some(side)
    })
}

fn entries() -> impl Strategy<Value = Vec<Entry>> {
    let status = select(&[Status::Proposed, Status::Approved, Status::Rejected][..]);
    let texts = (proptest::option::of(hostile()), proptest::option::of(hostile()));
    let confidence = proptest::option::of((0..100_u8).prop_map(|percent| f64::from(percent) / 100.0));
    let entry = (select(&Kind::ALL[..]), status, texts, side(), side(), confidence).prop_filter_map(
        "an entry has a name",
        |(kind, status, (en, note), ru, uk, confidence)| {
            let named = en.is_some() || ru.is_some() || uk.is_some();
            let id = String::new();
            named.then_some(Entry { id, kind, status, en, note, former_ids: Vec::new(), ru, uk, confidence })
        },
    );
    proptest::collection::vec(entry, 1..5).prop_map(|mut entries| {
        for (number, entry) in entries.iter_mut().enumerate() {
            entry.id = format!("{number}-id_x41_.{number}");
        }
        entries
    })
}

/// Entries no two names of which are alike: each has a number, before or behind it.
fn entries_with_own_names() -> impl Strategy<Value = Vec<Entry>> {
    (entries(), any::<u64>()).prop_map(|(mut entries, places)| {
        for (number, form) in (0_u32..).zip(entries.iter_mut().flat_map(forms_mut)) {
            let is_before = places >> (number % 64) & 1 == 1;
            *form = if is_before { format!("№{number:03}{form}") } else { format!("{form}№{number:03}") };
        }
        entries
    })
}

fn forms_mut(entry: &mut Entry) -> impl Iterator<Item = &mut String> {
    [&mut entry.ru, &mut entry.uk].into_iter().flatten().flat_map(|side| {
        let lists = side.admitted.iter_mut().chain(&mut side.forbidden).chain(&mut side.proposed);
        side.preferred.iter_mut().chain(lists)
    })
}

fn glossary(entries: &[Entry]) -> Glossary {
    Glossary { entries: entries.to_vec(), rejected_pairs: Vec::new() }
}

/// Entries in the order of their ids.
fn by_id(mut entries: Vec<Entry>) -> Vec<Entry> {
    entries.sort_by(|a, b| a.id.cmp(&b.id));
    entries
}

/// The entries when each text goes through a format that changes it; what is no text then is gone.
fn with_texts(entries: &[Entry], change: impl Fn(&str) -> String) -> Vec<Entry> {
    let text = |text: &String| Some(change(text).trim().to_owned()).filter(|text| !text.is_empty());
    let side = |side: &Option<Side>| {
        let side = side.as_ref()?;
        let list = |forms: &Vec<String>| forms.iter().filter_map(text).collect();
        let changed = Side {
            preferred: side.preferred.as_ref().and_then(text),
            admitted: list(&side.admitted),
            forbidden: list(&side.forbidden),
            proposed: list(&side.proposed),
            ..Side::default()
        };
        (changed != Side::default()).then_some(changed)
    };
    let changed = entries.iter().map(|entry| Entry {
        en: entry.en.as_ref().and_then(text),
        note: entry.note.as_ref().and_then(text),
        ru: side(&entry.ru),
        uk: side(&entry.uk),
        ..entry.clone()
    });
    changed.filter(|entry| entry.en.is_some() || entry.ru.is_some() || entry.uk.is_some()).collect()
}

fn is_line_break_or_control(c: char) -> bool {
    c.is_control() || matches!(c, '\u{2028}' | '\u{2029}')
}

fn sorted_lines(bytes: &[u8]) -> Vec<String> {
    let mut lines: Vec<String> = String::from_utf8_lossy(bytes).split('\n').map(str::to_owned).collect();
    lines.sort();
    lines
}

/// OmegaT's lines. A note of somebody's that begins like the mark of a proposal is read as the mark, and the blanks behind
/// it are lost (docs/exchange.md).
fn omegat_lines(bytes: &[u8]) -> Vec<String> {
    const MARK: &str = "\tproposed;";
    let line = |line: String| match line.split_once(MARK) {
        Some((terms, note)) => format!("{terms}{MARK} {}", note.trim_start()),
        None => line,
    };
    let mut lines: Vec<String> = sorted_lines(bytes).into_iter().map(line).collect();
    lines.sort();
    lines
}

/// Weblate's rows without the context, which is the id: that of another tool is not taken over.
fn weblate_rows(bytes: &[u8]) -> Vec<Vec<String>> {
    let mut reader = csv::Reader::from_reader(bytes);
    let row = |record: Result<csv::StringRecord, csv::Error>| {
        let record = record.expect("a row");
        record.iter().enumerate().filter(|(at, _)| *at != 5).map(|(_, cell)| cell.to_owned()).collect()
    };
    let mut rows: Vec<Vec<String>> = reader.records().map(row).collect();
    rows.sort();
    rows
}

proptest! {
    #[test]
    fn formats_with_room_bring_everything_back(entries in entries()) {
        for (format, back) in
            [(Format::Json, ImportFormat::Json), (Format::Csv, ImportFormat::Csv), (Format::Xlsx, ImportFormat::Xlsx)]
        {
            let first = export(format, &glossary(&entries), Language::Russian);
            let (read, summary) = imported(back, first.clone(), Hints::default());
            prop_assert_eq!(&summary.conflicts, &[]);
            prop_assert_eq!(by_id(read.entries.clone()), entries.clone(), "{}", format);
            prop_assert!(export(format, &read, Language::Russian) == first, "{}", format);
        }
    }

    #[test]
    fn tsv_brings_back_everything_but_line_breaks(entries in entries()) {
        let first = export(Format::Tsv, &glossary(&entries), Language::Ukrainian);
        let lines = String::from_utf8(first.clone()).expect("UTF-8");
        prop_assert!(lines.split_terminator('\n').all(|line| line.split('\t').count() == 14));
        let expected = with_texts(&entries, |text| text.replace(is_line_break_or_control, " "));
        prop_assume!(expected.len() == entries.len());
        let (read, summary) = imported(ImportFormat::Tsv, first, Hints::default());
        prop_assert_eq!(&summary.conflicts, &[]);
        prop_assert_eq!(by_id(read.entries), expected);
    }

    #[test]
    fn tbx_brings_back_what_the_dialect_has(entries in entries()) {
        let first = export(Format::Tbx, &glossary(&entries), Language::Russian);
        let (read, _) = imported(ImportFormat::Tbx, first.clone(), Hints::default());
        // XML 1.0 cannot hold every character. Rejected entries and scores have no place; an approved entry shows by a
        // preferred form only.
        let unwritable = |c: char| (c < ' ' && !"\t\n\r".contains(c)) || matches!(c, '\u{fffe}' | '\u{ffff}');
        let kept: Vec<Entry> = entries.into_iter().filter(|entry| entry.status != Status::Rejected).collect();
        let expected: Vec<Entry> = with_texts(&kept, |text| text.replace(unwritable, "\u{fffd}"))
            .into_iter()
            .map(|entry| {
                let is_shown = entry.en.is_some() || entry.sides().any(|(_, side)| side.preferred.is_some());
                let status = if is_shown { entry.status } else { Status::Proposed };
                Entry { status, confidence: None, ..entry }
            })
            .collect();
        prop_assert_eq!(by_id(read.entries.clone()), expected);
        // What has become U+FFFD has another place in the alphabet.
        prop_assert_eq!(sorted_lines(&export(Format::Tbx, &read, Language::Russian)), sorted_lines(&first));
    }

    #[test]
    fn formats_of_pairs_bring_back_what_they_hold(entries in entries_with_own_names()) {
        let glossary = glossary(&entries);
        for source in Language::ALL {
            let hints = Hints { from: Some(source), status: Some(Status::Approved), ..Hints::default() };
            let again = |format: Format, back: ImportFormat| {
                let first = export(format, &glossary, source);
                let (read, summary) = imported(back, first.clone(), hints);
                assert_eq!(summary.conflicts, [], "{format}");
                (export(format, &read, source), first)
            };
            let (second, first) = again(Format::Omegat, ImportFormat::Omegat);
            prop_assert_eq!(omegat_lines(&second), omegat_lines(&first));
            let (second, first) = again(Format::Deepl, ImportFormat::Deepl);
            prop_assert_eq!(sorted_lines(&second), sorted_lines(&first));
            let (second, first) = again(Format::Weblate, ImportFormat::Weblate);
            prop_assert_eq!(weblate_rows(&second), weblate_rows(&first));
            let (second, first) = again(Format::TbxV2, ImportFormat::Tbx);
            prop_assert_eq!(sorted_lines(&second), sorted_lines(&first));
        }
    }

    #[test]
    fn deepl_and_omegat_obey_their_limits(entries in entries()) {
        for source in Language::ALL {
            let deepl = String::from_utf8(export(Format::Deepl, &glossary(&entries), source)).expect("UTF-8");
            let mut sources = BTreeSet::new();
            for line in deepl.split_terminator('\n') {
                let terms: Vec<&str> = line.split('\t').collect();
                prop_assert_eq!(terms.len(), 2);
                for term in &terms {
                    prop_assert!(!term.trim().is_empty() && term.len() <= 1024);
                    prop_assert!(!term.contains(is_line_break_or_control));
                }
                prop_assert!(sources.insert(terms[0].to_owned()), "{line}");
            }
            let omegat = String::from_utf8(export(Format::Omegat, &glossary(&entries), source)).expect("UTF-8");
            for line in omegat.split_terminator('\n') {
                prop_assert!(!line.starts_with('#'));
                let cells: Vec<&str> = line.split('\t').collect();
                prop_assert_eq!(cells.len(), 3);
                prop_assert!(!cells[0].trim().is_empty() && !cells[1].trim().is_empty());
                prop_assert!(!line.contains(|c| c != '\t' && is_line_break_or_control(c)));
            }
        }
    }

    #[test]
    fn a_forbidden_form_is_never_offered_as_a_translation(entries in entries()) {
        let glossary = glossary(&entries);
        for source in Language::ALL {
            let target = source.other();
            // What may be offered for a form: the translations of the entries that have it.
            let mut allowed: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
            for entry in entries.iter().filter(|entry| entry.status != Status::Rejected) {
                let (Some(from), Some(to)) = (entry.side(source), entry.side(target)) else { continue };
                let right = to.preferred.iter().chain(&to.admitted).chain(&to.proposed);
                let right = right.filter(|form| !to.forbidden.contains(form));
                let right: BTreeSet<String> = right.map(|form| plain(form)).collect();
                for form in from.all_forms() {
                    allowed.entry(plain(form)).or_default().extend(right.iter().cloned());
                }
            }
            let is_allowed = |from: &str, to: &str| allowed.get(&plain(from)).is_some_and(|right| right.contains(&plain(to)));
            for format in [Format::Omegat, Format::Deepl] {
                let text = String::from_utf8(export(format, &glossary, source)).expect("UTF-8");
                for line in text.split_terminator('\n') {
                    let cells: Vec<&str> = line.split('\t').collect();
                    prop_assert!(is_allowed(cells[0], cells[1]), "{format}: {line:?}");
                }
            }
            for row in weblate_rows(&export(Format::Weblate, &glossary, source)) {
                prop_assert!(is_allowed(&row[1], &row[2]), "{row:?}");
            }
            // TBX says of each term what it is.
            let reading = read(ImportFormat::Tbx, export(Format::TbxV2, &glossary, source), Hints::default()).expect("TBX");
            for pair in reading.entries {
                let (from, to) = (pair.side(source), pair.side(target));
                if let Some(to) = &to.preferred {
                    prop_assert!(is_allowed(from.preferred.as_deref().unwrap_or_default(), to), "{pair:?}");
                }
            }
        }
        let tbx = export(Format::Tbx, &glossary, Language::Russian);
        let terms = String::from_utf8(tbx).expect("UTF-8");
        let deprecated = terms.matches("deprecatedTerm-admn-sts").count();
        let shown = entries.iter().filter(|entry| entry.status != Status::Rejected);
        let forbidden: usize = shown.flat_map(Entry::sides).map(|(_, side)| side.forbidden.len()).sum();
        prop_assert_eq!(deprecated, forbidden);
    }

    #[test]
    fn every_export_counts_what_it_leaves_out(entries in entries_with_own_names()) {
        for format in Format::ALL {
            let export = format.exporter().export(&glossary(&entries), Direction { source: Language::Russian });
            prop_assert!(export.losses.values().all(|&count| count > 0));
            let text = export.text().unwrap_or_default().to_owned();
            // A form that is not in the file is counted; those without anything to escape can be looked for.
            let plain_forms = entries.iter().flat_map(Entry::sides).flat_map(|(_, side)| side.all_forms());
            let mut missing = plain_forms
                .filter(|form| form.chars().all(|c| c.is_alphanumeric() || c == '№'))
                .filter(|form| format != Format::Xlsx && !text.contains(*form));
            prop_assert!(missing.next().is_none() || !export.losses.is_empty(), "{format}");
        }
    }

    #[test]
    fn the_page_is_one_file_and_every_text_in_it_is_text(entries in entries()) {
        let page = String::from_utf8(export(Format::Html, &glossary(&entries), Language::Russian)).expect("UTF-8");
        prop_assert_eq!(page.matches("<script").count(), 2);
        prop_assert_eq!(page.matches("</script").count(), 2);
        prop_assert!(!page.contains("http:") && !page.contains("https:") && !page.contains("src=\""));
        let (_, rest) = page.split_once("id=\"data\">").expect("data");
        let (data, _) = rest.split_once("</script>").expect("the end of the data");
        let data: serde_json::Value = serde_json::from_str(data).expect("JSON");
        prop_assert_eq!(data["entries"].as_array().map(Vec::len), Some(entries.len()));
    }

    #[test]
    fn markdown_is_a_table_of_rows_whatever_the_names(entries in entries()) {
        let text = String::from_utf8(export(Format::Markdown, &glossary(&entries), Language::Russian)).expect("UTF-8");
        let shown = entries.iter().filter(|entry| entry.status != Status::Rejected).count();
        let rows = text.split('\n').filter(|line| line.starts_with("| ") && !line.starts_with("| ru | uk |"));
        let mut count = 0;
        for row in rows {
            count += 1;
            prop_assert_eq!(row.replace("\\\\", "").replace("\\|", "").matches('|').count(), 6, "{}", row);
            prop_assert!(!row.contains('<') && !row.contains('@'), "{row}");
        }
        prop_assert_eq!(count, shown);
    }

    #[test]
    fn any_bytes_are_a_file_or_an_error(bytes in proptest::collection::vec(any::<u8>(), 0..80), text in "\\PC{0,60}") {
        for format in ImportFormat::ALL {
            let _ = read(format, bytes.clone(), Hints::default());
            let _ = read(format, text.clone().into_bytes(), Hints::default());
        }
    }
}

/// A form as every format can hold it.
fn plain(form: &str) -> String {
    let unwritable = |c| is_line_break_or_control(c) || matches!(c, '\u{fffd}'..='\u{ffff}');
    let form = form.replace(unwritable, " ");
    form.trim_matches(|c: char| c == '\u{feff}' || c.is_whitespace()).to_owned()
}
