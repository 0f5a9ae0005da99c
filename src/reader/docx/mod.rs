//! Documents of Word (Office Open XML): where their text stands, and how a changed name is written back.
//!
//! See ECMA-376, part 1: <https://ecma-international.org/publications-and-standards/standards/ecma-376/>.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{Read, Seek};

use super::Piece;
use super::archive::Archive;
use super::error::DocumentProblem;
use super::office::{Area, Draft, Extracted};
use super::xml::{Element, Visitor, walk};

mod text;
mod write;

pub(super) use write::write;

/// The namespaces of the text: the usual one, and that of the strict standard.
const TEXT: &[&str] = &[
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "http://purl.oclc.org/ooxml/wordprocessingml/main",
];

/// A document with the parts that its text came from.
struct Document {
    extracted: Extracted,
    /// Names and contents, as [`super::office::Stretch`] counts them.
    parts: Vec<(String, String)>,
}

/// The text of a document: body, footnotes, endnotes, headers and footers. What tracked changes delete is left out, and
/// so are comments.
pub(super) fn read(file: impl Read + Seek) -> Result<Extracted, DocumentProblem> {
    Ok(read_archive(&mut Archive::open(file)?, false)?.extracted)
}

fn read_archive(archive: &mut Archive<impl Read + Seek>, keeps_stretches: bool) -> Result<Document, DocumentProblem> {
    let roots = relations(archive, "_rels/.rels", "")?;
    let Some(main) = roots.and_then(|mut roots| roots.remove("officeDocument")?.into_iter().next()) else {
        return Err(DocumentProblem::NoPart { part: "_rels/.rels".to_owned() });
    };
    let (folder, name) = main.rsplit_once('/').unwrap_or(("", &main));
    let relations = relations(archive, format!("{folder}/_rels/{name}.rels").trim_start_matches('/'), folder)?;
    let related = |kind: &str| relations.as_ref().and_then(|relations| relations.get(kind)).into_iter().flatten();
    let mut styles = Styles::default();
    if let Some(part) = related("styles").next()
        && let Some(xml) = archive.part(part)?
    {
        walk(&xml, &mut styles).map_err(|problem| DocumentProblem::Part { part: part.clone(), problem })?;
    }
    let mut reading = text::Reading::new(Draft::new(keeps_stretches), styles.headings);
    let mut parts = Vec::new();
    let areas = [
        ("footnotes", Area::Footnote(0)),
        ("endnotes", Area::Endnote(0)),
        ("header", Area::Header),
        ("footer", Area::Footer),
    ];
    let others = areas.into_iter().flat_map(|(kind, area)| related(kind).map(move |part| (part, area)));
    for (name, area) in std::iter::once((&main, Area::Body)).chain(others) {
        let Some(xml) = archive.part(name)? else {
            if area == Area::Body {
                return Err(DocumentProblem::NoPart { part: name.clone() });
            }
            continue;
        };
        reading
            .read(parts.len(), &xml, area)
            .map_err(|problem| DocumentProblem::Part { part: name.clone(), problem })?;
        if area == Area::Body && !reading.has_root() {
            return Err(DocumentProblem::Root { expected: "w:document" });
        }
        parts.push((name.clone(), if keeps_stretches { xml } else { String::new() }));
    }
    Ok(Document { extracted: reading.finish(), parts })
}

/// The parts that a part refers to, by the last word of the kind of the relation, in the order of their names.
type Relations = BTreeMap<String, BTreeSet<String>>;

fn relations(
    archive: &mut Archive<impl Read + Seek>,
    part: &str,
    folder: &str,
) -> Result<Option<Relations>, DocumentProblem> {
    struct Reading<'f> {
        folder: &'f str,
        relations: Relations,
    }
    impl Visitor for Reading<'_> {
        fn start(&mut self, element: &Element<'_>) {
            let is_external = element.attribute(&["TargetMode"]).is_some_and(|mode| mode == "External");
            if element.local_name() != "Relationship" || is_external {
                return;
            }
            if let (Some(kind), Some(target)) = (element.attribute(&["Type"]), element.attribute(&["Target"])) {
                let kind = kind.rsplit('/').next().unwrap_or_default().to_owned();
                let target = match target.strip_prefix('/') {
                    Some(target) => target.to_owned(),
                    None if self.folder.is_empty() => target,
                    None => format!("{}/{target}", self.folder),
                };
                self.relations.entry(kind).or_default().insert(target);
            }
        }
        fn end(&mut self) {}
        fn text(&mut self, _: Piece) {}
    }
    let Some(xml) = archive.part(part)? else { return Ok(None) };
    let mut reading = Reading { folder, relations: Relations::new() };
    walk(&xml, &mut reading).map_err(|problem| DocumentProblem::Part { part: part.to_owned(), problem })?;
    Ok(Some(reading.relations))
}

/// The ids of the styles of headings and titles.
#[derive(Default)]
struct Styles {
    headings: BTreeSet<String>,
    style: String,
}

impl Visitor for Styles {
    fn start(&mut self, element: &Element<'_>) {
        let value = || element.attribute(&["w:val"]).unwrap_or_default().to_lowercase();
        let is_heading = match element.name() {
            "w:style" => {
                self.style = element.attribute(&["w:styleId"]).unwrap_or_default();
                false
            }
            // Whatever the language of the program, the built-in styles have English names here.
            "w:name" => {
                let name = value();
                name.starts_with("heading") || name == "title" || name == "subtitle"
            }
            "w:outlineLvl" => value() != "9",
            _ => false,
        };
        if is_heading {
            self.headings.insert(self.style.clone());
        }
    }
    fn end(&mut self) {}
    fn text(&mut self, _: Piece) {}
}
