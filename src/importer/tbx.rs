//! TBX: v3 in both styles (DCA, DCT), v2 and older dialects with `martif`.

use std::collections::BTreeSet;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::table::{add_note, kind};
use super::{FileLanguage, ImportError, Reading, Refused, blank_entry, language_of_code};
use crate::exporter::{MADE_BY, NOTE_PROPOSED, NOTE_UNDECIDED};
use crate::glossary::{ImportedEntry, Status};
use crate::kind::Kind;
use crate::languages::Language;
use crate::reader::xml;

/// One concept as the file has it.
#[derive(Debug, Default)]
struct Concept {
    line: usize,
    id: Option<String>,
    kind: Option<Kind>,
    notes: Vec<String>,
    sections: Vec<Section>,
}

#[derive(Debug, Default)]
struct Section {
    code: String,
    terms: Vec<Term>,
}

#[derive(Debug, Default)]
struct Term {
    text: String,
    standing: Option<Standing>,
    notes: Vec<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Standing {
    Preferred,
    Admitted,
    Forbidden,
}

/// An element whose text counts.
#[derive(Debug)]
struct Leaf {
    /// `term`, `note`, or the type of the information: `administrativeStatus`.
    what: String,
    depth: usize,
    text: String,
}

/// Reads a file event by event; memory is what its entries need. Entities that the file declares are refused.
pub(super) fn read(text: &str) -> Result<Reading, ImportError> {
    let mut parser = Parser::default();
    let mut reader = Reader::from_str(text);
    let mut lines = Lines { text, offset: 0, line: 1 };
    loop {
        let event = reader.read_event();
        let position = usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX);
        let line = lines.at(position);
        let broken = |reason: String| ImportError::Xml { line, reason };
        match event.map_err(|error| broken(error.to_string()))? {
            Event::Start(element) => parser.start(&element, line)?,
            Event::Empty(element) => {
                parser.start(&element, line)?;
                parser.end();
            }
            Event::End(_) => parser.end(),
            Event::Text(text) => parser.text(&text),
            Event::CData(text) => parser.text(&text),
            Event::GeneralRef(reference) => {
                let c =
                    xml::character(&reference).ok_or_else(|| broken(format!("unknown entity &{};", &*reference)))?;
                parser.text(c.encode_utf8(&mut [0; 4]));
            }
            Event::DocType(declaration) => {
                if declaration.to_ascii_uppercase().contains("<!ENTITY") {
                    return Err(ImportError::Entities { line });
                }
            }
            Event::Eof if parser.depth > 0 => return Err(broken("the file ends too early".to_owned())),
            Event::Eof => break,
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) => {}
        }
    }
    if !parser.has_root {
        return Err(ImportError::NotTbx("nothing".to_owned()));
    }
    Ok(parser.finish())
}

/// The line of a growing offset.
struct Lines<'t> {
    text: &'t str,
    offset: usize,
    line: usize,
}

impl Lines<'_> {
    fn at(&mut self, offset: usize) -> usize {
        let bytes = self.text.as_bytes();
        let end = offset.clamp(self.offset, bytes.len());
        self.line += bytes[self.offset..end].iter().filter(|&&byte| byte == b'\n').count();
        self.offset = end;
        self.line
    }
}

#[derive(Debug, Default)]
struct Parser {
    depth: usize,
    has_root: bool,
    is_v2: bool,
    made_by_us: bool,
    in_source: bool,
    concept: Option<Concept>,
    /// The depths of the open concept, language section and term section; 0: none.
    concept_depth: usize,
    section_depth: usize,
    term_depth: usize,
    leaf: Option<Leaf>,
    concepts: Vec<Concept>,
}

impl Parser {
    fn start(&mut self, element: &BytesStart<'_>, line: usize) -> Result<(), ImportError> {
        self.depth += 1;
        let name = element.local_name().as_ref().to_owned();
        if !self.has_root {
            match name.as_str() {
                "tbx" => {}
                "martif" => self.is_v2 = true,
                _ => return Err(ImportError::NotTbx(name)),
            }
            self.has_root = true;
        }
        if self.leaf.is_some() {
            return Ok(());
        }
        match name.as_str() {
            "sourceDesc" => self.in_source = true,
            "termEntry" | "conceptEntry" => {
                self.concept = Some(Concept { line, id: attribute(element, &["id", "xml:id"]), ..Concept::default() });
                self.concept_depth = self.depth;
            }
            "langSet" | "langSec" if self.concept.is_some() => {
                let code = attribute(element, &["xml:lang", "lang"]).unwrap_or_default();
                self.sections().push(Section { code, terms: Vec::new() });
                self.section_depth = self.depth;
            }
            "tig" | "ntig" | "termSec" if self.section_depth > 0 => {
                self.terms().push(Term::default());
                self.term_depth = self.depth;
            }
            // Old dialects have terms without a group around them.
            "term" if self.section_depth > 0 => {
                if self.term_depth == 0 {
                    self.terms().push(Term::default());
                }
                self.open("term".to_owned());
            }
            "note" => self.open("note".to_owned()),
            "p" if self.in_source => self.open("p".to_owned()),
            "termNote" | "descrip" | "admin" | "adminNote" => {
                self.open(attribute(element, &["type"]).unwrap_or_default());
            }
            // The style DCT has an element for each type: <min:administrativeStatus>.
            _ if element.name().as_ref().contains(':') && self.concept.is_some() => self.open(name),
            _ => {}
        }
        Ok(())
    }

