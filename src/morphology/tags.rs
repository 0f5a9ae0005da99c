//! The grammatical description of one word form, packed into one integer.

use super::grammar::{Case, Form, Gender, Number};

/// Part of speech.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "the names say it")]
pub enum PartOfSpeech {
    Noun,
    Adjective,
    Participle,
    Verb,
    AdverbialParticiple,
    Adverb,
    Numeral,
    Pronoun,
    Preposition,
    Conjunction,
    Particle,
    Interjection,
    Predicative,
    Other,
}

const PARTS_OF_SPEECH: [PartOfSpeech; 14] = [
    PartOfSpeech::Noun,
    PartOfSpeech::Adjective,
    PartOfSpeech::Participle,
    PartOfSpeech::Verb,
    PartOfSpeech::AdverbialParticiple,
    PartOfSpeech::Adverb,
    PartOfSpeech::Numeral,
    PartOfSpeech::Pronoun,
    PartOfSpeech::Preposition,
    PartOfSpeech::Conjunction,
    PartOfSpeech::Particle,
    PartOfSpeech::Interjection,
    PartOfSpeech::Predicative,
    PartOfSpeech::Other,
];

/// A set of grammatical properties. Copying, comparing and testing it costs one instruction or two; it never allocates.
///
/// Bits 0–3 hold the part of speech, 4–6 the case (0: none, else its index plus one), 7–8 the number, 9–11 the set of
/// genders, and every bit from 12 on is one property of its own, listed in the constants.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Tags(u64);

const CASE_SHIFT: u32 = 4;
const NUMBER_SHIFT: u32 = 7;
const GENDER_SHIFT: u32 = 9;

/// What the forms of a word share that agree with each other, but for the gender: part of speech, number, and which
/// participle or degree it is.
const AGREEMENT: u64 = 15
    | 3 << NUMBER_SHIFT
    | Tags::SHORT.0
    | Tags::PASSIVE.0
    | Tags::REFLEXIVE.0
    | Tags::PAST.0
    | Tags::PRESENT.0
    | Tags::COMPARATIVE.0
    | Tags::SUPERLATIVE.0;

#[expect(missing_docs, reason = "the names say it")]
impl Tags {
    pub const ANIMATE: Tags = Tags(1 << 12);
    pub const INANIMATE: Tags = Tags(1 << 13);
    pub const FIRST_NAME: Tags = Tags(1 << 14);
    pub const LAST_NAME: Tags = Tags(1 << 15);
    pub const PATRONYMIC: Tags = Tags(1 << 16);
    /// Name of a country, settlement, river and the like. Ukrainian: every inanimate proper name that is no abbreviation.
    pub const PLACE: Tags = Tags(1 << 17);
    pub const ORGANISATION: Tags = Tags(1 << 18);
    /// Written with a capital letter.
    pub const PROPER: Tags = Tags(1 << 19);
    pub const INDECLINABLE: Tags = Tags(1 << 20);
    pub const ABBREVIATION: Tags = Tags(1 << 21);
    pub const PLURAL_ONLY: Tags = Tags(1 << 22);
    pub const SINGULAR_ONLY: Tags = Tags(1 << 23);
    pub const SHORT: Tags = Tags(1 << 24);
    pub const POSSESSIVE: Tags = Tags(1 << 25);
    pub const PRONOMINAL: Tags = Tags(1 << 26);
    pub const ORDINAL: Tags = Tags(1 << 27);
    pub const COMPARATIVE: Tags = Tags(1 << 28);
    pub const SUPERLATIVE: Tags = Tags(1 << 29);
    /// Archaic, colloquial, dialectal or misspelt.
    pub const SUBSTANDARD: Tags = Tags(1 << 30);
    /// A second form of the case beside the usual one: «в Крыму», «Натальею».
    pub const SECONDARY: Tags = Tags(1 << 31);
    pub const PAST: Tags = Tags(1 << 32);
    pub const PRESENT: Tags = Tags(1 << 33);
    pub const FUTURE: Tags = Tags(1 << 34);
    pub const IMPERATIVE: Tags = Tags(1 << 35);
    pub const INFINITIVE: Tags = Tags(1 << 36);
    pub const FIRST_PERSON: Tags = Tags(1 << 37);
    pub const SECOND_PERSON: Tags = Tags(1 << 38);
    pub const THIRD_PERSON: Tags = Tags(1 << 39);
    /// Not from the dictionary itself: a name from a lexicon, inflected like the dictionary names that end like it.
    pub const INFERRED: Tags = Tags(1 << 40);
    pub const FOREIGN: Tags = Tags(1 << 41);
    pub const PASSIVE: Tags = Tags(1 << 42);
    pub const REFLEXIVE: Tags = Tags(1 << 43);

    /// Any of the properties that say what a proper name names.
    pub const NAME: Tags =
        Tags(Tags::FIRST_NAME.0 | Tags::LAST_NAME.0 | Tags::PATRONYMIC.0 | Tags::PLACE.0 | Tags::ORGANISATION.0);
    /// Any of the properties of a part of a personal name.
    pub const PERSONAL: Tags = Tags(Tags::FIRST_NAME.0 | Tags::LAST_NAME.0 | Tags::PATRONYMIC.0);
}

impl Tags {
    /// The packed form, as it stands in the compiled dictionary.
    pub const fn bits(self) -> u64 {
        self.0
    }

