//! What changed between two glossaries.

mod support;

use imenoslov::differ::{Category, Change, Patch, diff};
use imenoslov::glossary::{Entry, Glossary, Period, RejectedPair, Side, Status};
use imenoslov::kind::Kind;
use imenoslov::reader::Date;
use imenoslov::reporter::changes::{self, MARKDOWN_LIMIT, Review};
use proptest::prelude::*;
use support::glossary_file;

const OLD: &str = include_str!("differ/old.toml");
const NEW: &str = include_str!("differ/new.toml");

fn glossary(text: &str) -> Glossary {
    glossary_file(text).into_glossary()
}

fn every_change() -> Vec<Change> {
    diff(&glossary(OLD), &glossary(NEW))
}

fn review<T>(changes: &[Change], patch: &Patch, report: impl Fn(&Review<'_>) -> T) -> T {
    report(&Review { changes, patch, settings: &[], effects: None })
}

fn report_of_every_change<T>(report: impl Fn(&Review<'_>) -> T) -> T {
    review(&every_change(), &Patch::between(&glossary(OLD), &glossary(NEW)), report)
}

#[test]
fn every_category_occurs_in_the_example() {
    let mut categories: Vec<Category> = every_change().iter().map(|change| change.what.category()).collect();
    categories.dedup();
    assert_eq!(categories.len(), 19, "{categories:?}");
}

#[test]
fn text_report() {
    insta::assert_snapshot!(report_of_every_change(|review| changes::review_text(review, false)));
}

#[test]
fn text_report_in_colour() {
    insta::assert_snapshot!(report_of_every_change(|review| changes::review_text(review, true)).replace('\u{1b}', "␛"));
}

#[test]
fn markdown_report() {
    insta::assert_snapshot!(report_of_every_change(changes::markdown));
}

/// The page without style and script.
fn main_part(page: &str) -> &str {
    let start = page.find("<main>").expect("a page");
    &page[start..page.find("<script>").expect("a script")]
}

#[test]
fn html_report() {
    insta::assert_snapshot!(main_part(&report_of_every_change(changes::html)));
}

/// Each kind of change alone, from the files that the transcripts use.
#[test]
fn html_report_of_one_change() {
    let read = |path: &std::path::Path| glossary(&std::fs::read_to_string(path).expect("a glossary"));
    let folder = std::path::Path::new("tests/cmd/diff");
    let old = read(&folder.join("base.toml"));
    let mut files: Vec<_> = folder.read_dir().expect("files").map(|file| file.expect("a file").path()).collect();
    files.retain(|file| file.extension().is_some_and(|extension| extension == "toml"));
    files.sort();
    let mut report = String::new();
    for file in files {
        let new = read(&file);
        let page = review(&diff(&old, &new), &Patch::between(&old, &new), changes::html);
        let name = file.file_stem().expect("a name").to_string_lossy().into_owned();
        report.push_str(&format!("==== {name}\n{}", main_part(&page)));
    }
    insta::assert_snapshot!(report);
}

#[test]
fn names_cannot_break_out_of_the_page() {
    let mut new = glossary(NEW);
    new.entries[0].id = "</script><script>alert(1)</script>".to_owned();
    new.entries[0].note = Some("<img src=x onerror=alert(1)> \" ' &".to_owned());
    let old = Glossary::default();
    let page = review(&diff(&old, &new), &Patch::between(&old, &new), changes::html);
    assert_eq!(page.matches("<script>").count(), 1);
    assert!(!page.contains("<img"));
}

#[test]
fn json_report() {
    insta::assert_snapshot!(report_of_every_change(changes::json));
}

#[test]
fn the_same_glossary_has_no_changes() {
    assert_eq!(diff(&glossary(OLD), &glossary(OLD)), []);
    assert_eq!(review(&[], &Patch::default(), |review| changes::review_text(review, true)), "");
}

#[test]
fn order_and_format_are_no_change() {
    let mut shuffled = glossary(OLD);
    shuffled.entries.reverse();
    shuffled.rejected_pairs.reverse();
    for entry in &mut shuffled.entries {
        for side in [&mut entry.ru, &mut entry.uk].into_iter().flatten() {
            side.admitted.reverse();
            side.forbidden.reverse();
            side.proposed.reverse();
        }
    }
    assert_eq!(diff(&glossary(OLD), &shuffled), []);
}

/// A comment on a pull request has a limit: lists are folded, and what has no room is counted.
#[test]
fn markdown_stays_under_the_limit() {
    let entries: String = (0..3000)
        .map(|n| format!("[[entry]]\nid = 'entry-{n}'\nkind = 'place'\nuk.preferred = 'Місто|номер *{n}* @desk'\n"))
        .collect();
    let changes = diff(&Glossary::default(), &glossary(&entries));
    let page = review(&changes, &Patch::default(), changes::markdown);
    assert!(page.chars().count() < MARKDOWN_LIMIT);
    assert!(page.contains("| Added | 3000 |"));
    assert!(page.contains("<details><summary>Added (3000)</summary>"));
    let rows = page.lines().filter(|line| line.contains("entry-")).count();
    assert!(page.ends_with(&format!("Not shown for want of space. Added: {}.\n", 3000 - rows)), "{rows} rows");
    assert!(rows > 500);
}

/// One edit of a glossary and the category of the one change that it is.
fn edits() -> impl Strategy<Value = (usize, usize)> {
    (0..GLOSSARY_SIZE, 0..EDITS.len())
}

const GLOSSARY_SIZE: usize = 12;

fn base() -> Glossary {
    let entries: String = (0..GLOSSARY_SIZE)
        .map(|n| {
            format!(
                "[[entry]]\nid = 'e{n}'\nkind = 'place'\n\
                 ru = {{ preferred = 'р{n}', admitted = ['ра{n}'], proposed = ['рп{n}'] }}\n\
                 uk = {{ preferred = 'у{n}', admitted = ['уа{n}'] }}\n"
            )
        })
        .collect();
    glossary(&entries)
}

type Edit = fn(&mut Glossary, usize) -> Category;

const EDITS: [Edit; 17] = [
    |glossary, n| {
        glossary.entries[n].status = Status::Approved;
        Category::Approved
    },
    |glossary, n| {
        glossary.entries[n].status = Status::Rejected;
        Category::Rejected
    },
    |glossary, n| {
        side(glossary, n).preferred = Some(format!("н{n}"));
        Category::Preferred
    },
    |glossary, n| {
        side(glossary, n).forbidden.push(format!("з{n}"));
        Category::Forbidden
    },
    |glossary, n| {
        side(glossary, n).admitted.clear();
        Category::FormRemoved
    },
    |glossary, n| {
        let form = side(glossary, n).proposed.remove(0);
        side(glossary, n).admitted.push(form);
        Category::Admitted
    },
    |glossary, n| {
        glossary.entries[n].note = Some("note".to_owned());
        Category::FieldChanged
    },
    |glossary, n| {
        glossary.entries.remove(n);
        Category::Removed
    },
    |glossary, n| {
        let form = side(glossary, n).proposed.remove(0);
        let other = (n + 1) % GLOSSARY_SIZE;
        side(glossary, other).proposed.push(form);
        Category::Moved
    },
    |glossary, n| {
        let merged = glossary.entries[n].clone();
        let target = &mut glossary.entries[(n + 1) % GLOSSARY_SIZE];
        for (from, into) in [(merged.ru, &mut target.ru), (merged.uk, &mut target.uk)] {
            let (from, into) = (from.expect("names"), into.as_mut().expect("names"));
            into.proposed.extend(from.all_forms().map(str::to_owned));
        }
        target.former_ids.push(merged.id);
        glossary.entries.remove(n);
        Category::Merged
    },
    |glossary, n| {
        let new = Entry { id: format!("{}-2", glossary.entries[n].id), uk: None, ..glossary.entries[n].clone() };
        glossary.entries[n].ru = None;
        glossary.entries.push(new);
        Category::Split
    },
    |glossary, n| {
        let form = glossary.entries[n].uk.as_mut().expect("names").preferred.take().expect("a form");
        let other = glossary.entries[(n + 1) % GLOSSARY_SIZE].uk.as_mut().expect("names");
        other.admitted.push(form);
        Category::Realigned
    },
    |glossary, n| {
        glossary.entries[n].kind = Kind::Org;
        Category::KindChanged
    },
    |glossary, n| {
        let entry = &mut glossary.entries[n];
        entry.former_ids.push(std::mem::replace(&mut entry.id, format!("renamed-{n}")));
        Category::IdChanged
    },
    |glossary, n| {
        glossary.entries[n].former_ids.push(format!("before-{n}"));
        Category::FieldChanged
    },
    |glossary, n| {
        let pair = RejectedPair { ru: format!("р{n}"), uk: format!("у{n}"), kind: Kind::Person };
        glossary.rejected_pairs.push(pair);
        Category::PairRefused
    },
    |glossary, n| {
        glossary.entries.push(Entry { id: format!("new-{n}"), ru: None, uk: None, ..glossary.entries[n].clone() });
        Category::Added
    },
];

fn side(glossary: &mut Glossary, number: usize) -> &mut Side {
    glossary.entries[number].ru.as_mut().expect("Russian names")
}

proptest! {
    #[test]
    fn an_edit_is_the_change_that_is_reported((number, edit) in edits()) {
        let old = base();
        let mut new = base();
        let category = EDITS[edit](&mut new, number);
        new.entries.reverse();
        let changes = diff(&old, &new);
        prop_assert_eq!(changes.iter().map(|change| change.what.category()).collect::<Vec<_>>(), [category]);
    }

    #[test]
    fn edits_of_different_entries_add_up(mut edits in proptest::collection::vec(0..6_usize, GLOSSARY_SIZE)) {
        let old = base();
        let mut new = base();
        let mut expected: Vec<Category> =
            edits.drain(..).enumerate().map(|(number, edit)| EDITS[edit](&mut new, number)).collect();
        expected.sort();
        let changes = diff(&old, &new);
        prop_assert_eq!(changes.iter().map(|change| change.what.category()).collect::<Vec<_>>(), expected);
    }
}

/// Few names and ids, so that forms meet again in other entries.
fn any_glossary() -> impl Strategy<Value = Glossary> {
    let form = || proptest::sample::select(&["Іван", "Пётр", "Петр", "Київ", "США", "Reuters"][..]);
    let list = move || proptest::collection::vec(form().prop_map(str::to_owned), 0..3);
    let day = || proptest::option::of((1..29_u8).prop_map(|day| Date { year: 2016, month: 5, day }));
    let period = (form(), day(), day()).prop_map(|(form, since, until)| Period { form: form.to_owned(), since, until });
    let side = (
        proptest::option::of(form().prop_map(str::to_owned)),
        (list(), list(), list()),
        any::<bool>(),
        proptest::collection::vec(period, 0..2),
    )
        .prop_map(|(preferred, (admitted, forbidden, proposed), indeclinable, periods)| Side {
            preferred,
            admitted,
            forbidden,
            proposed,
            indeclinable,
            periods,
            ..Side::default()
        });
    let side = proptest::option::of(side);
    let status = proptest::sample::select(&[Status::Proposed, Status::Approved, Status::Rejected][..]);
    let former = proptest::collection::vec((0..8_usize).prop_map(|n| format!("e{n}")), 0..2);
    let note = proptest::option::of(form().prop_map(str::to_owned));
    let kind = proptest::sample::select(&[Kind::Person, Kind::Place][..]);
    let entry = (0..8_usize, kind, status, note, former, side.clone(), side).prop_map(
        |(id, kind, status, note, former_ids, ru, uk)| Entry {
            id: format!("e{id}"),
            kind,
            status,
            en: None,
            note,
            former_ids,
            ru,
            uk,
            confidence: None,
        },
    );
    let pair =
        (form(), form()).prop_map(|(ru, uk)| RejectedPair { ru: ru.to_owned(), uk: uk.to_owned(), kind: Kind::Person });
    (proptest::collection::vec(entry, 0..7), proptest::collection::vec(pair, 0..3)).prop_map(
        |(mut entries, rejected_pairs)| {
            let mut ids = std::collections::BTreeSet::new();
            entries.retain(|entry| ids.insert(entry.id.clone()));
            Glossary { entries, rejected_pairs }
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1024))]

    #[test]
    fn the_json_carried_out_on_the_old_side_gives_the_new_one(old in any_glossary(), new in any_glossary()) {
        let changes = diff(&old, &new);
        let patch = Patch::between(&old, &new);
        let json: serde_json::Value =
            serde_json::from_str(&review(&changes, &patch, changes::json)).expect("JSON");
        let read: Patch = serde_json::from_value(json["patch"].clone()).expect("a patch");
        prop_assert_eq!(&read, &patch);
        let mut patched = old.clone();
        read.apply(&mut patched).expect("applied");
        prop_assert!(Patch::between(&patched, &new).is_empty());
        prop_assert_eq!(diff(&patched, &new), []);
        // What people are told and what programs are told is the same.
        prop_assert_eq!(changes.is_empty(), patch.is_empty(), "{:?} {:?}", changes, patch);
        let touched = |id: &String| patch.entries.iter().any(|entry| {
            [&entry.before, &entry.after].into_iter().flatten().any(|entry| entry.id == *id)
        });
        prop_assert!(changes.iter().flat_map(|change| &change.id).all(touched));
        for entry in &patch.entries {
            let told = |change: &Change| {
                [&entry.before, &entry.after].into_iter().flatten().any(|entry| {
                    change.id.as_ref() == Some(&entry.id) || format!("{:?}", change.what).contains(&format!("{:?}", entry.id))
                })
            };
            prop_assert!(changes.iter().any(told), "{:?} in {:?}", entry, changes);
        }
    }

    #[test]
    fn a_glossary_does_not_differ_from_itself_in_another_order(glossary in any_glossary()) {
        prop_assert_eq!(diff(&glossary, &glossary), []);
        prop_assert!(Patch::between(&glossary, &glossary).is_empty());
        let mut shuffled = glossary.clone();
        shuffled.entries.reverse();
        shuffled.rejected_pairs.reverse();
        for side in shuffled.entries.iter_mut().flat_map(|entry| [&mut entry.ru, &mut entry.uk]).flatten() {
            side.admitted.reverse();
            side.forbidden.reverse();
            side.proposed.reverse();
            side.periods.reverse();
        }
        prop_assert_eq!(diff(&glossary, &shuffled), []);
        prop_assert!(Patch::between(&glossary, &shuffled).is_empty());
    }
}
