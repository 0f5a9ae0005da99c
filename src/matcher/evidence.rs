//! Reasons for a score, in words.

use std::fmt;

/// One reason for a score. `Display` says it in words.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Evidence {
    /// The two names are written alike.
    Identical,
    /// They differ only in capitals, signs and doubled letters, or in letters that the languages write for one another.
    SameSkeleton,
    /// Two words are the same but for their spelling.
    Spelling {
        /// The word of the first name.
        left: String,
        /// The word of the second name.
        right: String,
        /// How alike they are, 0…1.
        similarity: f64,
    },
    /// Two words or phrases that a lexicon lists as one: exonyms, acronyms, translations.
    Lexicon {
        /// In the first name.
        left: String,
        /// In the second name.
        right: String,
    },
    /// Forms of one first name: Николай, Микола.
    FirstName {
        /// In the first name.
        left: String,
        /// In the second name.
        right: String,
    },
    /// Alike once one of them is put into the other alphabet.
    Romanised {
        /// In the first name.
        left: String,
        /// In the second name.
        right: String,
        /// How alike they sound, 0…1.
        similarity: f64,
    },
    /// Typed with letters of the other alphabet that look the same: ВВС, BBC.
    LookAlike {
        /// In the first name.
        left: String,
        /// In the second name.
        right: String,
    },
    /// An abbreviation and its expansion: РФПИ, Минфин.
    Abbreviation {
        /// The abbreviation.
        short: String,
        /// What it stands for.
        long: String,
    },
    /// An initial that agrees with a first name or patronymic.
    Initial {
        /// The initial, without its stop.
        initial: String,
        /// The word it may stand for.
        word: String,
    },
    /// One name is a surname, the other a full name with it.
    SurnameAlone(String),
    /// One name is a first name, the other a full name with it.
    FirstNameAlone(String),
    /// The surnames agree, the first names or initials do not.
    DifferentFirstNames(String, String),
    /// The first names agree, the surnames do not.
    DifferentSurnames(String, String),
    /// A man's and a woman's form of one surname.
    DifferentGenders(String, String),
    /// Numbers that disagree.
    DifferentNumbers(String, String),
    /// Words of one name that the other one lacks.
    Unmatched(String),
    /// Every word of one name has its partner, the other has more.
    PartOf,
    /// They stand opposite each other in linked sentences of two versions of a text.
    Opposite {
        /// In how many links.
        links: usize,
        /// How often one of them is there where the other is, 0…1.
        share: f64,
        /// Whether only their place pairs them.
        by_place: bool,
    },
    /// The kinds differ: a place and an organisation.
    DifferentKinds,
    /// There is nothing to compare: no letters, or no alphabet in common.
    Incomparable,
    /// Nothing in the two names agrees.
    NothingInCommon,
    /// A name is too long to be one.
    TooLong,
}

impl fmt::Display for Evidence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Evidence::Identical => f.write_str("written alike"),
            Evidence::SameSkeleton => f.write_str("alike up to capitals, signs and letters that correspond"),
            Evidence::Spelling { left, right, similarity } if left == right => {
                write!(f, "the same word: {left} ({similarity:.2})")
            }
            Evidence::Spelling { left, right, similarity } => {
                write!(f, "spellings of one word: {left} = {right} ({similarity:.2})")
            }
            Evidence::Lexicon { left, right } => write!(f, "listed as one: {left} = {right}"),
            Evidence::FirstName { left, right } => write!(f, "forms of one first name: {left} = {right}"),
            Evidence::Romanised { left, right, similarity } => {
                write!(f, "alike in the other alphabet: {left} = {right} ({similarity:.2})")
            }
            Evidence::LookAlike { left, right } => write!(f, "letters that look the same: {left} = {right}"),
            Evidence::Abbreviation { short, long } => write!(f, "abbreviation: {short} = {long}"),
            Evidence::Initial { initial, word } => write!(f, "initial: {initial}. = {word}"),
            Evidence::SurnameAlone(surname) => write!(f, "one is the surname alone: {surname}"),
            Evidence::FirstNameAlone(first) => write!(f, "one is the first name alone: {first}"),
            Evidence::DifferentFirstNames(left, right) => write!(f, "first names differ: {left} ≠ {right}"),
            Evidence::DifferentSurnames(left, right) => write!(f, "surnames differ: {left} ≠ {right}"),
            Evidence::DifferentGenders(left, right) => write!(f, "a man's and a woman's surname: {left} ≠ {right}"),
            Evidence::DifferentNumbers(left, right) => write!(f, "numbers differ: {left} ≠ {right}"),
            Evidence::Unmatched(words) => write!(f, "without a partner: {words}"),
            Evidence::PartOf => f.write_str("one is part of the other"),
            Evidence::Opposite { links, share, by_place } => {
                let sentences = if *links == 1 { "sentence" } else { "sentences" };
                write!(f, "opposite each other in {links} linked {sentences} ({share:.2} of those with either)")?;
                if *by_place { f.write_str(", the only names there without another counterpart") } else { Ok(()) }
            }
            Evidence::DifferentKinds => f.write_str("of different kinds"),
            Evidence::Incomparable => f.write_str("nothing to compare"),
            Evidence::NothingInCommon => f.write_str("nothing in common"),
            Evidence::TooLong => f.write_str("too long to be a name"),
        }
    }
}
