//! The language of a paragraph, whatever the spelling of the names in it.

use std::borrow::Cow;

use crate::languages::Language;
use crate::morphology::dictionary::readings;
use crate::reader::{Article, Piece};

/// The article with the language of each paragraph decided by its words in lower case alone: names of the other
/// language («В Києві открыли мост») must not make the paragraph one of that language, or they could not be found.
pub(super) fn with_certain_languages(article: &Article) -> Cow<'_, Article> {
    let mut corrected = Cow::Borrowed(article);
    for (index, paragraph) in article.paragraphs.iter().enumerate() {
        let words = LowerCaseWords::of(&article.text, &paragraph.pieces);
        let language = words.language().unwrap_or(article.language);
        if language != paragraph.language {
            corrected.to_mut().paragraphs[index].language = language;
        }
    }
    corrected
}

/// The words of a paragraph that are no names.
struct LowerCaseWords<'t> {
    text: &'t str,
    pieces: &'t [Piece],
}

impl<'t> LowerCaseWords<'t> {
    fn of(text: &'t str, pieces: &'t [Piece]) -> LowerCaseWords<'t> {
        LowerCaseWords { text, pieces }
    }

    fn words(&self) -> impl Iterator<Item = &'t str> {
        let literal = |piece: &'t Piece| match piece {
            Piece::Literal(range) => Some(&self.text[range.clone()]),
            Piece::Reference(..) => None,
        };
        self.pieces
            .iter()
            .filter_map(literal)
            .flat_map(|text| text.split(|c: char| !c.is_alphabetic() && c != '-' && c != '\'' && c != '’'))
            .filter(|word| word.chars().next().is_some_and(char::is_lowercase))
    }

    /// The language that clearly more of the words are of. A word with letters of its own is of that language, one
    /// without is of the language whose dictionary alone has it.
    fn language(&self) -> Option<Language> {
        let mut votes = [0; Language::ALL.len()];
        for word in self.words().take(ENOUGH) {
            let has_own_letter = |language: Language| word.chars().any(|c| language.rules().own_letters.contains(c));
            let is_word = |language: Language| readings(word, language).next().is_some();
            let own = Language::ALL.map(has_own_letter);
            let of = if own == [false, false] { Language::ALL.map(is_word) } else { own };
            match of {
                [true, false] => votes[0] += 1,
                [false, true] => votes[1] += 1,
                _ => {}
            }
        }
        clear_winner(votes)
    }
}

/// So many words are enough to know the language.
const ENOUGH: usize = 60;

/// The language with more than twice as much as the other. In the order of `Language::ALL`.
fn clear_winner([russian, ukrainian]: [usize; 2]) -> Option<Language> {
    if russian > 2 * ukrainian {
        Some(Language::Russian)
    } else if ukrainian > 2 * russian {
        Some(Language::Ukrainian)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn language(text: &str) -> Option<Language> {
        LowerCaseWords::of(text, &[Piece::Literal(0..text.len())]).language()
    }

    #[test]
    fn names_do_not_decide() {
        assert_eq!(language("В Києві и Харкові открыли мост"), Some(Language::Russian));
        assert_eq!(language("С Остіном говорили отдельно"), Some(Language::Russian));
        assert_eq!(language("У Киеве и Выборге відкрили міст"), Some(Language::Ukrainian));
        assert_eq!(language("Київ. Харків"), None);
    }
}
