//! Markdown → headings, paragraphs, list items, cells.

use std::ops::Range;

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use super::{Block, Contents, OBJECT, Piece, Role, html};

/// Reads CommonMark with tables and footnotes. Code, URLs and comments are left out; HTML blocks are read as HTML.
pub(super) fn read(text: &str, start: usize) -> Contents {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_HEADING_ATTRIBUTES;
    let mut reading = Reading { text, blocks: Vec::new(), pieces: Vec::new(), role: Role::Body, hidden: 0, html: None };
    for (event, range) in Parser::new_ext(&text[start..], options).into_offset_iter() {
        reading.event(event, start + range.start..start + range.end);
    }
    reading.finish_block();
    Contents { blocks: reading.blocks, ..Contents::default() }
}

struct Reading<'t> {
    text: &'t str,
    blocks: Vec<Block>,
    pieces: Vec<Piece>,
    role: Role,
    /// How many open elements hold no prose.
    hidden: usize,
    /// The HTML block at hand.
    html: Option<Range<usize>>,
}

impl Reading<'_> {
    fn event(&mut self, event: Event<'_>, range: Range<usize>) {
        match event {
            Event::Start(tag) => self.start(&tag, range),
            Event::End(tag) => self.end(tag),
            Event::Text(characters) => self.characters(&characters, range),
            Event::SoftBreak | Event::HardBreak => self.add(Piece::Reference(range, '\n')),
            Event::Code(_) | Event::InlineMath(_) | Event::DisplayMath(_) | Event::FootnoteReference(_) => {
                self.add(Piece::Reference(range, OBJECT));
            }
            Event::Html(_) => match &mut self.html {
                Some(html) => html.end = range.end,
                None => self.html = Some(range),
            },
            Event::InlineHtml(tag) => {
                if tag.get(..3).is_some_and(|tag| tag.eq_ignore_ascii_case("<br")) {
                    self.add(Piece::Reference(range, '\n'));
                }
            }
            Event::Rule | Event::TaskListMarker(_) => {}
        }
    }

    fn start(&mut self, tag: &Tag<'_>, range: Range<usize>) {
        match tag {
            Tag::Heading { .. } => {
                self.finish_block();
                self.role = Role::Headline;
            }
            Tag::Paragraph
            | Tag::BlockQuote(_)
            | Tag::List(_)
            | Tag::Item
            | Tag::Table(_)
            | Tag::TableHead
            | Tag::TableRow
            | Tag::TableCell
            | Tag::FootnoteDefinition(_)
            | Tag::HtmlBlock
            | Tag::DefinitionList
            | Tag::DefinitionListTitle
            | Tag::DefinitionListDefinition => self.finish_block(),
            Tag::CodeBlock(_) | Tag::MetadataBlock(_) => {
                self.finish_block();
                self.hidden += 1;
            }
            Tag::Image { .. } => {
                self.add(Piece::Reference(range, OBJECT));
                self.hidden += 1;
            }
            Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Superscript | Tag::Subscript | Tag::Link { .. } => {
            }
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Emphasis
            | TagEnd::Strong
            | TagEnd::Strikethrough
            | TagEnd::Superscript
            | TagEnd::Subscript
            | TagEnd::Link => {}
            TagEnd::Image => self.hidden -= 1,
            TagEnd::CodeBlock | TagEnd::MetadataBlock(_) => self.hidden -= 1,
            TagEnd::HtmlBlock => {
                if let Some(range) = self.html.take() {
                    self.blocks.extend(html::fragment(self.text, range));
                }
            }
            _ => {
                self.finish_block();
                self.role = Role::Body;
            }
        }
    }

    /// Text as it stands, after a backslash, or a character reference.
    fn characters(&mut self, characters: &str, range: Range<usize>) {
        let source = &self.text[range.clone()];
        if source.ends_with(characters) {
            self.add(Piece::Literal(range.end - characters.len()..range.end));
        } else if let Some(character) = characters.chars().next() {
            self.add(Piece::Reference(range, character));
        }
    }

    fn add(&mut self, piece: Piece) {
        if self.hidden > 0 {
            return;
        }
        match (self.pieces.last_mut(), piece) {
            (Some(Piece::Literal(last)), Piece::Literal(next)) if last.end == next.start => last.end = next.end,
            (_, piece) => self.pieces.push(piece),
        }
    }

    fn finish_block(&mut self) {
        let pieces = std::mem::take(&mut self.pieces);
        let is_text = |piece: &Piece| match piece {
            Piece::Literal(range) => !self.text[range.clone()].trim().is_empty(),
            Piece::Reference(_, character) => !character.is_whitespace() && *character != OBJECT,
        };
        if pieces.iter().any(is_text) {
            self.blocks.push(Block { role: self.role, language: None, pieces });
        }
    }
}
