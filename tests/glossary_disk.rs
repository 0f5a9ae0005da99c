//! A full disk and a folder that nobody may write to: the program says so, and nothing is lost.
#![cfg(unix)]

use std::ffi::OsString;
use std::fs;
use std::io::Write;
use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

const DESK: &str = include_str!("glossary/desk.toml");
const PROGRAM: &str = env!("CARGO_BIN_EXE_imenoslov");

/// Everything that writes the glossary, with what is typed.
const WRITERS: [(&[&str], &str); 5] = [
    (&["edit", "approve", "miami"], ""),
    (&["edit", "merge", "steve-witkoff", "stiv-vitkov"], ""),
    (&["build", "article.uk.txt"], ""),
    (&["import", "names.csv", "--kind", "place"], ""),
    (&["review"], "a\n"),
];

/// A folder with a glossary of some hundred kilobytes, an article and a table.
fn desk() -> (tempfile::TempDir, String) {
    let folder = tempfile::tempdir().expect("a folder");
    let long: String = (0..3_000)
        .map(|number| format!("\n[[entry]]\nid = 'e{number}'\nkind = 'place'\nuk.preferred = 'Місто {number}'\n"))
        .collect();
    let text = format!("{DESK}{long}");
    fs::write(folder.path().join("glossary.toml"), &text).expect("written");
    fs::write(folder.path().join("article.uk.txt"), "Зустріч\n\nПрезидент Володимир Зеленський прибув до Львова.\n")
        .expect("written");
    fs::write(folder.path().join("names.csv"), "ru,uk\nЧехия,Чехія\n").expect("written");
    (folder, text)
}

fn output(mut command: Command, folder: &Path, input: &str) -> Output {
    command.current_dir(folder).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().expect("the program starts");
    // A program that has given up closes its input.
    let _ = child.stdin.take().expect("an input").write_all(input.as_bytes());
    child.wait_with_output().expect("the program ends")
}

fn files(folder: &Path) -> Vec<OsString> {
    let mut names: Vec<_> =
        fs::read_dir(folder).expect("the folder").map(|file| file.expect("a file").file_name()).collect();
    names.sort();
    names
}

/// The program with files of at most some blocks of 512 or 1,024 bytes, which is what a full disk looks like. The signal
/// that comes with it is ignored, or kills the program.
fn on_a_full_disk(arguments: &[&str], signal_kills: bool) -> Command {
    let trap = if signal_kills { "" } else { "trap '' XFSZ; " };
    let mut command = Command::new("sh");
    command.arg("-c").arg(format!("{trap}ulimit -f 16; exec \"$0\" \"$@\"")).arg(PROGRAM).args(arguments);
    command
}

#[test]
fn a_full_disk_loses_nothing() {
    let (folder, text) = desk();
    let path = folder.path().join("glossary.toml");
    let before = files(folder.path());
    for (arguments, input) in WRITERS {
        let full = output(on_a_full_disk(arguments, false), folder.path(), input);
        let message = String::from_utf8_lossy(&full.stderr);
        assert_eq!(full.status.code(), Some(2), "{arguments:?}: {message}");
        assert!(message.contains("glossary.toml: cannot write the glossary, the old one is unchanged: "), "{message}");
        assert_eq!(message.trim_end().lines().count(), 1, "{message}");
        assert_eq!(fs::read_to_string(&path).expect("a glossary"), text, "{arguments:?}");
        assert_eq!(files(folder.path()), before, "{arguments:?}");

        // Killed in the middle of writing.
        let killed = output(on_a_full_disk(arguments, true), folder.path(), input);
        assert_eq!(killed.status.code(), None, "{arguments:?}");
        assert_eq!(fs::read_to_string(&path).expect("a glossary"), text, "{arguments:?}");
    }
    // With room on the disk the same commands do their work, and what the killed ones left is gone.
    for (arguments, input) in WRITERS {
        let mut command = Command::new(PROGRAM);
        command.args(arguments);
        assert!(output(command, folder.path(), input).status.success(), "{arguments:?}");
    }
    assert_eq!(files(folder.path()), before);
    assert_ne!(fs::read_to_string(&path).expect("a glossary"), text);
}

