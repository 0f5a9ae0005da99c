//! What is known of a word before it is read in its sentence: the compiled lexicons.

use std::ops::BitOr;

use super::spelling::{Spelling, mix};
use super::table::Keys;

/// What lists a word stands in: a set of the constants below.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Lists(pub u16);

impl Lists {
    /// First names.
    pub const FIRST_NAME: Lists = Lists(1);
    /// Patronymics.
    pub const PATRONYMIC: Lists = Lists(1 << 1);
    /// Surnames.
    pub const SURNAME: Lists = Lists(1 << 2);
    /// Countries and parts of the world.
    pub const COUNTRY: Lists = Lists(1 << 3);
    /// Regions of countries.
    pub const REGION: Lists = Lists(1 << 4);
    /// Cities.
    pub const CITY: Lists = Lists(1 << 5);
    /// Two words that follow each other in the name of a place.
    pub const PLACE_PAIR: Lists = Lists(1 << 6);
    /// Acronyms of organisations.
    pub const ORG_ACRONYM: Lists = Lists(1 << 7);
    /// Acronyms of countries and the like.
    pub const PLACE_ACRONYM: Lists = Lists(1 << 8);
    /// Acronyms that are no names.
    pub const OTHER_ACRONYM: Lists = Lists(1 << 9);
    /// Words that name a kind of organisation: министерство, партія.
    pub const ORG_HEAD: Lists = Lists(1 << 10);
    /// Words that name a kind of place: город, вулиця.
    pub const PLACE_HEAD: Lists = Lists(1 << 11);
    /// Words before a person's name: президент, речниця.
    pub const ROLE: Lists = Lists(1 << 12);
    /// Words that name a kind of product, work or document: газета, програма.
    pub const PRODUCT_HEAD: Lists = Lists(1 << 13);

    /// The lists by the name that the word lists in `data/` use.
    pub const NAMED: [(&'static str, Lists); 14] = [
        ("first-name", Lists::FIRST_NAME),
        ("patronymic", Lists::PATRONYMIC),
        ("surname", Lists::SURNAME),
        ("country", Lists::COUNTRY),
        ("region", Lists::REGION),
        ("city", Lists::CITY),
        ("place-pair", Lists::PLACE_PAIR),
        ("org-acronym", Lists::ORG_ACRONYM),
        ("place-acronym", Lists::PLACE_ACRONYM),
        ("other-acronym", Lists::OTHER_ACRONYM),
        ("org-head", Lists::ORG_HEAD),
        ("place-head", Lists::PLACE_HEAD),
        ("role", Lists::ROLE),
        ("product-head", Lists::PRODUCT_HEAD),
    ];

    /// Whether the word stands in any list of `other`.
    pub fn meets(self, other: Lists) -> bool {
        self.0 & other.0 != 0
    }
}

impl BitOr for Lists {
    type Output = Lists;

    fn bitor(self, other: Lists) -> Lists {
        Lists(self.0 | other.0)
    }
}

/// The compiled lexicons: stems of words, each with the lists that it stands in, and classes of words by their use.
#[derive(Clone, Copy, Debug)]
pub struct Lexicon<'d> {
    stems: Keys<'d>,
    lists: &'d [u8],
    words: Keys<'d>,
    classes: &'d [u8],
}

impl<'d> Lexicon<'d> {
    /// Reads the bytes of [`Lexicon::write`] in place. `None` if they are cut short.
    pub fn read(data: &'d [u8]) -> Option<Lexicon<'d>> {
        let (stems, data) = Keys::read(data)?;
        let (lists, data) = data.split_at_checked(2 * stems.len())?;
        let (words, data) = Keys::read(data)?;
        let classes = data.get(..2 * words.len())?;
        Some(Lexicon { stems, lists, words, classes })
    }

    /// The lists that the stem with this hash stands in.
    #[inline]
    pub fn lists(&self, stem: u32) -> Lists {
        Lists(self.stems.position(stem).map_or(0, |position| u16_at(self.lists, position)))
    }

    /// The class of a word's use, 0 for an unknown one: that of its folded form or else of the commonest word with its
    /// stem.
    #[inline]
    pub fn class(&self, word: &Spelling) -> u16 {
        let position = self.words.position(word.folded).or_else(|| self.words.position(stem_key(word.stem)));
        position.map_or(0, |position| u16_at(self.classes, position))
    }

    /// Writes lists by stem and classes by folded word; both ascend by hash.
    pub fn write(stems: &[(u32, Lists)], words: &[(u32, u16)]) -> Vec<u8> {
        let mut data = Keys::write(&stems.iter().map(|(hash, _)| *hash).collect::<Vec<_>>());
        data.extend(stems.iter().flat_map(|(_, lists)| lists.0.to_le_bytes()));
        data.extend(Keys::write(&words.iter().map(|(hash, _)| *hash).collect::<Vec<_>>()));
        data.extend(words.iter().flat_map(|(_, class)| class.to_le_bytes()));
        data
    }
}

/// The key of a stem among the words that have classes.
pub fn stem_key(stem: u32) -> u32 {
    mix(stem, 1)
}

#[inline]
fn u16_at(data: &[u8], index: usize) -> u16 {
    u16::from_le_bytes([data[2 * index], data[2 * index + 1]])
}
