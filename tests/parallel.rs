//! Versions of articles and bitexts as evidence for `build`; `align` and `pairs` on what people may hand them.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use tempfile::TempDir;

fn imenoslov(folder: &Path, arguments: &[&str]) -> Output {
    let program = env!("CARGO_BIN_EXE_imenoslov");
    Command::new(program).args(arguments).current_dir(folder).output().expect("the program starts")
}

fn stdout(output: &Output) -> String {
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8_lossy(&output.stdout).into_owned()
}

/// The message of a run that could not be carried out.
fn refusal(output: &Output) -> String {
    assert_eq!(output.status.code(), Some(2), "{}", String::from_utf8_lossy(&output.stdout));
    String::from_utf8_lossy(&output.stderr).into_owned()
}

fn folder_with(files: &[(&str, &str)]) -> TempDir {
    let folder = TempDir::new().expect("a temporary folder");
    for (name, text) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("the folder");
        fs::write(path, text).expect("a file in it");
    }
    folder
}

const RU: &str = include_str!("aligner/parallel/visit.ru.txt");
const UK: &str = include_str!("aligner/parallel/visit.uk.txt");

fn versions() -> TempDir {
    folder_with(&[("texts/visit.ru.txt", RU), ("texts/visit.uk.txt", UK)])
}

/// Whether some entry has both names.
fn is_paired(folder: &Path, glossary: &str, ru: &str, uk: &str) -> bool {
    let text = stdout(&imenoslov(folder, &["export", "--glossary", glossary, "--format", "json"]));
    let document: serde_json::Value = serde_json::from_str(&text).expect("JSON");
    let entries = document["entries"].as_array().expect("entries");
    let has = |side: &serde_json::Value, name: &str| side.to_string().contains(&format!("\"{name}\""));
    entries.iter().any(|entry| has(&entry["ru"], ru) && has(&entry["uk"], uk))
}

#[test]
fn names_that_no_spelling_pairs_are_paired_by_their_place() {
    let folder = versions();
    let summary = stdout(&imenoslov(folder.path(), &["build", "texts", "--glossary", "g.toml"]));
    assert!(summary.contains("versions        1"), "{summary}");
    assert!(is_paired(folder.path(), "g.toml", "Форин-офис", "МЗС"));
    stdout(&imenoslov(folder.path(), &["build", "texts", "--glossary", "alone.toml", "--no-parallel"]));
    assert!(!is_paired(folder.path(), "alone.toml", "Форин-офис", "МЗС"));
}

#[test]
fn a_refused_pair_stays_apart_whatever_its_place() {
    let folder = versions();
    let refused = "version = 1\n\n[[rejected_pair]]\nru = \"Форин-офис\"\nuk = \"МЗС\"\nkind = \"org\"\n";
    fs::write(folder.path().join("g.toml"), refused).expect("a glossary");
    stdout(&imenoslov(folder.path(), &["build", "texts", "--glossary", "g.toml"]));
    assert!(!is_paired(folder.path(), "g.toml", "Форин-офис", "МЗС"));
}

#[test]
fn explain_shows_what_the_places_say() {
    let folder = versions();
    let names = ["explain", "Форин-офис", "МЗС", "--kind", "org"];
    let alone = stdout(&imenoslov(folder.path(), &names));
    assert!(alone.ends_with("different\n"), "{alone}");
    let beside = stdout(&imenoslov(folder.path(), &[&names[..], &["--articles", "texts"]].concat()));
    assert!(beside.contains("opposite each other in"), "{beside}");
    assert!(beside.contains(": the same\n"), "{beside}");
}

/// The sentences of the versions, which correspond one to one.
fn units() -> Vec<(String, String)> {
    let sentences = |text: &str| -> Vec<String> {
        text.split("\n\n").flat_map(|paragraph| paragraph.trim().split_inclusive(". ")).map(str::to_owned).collect()
    };
    sentences(RU).into_iter().zip(sentences(UK)).map(|(ru, uk)| (ru.trim().to_owned(), uk.trim().to_owned())).collect()
}

