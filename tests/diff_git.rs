//! `diff --git`: both sides from a repository.

use std::fs;
use std::path::Path;
use std::process::Command;

const OLD: &str = "version = 1\n\n[[entry]]\nid = \"kyiv\"\nkind = \"place\"\nuk.preferred = \"Київ\"\n";

fn git(folder: &Path, arguments: &[&str]) {
    let done = Command::new("git")
        .arg("-C")
        .arg(folder)
        .args(["-c", "user.name=Desk", "-c", "user.email=desk@example.org"])
        .args(arguments)
        .env("GIT_CONFIG_GLOBAL", "/dev/null")
        .env("GIT_CONFIG_SYSTEM", "/dev/null")
        .status()
        .expect("git");
    assert!(done.success(), "{arguments:?}");
}

/// Exit status, standard output, standard error.
fn diff(folder: &Path, arguments: &[&str]) -> (Option<i32>, String, String) {
    let done = Command::new(env!("CARGO_BIN_EXE_imenoslov"))
        .current_dir(folder)
        .arg("diff")
        .args(arguments)
        .env("GIT_CEILING_DIRECTORIES", std::env::temp_dir())
        .output()
        .expect("the program");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("UTF-8");
    (done.status.code(), text(done.stdout), text(done.stderr))
}

/// A repository with the glossary in `desk/`: without it, with it, approved; in the folder with a note too.
fn repository() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path();
    git(path, &["init", "-q", "-b", "main"]);
    git(path, &["commit", "-q", "--allow-empty", "-m", "nothing"]);
    fs::create_dir(path.join("desk")).expect("a folder");
    let mut text = OLD.to_owned();
    for edit in ["", "status = \"approved\"\n"] {
        text = text.replace("uk.preferred", &format!("{edit}uk.preferred"));
        fs::write(path.join("desk/glossary.toml"), &text).expect("written");
        git(path, &["add", "."]);
        git(path, &["commit", "-q", "-m", "a version"]);
    }
    git(path, &["tag", "v1", "HEAD~1"]);
    fs::write(path.join("desk/glossary.toml"), text.replace("uk.preferred", "note = \"capital\"\nuk.preferred"))
        .expect("written");
    folder
}

#[test]
fn commits_and_the_working_tree() {
    let repository = repository();
    let (top, desk) = (repository.path(), repository.path().join("desk"));
    let first_line = |folder: &Path, arguments: &[&str]| {
        let (status, text, error) = diff(folder, arguments);
        (status, text.lines().next().unwrap_or_default().to_owned() + &error)
    };
    let found = |line: &str| (Some(1), line.to_owned());
    assert_eq!(first_line(&desk, &["--git", "HEAD"]), found("1 change. Note or other field changed: 1"));
    assert_eq!(
        first_line(top, &["--git", "HEAD", "desk/glossary.toml"]),
        found("1 change. Note or other field changed: 1")
    );
    assert_eq!(first_line(&desk, &["--git", "v1..HEAD"]), found("1 change. Approved: 1"));
    assert_eq!(first_line(&desk, &["--git", "v1.."]), found("1 change. Approved: 1"));
    assert_eq!(first_line(&desk, &["--git", "HEAD...v1"]), (Some(0), String::new()));
    assert_eq!(first_line(&desk, &["--git", "v1...HEAD"]), found("1 change. Approved: 1"));
    assert_eq!(first_line(&desk, &["--git", "HEAD..v1"]), found("1 change. Decision taken back: 1"));
    // The commit before the glossary began.
    assert_eq!(first_line(&desk, &["--git", "HEAD~2..v1"]), found("1 change. Added: 1"));
    assert_eq!(first_line(&desk, &["--git", "v1..v1"]), (Some(0), String::new()));
}

#[test]
fn what_cannot_be_read_is_said() {
    let repository = repository();
    let desk = repository.path().join("desk");
    let message = |folder: &Path, arguments: &[&str]| {
        let (status, text, error) = diff(folder, arguments);
        assert_eq!((status, text.as_str()), (Some(2), ""), "{error}");
        error
    };
    assert_eq!(message(&desk, &["--git", "v2"]), "imenoslov: git knows no revision \"v2\"\n");
    assert_eq!(message(&desk, &["--git=--output=x"]), "imenoslov: git knows no revision \"--output=x\"\n");
    let plain = tempfile::tempdir().expect("a folder");
    fs::write(plain.path().join("glossary.toml"), OLD).expect("written");
    assert_eq!(message(plain.path(), &["--git", "HEAD"]), "imenoslov: . is not in a git repository\n");
    fs::write(desk.join("glossary.toml"), "[[entry]\n").expect("written");
    git(&desk, &["commit", "-q", "-a", "-m", "broken"]);
    let error = message(&desk, &["--git", "v1..HEAD"]);
    assert!(error.starts_with("imenoslov: HEAD:glossary.toml:1:"), "{error}");
}
