//! An entry → its names, why they belong together, and where they come from, for people.

use std::fmt::Write;
use std::path::PathBuf;

use crate::glossary::{Entry, Side};
use crate::languages::Language;
use crate::matcher::{Name, score};
use crate::normalizer::{Text, sentences, tokens};
use crate::reader::Article;
use crate::recognizer::Mention;

/// A sentence that has a name of an entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// The language of the paragraph.
    pub language: Language,
    /// The name in dictionary form.
    pub form: String,
    /// The sentence, in normal spelling.
    pub sentence: String,
    /// The article.
    pub path: PathBuf,
}

impl Source {
    /// The sentence of a mention.
    pub fn of(article: &Article, mention: &Mention) -> Source {
        Source {
            language: mention.language,
            form: mention.lemma.clone(),
            sentence: sentence_of(article, mention),
            path: article.path.clone(),
        }
    }
}

fn sentence_of(article: &Article, mention: &Mention) -> String {
    let Some(paragraph) = article.paragraphs.get(mention.paragraph) else { return mention.surface.clone() };
    let text = Text::of_paragraph(&article.text, paragraph);
    let rules = paragraph.language.rules();
    let tokens = tokens(&text.text, rules);
    for range in sentences(&text.text, &tokens, rules) {
        let (Some(first), Some(last)) = (tokens.get(range.start), tokens.get(range.end.saturating_sub(1))) else {
            continue;
        };
        let sentence = first.range.start..last.range.end;
        if text.source_range(sentence.clone()).end >= mention.range.end {
            return text.text[sentence].to_owned();
        }
    }
    text.text
}

/// The entry in a few lines.
pub fn text(entry: &Entry, sources: &[Source]) -> String {
    let mut out = String::new();
    // Writing to a string never fails.
    let _ = write_entry(&mut out, entry, sources);
    out
}

fn write_entry(out: &mut String, entry: &Entry, sources: &[Source]) -> std::fmt::Result {
    write!(out, "{}  {}, {}", entry.id, entry.kind, entry.status)?;
    if let Some(confidence) = entry.confidence {
        write!(out, ", confidence {confidence:.2}")?;
    }
    writeln!(out)?;
    if let Some(en) = &entry.en {
        writeln!(out, "  en  {en}")?;
    }
    if !entry.former_ids.is_empty() {
        writeln!(out, "  formerly {}", entry.former_ids.join(", "))?;
    }
    for (language, side) in entry.sides() {
        write_side(out, language, side)?;
        for source in sources.iter().filter(|source| source.language == language) {
            writeln!(out, "      {}: {}", source.path.display(), source.sentence.replace(char::is_control, " "))?;
        }
    }
    if let Some(note) = &entry.note {
        writeln!(out, "  note: {}", note.trim().replace('\n', "\n        "))?;
    }
    write_evidence(out, entry)
}

fn write_side(out: &mut String, language: Language, side: &Side) -> std::fmt::Result {
    writeln!(out, "  {language}  {}", side.preferred.as_deref().unwrap_or("(no form to write)"))?;
    for (word, forms) in [("admitted", &side.admitted), ("forbidden", &side.forbidden), ("proposed", &side.proposed)] {
        if !forms.is_empty() {
            writeln!(out, "      {word}: {}", forms.join(", "))?;
        }
    }
    for period in &side.periods {
        write!(out, "      in its time: {}", period.form)?;
        for (word, date) in [("since", period.since), ("until", period.until)] {
            if let Some(date) = date {
                write!(out, ", {word} {:04}-{:02}-{:02}", date.year, date.month, date.day)?;
            }
        }
        writeln!(out)?;
    }
    Ok(())
}

/// Why the names of the two languages belong together.
fn write_evidence(out: &mut String, entry: &Entry) -> std::fmt::Result {
    let main = |language| {
        let text = entry.side(language)?.best_form()?.to_owned();
        Some(Name { language, kind: entry.kind, text })
    };
    let [Some(ru), Some(uk)] = Language::ALL.map(main) else { return Ok(()) };
    let score = score(&ru, &uk);
    writeln!(out, "  {} = {}: score {:.2}", ru.text, uk.text, score.value)?;
    score.evidence.iter().try_for_each(|evidence| writeln!(out, "      {evidence}"))
}
