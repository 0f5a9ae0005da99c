//! The JSON schema that editors use, against what the program reads.

use std::fs;
use std::path::Path;

use serde_json::{Map, Value};

const SCHEMA: &str = include_str!("../docs/glossary.schema.json");

/// The keywords that the schema uses; others would be ignored below.
const KEYWORDS: [&str; 15] = [
    "$schema",
    "$ref",
    "title",
    "description",
    "default",
    "definitions",
    "type",
    "properties",
    "required",
    "items",
    "enum",
    "const",
    "minimum",
    "maximum",
    "minLength",
];

/// What is wrong with `value`, by the keywords of JSON Schema that the schema uses.
fn faults(root: &Value, schema: &Map<String, Value>, value: &Value, path: &str, faults_found: &mut Vec<String>) {
    for (keyword, wanted) in schema {
        let mut fault = |what: &str| faults_found.push(format!("{path}: {what} {wanted}"));
        match keyword.as_str() {
            "$ref" => {
                let pointer = wanted.as_str().expect("a reference").trim_start_matches('#');
                let target = root.pointer(pointer).and_then(Value::as_object).expect("a definition");
                faults(root, target, value, path, faults_found);
            }
            "type" => {
                let fits = match wanted.as_str().expect("a type") {
                    "object" => value.is_object(),
                    "array" => value.is_array(),
                    "string" => value.is_string(),
                    "boolean" => value.is_boolean(),
                    "number" => value.is_number(),
                    other => panic!("unknown type {other}"),
                };
                if !fits {
                    fault("is no");
                }
            }
            "enum" if !wanted.as_array().expect("a list").contains(value) => fault("is none of"),
            "const" if wanted != value => fault("is not"),
            "minimum" if value.as_f64() < wanted.as_f64() => fault("is less than"),
            "maximum" if value.as_f64() > wanted.as_f64() => fault("is more than"),
            "minLength" if value.as_str().is_some_and(|text| text.trim().is_empty()) => fault("is shorter than"),
            "required" => {
                for key in wanted.as_array().expect("a list").iter().filter_map(Value::as_str) {
                    if value.get(key).is_none() {
                        faults_found.push(format!("{path}: has no {key}"));
                    }
                }
            }
            "properties" => {
                for (key, schema) in wanted.as_object().expect("properties") {
                    if let Some(inner) = value.get(key) {
                        faults(
                            root,
                            schema.as_object().expect("a schema"),
                            inner,
                            &format!("{path}/{key}"),
                            faults_found,
                        );
                    }
                }
            }
            "additionalProperties" => {
                let known = schema["properties"].as_object().expect("properties");
                for key in value.as_object().into_iter().flat_map(Map::keys).filter(|key| !known.contains_key(*key)) {
                    faults_found.push(format!("{path}: unknown {key}"));
                }
            }
            "items" => {
                for (index, inner) in value.as_array().into_iter().flatten().enumerate() {
                    let schema = wanted.as_object().expect("a schema");
                    faults(root, schema, inner, &format!("{path}/{index}"), faults_found);
                }
            }
            known => assert!(KEYWORDS.contains(&known), "unknown keyword {known}"),
        }
    }
}

fn faults_of(text: &str) -> Vec<String> {
    let schema: Value = serde_json::from_str(SCHEMA).expect("JSON");
    let glossary: toml::Table = toml::from_str(text).expect("TOML");
    let mut found = Vec::new();
    let value = serde_json::to_value(glossary).expect("a JSON value");
    faults(&schema, schema.as_object().expect("an object"), &value, "", &mut found);
    found
}

#[test]
fn glossaries_fit_the_schema() {
    for text in [include_str!("glossary/curated.toml"), include_str!("glossary/desk.toml")] {
        assert_eq!(faults_of(text), Vec::<String>::new());
    }
}

/// What the program refuses for a field's value, the schema refuses too.
#[test]
fn broken_glossaries_do_not_fit_the_schema() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/glossary/broken");
    let names = [
        "case",
        "confidence",
        "kind",
        "no-id",
        "no-kind",
        "number-in-list",
        "pair-without-uk",
        "single-brackets",
        "status",
        "text-for-list",
        "text-for-table",
        "version",
    ];
    for name in names {
        let text = fs::read_to_string(folder.join(format!("{name}.toml"))).expect("the file");
        assert!(!faults_of(&text).is_empty(), "{name}");
    }
}
