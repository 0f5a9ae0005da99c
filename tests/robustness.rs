//! Bad input: a clear message, the right exit status, nothing lost.

use std::fs;
use std::io::{Read, Write};
use std::path::Path;
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;

fn imenoslov(folder: &Path, arguments: &[&str]) -> Output {
    let program = env!("CARGO_BIN_EXE_imenoslov");
    Command::new(program).args(arguments).current_dir(folder).output().expect("the program starts")
}

fn stderr(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

fn stdout(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

fn folder_with(files: &[(&str, &[u8])]) -> TempDir {
    let folder = TempDir::new().expect("a temporary folder");
    for (name, bytes) in files {
        fs::write(folder.path().join(name), bytes).expect("a file in it");
    }
    folder
}

const ARTICLE: &str = "Стив Уиткофф прибыл в Москву. В Кремле его встретил Владимир Путин.\n";

#[test]
fn an_empty_file_has_no_names() {
    let folder = folder_with(&[("empty.txt", b"")]);
    let done = imenoslov(folder.path(), &["mentions", "empty.txt", "--format", "jsonl"]);
    assert_eq!((done.status.code(), stdout(&done).as_str(), stderr(&done).as_str()), (Some(0), "", ""));
}

#[test]
fn a_binary_file_is_reported_and_the_others_are_read() {
    let binary: Vec<u8> = (0..4096u32).map(|at| (at.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
    let folder = folder_with(&[("a.txt", &binary), ("b.txt", ARTICLE.as_bytes())]);
    let done = imenoslov(folder.path(), &["mentions", ".", "--format", "tsv"]);
    assert_eq!(done.status.code(), Some(0));
    assert!(stderr(&done).contains("a.txt"), "{}", stderr(&done));
    assert!(stdout(&done).contains("Уиткофф"));

    let alone = imenoslov(folder.path(), &["mentions", "a.txt"]);
    assert_eq!((alone.status.code(), stdout(&alone).as_str()), (Some(2), ""));
}

#[test]
fn a_text_cut_in_the_middle_of_a_character_is_read_to_the_cut() {
    let bytes = ARTICLE.trim_end().as_bytes();
    let cut = [bytes, " Это сказал Юрий Ушако".as_bytes(), &"в".as_bytes()[..1]].concat();
    let folder = folder_with(&[("cut.txt", &cut)]);
    let done = imenoslov(folder.path(), &["mentions", "cut.txt", "--format", "tsv"]);
    assert_eq!(done.status.code(), Some(0), "{}", stderr(&done));
    assert!(stdout(&done).contains("Уиткофф"), "{}", stdout(&done));
}

#[test]
fn a_missing_file_is_named() {
    let folder = folder_with(&[("glossary.toml", b"version = 1\n")]);
    let done = imenoslov(folder.path(), &["check", "nowhere.txt"]);
    assert_eq!(done.status.code(), Some(2));
    assert!(stderr(&done).contains("nowhere.txt"), "{}", stderr(&done));
}

#[cfg(unix)]
#[test]
fn a_folder_without_permission_is_reported_and_the_others_are_read() {
    use std::os::unix::fs::PermissionsExt;

    let folder = folder_with(&[("b.txt", ARTICLE.as_bytes())]);
    let closed = folder.path().join("closed");
    fs::create_dir(&closed).expect("a folder");
    fs::set_permissions(&closed, fs::Permissions::from_mode(0o000)).expect("its permissions");
    let readable_all_the_same = fs::read_dir(&closed).is_ok();
    let done = imenoslov(folder.path(), &["mentions", ".", "--format", "tsv"]);
    fs::set_permissions(&closed, fs::Permissions::from_mode(0o700)).expect("its permissions");
    assert_eq!(done.status.code(), Some(0));
    assert!(stdout(&done).contains("Уиткофф"));
    // The superuser may read everything.
    if !readable_all_the_same {
        assert!(stderr(&done).contains("closed"), "{}", stderr(&done));
    }
}

#[test]
fn a_broken_glossary_is_refused_with_its_place_and_left_alone() {
    let broken = "version = 1\n\n[[entry]]\nid = \"a\nkind = \"person\"\n";
    let folder = folder_with(&[("glossary.toml", broken.as_bytes()), ("b.txt", ARTICLE.as_bytes())]);
    for command in [&["build", "b.txt"][..], &["check", "b.txt"], &["export", "--format", "json"]] {
        let done = imenoslov(folder.path(), command);
        assert_eq!((done.status.code(), stdout(&done).as_str()), (Some(2), ""), "{command:?}");
        assert!(stderr(&done).contains("glossary.toml:4:"), "{}", stderr(&done));
    }
    assert_eq!(fs::read_to_string(folder.path().join("glossary.toml")).expect("the glossary"), broken);
}

#[test]
fn nothing_is_left_in_the_folder_but_the_glossary() {
    let folder = folder_with(&[("b.txt", ARTICLE.as_bytes())]);
    assert_eq!(imenoslov(folder.path(), &["build", "b.txt"]).status.code(), Some(0));
    let mut names: Vec<_> = fs::read_dir(folder.path())
        .expect("the folder")
        .map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    assert_eq!(names, ["b.txt", "glossary.toml"]);
}

#[test]
fn a_closed_pipe_is_no_error() {
    let many = ARTICLE.repeat(3000);
    let folder = folder_with(&[("long.txt", many.as_bytes())]);
    let mut child = Command::new(env!("CARGO_BIN_EXE_imenoslov"))
        .args(["mentions", "long.txt", "--format", "jsonl"])
        .current_dir(folder.path())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    let mut first = [0; 16];
    let mut pipe = child.stdout.take().expect("its output");
    pipe.read_exact(&mut first).expect("the beginning of the output");
    drop(pipe);
    let done = child.wait_with_output().expect("the program ends");
    assert_eq!((done.status.code(), stderr(&done).as_str()), (Some(0), ""));
}

#[test]
fn a_line_of_a_hundred_megabytes_is_read_in_bounded_memory() {
    let folder = folder_with(&[]);
    let mut file = fs::File::create(folder.path().join("line.txt")).expect("a file");
    let sentence = ARTICLE.replace('\n', " ");
    let block = sentence.repeat(1 + (1 << 20) / sentence.len());
    for _ in 0..100 {
        file.write_all(block.as_bytes()).expect("a megabyte");
    }
    drop(file);
    // Two gigabytes of address space: twenty times the file, threads and the program included.
    let program = env!("CARGO_BIN_EXE_imenoslov");
    let done = Command::new("sh")
        .args(["-c", "ulimit -v 2000000; exec \"$0\" build line.txt", program])
        .current_dir(folder.path())
        .output()
        .expect("the program starts");
    assert_eq!(done.status.code(), Some(0), "{}", stderr(&done));
    let glossary = fs::read_to_string(folder.path().join("glossary.toml")).expect("the glossary");
    assert!(glossary.contains("Стив Уиткофф"), "{glossary}");
}

#[test]
fn bad_lines_of_a_list_are_named() {
    let folder = folder_with(&[("names.tsv", "ru\tperson\tУиткоффа\nru\tpersona\tУиткоффа\n".as_bytes())]);
    let done = imenoslov(folder.path(), &["normalize", "names.tsv"]);
    assert_eq!(done.status.code(), Some(2));
    assert!(stderr(&done).contains("names.tsv:2") && stderr(&done).contains("persona"), "{}", stderr(&done));
}
