//! The merge of two versions of a glossary, alone and in `git merge`.

mod support;

use std::fs;
use std::path::Path;
use std::process::Command;

use imenoslov::differ::diff;
use imenoslov::glossary::{CONFLICT_START, Glossary, GlossaryFile, Merged, merge};
use proptest::prelude::*;
use support::glossary_file;

fn merged(base: &str, ours: &str, theirs: &str) -> Merged {
    merge(&glossary_file(base), &glossary_file(ours), &glossary_file(theirs)).expect("merged")
}

fn content(text: &str) -> Glossary {
    glossary_file(text).into_glossary()
}

/// Cases in a file that a person can read and extend: three versions and what becomes of them.
#[test]
fn cases() {
    let mut report = String::new();
    for case in include_str!("merge_driver/cases.txt").split("\n==== ").skip(1) {
        let (title, body) = case.split_once('\n').expect("a title");
        let part = |name: &str| {
            let start = body.find(&format!("---- {name}\n")).expect("a part") + name.len() + 6;
            let end = body[start..].find("---- ").map_or(body.len(), |length| start + length);
            &body[start..end]
        };
        let merged = merged(part("base"), part("ours"), part("theirs"));
        report.push_str(&format!("==== {title}\n{}", merged.text));
        for conflict in &merged.conflicts {
            report.push_str(&format!("---- conflict: {conflict}\n"));
        }
        report.push('\n');
    }
    insta::assert_snapshot!(report);
}

const SIZE: usize = 6;

/// A glossary in several styles, with comments everywhere.
fn base() -> String {
    let entries: String = (0..SIZE)
        .map(|n| match n % 3 {
            0 => format!(
                "# about e{n}\n[[entry]]  # head {n}\nid = 'e{n}'\nkind = 'person'\nnote = \"n{n}\"  # noted {n}\n\
                 x-desk = 'sport{n}'\n\n[entry.ru]\npreferred = 'р{n}'\nadmitted  = [\n  'ра{n}',  # first {n}\n  'рб{n}',\n]\n\
                 proposed  = ['рп{n}']\n\n[entry.uk]\npreferred = 'у{n}'\n\n"
            ),
            1 => format!(
                "[[entry]]\nid = 'e{n}'\nkind = 'person'\nnote = 'n{n}'\nx-desk = 'sport{n}'\n# names of {n}\n\
                 ru = {{ preferred = 'р{n}', admitted = ['ра{n}', 'рб{n}'], proposed = ['рп{n}'], x-why = 1 }}\n\
                 uk.preferred = 'у{n}'\n\n"
            ),
            _ => format!(
                "[[entry]]\nid = 'e{n}'\nkind = 'person'\nnote = 'n{n}'\nx-desk = 'sport{n}'\n\
                 ru.preferred = 'р{n}'\nru.admitted = ['ра{n}', 'рб{n}']\nru.proposed = ['рп{n}']\nuk.preferred = 'у{n}'\n\n# ---- a heading {n}\n\n"
            ),
        })
        .collect();
    format!(
        "# the desk's glossary\nversion = 1\n\n[check]\nunknown-name = 'off'\ninconsistent = 'note'\n\n{entries}\
         # refused\n[[rejected_pair]]\nru = 'Песков'\nuk = 'Пісков'\nkind = 'person'\n"
    )
}

/// An edit of one field; `side` makes the value another one for each side.
struct Edit {
    field: &'static str,
    make: fn(text: &str, entry: usize, side: &str) -> String,
}

fn replaced(text: &str, from: &str, to: &str) -> String {
    assert!(text.contains(from), "{from} in {text}");
    text.replacen(from, to, 1)
}