#[test]
fn units_of_bitexts_are_linked_sentences() {
    let of_units = |unit: fn(usize, &str, &str) -> String| -> String {
        units().iter().enumerate().map(|(index, (ru, uk))| unit(index, ru, uk)).collect()
    };
    let bitexts = [
        ("units.tsv", of_units(|_, ru, uk| format!("{ru}\t{uk}\n"))),
        (
            "units.po",
            format!(
                "msgid \"\"\nmsgstr \"Language: uk\\n\"\n\n{}",
                of_units(|_, ru, uk| format!("msgid \"{ru}\"\nmsgstr \"{uk}\"\n\n"))
            ),
        ),
        (
            "units.tmx",
            format!(
                "<?xml version=\"1.0\"?><tmx version=\"1.4\"><header creationtool=\"t\" creationtoolversion=\"1\" \
                 segtype=\"sentence\" o-tmf=\"t\" adminlang=\"en\" srclang=\"ru\" datatype=\"plaintext\"/><body>{}</body></tmx>",
                of_units(|_, ru, uk| format!(
                    "<tu><tuv xml:lang=\"ru\"><seg>{ru}</seg></tuv><tuv xml:lang=\"uk\"><seg>{uk}</seg></tuv></tu>"
                ))
            ),
        ),
        (
            "units.xlf",
            format!(
                "<xliff version=\"1.2\" xmlns=\"urn:oasis:names:tc:xliff:document:1.2\"><file original=\"a\" \
                 source-language=\"ru\" target-language=\"uk\" datatype=\"plaintext\"><body>{}</body></file></xliff>",
                of_units(|index, ru, uk| format!(
                    "<trans-unit id=\"{index}\"><source>{ru}</source><target>{uk}</target></trans-unit>"
                ))
            ),
        ),
        (
            "units.xliff",
            format!(
                "<xliff version=\"2.0\" srcLang=\"ru\" trgLang=\"uk\" xmlns=\"urn:oasis:names:tc:xliff:document:2.0\">\
                 <file id=\"f\">{}</file></xliff>",
                of_units(|index, ru, uk| format!(
                    "<unit id=\"{index}\"><segment><source>{ru}</source><target>{uk}</target></segment></unit>"
                ))
            ),
        ),
    ];
    for (name, text) in &bitexts {
        let folder = folder_with(&[(name, text)]);
        let summary = stdout(&imenoslov(folder.path(), &["build", name, "--glossary", "g.toml"]));
        assert!(summary.contains(&format!("units      {:>6}", units().len())), "{name}: {summary}");
        assert!(is_paired(folder.path(), "g.toml", "Анна Ковальская", "Анна Ковальська"), "{name}");
        assert!(is_paired(folder.path(), "g.toml", "Форин-офис", "МЗС"), "{name}");
    }
}

#[test]
fn bitexts_in_folders_are_read_tables_only_where_they_are_named() {
    let table: String = units().iter().map(|(ru, uk)| format!("{ru}\t{uk}\n")).collect();
    let folder = folder_with(&[("texts/a.ru.txt", RU), ("texts/names.tsv", &table)]);
    let summary = stdout(&imenoslov(folder.path(), &["build", "texts", "--glossary", "g.toml"]));
    assert!(!summary.contains("units"), "{summary}");
    let summary = stdout(&imenoslov(folder.path(), &["build", "texts/names.tsv", "--glossary", "g.toml"]));
    assert!(summary.contains("units"), "{summary}");
}

