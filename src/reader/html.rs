//! HTML → the paragraphs of the article.

use std::collections::HashMap;
use std::ops::Range;

use html5gum::emitters::default::{DefaultEmitter, StartTag, Token};
use html5gum::{HtmlString, Spanned, Tokenizer};

use super::html_elements::{
    Role as ElementRole, closed_by_sibling, closes_paragraph, is_boilerplate, is_boilerplate_role, is_void, role,
};
use super::preamble::language_of_tag;
use super::{Block, Contents, Date, OBJECT, Piece, Role};
use crate::languages::Language;

/// Whether a text begins as an HTML page does.
pub(super) fn is_page(text: &str) -> bool {
    let start = text.trim_start().as_bytes();
    ["<!doctype html", "<html"]
        .iter()
        .any(|page| start.get(..page.len()).is_some_and(|s| s.eq_ignore_ascii_case(page.as_bytes())))
}

/// The headline and paragraphs of the main text of a page.
pub(super) fn read(text: &str, start: usize) -> Contents {
    let page = Page::read(text, start..text.len());
    let (date, language) = (page.date, page.language);
    Contents { blocks: page.main_text(), date, language, places: Vec::new() }
}

/// The paragraphs of a piece of HTML in another markup.
pub(super) fn fragment(text: &str, range: Range<usize>) -> Vec<Block> {
    Page::read(text, range).main_text()
}

/// A paragraph as it stood in the page.
struct Found {
    block: Block,
    /// Characters, roughly: bytes of text that are no white space.
    length: usize,
    /// Of these, inside links.
    linked: usize,
    is_main_heading: bool,
    /// Whether it stands in an element for running text.
    is_prose: bool,
    is_boilerplate: bool,
    /// The innermost elements that may be the article, indices into `Page::containers`.
    container: Option<usize>,
}

/// An element that may hold the whole article.
struct Container {
    parent: Option<usize>,
    /// Length of the prose in it.
    length: usize,
}

struct Element {
    name: String,
    is_skipped: bool,
    is_boilerplate: bool,
    container: Option<usize>,
}

/// A page while it is read.
struct Page<'t> {
    text: &'t str,
    found: Vec<Found>,
    containers: Vec<Container>,
    title: Option<Block>,
    date: Option<Date>,
    language: Option<Language>,
    open: Vec<Element>,
    /// How many elements of each name are open, so that a stray end tag costs nothing.
    open_names: HashMap<String, usize>,
    skipped: usize,
    boilerplate: usize,
    links: usize,
    objects: usize,
    headings: usize,
    current: Vec<Piece>,
    current_length: usize,
    current_linked: usize,
    /// Whether nothing but white space followed the last line break.
    after_line_break: bool,
}

