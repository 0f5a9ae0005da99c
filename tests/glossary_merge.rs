//! Merging what was found with what people decided.

mod support;

use std::path::Path;

use imenoslov::glossary::{GlossaryFile, MergeSummary};
use support::{entities, glossary_file, line_diff};

const CURATED: &str = include_str!("glossary/curated.toml");

const FOUND: &str = "
    # known, in another spelling of ё and of the apostrophe, as a surname alone
    person 0.97 | ru Стив Уиткофф 5 | ru Уиткофф 9 | uk Стів Віткофф 4 | uk Віткофф 7
    # new spellings of known names, beside an inline table and a dotted key
    person 0.95 | ru Кирилл Дмитриев 3 | ru Кирил Дмитриев 1 | uk Кирило Дмитрієв 2 | uk Кіріл Дмітрієв 1
    place 0.9 | ru Днепр 3 | ru Днипро 1 | uk Дніпро 4
    # rejected before
    org 0.8 | ru Правда 12 | uk Правда 10
    # a refused pair
    person 0.7 | ru Дмитрий Песков 3 | uk Дмитро Пісков 2
    # new
    place 0.912 | ru Майами 2 | uk Маямі 5 | uk Майамі 1
    person 0.88 | ru Зеленский 20 | ru Владимир Зеленский 6 | uk Зеленський 9 | uk Володимир Зеленський 8
    org 0.99 | ru Reuters 4 | uk Reuters 2
    org 0.7 | uk Знам'янська районна рада 1
    org 0.7 | ru Российский фонд прямых инвестиций 2 | ru РФПИ 5 | uk РФПІ 1
";

#[test]
fn an_empty_glossary_gets_every_entity() {
    let mut file = GlossaryFile::empty(Path::new("glossary.toml"));
    let summary = file.merge(&entities(FOUND)).expect("merged");
    insta::assert_snapshot!(file.text());
    assert_eq!((summary.added.len(), summary.unchanged, summary.refused), (10, 0, 0));
}

#[test]
fn a_curated_glossary_keeps_every_byte() {
    let mut file = glossary_file(CURATED);
    let summary = file.merge(&entities(FOUND)).expect("merged");
    insta::assert_snapshot!(line_diff(CURATED, file.text()));
    insta::assert_debug_snapshot!(summary);
}

#[test]
fn merging_again_changes_nothing() {
    let mut file = glossary_file(CURATED);
    file.merge(&entities(FOUND)).expect("merged");
    let once = file.text().to_owned();
    let summary = file.merge(&entities(FOUND)).expect("merged");
    assert_eq!(file.text(), once);
    assert_eq!(summary.forms_added, 0);
}

/// What people do to an entry between two builds stays done.
#[test]
fn decisions_are_remembered() {
    const FOUND: &str = "person 0.9 | ru Стив Уиткофф 5 | ru Стив Виткофф 2 | uk Стів Віткофф 4";
    let decided = [
        // Another preferred form; the old one is kept as admitted.
        ("place", "approved", "preferred = 'Стив Виткофф'\nadmitted = ['Стив Уиткофф']"),
        // A forbidden form.
        ("person", "approved", "preferred = 'Стив Уиткофф'\nforbidden = ['Стив Виткофф']"),
        // Another kind, and no preferred form.
        ("org", "proposed", "admitted = ['Стив Уиткофф', 'Стив Виткофф']"),
        // Rejected, with one form left.
        ("person", "rejected", "preferred = 'Стив Уиткофф'"),
        // A form that was right in its time.
        (
            "person",
            "approved",
            "preferred = 'Стив Уиткофф'\n[[entry.ru.period]]\nform = 'Стив Виткофф'\nuntil = 2020-01-01",
        ),
    ];
    for (kind, status, ru) in decided {
        let text = format!(
            "[[entry]]\nid='x'\nkind='{kind}'\nstatus='{status}'\nuk.preferred='Стів Віткофф'\n[entry.ru]\n{ru}\n"
        );
        let mut file = glossary_file(&text);
        let summary = file.merge(&entities(FOUND)).expect("merged");
        assert_eq!(file.text(), text);
        assert_eq!(summary.unchanged + summary.refused, 1);
    }
}

#[test]
fn names_that_stand_in_two_entries_stay_there_and_nothing_is_joined() {
    let text = "[[entry]]\nid = 'a'\nkind = 'person'\nru.preferred = 'Пётр Иванов'\n\n\
                [[entry]]\nid = 'b'\nkind = 'person'\nuk.preferred = 'Петро Іванов'\n";
    let mut file = glossary_file(text);
    file.merge(&entities("person 0.9 | ru Петр Иванов 2 | uk Петро Іванов 2 | uk Іванов 2")).expect("merged");
    assert_eq!(file.text(), text);
}