#[test]
fn folders_are_paired_before_they_are_aligned() {
    let folder = folder_with(&[
        ("ru/one.txt", RU),
        ("ru/other.txt", "Погода\n\nВ пятницу в Одессе ожидается дождь, это сообщили синоптики.\n"),
        ("uk/first.txt", UK),
    ]);
    let text = stdout(&imenoslov(folder.path(), &["align", "ru", "uk"]));
    assert!(text.starts_with("ru/one.txt | uk/first.txt: "), "{text}");
    assert!(!text.contains("other.txt"), "{text}");
    let pairs = stdout(&imenoslov(folder.path(), &["pairs", "ru", "uk"]));
    assert!(pairs.starts_with("ru/one.txt\tuk/first.txt\t"), "{pairs}");
    assert_eq!(pairs.lines().count(), 1);
    check_tmx(&stdout(&imenoslov(folder.path(), &["align", "ru", "uk", "--format", "tmx"])));
}

#[test]
fn folders_without_versions_give_an_empty_memory_that_is_valid() {
    let folder = folder_with(&[
        ("ru/a.txt", "Погода\n\nВ пятницу в Одессе ожидается дождь, это сообщили синоптики.\n"),
        ("uk/b.txt", "Курс\n\nНаціональний банк України підвищив облікову ставку, її не змінювали рік.\n"),
    ]);
    check_tmx(&stdout(&imenoslov(folder.path(), &["align", "ru", "uk", "--format", "tmx"])));
}

/// The document type of TMX 1.4b: what stands in each element, in order, and the attributes that it must and may have.
struct Declared {
    name: &'static str,
    /// Notes and properties come first, then these.
    children: &'static [&'static str],
    required: &'static [&'static str],
    allowed: &'static [&'static str],
}

const TU: &[&str] = &[
    "tuid",
    "o-encoding",
    "datatype",
    "usagecount",
    "lastusagedate",
    "creationtool",
    "creationtoolversion",
    "creationdate",
    "creationid",
    "changedate",
    "segtype",
    "changeid",
    "o-tmf",
    "srclang",
];
const DECLARED: &[Declared] = &[
    Declared { name: "tmx", children: &["header", "body"], required: &["version"], allowed: &[] },
    Declared {
        name: "header",
        children: &[],
        required: &["creationtool", "creationtoolversion", "segtype", "o-tmf", "adminlang", "srclang", "datatype"],
        allowed: &["o-encoding", "creationdate", "creationid", "changedate", "changeid"],
    },
    Declared { name: "body", children: &["tu"], required: &[], allowed: &[] },
    Declared { name: "tu", children: &["tuv"], required: &[], allowed: TU },
    Declared { name: "tuv", children: &["seg"], required: &["xml:lang"], allowed: TU },
    Declared { name: "prop", children: &[], required: &["type"], allowed: &["xml:lang", "o-encoding"] },
    Declared { name: "note", children: &[], required: &[], allowed: &["xml:lang", "o-encoding"] },
    Declared { name: "seg", children: &[], required: &[], allowed: &[] },
];

fn attributes(start: &BytesStart<'_>) -> BTreeMap<String, String> {
    let attributes = start.attributes().map(|attribute| attribute.expect("a well-formed attribute"));
    attributes.map(|attribute| (attribute.key.as_ref().to_owned(), attribute.value.to_string())).collect()
}