    fn open(&mut self, what: String) {
        self.leaf = Some(Leaf { what, depth: self.depth, text: String::new() });
    }

    fn sections(&mut self) -> &mut Vec<Section> {
        &mut self.concept.get_or_insert_default().sections
    }

    fn terms(&mut self) -> &mut Vec<Term> {
        let sections = self.sections();
        if sections.is_empty() {
            sections.push(Section::default());
        }
        let last = sections.len() - 1;
        &mut sections[last].terms
    }

    fn text(&mut self, text: &str) {
        if let Some(leaf) = &mut self.leaf {
            leaf.text.push_str(text);
        }
    }

    fn end(&mut self) {
        if let Some(leaf) = self.leaf.take_if(|leaf| leaf.depth == self.depth) {
            self.close(leaf);
        }
        if self.depth == self.term_depth {
            self.term_depth = 0;
        }
        if self.depth == self.section_depth {
            self.section_depth = 0;
        }
        if self.depth == self.concept_depth {
            self.concept_depth = 0;
            self.concepts.extend(self.concept.take());
        }
        self.depth = self.depth.saturating_sub(1);
    }

    fn close(&mut self, leaf: Leaf) {
        let text = leaf.text.trim().to_owned();
        if text.is_empty() {
            return;
        }
        if leaf.what == "p" {
            self.made_by_us |= text == MADE_BY;
            self.in_source = false;
            return;
        }
        let in_section = self.section_depth > 0;
        let Some(concept) = &mut self.concept else { return };
        let term = concept.sections.last_mut().and_then(|section| section.terms.last_mut()).filter(|_| in_section);
        match (leaf.what.as_str(), term) {
            ("term", Some(term)) => term.text = text,
            ("administrativeStatus" | "normativeAuthorization" | "usageStatus" | "status" | "Status", Some(term)) => {
                term.standing = term.standing.or(standing(&text));
            }
            ("note", Some(term)) => term.notes.push(text),
            ("note" | "definition", _) => concept.notes.push(text),
            ("subjectField", _) => concept.kind = concept.kind.or(kind(&text)),
            _ => {}
        }
    }

    fn finish(self) -> Reading {
        let mut reading = Reading::default();
        let mut other_languages = BTreeSet::new();
        for concept in self.concepts {
            other_languages.extend(
                concept.sections.iter().map(|s| s.code.clone()).filter(|code| language_of_code(code).is_none()),
            );
            let entry = match (self.made_by_us, self.is_v2) {
                (true, true) => pair(concept),
                (made_by_us, _) => entry(concept, made_by_us),
            };
            reading.entries.push(entry);
        }
        if !other_languages.is_empty() {
            let codes: Vec<String> = other_languages.into_iter().collect();
            let reason = format!("terms in {} are left out: a glossary has ru, uk and en", codes.join(", "));
            reading.refused.push(Refused { place: "languages".to_owned(), reason });
        }
        reading
    }
}

/// The value of the first attribute of these names; entities in it are resolved.
fn attribute(element: &BytesStart<'_>, names: &[&str]) -> Option<String> {
    let value = |name: &&str| {
        let attribute = element.try_get_attribute(name).ok()??;
        attribute.normalized_value(quick_xml::XmlVersion::Implicit1_0).ok().map(|value| value.into_owned())
    };
    names.iter().find_map(value)
}

/// What a status says, in the words of TBX and of the tools that write it.
fn standing(word: &str) -> Option<Standing> {
    let word: String = word.to_lowercase().chars().filter(|c| c.is_alphabetic()).collect();
    let word = word.trim_end_matches("admnsts").trim_end_matches("term");
    match word {
        "preferred" | "recommended" | "standardized" | "approved" => Some(Standing::Preferred),
        "admitted" | "allowed" | "legal" | "regulated" => Some(Standing::Admitted),
        "deprecated" | "forbidden" | "obsolete" | "superseded" | "notrecommended" | "prohibited" | "donotuse" => {
            Some(Standing::Forbidden)
        }
        _ => None,
    }
}

