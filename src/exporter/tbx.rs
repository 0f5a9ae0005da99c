//! TBX v3 (ISO 30042:2019), dialect TBX-Basic, style DCA.

use super::{Direction, Export, Exporter, Loss, escape};
use crate::glossary::{Entry, Glossary, Side, Status};

/// What the header says of the source; the importer trusts ids of files that say so.
pub(crate) const MADE_BY: &str = "Glossary of names, exported by imenoslov";
/// The note of a form that nobody has decided on; the dialect has no status for it.
pub(crate) const NOTE_PROPOSED: &str = "proposed";
/// The note of the preferred form of an entry that nobody has approved.
pub(crate) const NOTE_UNDECIDED: &str = "preferred, not approved yet";

/// One concept an entry, with every form and its standing.
pub(super) struct Tbx;

impl Exporter for Tbx {
    fn export(&self, glossary: &Glossary, direction: Direction) -> Export {
        let mut export = Export::default();
        export.lose_file_only(glossary);
        export.push(&format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
             <tbx type=\"TBX-Basic\" style=\"dca\" xml:lang=\"{}\" xmlns=\"urn:iso:std:iso:30042:ed-2\">\n\
             \x20 <tbxHeader>\n\
             \x20   <fileDesc>\n\
             \x20     <sourceDesc>\n\
             \x20       <p>{MADE_BY}</p>\n\
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
            if let Some(concept) = concept(entry) {
                export.push(&concept);
            }
        }
        export.push("    </body>\n  </text>\n</tbx>\n");
        export
    }
}

fn concept(entry: &Entry) -> Option<String> {
    let preferred = match entry.status {
        Status::Approved => Standing::Status("preferredTerm-admn-sts"),
        _ => Standing::Note(NOTE_UNDECIDED),
    };
    let mut languages = String::new();
    if let Some(en) = entry.en.as_deref().filter(|en| !en.trim().is_empty()) {
        languages.push_str(&language_section("en", &[term_section(en, preferred)]));
    }
    for (language, side) in entry.sides() {
        let terms = terms(side, preferred);
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

/// How the format says what a form is.
#[derive(Clone, Copy)]
enum Standing {
    /// By an administrative status.
    Status(&'static str),
    /// By a note.
    Note(&'static str),
}

fn terms(side: &Side, preferred: Standing) -> Vec<String> {
    let groups = [
        (side.preferred.as_slice(), preferred),
        (&side.admitted, Standing::Status("admittedTerm-admn-sts")),
        (&side.forbidden, Standing::Status("deprecatedTerm-admn-sts")),
        (&side.proposed, Standing::Note(NOTE_PROPOSED)),
    ];
    groups
        .into_iter()
        .flat_map(|(forms, standing)| forms.iter().map(move |form| (form, standing)))
        .filter(|(form, _)| !form.trim().is_empty())
        .map(|(form, standing)| term_section(form, standing))
        .collect()
}

fn language_section(code: &str, terms: &[String]) -> String {
    format!("        <langSec xml:lang=\"{code}\">\n{}        </langSec>\n", terms.concat())
}

fn term_section(form: &str, standing: Standing) -> String {
    let standing = match standing {
        Standing::Status(status) => format!("<termNote type=\"administrativeStatus\">{status}</termNote>"),
        Standing::Note(note) => format!("<note>{note}</note>"),
    };
    format!(
        "          <termSec>\n            <term>{}</term>\n            <termNote \
         type=\"partOfSpeech\">noun</termNote>\n            {standing}\n          </termSec>\n",
        escaped(form)
    )
}

/// An XML name. A character that names cannot have is `_x` with its number in hexadecimal and `_`, as Office writes it;
/// an underscore that could be taken for that is written so too, and so are full stops, which number the parts of an
/// entry in v2.
pub(super) fn xml_id(id: &str) -> String {
    let mut name = String::with_capacity(id.len());
    for (place, c) in id.char_indices() {
        let allowed = c.is_ascii_alphanumeric() || c == '-' || (c.is_alphabetic() && !c.is_ascii());
        let first_allowed = place > 0 || c.is_alphabetic();
        if (c == '_' && !id[place..].starts_with("_x")) || (allowed && first_allowed) {
            name.push(c);
        } else {
            name.push_str(&format!("_x{:X}_", u32::from(c)));
        }
    }
    name
}

/// Text for XML 1.0: markup escaped, characters that it does not allow as U+FFFD.
pub(super) fn escaped(text: &str) -> String {
    escape::escaped(text, |c| match c {
        '\r' => Some("&#13;"),
        '\t' | '\n' => None,
        '\u{fffe}' | '\u{ffff}' => Some("\u{fffd}"),
        c => (c < ' ').then_some("\u{fffd}"),
    })
}
