//! Documents on the command line: reports name places, fixes are written or it is said why not, harmful files are
//! refused.

#[path = "support/program.rs"]
mod program;

use std::fs;
use std::io::{Cursor, Write};
use std::path::Path;
use std::process::Output;

use program::run;
use tempfile::TempDir;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

const GLOSSARY: &str = "version = 1\n\n[[entry]]\nid = \"steve-witkoff\"\nkind = \"person\"\nstatus = \"approved\"\n\
                        ru = { preferred = \"Стив Уиткофф\", forbidden = [\"Стив Виткофф\"] }\n\
                        uk = { preferred = \"Стів Віткофф\", forbidden = [\"Стів Уіткофф\"] }\n";
const CATALOGUE: &str = "msgid \"\"\nmsgstr \"\"\n\"Language: uk\\n\"\n\"X-Source-Language: ru\\n\"\n\n\
                         msgctxt \"news\"\nmsgid \"Приехал Стив Виткофф\"\nmsgstr \"\"\n\"Приїхав Стів \"\n\"Уіткофф\"\n";
const MEMORY: &str = "<tmx version=\"1.4\"><header srclang=\"ru\"/><body><tu tuid=\"7\"><tuv xml:lang=\"ru\"><seg>Приехал \
                      Виткофф</seg></tuv><tuv xml:lang=\"uk\"><seg>Приїхав Віткофф</seg></tuv></tu></body></tmx>\n";
const RECORDS: &str = "{\"text\": \"Приїхав Стів Віткофф.\", \"title\": \"Зустріч\", \"lang\": \"uk\"}\n\
                       {\"text\": \"Сьогодні приїхав Уіткофф.\", \"title\": \"Про що говорили цього тижня в Женеві\"}\n";

fn folder() -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("glossary.toml"), GLOSSARY).expect("a glossary");
    for name in ["uk.docx", "uk.odt"] {
        fs::copy(Path::new("tests/documents").join(name), folder.path().join(name)).expect("a document");
    }
    for (name, text) in [("uk.po", CATALOGUE), ("all.tmx", MEMORY), ("archive.jsonl", RECORDS)] {
        fs::write(folder.path().join(name), text).expect("a file");
    }
    folder
}

fn stdout(done: &Output) -> String {
    String::from_utf8_lossy(&done.stdout).into_owned()
}

fn stderr(done: &Output) -> String {
    String::from_utf8_lossy(&done.stderr).into_owned()
}

#[test]
fn reports_name_the_place() {
    let folder = folder();
    for format in ["text", "json", "sarif", "github", "rdjson"] {
        let done = run(folder.path(), &["check", ".", "--format", format], "");
        assert_eq!((done.status.code(), &*stderr(&done)), (Some(1), ""));
        insta::assert_snapshot!(format, stdout(&done));
    }
    let page = stdout(&run(folder.path(), &["check", "uk.docx", "--format", "html"], ""));
    assert!(page.contains("(footnote 1 «За словами речника, Уіткофф залишиться…»)"), "{page}");
}

#[test]
fn mentions_name_the_place() {
    let folder = folder();
    let done = run(folder.path(), &["mentions", "archive.jsonl", "--format", "jsonl"], "");
    insta::assert_snapshot!(stdout(&done));
}

#[test]
fn what_can_be_written_is_and_the_rest_is_said() {
    let folder = folder();
    let before = fs::read(folder.path().join("uk.odt")).expect("the document");
    let done = run(folder.path(), &["check", ".", "--fix", "--format", "json"], "");
    assert_eq!(done.status.code(), Some(1));
    insta::assert_snapshot!("not_written", stderr(&done));
    let lines: Vec<String> = stdout(&done)
        .lines()
        .map(|line| {
            let finding: serde_json::Value = serde_json::from_str(line).expect("JSON");
            format!("{} {}", finding["file"], finding["place"])
        })
        .collect();
    insta::assert_snapshot!("still_found", lines.join("\n"));
    assert_eq!(fs::read(folder.path().join("uk.odt")).expect("the document"), before);
    assert_eq!(fs::read_to_string(folder.path().join("all.tmx")).expect("the memory"), MEMORY);
    assert_eq!(fs::read_to_string(folder.path().join("archive.jsonl")).expect("the records"), RECORDS);
    let catalogue = fs::read_to_string(folder.path().join("uk.po")).expect("the catalogue");
    assert_eq!(catalogue, CATALOGUE.replace("Уіткофф", "Віткофф"));
    let done = run(folder.path(), &["check", "uk.docx"], "");
    assert_eq!((done.status.code(), stdout(&done).contains("0 errors, 0 warnings")), (Some(0), true));
}