#[test]
fn an_export_to_a_full_disk_leaves_the_old_file() {
    let (folder, _) = desk();
    fs::write(folder.path().join("old"), "old").expect("written");
    let before = files(folder.path());
    for format in imenoslov::exporter::Format::ALL {
        let arguments = ["export", "--format", format.name(), "-o", "old", "--from", "uk"];
        let full = output(on_a_full_disk(&arguments, false), folder.path(), "");
        let message = String::from_utf8_lossy(&full.stderr);
        // Most names have no translation, so that the formats of pairs are short.
        let content = fs::read_to_string(folder.path().join("old")).expect("a file");
        if full.status.success() {
            assert!(content.len() <= 16 << 10, "{format}");
            fs::write(folder.path().join("old"), "old").expect("written");
            continue;
        }
        assert_eq!(full.status.code(), Some(2), "{format}: {message}");
        assert!(message.contains("cannot write old: "), "{message}");
        assert_eq!(content, "old", "{format}");
        assert_eq!(files(folder.path()), before, "{format}");
    }
}

#[test]
fn a_full_standard_output_is_an_error() {
    let Ok(full) = fs::OpenOptions::new().write(true).open("/dev/full") else { return };
    let (folder, _) = desk();
    for arguments in [&["export", "--format", "json"][..], &["show", "miami"]] {
        let status = Command::new(PROGRAM)
            .args(arguments)
            .current_dir(folder.path())
            .stdout(full.try_clone().expect("a file"))
            .stderr(Stdio::null())
            .status()
            .expect("the program starts");
        assert_eq!(status.code(), Some(2), "{arguments:?}");
    }
}

/// The program as somebody who may not write everywhere: root gives its rights away for it, in a copy that others can
/// reach. None where even that is forbidden.
fn without_rights(scratch: &Path, arguments: &[&str]) -> Option<Command> {
    const NOBODY: u32 = 65_534;
    let is_root = fs::metadata(scratch).expect("the folder").uid() == 0;
    if !is_root {
        let mut command = Command::new(PROGRAM);
        command.args(arguments);
        return Some(command);
    }
    let copy: PathBuf = scratch.join("imenoslov");
    if !copy.exists() {
        fs::set_permissions(scratch, fs::Permissions::from_mode(0o755)).expect("allowed");
        fs::copy(PROGRAM, &copy).expect("copied");
    }
    let mut command = Command::new(&copy);
    command.uid(NOBODY).gid(NOBODY);
    let can_start = command.arg("--version").stdout(Stdio::null()).status().is_ok_and(|status| status.success());
    if !can_start {
        return None;
    }
    let mut command = Command::new(copy);
    command.uid(NOBODY).gid(NOBODY).args(arguments);
    Some(command)
}

#[test]
fn a_read_only_folder_loses_nothing() {
    let (folder, text) = desk();
    let scratch = tempfile::tempdir().expect("a folder");
    let before = files(folder.path());
    fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o555)).expect("allowed");
    for (arguments, input) in WRITERS {
        let Some(command) = without_rights(scratch.path(), arguments) else {
            // A sandbox in which root can be nobody else: here no folder is read-only.
            break;
        };
        let refused = output(command, folder.path(), input);
        let message = String::from_utf8_lossy(&refused.stderr);
        assert_eq!(refused.status.code(), Some(2), "{arguments:?}: {message}");
        assert!(message.contains("glossary.toml: cannot write the glossary, the old one is unchanged: "), "{message}");
        assert_eq!(fs::read_to_string(folder.path().join("glossary.toml")).expect("a glossary"), text);
        assert_eq!(files(folder.path()), before);
        // Looking is allowed.
        let look = without_rights(scratch.path(), &["show", "miami"]).expect("as before");
        assert!(output(look, folder.path(), "").status.success());
    }
    fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o755)).expect("allowed");
}

#[test]
fn a_folder_in_which_no_file_can_be_made_is_said() {
    // Not even root can make files there.
    if !Path::new("/proc/self").is_dir() {
        return;
    }
    let (folder, _) = desk();
    let mut command = Command::new(PROGRAM);
    command.args(["edit", "add", "--kind", "place", "--uk", "Львів", "--glossary", "/proc/self/glossary.toml"]);
    let refused = output(command, folder.path(), "");
    let message = String::from_utf8_lossy(&refused.stderr);
    assert_eq!(refused.status.code(), Some(2), "{message}");
    assert!(message.contains("/proc/self/glossary.toml: cannot write the glossary"), "{message}");
}
