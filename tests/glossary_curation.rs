//! `validate`, `show`, `review` and pruning, as people run them.

#[path = "support/program.rs"]
mod program;
mod support;

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use imenoslov::glossary::{GlossaryFile, GlossaryLock};
use program::run;
use support::{entities, glossary_file, line_diff};

const DESK: &str = include_str!("glossary/desk.toml");

fn desk() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("glossary.toml"), DESK).expect("written");
    folder
}

fn shown(output: &Output) -> String {
    format!(
        "{}{}(exit {})",
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr),
        output.status.code().expect("no signal")
    )
}

#[test]
fn validate_marks_the_lines() {
    let folder = desk();
    assert_eq!(run(folder.path(), &["validate"], "").status.code(), Some(0));
    let faulty = DESK
        .replace("forbidden = [\"Стиф Витков\"]", "forbidden = [\"Стив Витков\", 'Стив Виткoв', \"Стив Виткофф\"]")
        .replace("preferred = \"Днепр\"", "preferred = \"Дніпро\"")
        .replace("id = \"miami\"", "id = \"s-vitkov\"");
    fs::write(folder.path().join("glossary.toml"), faulty).expect("written");
    insta::assert_snapshot!(shown(&run(folder.path(), &["validate"], "")));
}

#[test]
fn validate_of_a_broken_file_is_a_failure() {
    let folder = desk();
    fs::write(folder.path().join("glossary.toml"), "[[entry]\n").expect("written");
    insta::assert_snapshot!(shown(&run(folder.path(), &["validate"], "")));
}

#[test]
fn show_prints_names_evidence_and_sentences() {
    let folder = desk();
    fs::write(folder.path().join("a.uk.txt"), "Про зустріч\n\nУчора Стів Віткофф прилетів до Києва. Його чекали.\n")
        .expect("written");
    insta::assert_snapshot!(shown(&run(folder.path(), &["show", "Віткоффом", "dnipro", "--articles", "a.uk.txt"], "")));
}

#[test]
fn show_of_an_unknown_name_is_a_failure() {
    insta::assert_snapshot!(shown(&run(desk().path(), &["show", "Лондон"], "")));
}

#[test]
fn review_is_left_and_resumed() {
    let folder = desk();
    let path = folder.path().join("glossary.toml");
    // Admit, prefer, skip; approve; then leave.
    let first = run(folder.path(), &["review"], "f\np\nx\nn\na\nq\n");
    let after_first = fs::read_to_string(&path).expect("a glossary");
    let second = run(folder.path(), &["review"], "a\nr\nn\nn\ns\n");
    let after_second = fs::read_to_string(&path).expect("a glossary");
    insta::assert_snapshot!(format!(
        "{}\n{}\n=====\n{}\n{}",
        shown(&first),
        line_diff(DESK, &after_first),
        shown(&second),
        line_diff(&after_first, &after_second)
    ));
}

#[test]
fn review_takes_decisions_back_to_the_byte() {
    for text in [DESK.to_owned(), format!("\u{feff}{}", DESK.replace('\n', "\r\n"))] {
        let folder = desk();
        let path = folder.path().join("glossary.toml");
        fs::write(&path, &text).expect("written");
        // A decision on everything, and each of them taken back: also from behind the last question, and more often than
        // there were any.
        let decisions = format!("f\np\na\na\na\na\ns\nr\n{}", "a\n".repeat(40));
        let all = run(folder.path(), &["review"], &decisions);
        assert!(shown(&all).contains("; 0 entries with proposals are left\n(exit 0)"), "{}", shown(&all));
        assert!(fs::read_to_string(&path).expect("a glossary") != text);
        fs::write(&path, &text).expect("written");
        let undone = run(folder.path(), &["review"], &format!("{decisions}{}q\n", "u\n".repeat(60)));
        assert_eq!(fs::read_to_string(&path).expect("a glossary"), text);
        let shown = shown(&undone);
        assert!(shown.contains("there is nothing to take back") && shown.contains("\n0 of "), "{shown}");
        // A decision after one that was taken back; keys of a Cyrillic keyboard (ф: a, г: u, й: q).
        run(folder.path(), &["review"], "f\nг\nф\nй\n");
        let expected = desk();
        fs::write(expected.path().join("glossary.toml"), &text).expect("written");
        run(expected.path(), &["edit", "admit", "Стив Виткоф"], "");
        assert_eq!(
            fs::read_to_string(&path).expect("a glossary"),
            fs::read_to_string(expected.path().join("glossary.toml")).expect("a glossary")
        );
    }
}

