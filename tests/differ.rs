//! What changed between two glossaries.

mod support;

use imenoslov::differ::{Category, Change, Patch, diff};
use imenoslov::glossary::Glossary;
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
    report(&Review { changes, patch, effects: None })
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

const EDITS: [Edit; 9] = [
    |glossary, n| {
        glossary.entries[n].status = imenoslov::glossary::Status::Approved;
        Category::Approved
    },
    |glossary, n| {
        glossary.entries[n].status = imenoslov::glossary::Status::Rejected;
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
];

fn side(glossary: &mut Glossary, number: usize) -> &mut imenoslov::glossary::Side {
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
