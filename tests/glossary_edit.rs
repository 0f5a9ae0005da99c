//! What people decide with `edit`: each decision changes the lines that it must.

mod support;

use imenoslov::glossary::{EditError, GlossaryFile, NewEntry, Standing, Status};
use imenoslov::kind::Kind;
use imenoslov::languages::Language;
use support::{glossary_file, line_diff};

const DESK: &str = include_str!("glossary/desk.toml");

/// The lines that an edit of the desk's glossary changes; the same with Windows line ends.
fn edited(edit: impl Fn(&mut GlossaryFile) -> Result<(), EditError>) -> String {
    let mut file = glossary_file(DESK);
    edit(&mut file).expect("an edit");
    let crlf = DESK.replace('\n', "\r\n");
    let mut windows = glossary_file(&crlf);
    edit(&mut windows).expect("an edit");
    assert_eq!(windows.text(), file.text().replace('\n', "\r\n"));
    assert_eq!(glossary_file(file.text()).check_settings(), glossary_file(DESK).check_settings());
    line_diff(DESK, file.text())
}

fn ids(ids: &[&str]) -> Vec<String> {
    ids.iter().map(|id| (*id).to_owned()).collect()
}

fn standing(id: &'static str, form: &'static str, standing: Standing) -> String {
    edited(|file| file.set_standing(id, form, None, standing).map(drop))
}

#[test]
fn approve() {
    insta::assert_snapshot!(edited(|file| {
        let found = file.find(&ids(&["s-vitkov", "Кирилом Дмитрієвим", "miami"]))?;
        file.set_status(&found, Status::Approved).map(drop)
    }));
}

#[test]
fn reject() {
    insta::assert_snapshot!(edited(|file| file.set_status(&ids(&["steve-witkoff"]), Status::Rejected).map(drop)));
}

#[test]
fn forbid() {
    let forms = [
        ("steve-witkoff", "Стив Виткоф"),
        ("steve-witkoff", "Стивен Уиткофф"),
        ("steve-witkoff", "Стівен Віткофф"),
        ("steve-witkoff", "Стів Виткофф"),
        ("kirill-dmitriev", "Кіріл Дмітрієв"),
        ("kirill-dmitriev", "К. Дмитриев"),
        ("miami", "Майамі"),
    ];
    let diffs: Vec<String> =
        forms.iter().map(|&(id, form)| format!("{id}: {form}\n{}", standing(id, form, Standing::Forbidden))).collect();
    insta::assert_snapshot!(diffs.join("\n"));
}

#[test]
fn admit() {
    let forms = [("steve-witkoff", "Стив Уитков"), ("steve-witkoff", "Стив Уитткофф"), ("miami", "Майамі")];
    let diffs: Vec<String> =
        forms.iter().map(|&(id, form)| format!("{id}: {form}\n{}", standing(id, form, Standing::Admitted))).collect();
    insta::assert_snapshot!(diffs.join("\n"));
}

#[test]
fn prefer() {
    let forms = [
        ("steve-witkoff", "Стивен Уиткофф"),
        ("steve-witkoff", "Стів Уіткофф"),
        ("steve-witkoff", "Стив Виткофф"),
        ("kirill-dmitriev", "Кіріл Дмітрієв"),
        ("kirill-dmitriev", "К. Дмитриев"),
        ("miami", "Майамі"),
        ("peskov", "Песков"),
    ];
    let diffs: Vec<String> =
        forms.iter().map(|&(id, form)| format!("{id}: {form}\n{}", standing(id, form, Standing::Preferred))).collect();
    insta::assert_snapshot!(diffs.join("\n"));
}

#[test]
fn merge() {
    insta::assert_snapshot!(edited(|file| file.merge_entries("steve-witkoff", &ids(&["stiv-vitkov"])).map(drop)));
}

#[test]
fn merge_into_the_proposed_one() {
    insta::assert_snapshot!(edited(|file| file.merge_entries("stiv-vitkov", &ids(&["steve-witkoff"])).map(drop)));
}

#[test]
fn merge_with_inline_tables() {
    insta::assert_snapshot!(edited(|file| {
        file.merge_entries("peskov", &ids(&["kirill-dmitriev"]))?;
        file.merge_entries("dnipro", &ids(&["miami"])).map(drop)
    }));
}

