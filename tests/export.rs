//! Translators' formats.

mod support;

use imenoslov::exporter::{Direction, Format, Loss, select};
use imenoslov::glossary::Glossary;
use imenoslov::kind::Kind;
use imenoslov::languages::Language;
use support::glossary_file;

const CURATED: &str = include_str!("glossary/curated.toml");
const TO_UKRAINIAN: Direction = Direction { source: Language::Russian };

/// The curated glossary and names that are hostile to some format.
fn glossary() -> Glossary {
    let hostile = r##"
[[entry]]
id = "24-kanal"
kind = "org"
note = "=cmd|' /C calc'!A0"
confidence = 0.5
ru = { preferred = "=1+2; 24\tканал", proposed = ["<script>alert('&')</script>", "a|b*c"] }
uk = { proposed = ["24 \"Канал\"", "\u202Eканал"] }

[[entry]]
id = "hash"
kind = "product"
ru = { preferred = "#хештег", admitted = ["Днепр"] }
uk = { preferred = "'хештег", forbidden = ["хешьтег"] }
"##;
    let mut glossary = glossary_file(CURATED).into_glossary();
    glossary.entries.extend(glossary_file(hostile).into_glossary().entries);
    glossary
}

fn export(format: Format) -> String {
    let export = format.exporter().export(&glossary(), TO_UKRAINIAN);
    let losses: Vec<String> = export.losses.iter().map(|(loss, count)| format!("{count} {loss}")).collect();
    format!("{}\n--- left out ---\n{}", export.text().expect("text"), losses.join("\n"))
}

#[test]
fn every_format() {
    // The page and the workbook are read in other tests.
    for format in Format::ALL.into_iter().filter(|format| ![Format::Xlsx, Format::Html].contains(format)) {
        insta::assert_snapshot!(format.name(), export(format));
    }
}

#[test]
fn json_has_the_shape_of_the_contract() {
    let export = Format::Json.exporter().export(&glossary(), TO_UKRAINIAN);
    let document: serde_json::Value = serde_json::from_slice(&export.bytes).expect("JSON");
    assert_eq!(document["version"], 1);
    let entry = &document["entries"][4];
    assert_eq!(entry["id"], "24-kanal");
    assert_eq!(entry["confidence"], 0.5);
    assert_eq!(entry["uk"]["preferred"], serde_json::Value::Null);
    assert_eq!(entry["uk"]["admitted"], serde_json::json!([]));
    assert_eq!(document["entries"][3].get("uk"), None);
}

#[test]
fn csv_reads_back_cell_by_cell() {
    let export = Format::Csv.exporter().export(&glossary(), TO_UKRAINIAN);
    let text = export.text().expect("text").strip_prefix('\u{feff}').expect("a byte-order mark");
    let rows: Vec<csv::StringRecord> =
        csv::Reader::from_reader(text.as_bytes()).records().collect::<Result<_, _>>().expect("CSV");
    assert_eq!(rows.len(), glossary().entries.len());
    assert_eq!(&rows[4][4], "'=1+2; 24\tканал");
    assert_eq!(&rows[5][8], "''хештег");
    assert!(rows.iter().flatten().all(|cell| !cell.starts_with(['=', '+', '-', '@'])));
}

#[test]
fn a_forbidden_form_is_never_offered_as_a_translation() {
    for format in [Format::Omegat, Format::Deepl, Format::Weblate] {
        for source in Language::ALL {
            let export = format.exporter().export(&glossary(), Direction { source });
            for line in export.text().expect("text").lines() {
                let target = line.split(['\t', ',']).nth(if format == Format::Weblate { 2 } else { 1 });
                assert!(!matches!(target, Some("хешьтег" | "Стив Виткофф" | "Стив Уитков")), "{format}: {line}");
            }
            assert!(export.losses[&Loss::Forbidden] > 0);
        }
    }
}

#[test]
fn deepl_gets_each_source_term_once() {
    let export = Format::Deepl.exporter().export(&glossary(), TO_UKRAINIAN);
    let mut sources: Vec<&str> =
        export.text().expect("text").lines().filter_map(|line| line.split('\t').next()).collect();
    let count = sources.len();
    sources.sort_unstable();
    sources.dedup();
    assert_eq!(sources.len(), count);
    assert_eq!(export.losses[&Loss::DuplicateSource], 1);
    assert_eq!(export.losses[&Loss::Unwritable], 1);
}

#[test]
fn a_part_can_be_selected() {
    let approved = select(&glossary(), true, &[]);
    assert_eq!(approved.entries.len(), 2);
    assert_eq!(select(&glossary(), true, &[Kind::Place]).entries.len(), 1);
    assert_eq!(select(&glossary(), false, &[Kind::Org, Kind::Product]).entries.len(), 3);
}
