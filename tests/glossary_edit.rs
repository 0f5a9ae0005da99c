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

/// The lines that change when a form, perhaps with its language before it (`uk:`), gets a standing.
fn standing(id: &str, form: &str, standing: Standing) -> String {
    let (language, form) = match form.split_once(':') {
        Some((language, form)) => (Some(language.parse().expect("a language")), form),
        None => (None, form),
    };
    edited(|file| file.set_standing(id, form, language, standing).map(drop))
}

fn standings(forms: &[(&'static str, &'static str)], to: Standing) -> String {
    let diff = |&(id, form)| format!("{id}: {form}\n{}", standing(id, form, to));
    forms.iter().map(diff).collect::<Vec<_>>().join("\n")
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
    insta::assert_snapshot!(standings(&forms, Standing::Forbidden));
}

#[test]
fn admit() {
    let forms = [("steve-witkoff", "Стив Уитков"), ("steve-witkoff", "Стив Уитткофф"), ("miami", "Майамі")];
    insta::assert_snapshot!(standings(&forms, Standing::Admitted));
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
    insta::assert_snapshot!(standings(&forms, Standing::Preferred));
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

/// Tabs, literal strings, quoted keys, lists in every style, comments wherever TOML has them.
#[test]
fn status_and_ids_in_every_style() {
    insta::assert_snapshot!(edited(|file| {
        file.set_status(&ids(&["marco-rubio", "bakhmut"]), Status::Rejected)?;
        file.set_status(&ids(&["enerhoatom", "munich-security-conference", "new-york-donetsk"]), Status::Approved)?;
        file.rename_entry("marco-rubio", "rubio")?;
        file.rename_entry("emmanuel-macron", "macron")?;
        file.rename_entry("bakhmut", "bakhmut-city").map(drop)
    }));
}

#[test]
fn forbid_in_every_style() {
    insta::assert_snapshot!(standings(
        &[
            ("marco-rubio", "Марко Рубьо"),
            ("marco-rubio", "Марк Рубио"),
            ("marco-rubio", "Марко Рубіє"),
            ("emmanuel-macron", "uk:Емануель Макрон"),
            ("emmanuel-macron", "Эммануэль Макрон"),
            ("bakhmut", "uk:Артемівське"),
            ("bakhmut", "Бахмутъ"),
            ("new-york", "uk:Ньюйорк"),
            ("new-york", "ru:Нуэва-Йорк"),
            ("new-york-donetsk", "Нью-Йорк Донецький"),
            ("new-york-donetsk", "Ню-Йорк Донецький"),
            ("iaea", "Международное агентство по атомной энергии"),
            ("munich-security-conference", "Мюнхенский форум"),
        ],
        Standing::Forbidden
    ));
}

#[test]
fn admit_in_every_style() {
    insta::assert_snapshot!(standings(
        &[
            ("marco-rubio", "Марк Рубио"),
            ("marco-rubio", "Марко Рубйо"),
            ("emmanuel-macron", "Еммануель Макрон"),
            ("bakhmut", "Артёмовск"),
            ("new-york", "Ню-Йорк"),
            ("new-york", "uk:Нью Йорк"),
            ("shahed", "«Шахид»"),
        ],
        Standing::Admitted
    ));
}

#[test]
fn prefer_in_every_style() {
    insta::assert_snapshot!(standings(
        &[
            ("marco-rubio", "Марк Рубио"),
            ("marco-rubio", "Марко Рубйо"),
            ("emmanuel-macron", "Эммануэль Макрон"),
            ("emmanuel-macron", "Еммануель Макрон"),
            ("bakhmut", "Артёмовск"),
            ("new-york", "Ню-Йорк"),
            ("new-york-donetsk", "Ню-Йорк Донецький"),
            ("iaea", "Міжнародне агентство з атомної енергії"),
        ],
        Standing::Preferred
    ));
}

#[test]
fn merge_in_every_style() {
    insta::assert_snapshot!(edited(|file| {
        file.merge_entries("marco-rubio", &ids(&["emmanuel-macron"]))?;
        file.merge_entries("new-york", &ids(&["new-york-donetsk", "bakhmut"]))?;
        file.merge_entries("enerhoatom", &ids(&["iaea"])).map(drop)
    }));
}

#[test]
fn split_in_every_style() {
    insta::assert_snapshot!(edited(|file| {
        file.split_entry("marco-rubio", &[])?;
        file.split_entry("ursula-von-der-leyen", &[])?;
        file.split_entry("bakhmut", &[])?;
        file.split_entry("new-york", &[])?;
        file.split_entry("new-york-donetsk", &ids(&["Ню-Йорк Донецький", "Нью-Йорк Донецький"]))?;
        file.split_entry("iaea", &ids(&["Международное агентство по атомной энергии"])).map(drop)
    }));
}

/// Every verb on every entry and form: the lines of the other entries, and every comment, stay as they are.
#[test]
fn every_edit_of_every_entry_stays_in_its_lines() {
    let file = glossary_file(DESK);
    let entries = &file.glossary().entries;
    let line_of = |number: usize| file.line_of_entry(number).expect("a line") - 1;
    let lines: Vec<&str> = DESK.lines().collect();
    for (number, entry) in entries.iter().enumerate() {
        let id = entry.id.as_str();
        let mut edits: Vec<GlossaryFile> = Vec::new();
        let mut edit = |edit: &dyn Fn(&mut GlossaryFile) -> Result<(), EditError>| {
            let mut edited = file.clone();
            if edit(&mut edited).is_ok() {
                edits.push(edited);
            }
        };
        for status in [Status::Approved, Status::Rejected, Status::Proposed] {
            edit(&|file| file.set_status(&[id.to_owned()], status).map(drop));
        }
        edit(&|file| file.rename_entry(id, "another-id").map(drop));
        edit(&|file| file.split_entry(id, &[]).map(drop));
        for (language, side) in entry.sides() {
            for form in side.all_forms().chain(["Новая форма"]) {
                for standing in [Standing::Preferred, Standing::Admitted, Standing::Forbidden] {
                    edit(&|file| file.set_standing(id, form, Some(language), standing).map(drop));
                }
                edit(&|file| file.split_entry(id, &[form.to_owned()]).map(drop));
            }
        }
        assert!(edits.len() > 4, "{id}");
        // What stands above the entry, without the comment that belongs to it, and what stands below.
        let own_comment = lines[..line_of(number)].iter().rev().take_while(|line| line.trim_start().starts_with('#'));
        let above = line_of(number) - own_comment.count();
        let next = if number + 1 < entries.len() { line_of(number + 1) } else { lines.len() };
        for edited in &edits {
            let text = edited.text();
            assert!(text.starts_with(&lines[..above].join("\n")), "{id}: {text}");
            assert!(text.contains(&lines[next..].join("\n")), "{id}: {text}");
            let comments = |text: &str| text.matches('#').count();
            assert!(comments(text) >= comments(DESK), "{id}: {text}");
        }
    }
}

#[test]
fn a_list_that_becomes_empty_keeps_its_comments() {
    let text = "\
[[entry]]
id = \"robert\"
kind = \"person\"

[entry.uk]
admitted = [ # seen in the archive
  \"Роберт\", # ask Olena
]
";
    let mut file = glossary_file(text);
    file.set_standing("robert", "Роберт", None, Standing::Preferred).expect("an edit");
    assert!(file.text().contains("# seen in the archive") && file.text().contains("# ask Olena"), "{}", file.text());
    assert!(file.text().contains("preferred = \"Роберт\""), "{}", file.text());
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