#[test]
fn split() {
    insta::assert_snapshot!(edited(|file| file.split_entry("peskov", &[]).map(drop)));
}

#[test]
fn split_inline_and_single_forms() {
    insta::assert_snapshot!(edited(|file| {
        file.split_entry("kirill-dmitriev", &[])?;
        file.split_entry("steve-witkoff", &ids(&["Стивен Чарльз Уиткофф", "Стив Виткоф"])).map(drop)
    }));
}

#[test]
fn rename() {
    insta::assert_snapshot!(edited(|file| {
        file.rename_entry("peskov", "dmitry-peskov")?;
        file.rename_entry("stiv-vitkov", "vitkov").map(drop)
    }));
}

fn new_entry(ru: &[&str], uk: &[&str]) -> NewEntry {
    NewEntry { id: None, kind: Kind::Place, en: None, note: None, ru: ids(ru), uk: ids(uk) }
}

#[test]
fn add() {
    insta::assert_snapshot!(edited(|file| {
        file.add_entry(NewEntry {
            note: Some("the city".into()), ..new_entry(&["Львов"], &["Львів", "Лемберг"])
        })?;
        file.add_entry(NewEntry { id: Some("miami-ohio".into()), ..new_entry(&["Майами"], &[]) }).map(drop)
    }));
}

#[test]
fn a_decision_that_is_made_already_changes_nothing() {
    let same = edited(|file| {
        assert!(!file.set_status(&ids(&["steve-witkoff"]), Status::Approved)?);
        assert!(!file.set_standing("steve-witkoff", "Стив Уиткофф", None, Standing::Preferred)?);
        assert!(!file.set_standing("steve-witkoff", "Стив Уитков", None, Standing::Forbidden)?);
        assert!(!file.rename_entry("miami", "miami")?);
        Ok(())
    });
    assert_eq!(same, "");
}

#[test]
fn what_cannot_be_done_is_said_and_changes_nothing() {
    let mut file = glossary_file(DESK);
    let mut errors = Vec::new();
    let mut refused = |result: Result<(), EditError>| errors.push(result.expect_err("an error").to_string());
    refused(file.find(&ids(&["Лондон"])).map(drop));
    refused(file.find(&ids(&["Дмитріїв"])).map(drop));
    refused(file.find_form("Виткоффа").map(drop));
    refused(file.set_standing("miami", "Майам", None, Standing::Forbidden).map(drop));
    refused(file.set_standing("miami", "Майами", None, Standing::Forbidden).map(drop));
    refused(file.merge_entries("miami", &ids(&["miami"])).map(drop));
    refused(file.merge_entries("miami", &ids(&["dnipro", "peskov"])).map(drop));
    refused(file.split_entry("pravda", &[]).map(drop));
    refused(file.split_entry("peskov", &ids(&["Дмитрий Песков"])).map(drop));
    refused(file.split_entry("peskov", &ids(&["Песок"])).map(drop));
    refused(file.rename_entry("miami", "s-vitkov").map(drop));
    refused(file.rename_entry("miami", "Маямі").map(drop));
    refused(file.add_entry(new_entry(&["майами"], &[])).map(drop));
    refused(file.add_entry(new_entry(&[], &[])).map(drop));
    assert_eq!(file.text(), DESK);
    insta::assert_snapshot!(errors.join("\n"));
}

#[test]
fn names_of_several_entries_are_listed() {
    let mut text = DESK.to_owned();
    text.push_str("\n[[entry]]\nid = 'denis-peskov'\nkind = 'person'\nru.preferred = 'Денис Песков'\n");
    let file = glossary_file(&text);
    insta::assert_snapshot!(file.find(&ids(&["Пескову"])).expect_err("ambiguous"));
    // An entry that lists the very form goes before those that it is only the end of.
    assert_eq!(file.find(&ids(&["Песков"])).expect("one entry"), ["peskov"]);
}

#[test]
fn a_form_in_another_case_is_brought_to_the_listed_one() {
    let file = glossary_file(DESK);
    let found = file.find_form("Стива Виткоффа").expect("a form");
    assert_eq!(found, ("steve-witkoff".to_owned(), "Стив Виткофф".to_owned()));
}

#[test]
fn a_language_can_be_said() {
    insta::assert_snapshot!(edited(|file| {
        file.set_standing("miami", "Miami", Some(Language::Ukrainian), Standing::Admitted).map(drop)
    }));
}
