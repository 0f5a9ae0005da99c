//! Abbreviations that are written with a stop.

/// The abbreviations of one language: lower-case, without the stop, sorted by code point.
#[derive(Debug)]
pub struct Abbreviations {
    /// They need what follows (им., ул., проф.): no sentence ends with them before a capital.
    pub leading: &'static [&'static str],
    /// They may end a sentence (г., тыс., др.): a capital after them begins one.
    pub trailing: &'static [&'static str],
    /// Words before a date that begins a sentence: «В 2014 г. Украина…» is no sentence of its own.
    pub date_prepositions: &'static [&'static str],
    /// Small words that no name begins with: with a capital they begin a sentence, whatever stands before the stop
    /// («…восхищались им. У него…»). Some abbreviations are words too.
    pub openers: &'static [&'static str],
    /// Words that shorten a first name to more than its first letter (Дж.), as they are written.
    pub initials: &'static [&'static str],
}

/// How an abbreviation behaves before a capital.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Abbreviation {
    /// The sentence goes on.
    Leading,
    /// A new sentence begins.
    Trailing,
}

/// The longest abbreviation, bytes.
const LONGEST: usize = 24;

impl Abbreviations {
    /// Looks up a word without its stop, in any capitals.
    pub fn find(&self, word: &str) -> Option<Abbreviation> {
        if word.len() > LONGEST {
            return None;
        }
        let word = word.to_lowercase();
        if self.leading.binary_search(&word.as_str()).is_ok() {
            Some(Abbreviation::Leading)
        } else if self.trailing.binary_search(&word.as_str()).is_ok() {
            Some(Abbreviation::Trailing)
        } else {
            None
        }
    }
}

#[cfg(test)]
mod tests {
    use super::LONGEST;
    use crate::languages::Language;

    #[test]
    fn tables_are_sorted_lower_case_and_disjoint() {
        for language in Language::ALL {
            let table = &language.rules().abbreviations;
            for list in [table.leading, table.trailing, table.date_prepositions, table.openers] {
                assert!(list.is_sorted_by(|a, b| a < b), "{language}: {list:?}");
                assert!(list.iter().all(|word| word.to_lowercase() == *word && word.len() <= LONGEST));
            }
            assert!(table.leading.iter().all(|word| !table.trailing.contains(word)), "{language}");
        }
    }
}
