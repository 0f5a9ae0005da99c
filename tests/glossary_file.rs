//! Reading and writing `glossary.toml`.

mod support;

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

const FAULTY: &str = r#"
[[entry]]
id = "kyiv"
kind = "place"
former_ids = ["kiev"]
ru.preferred = "Киiв"
uk = { preferred = "Київ", forbidden = ["Кыив", "Київ"], proposed = ["Кыив-град"] }

[[entry]]
id = "kiev"
kind = "place"
[entry.uk]
admitted = ["київ"]
proposed = [
  "Кийов",
  "Кийов",
]

[[entry]]
id = "nameless"
kind = "org"

[[entry]]
id = "kyiv-club"
kind = "org"
uk.preferred = "Київ"   # another kind: no fault

[[entry]]
id = "refused"
kind = "place"
status = "rejected"
uk.preferred = "Київ"   # rejected: no fault
"#;

#[test]
fn faults_have_a_line_and_advice() {
    let problems = parse(FAULTY).expect("a readable glossary").validate();
    let shown: Vec<String> = problems
        .iter()
        .map(|problem| format!("{}:{}: {}: {}", problem.line, problem.column, problem.entry, problem.fault))
        .collect();
    insta::assert_snapshot!(shown.join("\n"));
    assert_eq!(parse(CURATED).expect("a valid glossary").validate(), []);
}

/// A file with an entry more than `path` has on the disk.
fn changed_file(path: &Path) -> GlossaryFile {
    let mut file = GlossaryFile::read_or_empty(path).expect("a glossary");
    file.merge(&support::entities("place 1 | uk Львів 2")).expect("merged");
    file
}

#[test]
fn saving_replaces_the_file_and_leaves_nothing_else() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("glossary.toml");
    let mut file = changed_file(&path);
    assert!(file.save().expect("saved"));
    assert!(!file.save().expect("nothing to save"));
    assert_eq!(fs::read_to_string(&path).expect("the file"), file.text());
    assert_eq!(fs::read_dir(folder.path()).expect("the folder").count(), 1);
}

#[test]
fn what_somebody_else_wrote_meanwhile_is_kept() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("glossary.toml");
    fs::write(&path, CURATED).expect("written");
    let mut file = changed_file(&path);
    fs::write(&path, "# another one\n").expect("written");
    assert!(matches!(file.save(), Err(GlossaryError::Changed { .. })));
    assert_eq!(fs::read_to_string(&path).expect("the file"), "# another one\n");
}

#[cfg(unix)]
#[test]
fn a_link_stays_a_link_and_permissions_stay() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let folder = tempfile::tempdir().expect("a folder");
    let target = folder.path().join("shared.toml");
    let path = folder.path().join("glossary.toml");
    fs::write(&target, CURATED).expect("written");
    fs::set_permissions(&target, fs::Permissions::from_mode(0o640)).expect("permissions");
    symlink("shared.toml", &path).expect("a link");
    assert!(changed_file(&path).save().expect("saved"));
    assert!(fs::symlink_metadata(&path).expect("the link").is_symlink());
    assert!(fs::read_to_string(&target).expect("the file").contains("Львів"));
    assert_eq!(fs::metadata(&target).expect("the file").permissions().mode() & 0o777, 0o640);
}

#[test]
fn a_missing_folder_is_an_error_and_nothing_is_written() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("missing").join("glossary.toml");
    let error = changed_file(&path).save().expect_err("no such folder");
    assert!(matches!(error, GlossaryError::Write { .. }), "{error}");
}
