//! The sentence in which a name stands.

use std::ops::Range;

use crate::normalizer::{Text, sentences, tokens};
use crate::reader::{Article, OBJECT, Paragraph, Piece};

/// The sentence around a place of the article, without markup and line breaks, and the place in it.
pub(super) fn sentence_around(article: &Article, place: &Range<usize>) -> (String, Range<usize>) {
    let home = article.paragraphs.iter().find(|paragraph| {
        let start = paragraph.pieces.first().map_or(0, |piece| piece.range().start);
        let end = paragraph.pieces.last().map_or(0, |piece| piece.range().end);
        start <= place.start && place.end <= end
    });
    let Some(paragraph) = home else {
        let text = &article.text[place.clone()];
        return (text.to_owned(), 0..text.len());
    };
    let text = Text::of_paragraph(&article.text, paragraph);
    let rules = paragraph.language.rules();
    let tokens = tokens(&text.text, rules);
    let sentence = sentences(&text.text, &tokens, rules).into_iter().find_map(|sentence| {
        let (first, last) = (tokens.get(sentence.start)?, tokens.get(sentence.end.checked_sub(1)?)?);
        let range = text.source_range(first.range.start..last.range.end);
        (range.start <= place.start && place.start < range.end).then_some(range)
    });
    let sentence = sentence.unwrap_or_else(|| place.clone());
    readable(article, paragraph, sentence.start..sentence.end.max(place.end), place)
}

fn readable(
    article: &Article,
    paragraph: &Paragraph,
    sentence: Range<usize>,
    place: &Range<usize>,
) -> (String, Range<usize>) {
    let mut text = String::new();
    let mut name = None;
    let mut name_end = 0;
    let mut push = |at: usize, c: char| {
        if at >= place.start && name.is_none() {
            name = Some(text.len());
        }
        let c = if c.is_whitespace() || c.is_control() || c == OBJECT { ' ' } else { c };
        if c != ' ' || !(text.is_empty() || text.ends_with(' ')) {
            text.push(c);
        }
        if at < place.end {
            name_end = text.len();
        }
    };
    for piece in &paragraph.pieces {
        match piece {
            Piece::Literal(range) => {
                let range = range.start.max(sentence.start)..range.end.min(sentence.end);
                if range.start < range.end {
                    article.text[range.clone()].char_indices().for_each(|(at, c)| push(range.start + at, c));
                }
            }
            Piece::Reference(range, c) if sentence.start <= range.start && range.end <= sentence.end => {
                push(range.start, *c);
            }
            Piece::Reference(..) => {}
        }
    }
    text.truncate(text.trim_end().len());
    let end = name_end.min(text.len());
    (text, name.unwrap_or(0).min(end)..end)
}