#[test]
fn a_shared_surname_does_not_join_two_people() {
    let mut file = glossary_file("[[entry]]\nid = 'a'\nkind = 'person'\nru.preferred = 'Пётр Иванов'\n");
    let summary = file.merge(&entities("person 0.9 | ru Иванов 5 | ru Сергей Иванов 2")).expect("merged");
    assert_eq!(summary.added, ["sergei-ivanov"]);
}

#[test]
fn a_namesake_of_another_kind_gets_its_own_entry() {
    let mut file = glossary_file("[[entry]]\nid = 'washington'\nkind = 'place'\nru.preferred = 'Вашингтон'\n");
    let summary = file.merge(&entities("person 0.9 | ru Джордж Вашингтон 1 | ru Вашингтон 5")).expect("merged");
    assert_eq!(summary.added, ["dzhordzh-vashington"]);
    assert_eq!(file.glossary().entries[1].ru.as_ref().map(|side| side.proposed.len()), Some(0));
}

#[test]
fn ids_are_never_reused() {
    let mut file = glossary_file(
        "[[entry]]\nid = 'a'\nkind = 'person'\nformer_ids = ['kyiv']\n\n[[entry]]\nid = 'kyiv-2'\nkind = 'org'\n",
    );
    let summary = file.merge(&entities("place 1 | ru Киев 3 | uk Київ 3\norg 0.9 | uk Київ 1")).expect("merged");
    assert_eq!(summary.added, ["kyiv-3"]);
    assert_eq!(file.glossary().entries[2].ru.as_ref().and_then(|side| side.preferred.as_deref()), Some("Киев"));
}

#[test]
fn a_house_glossary_knows_names_and_is_not_repeated() {
    let house = glossary_file("[[entry]]\nid = 'kyiv'\nkind = 'place'\nuk.preferred = 'Київ'\n").into_glossary();
    let mut file = GlossaryFile::empty(Path::new("glossary.toml"));
    let summary = file.merge_beside(&house, &entities("place 1 | uk Київ 3\nplace 1 | uk Львів 1")).expect("merged");
    assert_eq!(
        summary,
        MergeSummary { added: vec!["lviv".into()], unchanged: 1, forms_added: 1, ..Default::default() }
    );
}

/// Lists in every style that people write: the text before, and what becomes of it.
#[test]
fn a_form_joins_a_list_in_the_style_of_the_list() {
    let lists = [
        ("proposed = ['а']", "proposed = ['а', \"б\"]"),
        ("proposed = ['а',]", "proposed = ['а', \"б\",]"),
        ("proposed = []", "proposed = [\"б\"]"),
        ("proposed = [ # none\n]", "proposed = [\"б\" # none\n]"),
        ("proposed = [\n  'а'\n]", "proposed = [\n  'а',\n  \"б\"\n]"),
        ("proposed = [\n  'а',\n]", "proposed = [\n  'а',\n  \"б\",\n]"),
        ("proposed = [\n  'а' # why, indeed\n]", "proposed = [\n  'а', # why, indeed\n  \"б\"\n]"),
        ("proposed = [\n  'а', # why\n  # more\n]", "proposed = [\n  'а', # why\n  \"б\",\n  # more\n]"),
        ("proposed = [\n  'а']", "proposed = [\n  'а',\n  \"б\"]"),
        ("preferred = 'в'  # yes", "preferred = 'в'  # yes\nproposed  = [\"б\"]"),
        ("preferred='в'", "preferred='в'\nproposed = [\"б\"]"),
    ];
    for (before, after) in lists {
        for ending in ["", "\n", "\n# the end\n", "\n\n[other]\nx = 1\n"] {
            let head = "[[entry]]\nid = 'x'\nkind = 'place'\nuk.preferred = 'к'\n[entry.ru]\n";
            let mut file = glossary_file(&format!("{head}{before}{ending}"));
            file.merge(&entities("place 1 | uk к 1 | ru б 1")).expect("merged");
            let expected = format!("{head}{after}{ending}");
            assert_eq!(file.text(), expected);
        }
    }
}

#[test]
fn line_ends_and_byte_order_mark_stay() {
    let text = format!("\u{feff}{}", CURATED.replace('\n', "\r\n"));
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("glossary.toml");
    std::fs::write(&path, &text).expect("written");
    let mut file = GlossaryFile::read(&path).expect("a valid glossary");
    file.merge(&entities(FOUND)).expect("merged");
    assert!(file.save().expect("saved"));
    let saved = std::fs::read_to_string(&path).expect("the file");
    assert!(saved.starts_with('\u{feff}'));
    assert_eq!(saved.matches('\n').count(), saved.matches("\r\n").count());
    let mut unix = glossary_file(CURATED);
    unix.merge(&entities(FOUND)).expect("merged");
    assert_eq!(saved.trim_start_matches('\u{feff}').replace("\r\n", "\n"), unix.text());
}