fn check_tmx(text: &str) {
    assert!(text.starts_with("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"), "{text:.60}");
    let mut reader = Reader::from_str(text);
    // The open elements with the names of their children.
    let mut open: Vec<(String, Vec<String>)> = vec![(String::new(), Vec::new())];
    let mut document_type = None;
    let check_end = |name: &str, children: &[String]| {
        let declared = DECLARED.iter().find(|declared| declared.name == name).expect(name);
        let is_leading = |child: &&String| matches!(child.as_str(), "prop" | "note");
        let leading = children.iter().take_while(is_leading).count();
        let may_lead = matches!(name, "header" | "tu" | "tuv");
        assert!(leading == 0 || may_lead, "{name}: {children:?}");
        let rest: Vec<&str> = children[leading..].iter().map(String::as_str).collect();
        match name {
            "body" => assert!(rest.iter().all(|child| *child == "tu")),
            "tu" => assert!(!rest.is_empty() && rest.iter().all(|child| *child == "tuv")),
            _ => assert_eq!(rest, declared.children, "{name}"),
        }
    };
    loop {
        let event = reader.read_event().expect("well-formed XML");
        let is_empty = matches!(event, Event::Empty(_));
        match event {
            Event::DocType(doctype) => document_type = Some(doctype.to_string()),
            Event::Start(start) | Event::Empty(start) => {
                let name = start.name().as_ref().to_owned();
                let declared = DECLARED.iter().find(|declared| declared.name == name).expect("a known element");
                let attributes = attributes(&start);
                for required in declared.required {
                    assert!(attributes.contains_key(*required), "{name} without {required}");
                }
                for attribute in attributes.keys() {
                    let attribute = attribute.as_str();
                    assert!(
                        declared.required.contains(&attribute) || declared.allowed.contains(&attribute),
                        "{attribute}"
                    );
                }
                if name == "tmx" {
                    assert_eq!(attributes["version"], "1.4");
                }
                if let Some(segtype) = attributes.get("segtype") {
                    assert!(["block", "paragraph", "sentence", "phrase"].contains(&segtype.as_str()));
                }
                open.last_mut().expect("the document").1.push(name.clone());
                if is_empty {
                    check_end(&name, &[]);
                } else {
                    open.push((name, Vec::new()));
                }
            }
            Event::End(_) => {
                let (name, children) = open.pop().expect("an open element");
                check_end(&name, &children);
            }
            Event::Eof => break,
            _ => {}
        }
    }
    assert_eq!(document_type.as_deref(), Some("tmx SYSTEM \"tmx14.dtd\""));
    assert_eq!(open, [(String::new(), vec!["tmx".to_owned()])]);
}

#[test]
fn swapped_and_wrong_languages_are_refused_by_name() {
    let folder = versions();
    let swapped = refusal(&imenoslov(folder.path(), &["align", "texts/visit.uk.txt", "texts/visit.ru.txt"]));
    assert!(swapped.contains("name them in the other order"), "{swapped}");
    let twice = refusal(&imenoslov(folder.path(), &["align", "texts/visit.ru.txt", "texts/visit.ru.txt"]));
    assert!(twice.contains("texts/visit.ru.txt is Russian: expected a Ukrainian text"), "{twice}");
    let mixed = refusal(&imenoslov(folder.path(), &["align", "texts", "texts/visit.uk.txt"]));
    assert!(mixed.contains("two files or two folders"), "{mixed}");
}

#[test]
fn an_empty_side_links_nothing_and_is_said() {
    let folder = folder_with(&[("a.ru.txt", RU), ("b.uk.txt", "")]);
    let done = imenoslov(folder.path(), &["align", "a.ru.txt", "b.uk.txt", "--format", "links"]);
    assert!(String::from_utf8_lossy(&done.stderr).contains("b.uk.txt: no sentences"));
    let links = stdout(&done);
    assert!(links.lines().count() > 4 && links.lines().all(|line| line.ends_with(':')), "{links}");
}

/// Words of every spelling without a full stop, as a broken file may have them.
fn endless(letters: &str, words: usize) -> String {
    let letters: Vec<char> = letters.chars().collect();
    let mut state = 1_u32;
    let mut next = || {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        letters[(state >> 16) as usize % letters.len()]
    };
    (0..words).map(|_| (0..7).map(|_| next()).chain([' ']).collect::<String>()).collect()
}

#[test]
fn an_endless_sentence_is_aligned_all_the_same() {
    let (ru, uk) = (endless("абвгдежзиклмнопрстуыэ", 20_000), endless("абвгдежзиклмнопрстуії", 20_000));
    let folder = folder_with(&[("a.ru.txt", &ru), ("b.uk.txt", &uk)]);
    for line_per_sentence in [false, true] {
        let mut arguments = vec!["align", "a.ru.txt", "b.uk.txt", "--format", "links"];
        arguments.extend(line_per_sentence.then_some("--line-per-sentence"));
        let links = stdout(&imenoslov(folder.path(), &arguments));
        assert!(links.starts_with("0:"), "{links}");
    }
}
