//! Reading and writing `glossary.toml`.

use std::fs;
use std::path::Path;

use imenoslov::glossary::{Glossary, GlossaryError, GlossaryFile, Status};
use imenoslov::kind::Kind;
use imenoslov::morphology::{Case, Gender};
use imenoslov::reader::Date;

const CURATED: &str = include_str!("glossary/curated.toml");

fn parse(text: &str) -> Result<GlossaryFile, GlossaryError> {
    GlossaryFile::parse(Path::new("glossary.toml"), text)
}

#[test]
fn every_field_is_read() {
    let file = parse(CURATED).expect("a valid glossary");
    let witkoff = &file.glossary().entries[0];
    assert_eq!(witkoff.id, "steve-witkoff");
    assert_eq!(witkoff.kind, Kind::Person);
    assert_eq!(witkoff.status, Status::Approved);
    assert_eq!(witkoff.en.as_deref(), Some("Steve Witkoff"));
    assert_eq!(witkoff.former_ids, ["stiv-vitkoff"]);
    let ru = witkoff.ru.as_ref().expect("Russian names");
    assert_eq!(ru.preferred.as_deref(), Some("Стив Уиткофф"));
    assert_eq!(ru.admitted, ["Стивен Уиткофф"]);
    assert_eq!(ru.forbidden, ["Стив Виткофф", "Стив Уитков"]);
    assert_eq!(ru.gender, Some(Gender::Masculine));
    assert_eq!(ru.forms.get(&Case::Instrumental).map(String::as_str), Some("Стивом Уиткоффом"));
    let renamed = file.glossary().entries.iter().find(|entry| entry.id == "dnipro").expect("the entry");
    let period = &renamed.uk.as_ref().expect("Ukrainian names").periods[0];
    assert_eq!((period.form.as_str(), period.since), ("Дніпропетровськ", None));
    assert_eq!(period.until, Some(Date { year: 2016, month: 5, day: 19 }));
    assert_eq!(file.glossary().rejected_pairs[0].uk, "Пісков");
    assert_eq!(file.check_settings().get("unknown-name").map(String::as_str), Some("off"));
}

/// `name⇥message`, and the file `name.toml` beside it.
#[test]
fn a_broken_file_is_refused_with_line_column_reason_and_advice() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/glossary/broken");
    let mut messages = String::new();
    let mut names: Vec<_> = fs::read_dir(&folder)
        .expect("the folder")
        .map(|file| file.expect("a file").file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    for name in names {
        let path = folder.join(&name);
        let before = fs::read(&path).expect("the file");
        let error = GlossaryFile::read(&path).expect_err(&name);
        let message = error.to_string();
        messages.push_str(message.strip_prefix(&format!("{}/", folder.display())).expect("the path comes first"));
        messages.push('\n');
        assert_eq!(fs::read(&path).expect("the file"), before);
    }
    insta::assert_snapshot!(messages);
}

#[test]
fn saving_an_unchanged_file_writes_nothing() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("glossary.toml");
    fs::write(&path, CURATED).expect("written");
    let mut file = GlossaryFile::read(&path).expect("a valid glossary");
    let before = fs::metadata(&path).and_then(|data| data.modified()).expect("a time");
    assert!(!file.save().expect("saved"));
    assert_eq!(fs::metadata(&path).and_then(|data| data.modified()).expect("a time"), before);
}

#[test]
fn a_missing_file_is_an_error_or_an_empty_glossary() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("glossary.toml");
    assert!(matches!(GlossaryFile::read(&path), Err(GlossaryError::Read { .. })));
    let mut file = GlossaryFile::read_or_empty(&path).expect("an empty glossary");
    assert!(!file.save().expect("nothing to write"));
    assert!(!path.exists());
}

#[test]
fn the_later_glossary_wins_by_id_and_by_name() {
    let house = parse(
        r#"
[[entry]]
id = "miami"
kind = "place"
status = "approved"
[entry.uk]
preferred = "Маямі"

[[entry]]
id = "odesa"
kind = "place"
status = "approved"
[entry.uk]
preferred = "Одеса"
forbidden = ["Одесса"]

[[entry]]
id = "kharkiv"
kind = "place"
[entry.uk]
preferred = "Харків"
"#,
    )
    .expect("a valid glossary");
    let own = parse(
        r#"
[[entry]]
id = "miami"
kind = "place"
status = "approved"
[entry.uk]
preferred = "Майамі"

[[entry]]
id = "odessa-texas"
kind = "place"
[entry.uk]
preferred = "Одесса"

[[entry]]
id = "kharkiv-city"
kind = "place"
[entry.uk]
preferred = "Харків"
"#,
    )
    .expect("a valid glossary");
    let both = Glossary::layered(vec![house.into_glossary(), own.into_glossary()]);
    let summary: Vec<_> = both
        .entries
        .iter()
        .map(|entry| {
            let uk = entry.uk.as_ref().expect("Ukrainian names");
            (entry.id.as_str(), uk.preferred.as_deref().unwrap_or_default(), uk.forbidden.len())
        })
        .collect();
    assert_eq!(
        summary,
        [("miami", "Майамі", 0), ("odesa", "Одеса", 0), ("kharkiv-city", "Харків", 0), ("odessa-texas", "Одесса", 0)]
    );
}
