//! `check` as a command: standard input, the baseline, lines that git says changed, the page.

#[path = "support/program.rs"]
mod program;

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use program::run;
use tempfile::TempDir;

const GLOSSARY: &str = "version = 1\n\n[[entry]]\nid = \"steve-witkoff\"\nkind = \"person\"\nstatus = \"approved\"\n\
                        ru = { preferred = \"Стив Уиткофф\", forbidden = [\"Стив Виткофф\"] }\n";
const ARTICLE: &str = "Вчера приехал Виткофф.\nСегодня о нём молчат.\n";

fn folder() -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("glossary.toml"), GLOSSARY).expect("a glossary");
    fs::write(folder.path().join("a.txt"), ARTICLE).expect("an article");
    folder
}

fn check(folder: &Path, arguments: &[&str], input: &str) -> Output {
    run(folder, &[&["check"], arguments].concat(), input)
}

/// The lines and names of the findings, and the exit status.
fn found(done: &Output) -> (Vec<String>, Option<i32>) {
    let text = String::from_utf8_lossy(&done.stdout);
    let findings = text.lines().map(|line| serde_json::from_str::<serde_json::Value>(line).expect("a JSON object"));
    let places = findings.map(|finding| format!("{} {}", finding["line"], finding["found"].as_str().unwrap_or("?")));
    (places.collect(), done.status.code())
}

fn json(folder: &Path, arguments: &[&str]) -> (Vec<String>, Option<i32>) {
    found(&check(folder, &[arguments, &["--format", "json"]].concat(), ""))
}

fn git(folder: &Path, arguments: &[&str]) {
    let names = ["-c", "user.name=n", "-c", "user.email=e@example.org", "-c", "commit.gpgsign=false"];
    let done = Command::new("git").arg("-C").arg(folder).args(names).args(arguments).output().expect("git");
    assert!(done.status.success(), "git {arguments:?}: {}", String::from_utf8_lossy(&done.stderr));
}

#[test]
fn standard_input_is_an_article() {
    let folder = folder();
    let done = check(folder.path(), &["-", "--format", "json"], ARTICLE);
    assert_eq!(found(&done), (vec!["1 Виткофф".to_owned()], Some(1)));
    let done = check(folder.path(), &["-", "--fix"], ARTICLE);
    assert!(String::from_utf8_lossy(&done.stdout).starts_with("Вчера приехал Уиткофф."), "{done:?}");
}

#[test]
fn latin_names_with_cyrillic_endings_are_known() {
    let folder = folder();
    let article = "Пользователи Facebook'а и Threads'а ждут. На Facebook'е тихо.\n";
    let unknown = |entries: &str| {
        fs::write(folder.path().join("glossary.toml"), format!("{GLOSSARY}{entries}")).expect("a glossary");
        found(&check(folder.path(), &["-", "--format", "json", "--fail-on", "note"], article)).0
    };
    assert!(unknown("").contains(&"1 Facebook'а".to_owned()));
    let entry = "\n[[entry]]\nid = \"facebook\"\nkind = \"product\"\nuk = { preferred = \"Facebook\" }\n";
    assert!(unknown(entry).iter().all(|name| !name.contains("Facebook")), "{:?}", unknown(entry));
}

#[test]
fn a_baseline_keeps_silent_about_what_was_there() {
    let folder = folder();
    let known = ["a.txt", "--baseline", "known.tsv"];
    assert_eq!(check(folder.path(), &[&known[..], &["--write-baseline"]].concat(), "").status.code(), Some(0));
    assert_eq!(json(folder.path(), &known), (vec![], Some(0)));
    let moved = format!("Новая строка.\n\n{ARTICLE}Снова Виткофф тут.\n");
    fs::write(folder.path().join("a.txt"), moved).expect("an article");
    assert_eq!(json(folder.path(), &known), (vec!["5 Виткофф".to_owned()], Some(1)));
    fs::write(folder.path().join("known.tsv"), [0xff, 0xfe, 0]).expect("a file");
    assert_eq!(json(folder.path(), &known), (vec![], Some(2)));
}

#[test]
fn only_changed_lines_are_reported() {
    let folder = folder();
    assert_eq!(json(folder.path(), &["a.txt", "--changed", "HEAD"]), (vec![], Some(2)));
    git(folder.path(), &["init", "-q"]);
    git(folder.path(), &["add", "."]);
    git(folder.path(), &["commit", "-qm", "one"]);
    assert_eq!(json(folder.path(), &["a.txt", "--changed", "HEAD"]).0, Vec::<String>::new());
    git(folder.path(), &["mv", "a.txt", "б.txt"]);
    fs::write(folder.path().join("б.txt"), format!("{ARTICLE}Завтра уедет Виткофф.\n")).expect("an article");
    fs::write(folder.path().join("new.txt"), "О Виткоффе пишут все.\n").expect("an article");
    let new = vec!["1 О Виткоффе".to_owned(), "3 Виткофф".to_owned()];
    assert_eq!(json(folder.path(), &[".", "--changed", "HEAD"]), (new, Some(1)));
    assert_eq!(json(folder.path(), &[".", "--changed", "--output=x"]), (vec![], Some(2)));
    assert_eq!(json(folder.path(), &[".", "--changed=no-such"]), (vec![], Some(2)));
}

#[test]
fn the_page_shows_the_article_as_text() {
    let folder = folder();
    fs::write(folder.path().join("a.txt"), "Виткофф & <script>alert(1)</script>\n").expect("an article");
    let done = check(folder.path(), &["a.txt", "--format", "html"], "");
    let page = String::from_utf8_lossy(&done.stdout);
    assert!(page.contains("class=\"error\" tabindex=\"0\">Виткофф<"), "{page}");
    assert!(page.contains("&amp; &lt;script&gt;alert(1)&lt;/script&gt;") && !page.contains("<script"), "{page}");
}
