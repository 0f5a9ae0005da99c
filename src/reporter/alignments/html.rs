//! Linked sentences as a page: two columns, names in the colour of their entity, a click tells why two names belong
//! together.

use std::collections::BTreeMap;
use std::fmt::Write;

use super::tmx::escaped;
use super::{AlignedPair, indices};
use crate::aligner::{NamePair, Sentence};
use crate::languages::Language;
use crate::recognizer::Mention;

const STYLE: &str = "\
:root{color-scheme:light dark;font:16px/1.5 system-ui,sans-serif}\
body{max-width:80rem;margin:1rem auto;padding:0 1rem}\
h1{font-size:1.2rem}h2{font-size:1rem;margin-top:2rem}\
table{border-collapse:collapse;width:100%}\
th{text-align:left;font-weight:600}\
td,th{padding:.4rem .6rem;vertical-align:top;border-bottom:1px solid #8884}\
td:first-child,th:first-child{width:4.5rem;white-space:nowrap;color:#777;font-size:.8rem}\
td+td{width:48%}\
tr.alone td+td{background:#8881}\
tr.doubtful td:first-child{color:#c40;font-weight:600}\
.n{font:inherit;color:inherit;border:0;padding:0 .15em;border-radius:.2em;background:hsl(var(--h) 70% 55% / .3)}\
button.n{cursor:pointer}\
span.n{background:none;border-bottom:1px dotted #888;border-radius:0}\
[popover]{max-width:34rem;border:1px solid #8888;border-radius:.4rem;padding:.8rem 1rem}\
[popover] ul{margin:.3rem 0;padding-left:1.2rem}";

/// Links below this confidence are marked.
const DOUBTFUL: f64 = 0.5;

/// One page for all pairs; it needs no script and no other file.
pub fn html(pairs: &[AlignedPair]) -> String {
    let mut out = format!(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <title>Aligned articles</title>\n<style>{STYLE}</style>\n<h1>Aligned articles</h1>\n"
    );
    let mut entities = 0;
    for pair in pairs {
        let page = Page { pair, entities: Entities::of(&pair.names, entities) };
        page.write(&mut out);
        entities += page.entities.groups.len();
    }
    out.push_str("</html>\n");
    out
}

struct Page<'a> {
    pair: &'a AlignedPair,
    entities: Entities<'a>,
}

impl Page<'_> {
    fn write(&self, out: &mut String) {
        let alignment = &self.pair.alignment;
        let _ = writeln!(
            out,
            "<h2>{} | {}</h2>\n<p>{:.0} % of the sentences are linked.</p>\n<table>\n\
             <tr><th>sure</th><th>Russian</th><th>Ukrainian</th></tr>",
            escaped(&self.pair.ru),
            escaped(&self.pair.uk),
            100.0 * alignment.linked_share()
        );
        for link in &alignment.links {
            let (ru, uk) = alignment.sentences(link);
            let class = if ru.is_empty() || uk.is_empty() {
                " class=\"alone\""
            } else if link.confidence < DOUBTFUL {
                " class=\"doubtful\""
            } else {
                ""
            };
            let _ = writeln!(
                out,
                "<tr{class}><td title=\"{}:{}\">{:.0} %</td><td lang=\"ru\">{}</td><td lang=\"uk\">{}</td></tr>",
                indices(&link.ru),
                indices(&link.uk),
                100.0 * link.confidence,
                self.side(ru, &self.pair.mentions.0),
                self.side(uk, &self.pair.mentions.1)
            );
        }
        out.push_str("</table>\n");
        self.entities.write(out);
    }

    fn side(&self, sentences: &[Sentence], mentions: &[Mention]) -> String {
        let marked: Vec<String> = sentences.iter().map(|sentence| self.sentence(sentence, mentions)).collect();
        marked.join(" ")
    }

    /// A sentence with its names marked. The sentence is in normal spelling, as the surfaces of mentions are; they are
    /// looked up in their order.
    fn sentence(&self, sentence: &Sentence, mentions: &[Mention]) -> String {
        let first = mentions.partition_point(|mention| mention.range.start < sentence.range.start);
        let mut out = String::new();
        let mut rest = sentence.text.as_str();
        for mention in mentions[first..].iter().take_while(|mention| mention.range.start < sentence.range.end) {
            let Some(at) = rest.find(&mention.surface) else { continue };
            let end = at + mention.surface.len();
            out.push_str(&escaped(&rest[..at]));
            let surface = escaped(&mention.surface);
            let _ = match self.entities.of_name(mention) {
                Some(entity) => write!(
                    out,
                    "<button class=\"n\" style=\"--h:{}\" popovertarget=\"e{entity}\">{surface}</button>",
                    hue(entity)
                ),
                None => write!(out, "<span class=\"n\" title=\"{}\">{surface}</span>", mention.kind),
            };
            rest = &rest[end..];
        }
        out.push_str(&escaped(rest));
        out
    }
}

/// Neighbouring numbers get colours that are far apart: the golden angle.
fn hue(entity: usize) -> usize {
    entity * 137 % 360
}

/// Names that pairs join.
struct Entities<'a> {
    first: usize,
    groups: Vec<Vec<&'a NamePair>>,
    of_name: BTreeMap<(Language, &'a str), usize>,
}

impl<'a> Entities<'a> {
    fn of(pairs: &'a [NamePair], first: usize) -> Self {
        let mut groups: Vec<Vec<&NamePair>> = Vec::new();
        let mut of_name: BTreeMap<(Language, &str), usize> = BTreeMap::new();
        for pair in pairs {
            let (ru, uk) = ((Language::Russian, pair.ru.text.as_str()), (Language::Ukrainian, pair.uk.text.as_str()));
            let group = match (of_name.get(&ru).copied(), of_name.get(&uk).copied()) {
                (Some(a), Some(b)) if a != b => {
                    let moved = std::mem::take(&mut groups[b]);
                    groups[a].extend(moved);
                    of_name.values_mut().filter(|group| **group == b).for_each(|group| *group = a);
                    a
                }
                (Some(group), _) | (None, Some(group)) => group,
                (None, None) => {
                    groups.push(Vec::new());
                    groups.len() - 1
                }
            };
            groups[group].push(pair);
            of_name.insert(ru, group);
            of_name.insert(uk, group);
        }
        Entities { first, groups, of_name }
    }

    fn of_name(&self, mention: &Mention) -> Option<usize> {
        self.of_name.get(&(mention.language, mention.lemma.as_str())).map(|group| self.first + group)
    }

    fn write(&self, out: &mut String) {
        for (index, group) in self.groups.iter().enumerate().filter(|(_, group)| !group.is_empty()) {
            let _ = writeln!(out, "<div popover id=\"e{}\">", self.first + index);
            for pair in group {
                let _ = write!(
                    out,
                    "<b>{} — {}</b> ({}), score {:.2}, {} linked sentences<ul>",
                    escaped(&pair.ru.text),
                    escaped(&pair.uk.text),
                    pair.ru.kind,
                    pair.score.value,
                    pair.links.len()
                );
                if pair.by_place {
                    out.push_str(
                        "<li>the only names of their kind without another counterpart in linked sentences</li>",
                    );
                }
                for evidence in &pair.score.evidence {
                    let _ = write!(out, "<li>{}</li>", escaped(&evidence.to_string()));
                }
                out.push_str("</ul>\n");
            }
            out.push_str("</div>\n");
        }
    }
}
