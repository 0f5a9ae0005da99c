//! XLIFF 1.2 and 2.
//!
//! See <https://docs.oasis-open.org/xliff/v1.2/os/xliff-core.html> and
//! <https://docs.oasis-open.org/xliff/xliff-core/v2.0/xliff-core-v2.0.html>.

use super::{Linked, Raw, Side, Stated, push, stated, with_languages};
use crate::reader::error::DocumentProblem;
use crate::reader::xml::{Element, Visitor, walk};
use crate::reader::{OBJECT, Piece};

/// Reads the units; those of version 2 are divided into their segments. Suggestions of translation memories, notes and
/// the segmented copy of the original (`seg-source`) are left out.
pub(super) fn read(text: &str) -> Result<Vec<Linked>, DocumentProblem> {
    let mut reading = Reading::default();
    walk(text, &mut reading)?;
    if reading.root.as_deref() != Some("xliff") {
        return Err(DocumentProblem::Root { expected: "xliff" });
    }
    Ok(with_languages(text, reading.units))
}

#[derive(Default)]
struct Reading {
    root: Option<String>,
    open: Vec<Part>,
    units: Vec<Raw>,
    languages: [Option<Stated>; 2],
    /// How many `file` elements there were, and the name of the last.
    files: usize,
    file: String,
    /// The id of the open unit of version 2, and how many segments it has had.
    unit: String,
    segments: usize,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    /// What holds the texts that are linked.
    Segment,
    /// The original or the translation, or markup inside it.
    Text,
    /// Codes of the original format.
    Code,
    Other,
}

impl Visitor for Reading {
    fn start(&mut self, element: &Element<'_>) {
        let name = element.local_name();
        self.root.get_or_insert_with(|| name.to_owned());
        let inside = self.open.last().copied();
        let part = match (inside, name) {
            (Some(Part::Code), _) => Part::Code,
            (Some(Part::Text), _) => self.inline(element),
            (Some(Part::Segment), "source" | "target") => {
                let (side, index) = if name == "source" { (Side::Source, 0) } else { (Side::Target, 1) };
                let own = element.attribute(&["xml:lang"]).and_then(|code| stated(&code));
                if let Some(unit) = self.units.last_mut() {
                    unit.texts.push((side, own.or(self.languages[index]), Vec::new()));
                }
                Part::Text
            }
            (_, "xliff") => {
                self.languages = languages(element, ["srcLang", "trgLang"]);
                Part::Other
            }
            (_, "file") => {
                self.files += 1;
                self.file = element.attribute(&["original", "id"]).unwrap_or_else(|| self.files.to_string());
                let own = languages(element, ["source-language", "target-language"]);
                self.languages = [own[0].or(self.languages[0]), own[1].or(self.languages[1])];
                Part::Other
            }
            (_, "trans-unit") => {
                let number = self.units.len() + 1;
                let id = element.attribute(&["id", "resname"]).unwrap_or_else(|| number.to_string());
                self.open_unit(id);
                Part::Segment
            }
            (_, "unit") => {
                self.unit = element.attribute(&["id"]).unwrap_or_default();
                self.segments = 0;
                Part::Other
            }
            (_, "segment") => {
                self.segments += 1;
                let id = match element.attribute(&["id"]) {
                    Some(segment) => format!("{}/{segment}", self.unit),
                    None if self.segments == 1 => self.unit.clone(),
                    None => format!("{}/{}", self.unit, self.segments),
                };
                self.open_unit(id);
                Part::Segment
            }
            _ => Part::Other,
        };
        self.open.push(part);
    }

    fn end(&mut self) {
        self.open.pop();
    }

    fn text(&mut self, piece: Piece) {
        if self.open.last() == Some(&Part::Text) {
            self.add(piece);
        }
    }
}

impl Reading {
    /// Ids are unique within a file element.
    fn open_unit(&mut self, id: String) {
        let id = if self.files > 1 { format!("{}: {id}", self.file) } else { id };
        self.units.push(Raw { id, texts: Vec::new() });
    }

    fn inline(&mut self, element: &Element<'_>) -> Part {
        let range = element.range.clone();
        match element.local_name() {
            "g" | "mrk" | "pc" => return Part::Text,
            // What stands for a line break does so by its type only.
            "x" | "ph" if element.attribute(&["ctype", "subType"]).is_some_and(|kind| is_line_break(&kind)) => {
                self.add(Piece::Reference(range, '\n'));
            }
            "x" | "ph" => self.add(Piece::Reference(range, OBJECT)),
            _ => {}
        }
        Part::Code
    }

    fn add(&mut self, piece: Piece) {
        if let Some((_, _, pieces)) = self.units.last_mut().and_then(|unit| unit.texts.last_mut()) {
            push(pieces, piece);
        }
    }
}

fn is_line_break(kind: &str) -> bool {
    matches!(kind, "lb" | "x-br" | "xlf:lb")
}

fn languages(element: &Element<'_>, names: [&str; 2]) -> [Option<Stated>; 2] {
    names.map(|name| element.attribute(&[name]).and_then(|code| stated(&code)))
}
