//! The rules of TBX v3 (ISO 30042:2019), TBX-Basic, style DCA, checked on what is exported.

mod support;

use std::collections::{BTreeMap, BTreeSet};

use imenoslov::exporter::{Direction, Format};
use imenoslov::languages::Language;
use quick_xml::Reader;
use quick_xml::events::Event;
use support::glossary_file;

/// What may stand in what, and in which order matters to the schema: header before text, term before its notes.
const CHILDREN: &[(&str, &[&str])] = &[
    ("", &["tbx"]),
    ("tbx", &["tbxHeader", "text"]),
    ("tbxHeader", &["fileDesc"]),
    ("fileDesc", &["sourceDesc"]),
    ("sourceDesc", &["p"]),
    ("p", &[]),
    ("text", &["body"]),
    ("body", &["conceptEntry"]),
    ("conceptEntry", &["descrip", "note", "langSec"]),
    ("langSec", &["descrip", "note", "termSec"]),
    ("termSec", &["term", "termNote", "descripGrp", "note"]),
    ("term", &[]),
    ("termNote", &[]),
    ("descrip", &[]),
    ("note", &[]),
];

const VALUES: &[(&str, &[&str])] = &[
    (
        "administrativeStatus",
        &["preferredTerm-admn-sts", "admittedTerm-admn-sts", "deprecatedTerm-admn-sts", "supersededTerm-admn-sts"],
    ),
    ("partOfSpeech", &["adjective", "noun", "other", "verb", "adverb"]),
    ("grammaticalGender", &["masculine", "feminine", "neuter", "other"]),
    ("termType", &["fullForm", "acronym", "abbreviation", "shortForm", "variant", "phrase"]),
];

#[derive(Debug)]
struct Element {
    name: String,
    attributes: BTreeMap<String, String>,
    children: Vec<String>,
    text: String,
}

/// Every element of a document with the names of its ancestors' last one, in the order of their ends.
fn elements(text: &str) -> Vec<(String, Element)> {
    let mut reader = Reader::from_str(text);
    let mut stack: Vec<Element> = Vec::new();
    let mut done = Vec::new();
    loop {
        match reader.read_event().expect("well-formed XML") {
            Event::Start(start) => {
                let attributes = start
                    .attributes()
                    .map(|attribute| {
                        let attribute = attribute.expect("an attribute");
                        (attribute.key.as_ref().to_owned(), attribute.value.to_string())
                    })
                    .collect();
                let name = start.name().as_ref().to_owned();
                if let Some(parent) = stack.last_mut() {
                    parent.children.push(name.clone());
                }
                stack.push(Element { name, attributes, children: Vec::new(), text: String::new() });
            }
            Event::End(_) => {
                let element = stack.pop().expect("an open element");
                done.push((stack.last().map_or(String::new(), |parent| parent.name.clone()), element));
            }
            Event::Text(text) => {
                if let Some(element) = stack.last_mut() {
                    element.text.push_str(&text);
                }
            }
            Event::GeneralRef(_) => {
                if let Some(element) = stack.last_mut() {
                    element.text.push('&');
                }
            }
            Event::Eof => return done,
            Event::Decl(_) => {}
            other => panic!("no place in the dialect for {other:?}"),
        }
    }
}

#[test]
fn the_export_obeys_the_dialect() {
    let mut text = include_str!("glossary/curated.toml").to_owned();
    text.push_str("\n[[entry]]\nid = \"24 канал\"\nkind = \"org\"\nen = \"24 Kanal <b>\"\nru = { proposed = [\"a & b\", \"]]>\"] }\n");
    let glossary = glossary_file(&text).into_glossary();
    for source in Language::ALL {
        let export = Format::Tbx.exporter().export(&glossary, Direction { source });
        let text = export.text().expect("text");
        let mut ids = BTreeSet::new();
        for (parent, element) in elements(text) {
            let name = element.name.as_str();
            let allowed = CHILDREN.iter().find(|(parent, _)| *parent == name).expect(name).1;
            assert!(element.children.iter().all(|child| allowed.contains(&child.as_str())), "{element:?}");
            let mut order: Vec<usize> =
                element.children.iter().filter_map(|child| allowed.iter().position(|name| name == child)).collect();
            let as_written = order.clone();
            order.sort_unstable();
            assert_eq!(as_written, order, "the order of {name}");
            let attribute = |key: &str| element.attributes.get(key).map_or("", String::as_str);
            match name {
                "tbx" => {
                    assert_eq!(attribute("type"), "TBX-Basic");
                    assert_eq!(attribute("style"), "dca");
                    assert_eq!(attribute("xml:lang"), source.code());
                    assert_eq!(attribute("xmlns"), "urn:iso:std:iso:30042:ed-2");
                    assert_eq!(element.children, ["tbxHeader", "text"]);
                }
                "conceptEntry" => {
                    let id = attribute("id");
                    assert!(id.starts_with(|c: char| c.is_alphabetic() || c == '_'), "{id}");
                    assert!(id.chars().all(|c| c.is_alphanumeric() || "-_.".contains(c)), "{id}");
                    assert!(ids.insert(id.to_owned()), "{id} twice");
                    assert!(element.children.contains(&"langSec".to_owned()));
                }
                "langSec" => {
                    assert!(["ru", "uk", "en"].contains(&attribute("xml:lang")));
                    assert!(element.children.contains(&"termSec".to_owned()));
                }
                "termSec" => assert_eq!(element.children.iter().filter(|child| *child == "term").count(), 1),
                "term" => assert!(!element.text.trim().is_empty()),
                "descrip" => {
                    let level: &[&str] = match attribute("type") {
                        "subjectField" => &["conceptEntry"],
                        "definition" => &["conceptEntry", "langSec"],
                        "context" => &["termSec"],
                        other => panic!("unknown descrip {other}"),
                    };
                    assert!(level.contains(&parent.as_str()));
                }
                "termNote" => {
                    let (_, values) = VALUES.iter().find(|(kind, _)| *kind == attribute("type")).expect("a known type");
                    assert!(values.contains(&element.text.as_str()), "{element:?}");
                }
                _ => {}
            }
        }
        assert!(!ids.is_empty());
    }
}
