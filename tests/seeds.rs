//! The glossary at the top of the project is the one that `build seeds` makes and people curated.

use std::fs;
use std::path::Path;
use std::process::Command;

/// Runs the program in the folder of the project.
fn imenoslov(arguments: &[&str]) -> std::process::Output {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    Command::new(env!("CARGO_BIN_EXE_imenoslov"))
        .args(arguments)
        .current_dir(root)
        .output()
        .expect("the program starts")
}

#[test]
fn building_the_seeds_again_changes_nothing() {
    let curated = fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("glossary.toml")).expect("the glossary");
    let folder = tempfile::TempDir::new().expect("a temporary folder");
    let copy = folder.path().join("glossary.toml");
    fs::write(&copy, &curated).expect("a copy");
    let copy_name = copy.to_str().expect("an ordinary path");
    let done = imenoslov(&["build", "seeds", "--glossary", copy_name]);
    assert_eq!(done.status.code(), Some(0), "{}", String::from_utf8_lossy(&done.stderr));
    let built = fs::read(&copy).expect("the copy");
    assert_eq!(String::from_utf8_lossy(&built), String::from_utf8_lossy(&curated));
}

#[test]
fn a_glossary_from_nothing_is_the_same_twice() {
    let folder = tempfile::TempDir::new().expect("a temporary folder");
    let texts = ["one.toml", "two.toml"].map(|name| {
        let path = folder.path().join(name);
        let done = imenoslov(&["build", "seeds", "--glossary", path.to_str().expect("an ordinary path")]);
        assert_eq!(done.status.code(), Some(0), "{}", String::from_utf8_lossy(&done.stderr));
        fs::read_to_string(&path).expect("a glossary")
    });
    assert_eq!(texts[0], texts[1]);
    for id in
        ["Стив Уиткофф", "Стів Віткофф", "Николай Точицкий", "Микола Точицький", "Российский фонд прямых инвестиций"]
    {
        assert!(texts[0].contains(id), "{id}");
    }
}

#[test]
fn the_curated_glossary_has_no_faults() {
    let done = imenoslov(&["validate"]);
    assert_eq!(done.status.code(), Some(0), "{}", String::from_utf8_lossy(&done.stdout));
}
