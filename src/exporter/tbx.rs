//! TBX v3 (ISO 30042:2019), dialect TBX-Basic, style DCA.

use super::{Direction, Export, Exporter, Loss, grammar_count};
use crate::glossary::{Entry, Glossary, Side, Status};

/// One concept an entry, with every form and its standing. The dialect has no word for a form that nobody has decided
/// on: it has no status there and a note that says so.
pub(super) struct Tbx;

impl Exporter for Tbx {
    fn export(&self, glossary: &Glossary, direction: Direction) -> Export {
        let mut export = Export::default();
        export.text.push_str(&format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
             <tbx type=\"TBX-Basic\" style=\"dca\" xml:lang=\"{}\" xmlns=\"urn:iso:std:iso:30042:ed-2\">\n\
             \x20 <tbxHeader>\n\
             \x20   <fileDesc>\n\
             \x20     <sourceDesc>\n\
             \x20       <p>Glossary of names, exported by imenoslov</p>\n\
             \x20     </sourceDesc>\n\
             \x20   </fileDesc>\n\
             \x20 </tbxHeader>\n\
             \x20 <text>\n\
             \x20   <body>\n",
            direction.source
        ));
        for entry in &glossary.entries {
            if entry.status == Status::Rejected {
                export.lose(Loss::Rejected, 1);
                continue;
            }
            let grammar = entry.sides().map(|(_, side)| grammar_count(side)).sum();
            export.lose(Loss::Grammar, grammar);
            if let Some(concept) = concept(entry) {
                export.text.push_str(&concept);
            }
        }
        export.text.push_str("    </body>\n  </text>\n</tbx>\n");
        export
    }
}

fn concept(entry: &Entry) -> Option<String> {
    let mut languages = String::new();
    if let Some(en) = entry.en.as_deref().filter(|en| !en.trim().is_empty()) {
        languages.push_str(&language_section("en", &[term_section(en, Some("preferredTerm-admn-sts"))]));
    }
    for (language, side) in entry.sides() {
        let terms = terms(side, entry.status);
        if !terms.is_empty() {
            languages.push_str(&language_section(language.code(), &terms));
        }
    }
    if languages.is_empty() {
        return None;
    }
    let note =
        entry.note.as_deref().map(|note| format!("        <note>{}</note>\n", escaped(note))).unwrap_or_default();
    Some(format!(
        "      <conceptEntry id=\"{}\">\n        <descrip type=\"subjectField\">{}</descrip>\n{note}{languages}      \
         </conceptEntry>\n",
        xml_id(&entry.id),
        entry.kind
    ))
}

fn terms(side: &Side, status: Status) -> Vec<String> {
    let preferred = match status {
        Status::Approved => Some("preferredTerm-admn-sts"),
        _ => None,
    };
    let groups = [
        (side.preferred.as_slice(), preferred),
        (&side.admitted, Some("admittedTerm-admn-sts")),
        (&side.forbidden, Some("deprecatedTerm-admn-sts")),
        (&side.proposed, None),
    ];
    groups.into_iter().flat_map(|(forms, status)| forms.iter().map(move |form| term_section(form, status))).collect()
}

fn language_section(code: &str, terms: &[String]) -> String {
    format!("        <langSec xml:lang=\"{code}\">\n{}        </langSec>\n", terms.concat())
}

fn term_section(form: &str, status: Option<&str>) -> String {
    let status = match status {
        Some(status) => format!("            <termNote type=\"administrativeStatus\">{status}</termNote>\n"),
        None => "            <note>proposed</note>\n".to_owned(),
    };
    format!(
        "          <termSec>\n            <term>{}</term>\n            <termNote \
         type=\"partOfSpeech\">noun</termNote>\n{status}          </termSec>\n",
        escaped(form)
    )
}

/// An XML name: an id that begins with a digit or has other characters gets underscores.
fn xml_id(id: &str) -> String {
    let allowed = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.');
    let name: String = id.chars().map(|c| if allowed(c) { c } else { '_' }).collect();
    if name.starts_with(|c: char| c.is_alphabetic() || c == '_') { name } else { format!("_{name}") }
}

/// Text for XML 1.0: markup escaped, characters that it does not allow as U+FFFD.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\r' => escaped.push_str("&#13;"),
            '\t' | '\n' => escaped.push(c),
            c if c < ' ' || matches!(c, '\u{fffe}' | '\u{ffff}') => escaped.push('\u{fffd}'),
            c => escaped.push(c),
        }
    }
    escaped
}