const EDITS: [Edit; 9] = [
    Edit {
        field: "note",
        make: |text, n, side| {
            let quote = if text.contains(&format!("note = \"n{n}\"")) { '"' } else { '\'' };
            replaced(text, &format!("note = {quote}n{n}{quote}"), &format!("note = {quote}n{n} {side}{quote}"))
        },
    },
    Edit { field: "x-desk", make: |text, n, side| replaced(text, &format!("'sport{n}'"), &format!("'{side}{n}'")) },
    Edit {
        field: "status",
        make: |text, n, side| {
            let status = if side == "ours" { "approved" } else { "rejected" };
            let id = format!("id = 'e{n}'\n");
            replaced(text, &id, &format!("{id}status = '{status}'  # by {side} {n}\n"))
        },
    },
    Edit { field: "preferred", make: |text, n, side| replaced(text, &format!("'р{n}'"), &format!("'р{n}{side}'")) },
    Edit { field: "uk", make: |text, n, side| replaced(text, &format!("'у{n}'"), &format!("'у{n}{side}'")) },
    Edit {
        field: "en",
        make: |text, n, side| {
            let kind = format!("id = 'e{n}'\n");
            replaced(text, &kind, &format!("{kind}# {side} says {n}\nen = 'E{n} {side}'\n"))
        },
    },
    Edit {
        field: "ра",
        make: |text, n, side| match side {
            // One side forbids what the other deletes.
            "ours" => with_list(text, n, "admitted", "forbidden", &format!("ра{n}")),
            _ => without(text, n, "admitted", &format!("ра{n}")),
        },
    },
    Edit {
        field: "рп",
        make: |text, n, side| {
            let list = if side == "ours" { "admitted" } else { "forbidden" };
            with_list(text, n, "proposed", list, &format!("рп{n}"))
        },
    },
    Edit {
        field: "kind",
        make: |text, n, side| {
            let kind = if side == "ours" { "org" } else { "place" };
            let (head, entry) = text.split_at(text.find(&format!("id = 'e{n}'")).expect("the entry"));
            format!("{head}{}", replaced(entry, "'person'", &format!("'{kind}'")))
        },
    },
];

/// Takes a form out of a list, through the program's own editing.
fn without(text: &str, n: usize, _list: &str, form: &str) -> String {
    let first = format!("'{form}', ");
    if text.contains(&first) {
        return replaced(text, &first, "");
    }
    replaced(text, &format!("  '{form}',  # first {n}\n"), "")
}

fn with_list(text: &str, n: usize, _from: &str, to: &str, form: &str) -> String {
    use imenoslov::glossary::Standing;
    let mut file = glossary_file(text);
    let standing = if to == "admitted" { Standing::Admitted } else { Standing::Forbidden };
    file.set_standing(&format!("e{n}"), form, None, standing).expect("edited");
    file.text().to_owned()
}

fn hashes(text: &str) -> Vec<String> {
    text.lines().filter_map(|line| line.find('#').map(|at| line[at..].trim_end().to_owned())).collect()
}

/// Edits for each side: entry and number of the edit.
fn edits() -> impl Strategy<Value = Vec<(usize, usize)>> {
    proptest::collection::vec((0..SIZE, 0..EDITS.len()), 0..6).prop_map(|mut edits| {
        edits.sort_unstable();
        edits.dedup();
        edits
    })
}