fn entry(concept: Concept, made_by_us: bool) -> ImportedEntry {
    let mut entry = blank_entry(format!("line {}", concept.line));
    // The ids of other tools mean nothing here.
    entry.id = concept.id.filter(|_| made_by_us).map(|id| plain_id(&id));
    entry.kind = concept.kind;
    concept.notes.iter().for_each(|note| add_note(&mut entry, note));
    for mut section in concept.sections {
        let language = language_of_code(&section.code);
        // A term with that status has the place, wherever it stands.
        section.terms.sort_by_key(|term| term.standing != Some(Standing::Preferred));
        for term in section.terms.into_iter().filter(|term| !term.text.is_empty()) {
            let has_note = |text: &str| term.notes.iter().any(|note| note == text);
            let undecided = has_note(NOTE_UNDECIDED);
            if term.standing == Some(Standing::Preferred) {
                entry.status = Some(Status::Approved);
            } else if undecided && made_by_us {
                entry.status = entry.status.or(Some(Status::Proposed));
            }
            for note in term.notes.iter().filter(|note| *note != NOTE_PROPOSED && *note != NOTE_UNDECIDED) {
                add_note(&mut entry, &format!("{}: {note}", term.text));
            }
            match language {
                None => {}
                Some(FileLanguage::English) if entry.en.is_none() && term.standing != Some(Standing::Forbidden) => {
                    entry.en = Some(term.text);
                }
                // A glossary has one English name.
                Some(FileLanguage::English) => add_note(&mut entry, &format!("en: {}", term.text)),
                Some(FileLanguage::Ours(language)) => {
                    let side = entry.side_mut(language);
                    match term.standing {
                        Some(Standing::Forbidden) => side.forbidden.push(term.text),
                        Some(Standing::Preferred) if side.preferred.is_none() => side.preferred = Some(term.text),
                        Some(Standing::Preferred | Standing::Admitted) => side.admitted.push(term.text),
                        None if has_note(NOTE_PROPOSED) => side.proposed.push(term.text),
                        None if side.preferred.is_none() => side.preferred = Some(term.text),
                        None => side.admitted.push(term.text),
                    }
                }
            }
        }
    }
    entry
}

/// An entry of the program's own v2 file: a pair, or a forbidden form.
fn pair(concept: Concept) -> ImportedEntry {
    let mut entry = blank_entry(format!("line {}", concept.line));
    entry.id = concept.id.map(|id| {
        let numbered = id.rsplit_once('.').filter(|(_, number)| number.bytes().all(|byte| byte.is_ascii_digit()));
        plain_id(numbered.map_or(id.as_str(), |(id, _)| id))
    });
    entry.kind = concept.kind;
    concept.notes.iter().for_each(|note| add_note(&mut entry, note));
    let mut names: Vec<(Language, Term)> = Vec::new();
    for mut section in concept.sections {
        if let (Some(FileLanguage::Ours(language)), Some(term)) = (language_of_code(&section.code), section.terms.pop())
        {
            names.push((language, term));
        }
    }
    entry.pair_from = names.first().map(|(language, _)| *language);
    match names.last().and_then(|(_, term)| term.standing) {
        Some(Standing::Forbidden) => {
            entry.pair_from = None;
            // The pair of right names says more.
            entry.status = Some(Status::Proposed);
            if let Some((language, term)) = names.pop() {
                entry.side_mut(language).forbidden.push(term.text);
            }
            names.clear();
        }
        Some(Standing::Preferred) => entry.status = Some(Status::Approved),
        _ => entry.status = Some(Status::Proposed),
    }
    for (language, term) in names {
        entry.side_mut(language).preferred = Some(term.text);
    }
    entry
}

/// Undoes what the exporter does to make an id an XML name.
fn plain_id(name: &str) -> String {
    let mut id = String::with_capacity(name.len());
    let mut rest = name;
    while let Some(place) = rest.find("_x") {
        id.push_str(&rest[..place]);
        let code = &rest[place + 2..];
        let decoded = code
            .split_once('_')
            .and_then(|(digits, after)| Some((char::from_u32(u32::from_str_radix(digits, 16).ok()?)?, after)));
        match decoded {
            Some((c, after)) => {
                id.push(c);
                rest = after;
            }
            None => {
                id.push_str("_x");
                rest = code;
            }
        }
    }
    id.push_str(rest);
    id
}