#[test]
fn a_patch_shows_what_people_read() {
    let folder = folder();
    let before = fs::read(folder.path().join("uk.docx")).expect("the document");
    let done = run(folder.path(), &["check", "uk.docx", "--fix", "--diff"], "");
    insta::assert_snapshot!(stdout(&done));
    assert_eq!(fs::read(folder.path().join("uk.docx")).expect("the document"), before);
}

#[test]
fn records_come_from_standard_input() {
    let folder = folder();
    let done = run(folder.path(), &["check", "-", "--format", "json"], RECORDS);
    assert!(stdout(&done).contains("\"line\":2") && stdout(&done).contains("record 2 «Про що говорили"), "{done:?}");
    let broken = format!("{RECORDS}{{\"title\": 1}}\n");
    let done = run(folder.path(), &["check", "-", "--format", "json"], &broken);
    assert!(stderr(&done).contains("record 3, line 3: no record: missing field `text`"), "{done:?}");
    assert!(stdout(&done).contains("Уіткофф"), "{done:?}");
    let done = run(folder.path(), &["build", "-", "--glossary", "new.toml"], RECORDS);
    assert!(stdout(&done).contains("2 Ukrainian"), "{done:?}");
}

/// An archive of these parts.
fn archive(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
        archive.start_file(*name, options).expect("a part");
        archive.write_all(content).expect("its content");
    }
    archive.finish().expect("an archive").into_inner()
}

const RELATIONS: &[u8] =
    b"<Relationships><Relationship Type=\"x/officeDocument\" Target=\"word/document.xml\"/></Relationships>";

fn word(document: &[u8]) -> Vec<u8> {
    archive(&[("_rels/.rels", RELATIONS), ("word/document.xml", document)])
}

#[test]
fn harmful_and_broken_files_are_refused() {
    let namespace = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"";
    let bomb = vec![b' '; 300 << 20];
    let entities: String = (1..20).map(|n| format!("<!ENTITY e{n} \"&e{};&e{};\">", n - 1, n - 1)).collect();
    let laughs = format!("<!DOCTYPE d [<!ENTITY e0 \"ha\">{entities}]><w:document {namespace}>&e19;</w:document>");
    let deep = format!("<w:document {namespace}>{}", "<w:p>".repeat(500_000));
    let whole = fs::read("tests/documents/uk.docx").expect("a document");
    let text = "Приїхав Уіткофф.".as_bytes();
    let cases: &[(&str, Vec<u8>)] = &[
        ("bomb.docx", word(&bomb)),
        ("bomb.odt", archive(&[("content.xml", &bomb)])),
        ("laughs.docx", word(laughs.as_bytes())),
        ("laughs.tmx", laughs.clone().into_bytes()),
        ("deep.docx", word(deep.as_bytes())),
        ("deep.xlf", "<xliff>".repeat(500_000).into_bytes()),
        ("cut.docx", whole[..whole.len() / 2].to_vec()),
        ("cut.odt", fs::read("tests/documents/uk.odt").expect("a document")[..5000].to_vec()),
        ("cut.tmx", b"<tmx version=\"1.4\"><header srclang=\"ru\"/><body><tu><tuv xml:lang=\"ru\"><seg>".to_vec()),
        ("text.docx", text.to_vec()),
        ("text.odt", Vec::new()),
        ("text.po", text.to_vec()),
        ("text.xliff", text.to_vec()),
        ("text.jsonl", text.to_vec()),
        ("word.txt", whole.clone()),
        ("word.odt", whole.clone()),
        ("writer.docx", fs::read("tests/documents/uk.odt").expect("a document")),
        ("sheet.docx", word(b"<workbook/>")),
        ("old.docx", [b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".as_slice(), &[0; 600]].concat()),
        ("xliff.tmx", b"<xliff/>".to_vec()),
        ("koi8.docx", word(b"<?xml version=\"1.0\" encoding=\"koi8-r\"?><d>\xf0</d>")),
    ];
    let folder = folder();
    let mut messages = String::new();
    for (name, bytes) in cases {
        fs::write(folder.path().join(name), bytes).expect("a file");
        let done = run(folder.path(), &["check", name], "");
        assert_eq!((done.status.code(), stdout(&done).as_str()), (Some(2), ""), "{name}");
        messages.push_str(stderr(&done).lines().next().unwrap_or_default());
        messages.push('\n');
    }
    insta::assert_snapshot!(messages);
    // The others are read.
    let done = run(folder.path(), &["check", "."], "");
    assert_eq!(done.status.code(), Some(1), "{}", stderr(&done));
}
