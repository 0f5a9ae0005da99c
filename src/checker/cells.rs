//! Sets of grammatical forms.

use crate::morphology::{Case, Form, Gender, Number};

/// A set of cells of a paradigm: case, number, gender.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Cells(u64);

const CASES: usize = Case::ALL.len();
/// Cells of one gender.
const BLOCK: usize = 2 * CASES;

fn gender_block(gender: Option<Gender>) -> usize {
    match gender {
        None => 0,
        Some(Gender::Masculine) => 1,
        Some(Gender::Feminine) => 2,
        Some(Gender::Neuter) => 3,
    }
}

fn bit(form: Form) -> usize {
    gender_block(form.gender) * BLOCK + usize::from(form.number == Number::Plural) * CASES + form.case as usize
}

impl Cells {
    pub fn insert(&mut self, form: Form) {
        self.0 |= 1 << bit(form);
    }

    pub fn union(self, other: Cells) -> Cells {
        Cells(self.0 | other.0)
    }

    /// The same cases and numbers, whatever the gender.
    pub fn of_any_gender(self) -> Slots {
        let mask = (1u64 << BLOCK) - 1;
        Slots((0..4).fold(0, |all, block| all | (self.0 >> (block * BLOCK) & mask) as u16))
    }

    /// The genders of which the set has cells; a cell without a gender counts as none.
    pub fn has_gender(self, gender: Option<Gender>) -> bool {
        let mask = (1u64 << BLOCK) - 1;
        self.0 >> (gender_block(gender) * BLOCK) & mask != 0
    }
}

/// A set of cases and numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Slots(u16);

impl Slots {
    /// Every case in both numbers.
    pub const ALL: Slots = Slots((1 << BLOCK) - 1);

    /// These cases, in both numbers.
    pub fn of_cases(cases: &[Case]) -> Slots {
        Slots(cases.iter().fold(0, |all, &case| all | 1 << case as usize | 1 << (CASES + case as usize)))
    }

    pub fn contains(self, case: Case, number: Number) -> bool {
        self.0 & 1 << (usize::from(number == Number::Plural) * CASES + case as usize) != 0
    }

    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    pub fn and(self, other: Slots) -> Slots {
        Slots(self.0 & other.0)
    }

    /// Nothing.
    pub const fn empty() -> Slots {
        Slots(0)
    }

    pub fn or(self, other: Slots) -> Slots {
        Slots(self.0 | other.0)
    }

    /// The two sets' common part, or this one where they have none.
    pub fn narrowed(self, other: Slots) -> Slots {
        let common = self.and(other);
        if common.is_empty() { self } else { common }
    }

    /// Every case in one number.
    pub fn of_number(number: Number) -> Slots {
        Slots(((1 << CASES) - 1) << (usize::from(number == Number::Plural) * CASES))
    }

    /// The cases of the set in one number.
    pub fn cases_in(self, number: Number) -> impl Iterator<Item = Case> {
        Case::ALL.into_iter().filter(move |&case| self.contains(case, number))
    }
}
