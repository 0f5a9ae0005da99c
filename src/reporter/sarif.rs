//! Findings → SARIF 2.1.0 for code scanning.
//!
//! See <https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html>. Columns count Unicode code points, as
//! `columnKind` says.

use std::collections::BTreeMap;
use std::io::{self, Write};

use serde_json::{Value, json};

use super::finding_lines::Lines;
use super::findings::{Checked, advice, in_place, replacement};
use crate::checker::{Finding, Rule, Severity};
use crate::reader::Article;

/// Code scanning refuses runs with more results; the worst are kept.
const MOST_RESULTS: usize = 25_000;

pub(super) fn write(checked: &[Checked<'_>], out: &mut dyn Write) -> io::Result<()> {
    let mut results = Vec::new();
    for checked in checked.iter().filter(|checked| !checked.findings.is_empty()) {
        let Checked { article, findings } = checked;
        let lines = Lines::of(article);
        let uri = uri(&checked.repository_path());
        let mut occurrences = BTreeMap::new();
        for finding in *findings {
            let occurrence = occurrences.entry((finding.rule, finding.found.as_str())).or_insert(0);
            *occurrence += 1;
            results.push((finding.severity, result(article, finding, *occurrence, &uri, &lines)));
        }
    }
    if results.len() > MOST_RESULTS {
        results.sort_by_key(|(severity, _)| std::cmp::Reverse(*severity));
        results.truncate(MOST_RESULTS);
    }
    let results: Vec<Value> = results.into_iter().map(|(_, result)| result).collect();
    let report = json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": env!("CARGO_PKG_NAME"),
                "version": env!("CARGO_PKG_VERSION"),
                "rules": Rule::ALL.map(rule),
            } },
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    });
    serde_json::to_writer_pretty(&mut *out, &report)?;
    out.write_all(b"\n")
}

fn rule(rule: Rule) -> Value {
    json!({
        "id": rule.name(),
        "shortDescription": { "text": rule.description() },
        "fullDescription": { "text": rule.description() },
        "help": { "text": rule.description() },
        "defaultConfiguration": { "level": level(rule.default_severity()) },
    })
}

fn result(article: &Article, finding: &Finding, occurrence: u32, uri: &str, lines: &Lines<'_>) -> Value {
    let start = lines.in_characters(finding.range.start);
    let end = lines.in_characters(finding.range.end);
    let region = json!({
        "startLine": start.line, "startColumn": start.column, "endLine": end.line, "endColumn": end.column,
    });
    let mut result = json!({
        "ruleId": finding.rule.name(),
        "level": level(finding.severity),
        "message": { "text": format!("{}{}", finding.message, in_place(article, finding)) },
        "locations": [{ "physicalLocation": { "artifactLocation": { "uri": uri }, "region": region } }],
        "partialFingerprints": {
            "primaryLocationLineHash": format!("{:016x}:{occurrence}", fingerprint(finding)),
        },
    });
    if let Some(place) = article.place(finding.range.start) {
        result["locations"][0]["logicalLocations"] = json!([{ "fullyQualifiedName": place.name }]);
    }
    if let (Some(text), Some(suggestion)) = (replacement(article, finding), advice(article, finding)) {
        result["fixes"] = json!([{
            "description": { "text": format!("Write «{suggestion}»") },
            "artifactChanges": [{
                "artifactLocation": { "uri": uri },
                "replacements": [{ "deletedRegion": region, "insertedContent": { "text": text } }],
            }],
        }]);
    }
    result
}

fn level(severity: Severity) -> &'static str {
    severity.name()
}

/// What stays the same when the text around a finding changes: FNV-1a of the rule and what was found.
fn fingerprint(finding: &Finding) -> u64 {
    let bytes = finding.rule.name().bytes().chain([0]).chain(finding.found.bytes());
    bytes.fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3))
}

/// A path as a relative URI reference: segments percent-encoded.
fn uri(path: &str) -> String {
    let mut uri = String::with_capacity(path.len());
    for byte in path.bytes() {
        match byte {
            b'/' | b'-' | b'.' | b'_' | b'~' | b'0'..=b'9' | b'a'..=b'z' | b'A'..=b'Z' => uri.push(byte as char),
            b'\\' => uri.push('/'),
            _ => uri.push_str(&format!("%{byte:02X}")),
        }
    }
    uri
}