fn edited(base: &str, edits: &[(usize, usize)], side: &str) -> String {
    edits.iter().fold(base.to_owned(), |text, &(entry, edit)| (EDITS[edit].make)(&text, entry, side))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn different_fields_merge_and_nothing_is_lost(ours in edits(), theirs in edits(), swap in any::<bool>()) {
        let theirs: Vec<_> = theirs.into_iter().filter(|edit| !ours.contains(edit)).collect();
        let base = base();
        let (our_text, their_text) = (edited(&base, &ours, "ours"), edited(&base, &theirs, "theirs"));
        let merged = if swap { merged(&base, &their_text, &our_text) } else { merged(&base, &our_text, &their_text) };
        prop_assert_eq!(&merged.conflicts, &Vec::<String>::new(), "{}", merged.text);
        // Both edits one after the other are the same.
        let both = edited(&our_text, &theirs, "theirs");
        prop_assert_eq!(diff(&content(&both), &content(&merged.text)), [], "{}", merged.text);
        for (edits, side) in [(&ours, "ours"), (&theirs, "theirs")] {
            for (n, _) in edits.iter().filter(|(_, edit)| EDITS[*edit].field == "x-desk") {
                prop_assert!(merged.text.contains(&format!("x-desk = '{side}{n}'")), "{}", merged.text);
            }
        }
        for comment in hashes(&base).iter().chain(&hashes(&our_text)).chain(&hashes(&their_text)) {
            let deleted = !our_text.contains(comment.as_str()) || !their_text.contains(comment.as_str());
            let in_base = base.contains(comment.as_str());
            prop_assert!(merged.text.contains(comment.as_str()) || deleted && in_base, "{comment}: {}", merged.text);
        }
        prop_assert_eq!(merged.text.matches("x-desk = '").count(), SIZE, "{}", merged.text);
        prop_assert_eq!(merged.text.matches("x-why").count(), 2, "{}", merged.text);
        prop_assert!(!merged.text.contains(CONFLICT_START));
    }

    #[test]
    fn edits_of_one_field_conflict(ours in edits(), theirs in edits(), entry in 0..SIZE, edit in 0..EDITS.len()) {
        let with = |mut edits: Vec<(usize, usize)>| {
            edits.push((entry, edit));
            edits.sort_unstable();
            edits.dedup();
            edits
        };
        let (ours, theirs) = (with(ours), with(theirs));
        let base = base();
        let merged = merged(&base, &edited(&base, &ours, "ours"), &edited(&base, &theirs, "theirs"));
        let fields = ours.iter().filter(|edit| theirs.contains(edit)).count();
        prop_assert_eq!(merged.conflicts.len(), fields, "{:?}\n{}", merged.conflicts, merged.text);
        let entries: std::collections::BTreeSet<usize> =
            ours.iter().filter(|edit| theirs.contains(edit)).map(|edit| edit.0).collect();
        prop_assert_eq!(merged.text.matches(CONFLICT_START).count(), entries.len());
        let shown = merged.text.replace('\'', "\"");
        prop_assert!(shown.contains(EDITS[edit].field) || EDITS[edit].field == "uk", "{}", merged.text);
    }

    #[test]
    fn one_side_alone_is_that_side(edits in edits()) {
        let base = base();
        let text = edited(&base, &edits, "ours");
        prop_assert_eq!(&merged(&base, &text, &base).text, &text);
        prop_assert_eq!(&merged(&base, &base, &text).text, &text);
        prop_assert_eq!(&merged(&base, &text, &text).text, &text);
        prop_assert_eq!(&merged("", &text, "").text, &text);
    }

    #[test]
    fn entries_come_and_go(ours in 0..SIZE, theirs in 0..SIZE, added in (1..4_usize, 1..4_usize), crlf in any::<bool>()) {
        let base = base();
        let edit = |number: usize, side: &str, count: usize| {
            let block = entry_block(&base, number);
            let mut text = base.replacen(&block, "", 1);
            for n in 0..count {
                text.push_str(&format!("\n# new {side} {n}\n[[entry]]\nid = '{side}-{n}'\nkind = 'place'\nuk.preferred = '{side}{n}'\n"));
            }
            if crlf { text.replace('\n', "\r\n") } else { text }
        };
        let (our_text, their_text) = (edit(ours, "ours", added.0), edit(theirs, "theirs", added.1));
        let base = if crlf { base.replace('\n', "\r\n") } else { base };
        let merged = merged(&base, &our_text, &their_text);
        prop_assert_eq!(&merged.conflicts, &Vec::<String>::new());
        let gone = if ours == theirs { 1 } else { 2 };
        let entries = content(&merged.text).entries;
        prop_assert_eq!(entries.len(), SIZE - gone + added.0 + added.1, "{}", merged.text);
        prop_assert_eq!(merged.text.matches("# new").count(), added.0 + added.1);
        prop_assert_eq!(merged.text.matches("\r\n").count(), if crlf { merged.text.matches('\n').count() } else { 0 });
        prop_assert_eq!(merged.text.matches("# ---- a heading").count(), SIZE / 3);
    }
}