#[test]
fn review_does_not_take_back_what_others_wrote() {
    let folder = desk();
    let path = folder.path().join("glossary.toml");
    let mut review = Command::new(env!("CARGO_BIN_EXE_imenoslov"))
        .arg("review")
        .current_dir(folder.path())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    let mut input = review.stdin.take().expect("an input");
    input.write_all(b"f\n").expect("a key");
    while fs::read_to_string(&path).expect("a glossary") == DESK {
        std::thread::yield_now();
    }
    let theirs = format!("{}# ours\n", fs::read_to_string(&path).expect("a glossary"));
    fs::write(&path, &theirs).expect("written");
    input.write_all(b"u\nq\n").expect("keys");
    drop(input);
    let shown = shown(&review.wait_with_output().expect("the program ends"));
    assert!(shown.contains("changed by somebody else") && shown.contains("(exit 0)"), "{shown}");
    assert_eq!(fs::read_to_string(&path).expect("a glossary"), theirs);
}

#[test]
fn pruning_drops_what_no_text_has_and_nobody_touched() {
    let text = format!(
        "{DESK}\n[[entry]]\nid = 'gone'\nkind = 'place'\nstatus = 'proposed'\nconfidence = 0.9\n\n[entry.ru]\n\
         preferred = 'Нигде'\n\n[[entry]]\nid = 'touched'\nkind = 'place'\nstatus = 'proposed'\nnote = 'ours'\n\
         confidence = 0.9\n\n[entry.ru]\npreferred = 'Никуда'\n\n[[entry]]\nid = 'gone-too'\nkind = 'place'\n\
         status = 'proposed'\nconfidence = 0.9\n\n[entry.ru]\npreferred = 'Никогда'\nproposed  = ['Никому']\n\n\
         [[entry]]\nid = 'there'\nkind = 'place'\nstatus = 'proposed'\nconfidence = 0.9\n\n[entry.ru]\n\
         preferred = 'Здесь'\nproposed  = ['Там', 'Тут']\n"
    );
    let mut file = glossary_file(&text);
    let summary =
        file.prune(&entities("person 1 | uk Стів Уіткофф 3 | ru Стив Уиткофф 2\nplace 1 | ru Тут 2")).expect("pruned");
    assert_eq!(summary.entries, ["gone", "gone-too"]);
    insta::assert_snapshot!(line_diff(&text, file.text()));
}

#[test]
fn the_lock_is_given_back_and_leaves_nothing() {
    let folder = desk();
    let path = folder.path().join("glossary.toml");
    let lock = GlossaryLock::try_acquire(&path).expect("a lock").expect("free");
    assert!(GlossaryLock::try_acquire(&path).expect("a lock").is_none() || cfg!(not(unix)));
    drop(lock);
    assert!(GlossaryLock::try_acquire(&path).expect("a lock").is_some());
    assert_eq!(fs::read_dir(folder.path()).expect("the folder").count(), 1);
}

#[test]
fn a_text_that_looks_like_an_entry_is_read_as_text() {
    let filler: String = (0..3_000).map(|n| format!("[[entry]]\nid = 'e{n}'\nkind = 'org'\n\n")).collect();
    for notes in 1..4_000 {
        if notes % 500 != 1 {
            continue;
        }
        let lines = "[[entry]]\nline\n".repeat(notes);
        let text = format!(
            "{filler}[[entry]]\nid = 'x'\nkind = 'org'\nnote = '''\n{lines}'''\n\n{}",
            filler.replace("'e", "'f")
        );
        let file = GlossaryFile::parse(Path::new("glossary.toml"), &text).expect("a glossary");
        let entries = &file.glossary().entries;
        assert_eq!(entries.len(), 6_001);
        assert_eq!(entries[3_000].note.as_deref().map(str::len), Some(lines.len()));
        assert_eq!(
            file.line_of_entry(6_000),
            Some(text[..text.rfind("[[entry]]").expect("an entry")].matches('\n').count() + 1)
        );
    }
}