impl<'t> Page<'t> {
    fn read(text: &'t str, range: Range<usize>) -> Page<'t> {
        let mut page = Page {
            text,
            found: Vec::new(),
            containers: Vec::new(),
            title: None,
            date: None,
            language: None,
            open: Vec::new(),
            open_names: HashMap::new(),
            skipped: 0,
            boilerplate: 0,
            links: 0,
            objects: 0,
            headings: 0,
            current: Vec::new(),
            current_length: 0,
            current_linked: 0,
            after_line_break: false,
        };
        let mut emitter = DefaultEmitter::<usize>::new_with_span();
        emitter.naively_switch_states(true);
        let place = |span: html5gum::Span<usize>| {
            let end = text.floor_char_boundary((range.start + span.end).min(range.end));
            text.floor_char_boundary(range.start + span.start).min(end)..end
        };
        for Ok(token) in Tokenizer::new_with_emitter(&text[range.clone()], emitter) {
            match token {
                Token::StartTag(tag) => page.start_tag(&tag, place(tag.span)),
                Token::EndTag(tag) => page.end_tag(&name_of(&tag.name), place(tag.span)),
                Token::String(string) => page.string(place(string.span)),
                Token::Comment(_) | Token::Doctype(_) | Token::Error(_) => {}
            }
        }
        page.finish_block();
        page
    }

    fn start_tag(&mut self, tag: &StartTag<usize>, range: Range<usize>) {
        let name = name_of(&tag.name);
        let element_role = role(&name);
        if closes_paragraph(&name) && self.is_open("p") {
            self.close_sibling(&["p"], &["table", "td", "th", "button", "object"]);
        }
        if let Some((siblings, borders)) = closed_by_sibling(&name) {
            self.close_sibling(siblings, borders);
        }
        match element_role {
            ElementRole::Block | ElementRole::Heading => self.finish_block(),
            ElementRole::Object | ElementRole::Skipped | ElementRole::Inline => {}
        }
        match &*name {
            "br" => self.line_break(range),
            "img" => self.add(Piece::Reference(range, OBJECT), 0),
            "wbr" => {}
            "meta" => self.meta(tag),
            "time" => self.date = self.date.or_else(|| attribute(tag, "datetime").and_then(|d| Date::parse(&d))),
            "html" => self.language = attribute(tag, "lang").and_then(|tag| language_of_tag(&tag)),
            _ if element_role == ElementRole::Object && self.objects == 0 => {
                self.add(Piece::Reference(range, OBJECT), 0);
            }
            _ => {}
        }
        let is_empty = is_void(&name) || tag.self_closing && element_role == ElementRole::Skipped;
        if !is_empty {
            self.open(name, element_role, tag);
        }
    }

    fn open(&mut self, name: String, element_role: ElementRole, tag: &StartTag<usize>) {
        let is_root = matches!(&*name, "html" | "body" | "main" | "article");
        let says_boilerplate =
            ["class", "id"].iter().any(|key| attribute(tag, key).is_some_and(|v| is_boilerplate(&v)))
                || attribute(tag, "role").is_some_and(|role| is_boilerplate_role(&role));
        let is_hidden = tag.attributes.contains_key(&b"hidden"[..])
            || attribute(tag, "aria-hidden").is_some_and(|value| value == "true");
        let is_container = matches!(&*name, "article" | "main")
            || attribute(tag, "itemprop").is_some_and(|value| value.eq_ignore_ascii_case("articleBody"))
            || attribute(tag, "role").is_some_and(|role| role == "main");
        let parent = self.open.last().and_then(|element| element.container);
        let container = if is_container {
            self.containers.push(Container { parent, length: 0 });
            Some(self.containers.len() - 1)
        } else {
            parent
        };
        let element = Element {
            is_skipped: element_role == ElementRole::Skipped || (is_hidden && !is_root),
            is_boilerplate: says_boilerplate && !is_root && element_role != ElementRole::Heading,
            container,
            name,
        };
        self.skipped += usize::from(element.is_skipped);
        self.boilerplate += usize::from(element.is_boilerplate);
        self.links += usize::from(element.name == "a");
        self.objects += usize::from(element_role == ElementRole::Object);
        self.headings += usize::from(element_role == ElementRole::Heading);
        match self.open_names.get_mut(&element.name) {
            Some(count) => *count += 1,
            None => _ = self.open_names.insert(element.name.clone(), 1),
        }
        self.open.push(element);
    }

    fn end_tag(&mut self, name: &str, range: Range<usize>) {
        if name == "br" {
            self.line_break(range);
        } else if self.is_open(name) {
            while self.close_last().is_some_and(|closed| closed != name) {}
        } else if closes_paragraph(name) {
            self.finish_block();
        }
    }

    fn is_open(&self, name: &str) -> bool {
        self.open_names.get(name).is_some_and(|count| *count > 0)
    }

    /// Closes the innermost open element, giving its name.
    fn close_last(&mut self) -> Option<String> {
        let element_role = role(&self.open.last()?.name);
        if matches!(element_role, ElementRole::Block | ElementRole::Heading) {
            self.finish_block();
        }
        let element = self.open.pop()?;
        self.skipped -= usize::from(element.is_skipped);
        self.boilerplate -= usize::from(element.is_boilerplate);
        self.links -= usize::from(element.name == "a");
        self.objects -= usize::from(element_role == ElementRole::Object);
        self.headings -= usize::from(element_role == ElementRole::Heading);
        if let Some(count) = self.open_names.get_mut(&element.name) {
            *count -= 1;
        }
        Some(element.name)
    }

    /// Closes an open sibling that has no end tag. Looks a bounded way up: a page may be nested without end.
    fn close_sibling(&mut self, siblings: &[&str], borders: &[&str]) {
        const HIGHEST: usize = 64;
        let names = self.open.iter().rev().take(HIGHEST).map(|element| &*element.name);
        let sibling = names.take_while(|name| !borders.contains(name)).position(|name| siblings.contains(&name));
        for _ in 0..sibling.map_or(0, |above| above + 1) {
            self.close_last();
        }
    }

    fn meta(&mut self, tag: &StartTag<usize>) {
        let key = attribute(tag, "property").or_else(|| attribute(tag, "name")).or_else(|| attribute(tag, "itemprop"));
        let is_date = key.is_some_and(|key| {
            matches!(&*key, "article:published_time" | "datePublished" | "date" | "pubdate" | "DC.date.issued")
        });
        if is_date && let Some(date) = attribute(tag, "content").and_then(|content| Date::parse(&content)) {
            self.date = Some(date);
        }
    }

    fn line_break(&mut self, range: Range<usize>) {
        if self.after_line_break {
            self.finish_block();
        } else if !self.current.is_empty() {
            self.add(Piece::Reference(range, '\n'), 0);
            self.after_line_break = true;
        }
    }

    fn string(&mut self, range: Range<usize>) {
        if self.open.last().is_some_and(|element| element.name == "title") && self.title.is_none() {
            let pieces = pieces(self.text, range);
            self.title = (!pieces.is_empty()).then_some(Block { role: Role::Headline, language: None, pieces });
            return;
        }
        if self.skipped > 0 || self.objects > 0 {
            return;
        }
        let length = self.text[range.clone()].bytes().filter(|byte| !byte.is_ascii_whitespace()).count();
        if length == 0 && self.current.is_empty() {
            return;
        }
        for piece in pieces(self.text, range) {
            self.add(piece, 0);
        }
        self.after_line_break &= length == 0;
        self.current_length += length;
        self.current_linked += if self.links > 0 { length } else { 0 };
    }

    fn add(&mut self, piece: Piece, length: usize) {
        if self.skipped == 0 && self.objects == 0 {
            self.current_length += length;
            match (self.current.last_mut(), piece) {
                (Some(Piece::Literal(last)), Piece::Literal(next)) if last.end == next.start => last.end = next.end,
                (_, piece) => self.current.push(piece),
            }
        }
    }

    fn finish_block(&mut self) {
        self.after_line_break = false;
        let pieces = std::mem::take(&mut self.current);
        let length = std::mem::take(&mut self.current_length);
        let linked = std::mem::take(&mut self.current_linked);
        if length == 0 {
            return;
        }
        let is_prose = ["p", "blockquote", "figcaption"].iter().any(|name| self.is_open(name)) || self.headings > 0;
        let container = self.open.last().and_then(|element| element.container);
        let is_boilerplate = self.boilerplate > 0;
        if !is_boilerplate && linked * 2 <= length {
            const MOST_NESTED: usize = 8;
            let mut outer = container;
            for _ in 0..MOST_NESTED {
                let Some(index) = outer else { break };
                self.containers[index].length += length;
                outer = self.containers[index].parent;
            }
        }
        let role = if self.headings > 0 { Role::Headline } else { Role::Body };
        self.found.push(Found {
            block: Block { role, language: None, pieces },
            length,
            linked,
            is_main_heading: self.is_open("h1"),
            is_prose,
            is_boilerplate,
            container,
        });
    }

    /// Leaves out what surrounds the article. Where the page marks its main text, that is it; elsewhere it is what is
    /// not mostly links. A page of which nothing would be left is taken whole.
    fn main_text(self) -> Vec<Block> {
        let chosen = self.chosen_containers();
        let is_in_main = |found: &Found| {
            chosen.iter().all(|is_chosen| !is_chosen) || found.container.is_some_and(|container| chosen[container])
        };
        let is_kept =
            |found: &Found| !found.is_boilerplate && (is_in_main(found) && is_text(found) || found.is_main_heading);
        let take_all = !self.found.iter().any(|found| is_kept(found) && !found.is_main_heading);
        let mut blocks = Vec::new();
        let mut has_main_heading = false;
        for found in self.found {
            if take_all || is_kept(&found) {
                has_main_heading |= found.is_main_heading;
                blocks.push(found.block);
            }
        }
        if !has_main_heading && let Some(title) = self.title {
            blocks.insert(0, title);
        }
        blocks
    }

    /// For each container whether it, or one around it, holds at least half as much prose as the one with most.
    fn chosen_containers(&self) -> Vec<bool> {
        let most = self.containers.iter().map(|container| container.length).max().unwrap_or(0);
        // The innermost element with nearly all of the text is the article; what else is around it is not.
        let innermost = self.containers.iter().rposition(|container| most > 0 && container.length * 10 >= most * 8);
        let mut chosen = vec![false; self.containers.len()];
        for (index, container) in self.containers.iter().enumerate() {
            let is_large =
                most > 0 && container.length * 2 >= most && innermost.is_none_or(|i| !self.is_around(index, i));
            chosen[index] = is_large || container.parent.is_some_and(|parent| chosen[parent]);
        }
        chosen
    }

    fn is_around(&self, outer: usize, inner: usize) -> bool {
        std::iter::successors(self.containers[inner].parent, |index| self.containers[*index].parent)
            .take_while(|index| *index >= outer)
            .any(|index| index == outer)
    }
}

/// Whether a paragraph reads as text and not as a list of links.
fn is_text(found: &Found) -> bool {
    // A paragraph may be one long link; a list of links has short ones.
    const LONG: usize = 300;
    found.linked * 2 <= found.length || (found.is_prose && found.block.role == Role::Body && found.length > LONG)
}

fn name_of(name: &HtmlString) -> String {
    String::from_utf8_lossy(name).into_owned()
}

fn attribute(tag: &StartTag<usize>, key: &str) -> Option<String> {
    let value: &Spanned<HtmlString, usize> = tag.attributes.get(key.as_bytes())?;
    Some(String::from_utf8_lossy(value).trim().to_owned())
}

/// Divides text into literal stretches and character references.
fn pieces(text: &str, range: Range<usize>) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut start = range.start;
    let mut position = range.start;
    while let Some(offset) = text[position..range.end].find('&') {
        let reference = position + offset;
        match character_reference(&text[reference..range.end]) {
            Some((length, character)) => {
                if start < reference {
                    pieces.push(Piece::Literal(start..reference));
                }
                position = reference + length;
                pieces.push(Piece::Reference(reference..position, character));
                start = position;
            }
            None => position = reference + 1,
        }
    }
    if start < range.end {
        pieces.push(Piece::Literal(start..range.end));
    }
    pieces
}

/// The character reference that a text starts with: its length in bytes, and its first character.
pub(super) fn character_reference(text: &str) -> Option<(usize, char)> {
    const LONGEST: usize = 40;
    let name = text.bytes().skip(1).take(LONGEST).take_while(|b| b.is_ascii_alphanumeric() || *b == b'#').count();
    let written = &text[..1 + name + usize::from(text[1 + name..].starts_with(';'))];
    if name == 0 {
        return None;
    }
    let Some(Ok(Token::String(decoded))) = Tokenizer::new(written).find(|token| matches!(token, Ok(Token::String(_))))
    else {
        return None;
    };
    let decoded = String::from_utf8_lossy(&decoded).into_owned();
    if decoded == written {
        return None;
    }
    let character = decoded.chars().next()?;
    // A reference without its semicolon may be followed by letters, which stand for themselves.
    let rest =
        if written.ends_with(&decoded[character.len_utf8()..]) { decoded.len() - character.len_utf8() } else { 0 };
    Some((written.len() - rest, character))
}