/// An entry in one of three styles, with few names and values, so that versions contradict each other.
fn any_entry() -> impl Strategy<Value = String> {
    let form = || proptest::sample::select(&["Іван", "Пётр", "Київ", "США"][..]);
    let list = move || proptest::collection::vec(form(), 0..3);
    let period = move || proptest::collection::vec((form(), 1..4_u8), 0..3);
    let side = (proptest::option::of(form()), list(), list(), list(), period(), proptest::option::of(1..4_u8), 0..4_u8);
    let side = side.prop_map(|(preferred, admitted, forbidden, proposed, periods, mark, style)| {
        let mut fields: Vec<(String, String)> = Vec::new();
        fields.extend(preferred.map(|form| ("preferred".to_owned(), format!("{form:?}"))));
        for (field, forms) in [("admitted", admitted), ("forbidden", forbidden), ("proposed", proposed)] {
            if !forms.is_empty() {
                let separator = if style == 3 { ", # why\n  " } else { ", " };
                let forms: Vec<String> = forms.iter().map(|form| format!("{form:?}")).collect();
                fields.push((field.to_owned(), format!("[{}]", forms.join(separator))));
            }
        }
        fields.extend(mark.map(|mark| ("x-mark".to_owned(), mark.to_string())));
        (fields, periods, style)
    });
    let sides = (proptest::option::of(side.clone()), proptest::option::of(side));
    let note = proptest::option::of(1..4_u8);
    let status = proptest::option::of(proptest::sample::select(&["proposed", "approved", "rejected"][..]));
    (sides, note, status, any::<bool>()).prop_map(|((ru, uk), note, status, comment)| {
        let mut head = String::new();
        if comment {
            head.push_str("# of ID\n");
        }
        head.push_str("[[entry]]\nid = \"ID\"\nkind = \"person\"\n");
        if let Some(status) = status {
            head.push_str(&format!("status = {status:?} # so\n"));
        }
        if let Some(note) = note {
            head.push_str(&format!("note = \"{note}\"\n"));
        }
        let mut tables = String::new();
        for (code, side) in [("ru", ru), ("uk", uk)] {
            let Some((fields, periods, style)) = side else { continue };
            let lines = |prefix: &str| {
                fields.iter().map(|(key, value)| format!("{prefix}{key} = {value}\n")).collect::<String>()
            };
            match style {
                0 => {
                    let mut fields: Vec<String> =
                        fields.iter().map(|(key, value)| format!("{key} = {value}")).collect();
                    if !periods.is_empty() {
                        let periods: Vec<String> = periods
                            .iter()
                            .map(|(form, day)| format!("{{ form = {form:?}, until = 2016-05-0{day} }}"))
                            .collect();
                        fields.push(format!("period = [{}]", periods.join(", ")));
                    }
                    head.push_str(&format!("{code} = {{ {} }}\n", fields.join(", ")));
                }
                1 => head.push_str(&lines(&format!("{code}."))),
                _ => {
                    tables.push_str(&format!("\n[entry.{code}]\n{}", lines("")));
                    for (form, day) in periods {
                        tables.push_str(&format!("[[entry.{code}.period]]\nform = {form:?}\nuntil = 2016-05-0{day}\n"));
                    }
                }
            }
        }
        format!("{head}{tables}\n")
    })
}