    /// The reverse of [`Tags::bits`].
    pub const fn from_bits(bits: u64) -> Tags {
        Tags(bits)
    }

    /// Only a part of speech.
    pub const fn of(part_of_speech: PartOfSpeech) -> Tags {
        Tags(part_of_speech as u64)
    }

    /// Both sets together. The part of speech, case and number of the two must not contradict each other.
    #[must_use]
    pub const fn with(self, other: Tags) -> Tags {
        Tags(self.0 | other.0)
    }

    /// This set without the single-bit properties of another.
    #[must_use]
    pub const fn without(self, other: Tags) -> Tags {
        Tags(self.0 & !other.0)
    }

    /// The same properties with this case.
    #[must_use]
    pub const fn with_case(self, case: Case) -> Tags {
        Tags(self.0 & !(7 << CASE_SHIFT) | (case as u64 + 1) << CASE_SHIFT)
    }

    /// The same properties with this number.
    #[must_use]
    pub const fn with_number(self, number: Number) -> Tags {
        Tags(self.0 & !(3 << NUMBER_SHIFT) | (number as u64 + 1) << NUMBER_SHIFT)
    }

    /// The same properties with this gender added.
    #[must_use]
    pub const fn with_gender(self, gender: Gender) -> Tags {
        Tags(self.0 | 1 << (GENDER_SHIFT + gender as u32))
    }

    /// Whether any of the single-bit properties of `other` is here.
    pub const fn any(self, other: Tags) -> bool {
        self.0 & other.0 >> 12 << 12 != 0
    }

    /// The part of speech.
    pub fn part_of_speech(self) -> PartOfSpeech {
        PARTS_OF_SPEECH.get((self.0 & 15) as usize).copied().unwrap_or(PartOfSpeech::Other)
    }

    /// The case, if the form has one.
    pub fn case(self) -> Option<Case> {
        Case::ALL.get((self.0 >> CASE_SHIFT & 7).checked_sub(1)? as usize).copied()
    }

    /// The number, if the form has one.
    pub const fn number(self) -> Option<Number> {
        match self.0 >> NUMBER_SHIFT & 3 {
            1 => Some(Number::Singular),
            2 => Some(Number::Plural),
            _ => None,
        }
    }

    /// Whether the form can be of this gender: it is marked for it, or for none.
    pub const fn allows_gender(self, gender: Gender) -> bool {
        let genders = self.0 >> GENDER_SHIFT & 7;
        genders == 0 || genders >> gender as u32 & 1 == 1
    }

    /// The gender, if the form is marked for exactly one.
    pub const fn gender(self) -> Option<Gender> {
        match self.0 >> GENDER_SHIFT & 7 {
            1 => Some(Gender::Masculine),
            2 => Some(Gender::Feminine),
            4 => Some(Gender::Neuter),
            _ => None,
        }
    }

    /// Case, number and gender, if the form has a case. Number is singular where the dictionary marks none.
    pub fn form(self) -> Option<Form> {
        Some(Form { case: self.case()?, number: self.number().unwrap_or(Number::Singular), gender: self.gender() })
    }

    /// A noun.
    pub const fn is_noun(self) -> bool {
        self.0 & 15 == PartOfSpeech::Noun as u64
    }

    /// A word that agrees with a noun: a full adjective or participle, an ordinal, an adjectival pronoun.
    pub const fn is_adjective(self) -> bool {
        let part = self.0 & 15;
        (part == PartOfSpeech::Adjective as u64 || part == PartOfSpeech::Participle as u64)
            && self.0 & Tags::SHORT.0 == 0
    }

    /// Whether a row of a paradigm is of the same part of speech, number and gender as another form of the word, and of
    /// the same participle or degree. In the plural a row that is marked for no gender, or for several, suits any.
    pub const fn agrees(self, other: Tags) -> bool {
        let (ours, theirs) = (self.0 >> GENDER_SHIFT & 7, other.0 >> GENDER_SHIFT & 7);
        let plural = self.0 >> NUMBER_SHIFT & 3 == Number::Plural as u64 + 1;
        (self.0 ^ other.0) & AGREEMENT == 0
            && (ours == theirs || plural && (ours == 0 || theirs == 0 || ours & theirs != 0))
    }

    /// The properties that [`Tags::agrees`] looks at.
    #[must_use]
    pub const fn of_agreement(self) -> Tags {
        Tags(self.0 & (AGREEMENT | 7 << GENDER_SHIFT))
    }

    /// The same properties in the plural.
    #[must_use]
    pub const fn in_plural(self) -> Tags {
        self.with_number(Number::Plural)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_do_not_disturb_each_other() {
        for part in PARTS_OF_SPEECH {
            for case in Case::ALL {
                for number in [Number::Singular, Number::Plural] {
                    for gender in [Gender::Masculine, Gender::Feminine, Gender::Neuter] {
                        let tags = Tags::of(part)
                            .with(Tags::PLACE)
                            .with_case(Case::Vocative)
                            .with_case(case)
                            .with_number(number)
                            .with_gender(gender);
                        assert_eq!(tags.part_of_speech(), part);
                        assert_eq!(tags.form(), Some(Form { case, number, gender: Some(gender) }));
                        assert!(tags.any(Tags::NAME) && !tags.any(Tags::PERSONAL));
                        assert_eq!(Tags::from_bits(tags.bits()), tags);
                    }
                }
            }
        }
    }
}
