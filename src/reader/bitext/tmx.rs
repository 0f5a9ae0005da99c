//! TMX 1.4 and before.
//!
//! See <https://www.gala-global.org/tmx-14b>.

use super::{Linked, Raw, Side, Stated, push, stated, with_languages};
use crate::reader::Piece;
use crate::reader::error::DocumentProblem;
use crate::reader::xml::{Element, Visitor, walk};

/// Reads the units of a translation memory. The source of a unit is the variant in the language that it or the header
/// states as such, else the first.
pub(super) fn read(text: &str) -> Result<Vec<Linked>, DocumentProblem> {
    let mut reading = Reading::default();
    walk(text, &mut reading)?;
    if reading.root.as_deref() != Some("tmx") {
        return Err(DocumentProblem::Root { expected: "tmx" });
    }
    Ok(with_languages(text, reading.units))
}

#[derive(Default)]
struct Reading {
    root: Option<String>,
    open: Vec<Part>,
    units: Vec<Raw>,
    source_language: Option<Stated>,
    unit: Option<Unit>,
}

#[derive(Default)]
struct Unit {
    id: String,
    source_language: Option<Stated>,
    variants: Vec<(Option<Stated>, Vec<Piece>)>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Unit,
    /// The text of a variant.
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
        let part = match name {
            "header" => {
                self.source_language = element.attribute(&["srclang"]).and_then(|code| source(&code));
                Part::Other
            }
            "tu" => {
                let number = self.units.len() + 1;
                self.unit = Some(Unit {
                    id: element.attribute(&["tuid"]).unwrap_or_else(|| number.to_string()),
                    source_language: element.attribute(&["srclang"]).and_then(|code| source(&code)),
                    variants: Vec::new(),
                });
                Part::Unit
            }
            "tuv" => {
                let language = element.attribute(&["xml:lang", "lang"]).and_then(|code| stated(&code));
                if let Some(unit) = &mut self.unit {
                    unit.variants.push((language, Vec::new()));
                }
                Part::Other
            }
            "seg" => Part::Text,
            "bpt" | "ept" | "ph" | "it" | "ut" => Part::Code,
            _ if inside == Some(Part::Code) => Part::Code,
            "hi" if inside == Some(Part::Text) => Part::Text,
            _ => Part::Other,
        };
        self.open.push(part);
    }

    fn end(&mut self) {
        if self.open.pop() == Some(Part::Unit)
            && let Some(unit) = self.unit.take()
        {
            let source_language = unit.source_language.or(self.source_language);
            let of_source = |variant: &(Option<Stated>, _)| variant.0.is_some() && variant.0 == source_language;
            let source = unit.variants.iter().position(of_source).unwrap_or(0);
            let texts = unit.variants.into_iter().enumerate().map(|(index, (language, pieces))| {
                (if index == source { Side::Source } else { Side::Target }, language, pieces)
            });
            self.units.push(Raw { id: unit.id, texts: texts.collect() });
        }
    }

    fn text(&mut self, piece: Piece) {
        if self.open.last() == Some(&Part::Text)
            && let Some((_, pieces)) = self.unit.as_mut().and_then(|unit| unit.variants.last_mut())
        {
            push(pieces, piece);
        }
    }
}

/// `*all*` states none.
fn source(code: &str) -> Option<Stated> {
    stated(code).filter(|_| code != "*all*")
}