fn any_version() -> impl Strategy<Value = String> {
    let pair = proptest::sample::select(&["Іван", "Пётр"][..])
        .prop_map(|name| format!("[[rejected_pair]]\nru = {name:?}\nuk = \"Київ\"\nkind = \"person\"\n\n"));
    let settings = (1..4_u8, 1..4_u8).prop_map(|(a, b)| format!("[check]\na = {a}\nb = {b}\n\n"));
    let part = prop_oneof![6 => any_entry(), 1 => pair, 1 => Just("# alone\n\n".to_owned())];
    let rest = (proptest::collection::vec((0..5_u8, part), 0..6), proptest::option::of(settings));
    rest.prop_map(|(parts, settings)| {
        let mut text = "# ours\nversion = 1\n\n".to_owned();
        text.extend(settings);
        let mut ids = std::collections::BTreeSet::new();
        for (id, part) in parts {
            if !part.contains("ID") || ids.insert(id) {
                text.push_str(&part.replace("ID", &format!("e{id}")));
            }
        }
        text
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn whatever_the_versions_are_the_result_can_be_read(
        base in any_version(), ours in any_version(), theirs in any_version(),
    ) {
        let there = merged(&base, &ours, &theirs);
        let back = merged(&base, &theirs, &ours);
        prop_assert_eq!(there.conflicts.len(), back.conflicts.len(), "{}\n\n{}", there.text, back.text);
        prop_assert_eq!(there.conflicts.is_empty(), !there.text.contains(CONFLICT_START));
        let (there, back) = (content(&there.text), content(&back.text));
        if merged(&base, &ours, &theirs).conflicts.is_empty() {
            prop_assert_eq!(diff(&there, &back), []);
        }
        // What both say is there, and each id is there that one side has and the other did not delete.
        let (base, ours, theirs) = (content(&base), content(&ours), content(&theirs));
        let has = |glossary: &Glossary, id: &str| glossary.entries.iter().any(|entry| entry.id == id);
        for entry in ours.entries.iter().chain(&theirs.entries) {
            let in_both = has(&ours, &entry.id) && has(&theirs, &entry.id);
            if in_both || !has(&base, &entry.id) {
                prop_assert!(has(&there, &entry.id), "{}", entry.id);
            }
        }
    }

    #[test]
    fn a_side_that_changed_nothing_has_nothing_to_say(base in any_version(), other in any_version()) {
        prop_assert_eq!(&merged(&base, &base, &base).text, &base);
        prop_assert_eq!(&merged(&base, &other, &other).text, &other);
        for merged in [merged(&base, &base, &other), merged(&base, &other, &base)] {
            prop_assert_eq!(&merged.conflicts, &Vec::<String>::new());
            prop_assert_eq!(diff(&content(&merged.text), &content(&other)), [], "{}", merged.text);
        }
    }
}

/// The lines of an entry, with the comment directly above it and the blank line below it.
fn entry_block(text: &str, number: usize) -> String {
    let id = text.find(&format!("id = 'e{number}'")).expect("the entry");
    let start = text[..id].rfind("\n\n").expect("a blank line") + 2;
    let end = text[id..].find(&format!("'у{number}'\n\n")).map(|length| id + length).expect("its end");
    let end = end + text[end..].find("\n\n").expect("a blank line") + 2;
    text[start..end].to_owned()
}

/// A repository whose branches `ours` and `theirs` change the glossary of `main`; says how `git merge` ended.
fn git_merge(folder: &Path, base: &str, ours: &str, theirs: &str) -> (bool, String) {
    let git = |arguments: &[&str]| {
        let done = Command::new("git")
            .arg("-C")
            .arg(folder)
            .args(["-c", "user.name=Desk", "-c", "user.email=desk@example.org", "-c", "core.autocrlf=false"])
            .args(arguments)
            .env("GIT_CONFIG_GLOBAL", "/dev/null")
            .env("GIT_CONFIG_SYSTEM", "/dev/null")
            .output()
            .expect("git");
        (done.status.success(), String::from_utf8_lossy(&done.stdout).into_owned())
    };
    let write = |text: &str| fs::write(folder.join("glossary.toml"), text).expect("written");
    let program = env!("CARGO_BIN_EXE_imenoslov").replace('\\', "/");
    assert!(git(&["init", "-q", "-b", "main"]).0);
    assert!(git(&["config", "merge.imenoslov.driver", &format!("'{program}' merge-driver %O %A %B %P")]).0);
    fs::write(folder.join(".gitattributes"), "glossary.toml merge=imenoslov\n").expect("written");
    let commit = |branch: &str, text: &str| {
        assert!(git(&["checkout", "-q", "-B", branch, "main"]).0 || branch == "main");
        write(text);
        assert!(git(&["add", "."]).0);
        git(&["commit", "-q", "-m", branch, "--allow-empty"]);
    };
    commit("main", base);
    commit("theirs", theirs);
    commit("ours", ours);
    let (is_clean, _) = git(&["merge", "-q", "--no-edit", "theirs"]);
    assert_eq!(is_clean, git(&["ls-files", "--unmerged"]).1.is_empty());
    (is_clean, fs::read_to_string(folder.join("glossary.toml")).expect("the glossary"))
}

#[test]
fn git_merges_different_fields() {
    let folder = tempfile::tempdir().expect("a folder");
    let base = base();
    let (ours, theirs) = (edited(&base, &[(0, 3), (1, 5)], "ours"), edited(&base, &[(0, 4), (1, 3)], "theirs"));
    let (is_clean, text) = git_merge(folder.path(), &base, &ours, &theirs);
    assert!(is_clean, "{text}");
    assert_eq!(diff(&content(&edited(&ours, &[(0, 4), (1, 3)], "theirs")), &content(&text)), []);
}

#[test]
fn git_leaves_a_conflict_that_can_be_read() {
    let folder = tempfile::tempdir().expect("a folder");
    let base = base();
    let (ours, theirs) = (edited(&base, &[(0, 3), (2, 0)], "ours"), edited(&base, &[(0, 3), (3, 5)], "theirs"));
    let (is_clean, text) = git_merge(folder.path(), &base, &ours, &theirs);
    assert!(!is_clean);
    assert_eq!(text.matches(CONFLICT_START).count(), 1, "{text}");
    let file = GlossaryFile::parse(Path::new("glossary.toml"), &text).expect("a glossary");
    assert_eq!(file.validate().first().map(|problem| problem.fault.name()), Some("conflict"));
    let glossary = file.into_glossary();
    assert_eq!(glossary.entries[0].ru.as_ref().and_then(|side| side.preferred.as_deref()), Some("р0ours"));
    assert!(text.contains("р0theirs") && text.contains("E3 theirs") && text.contains("n2 ours"), "{text}");
}

#[test]
fn git_merges_line_by_line_what_is_no_glossary() {
    let folder = tempfile::tempdir().expect("a folder");
    let base = base();
    let ours = base.replacen("id = 'e0'", "id = 'e0", 1);
    let theirs = edited(&base, &[(3, 5)], "theirs");
    let (is_clean, text) = git_merge(folder.path(), &base, &ours, &theirs);
    assert!(is_clean);
    assert!(text.contains("id = 'e0\n") && text.contains("E3 theirs"), "{text}");
}
