//! How alike two words are by their letters: learned costs of writing one or two letters for one or two others.

use std::sync::LazyLock;

use super::letters::{self, Script};
use crate::languages::Language;

/// languages ⇥ left ⇥ right ⇥ cost, learned by tools/matcher.
static EDITS: &str = include_str!("../../data/matcher/edits.tsv");

/// Letters of both alphabets and the apostrophe, as small numbers; 0 is no letter or an unknown one.
const LETTERS: &str = "абвгґдеёєжзиіїйклмнопрстуфхцчшщъыьэюя'^$";
const COUNT: usize = 41;
/// Numbers a word may have; longer ones are cut.
const LONGEST_WORD: usize = 40;

/// A typing error: a wrong consonant, a wrong vowel, a letter too many or too few, two letters that changed places.
const WRONG_CONSONANT: f32 = 5.0;
const WRONG_VOWEL: f32 = 4.0;
const EXTRA_CONSONANT: f32 = 4.5;
const EXTRA_VOWEL: f32 = 3.5;
const DOUBLED: f32 = 1.5;
const SWAPPED: f32 = 4.5;

/// The costs between two languages, or within one.
struct Costs {
    /// [left][right]; 0 on one side stands for no letter.
    single: Vec<f32>,
    /// Numbers of the pairs of letters that are listed on the left and on the right; 0: not listed.
    left_pair: Vec<u16>,
    right_pair: Vec<u16>,
    /// [left pair][right pair], [left pair][right letter], [left letter][right pair].
    two_two: Grid,
    two_one: Grid,
    one_two: Grid,
}

struct Grid {
    width: usize,
    costs: Vec<f32>,
}

impl Grid {
    fn new(height: usize, width: usize) -> Grid {
        Grid { width, costs: vec![f32::INFINITY; height * width] }
    }

    fn at(&self, row: usize, column: usize) -> f32 {
        self.costs[row * self.width + column]
    }

    fn set(&mut self, row: usize, column: usize, cost: f32) {
        self.costs[row * self.width + column] = cost;
    }
}

static ACROSS: LazyLock<Costs> = LazyLock::new(|| Costs::read("ru-uk"));
static RUSSIAN: LazyLock<Costs> = LazyLock::new(|| Costs::read("ru-ru"));
static UKRAINIAN: LazyLock<Costs> = LazyLock::new(|| Costs::read("uk-uk"));

fn code(c: char) -> u8 {
    // Both alphabets lie in one small block, so that a table by character would do; the alphabet is short enough.
    CODES.get((c as usize).wrapping_sub(0x400)).copied().unwrap_or(if c == '\'' { APOSTROPHE } else { 0 })
}

const APOSTROPHE: u8 = 38;
const START: u8 = 39;
const END: u8 = 40;

static CODES: LazyLock<[u8; 0x100]> = LazyLock::new(|| {
    let mut codes = [0; 0x100];
    for (number, letter) in (1..).zip(LETTERS.chars()) {
        if let Some(slot) = codes.get_mut((letter as usize).wrapping_sub(0x400)) {
            *slot = number;
        }
    }
    codes
});

fn table_code(c: char) -> u8 {
    match c {
        '^' => START,
        '$' => END,
        other => code(other),
    }
}

fn is_vowel_like(letter: u8) -> bool {
    static VOWELS: LazyLock<[bool; COUNT]> = LazyLock::new(|| {
        let mut vowels = [false; COUNT];
        for c in "аеёєиіїйоуыэюяьъ'".chars() {
            vowels[usize::from(code(c))] = true;
        }
        vowels
    });
    VOWELS[usize::from(letter)]
}

impl Costs {
    fn read(languages: &str) -> Costs {
        let rows: Vec<(Vec<u8>, Vec<u8>, f32)> = EDITS
            .lines()
            .filter_map(|line| {
                let mut fields = line.split('\t');
                (fields.next()? == languages).then_some(())?;
                let mut side = || Some(fields.next()?.chars().map(table_code).collect::<Vec<u8>>());
                let (left, right) = (side()?, side()?);
                Some((left, right, fields.next()?.parse().ok()?))
            })
            .collect();
        let mut left_pair = vec![0; COUNT * COUNT];
        let mut right_pair = vec![0; COUNT * COUNT];
        let (mut lefts, mut rights) = (0u16, 0u16);
        for (left, right, _) in &rows {
            for (side, numbers, count) in [(left, &mut left_pair, &mut lefts), (right, &mut right_pair, &mut rights)] {
                if let [x, y] = side[..] {
                    let number: &mut u16 = &mut numbers[pair(x, y)];
                    if *number == 0 {
                        *count += 1;
                        *number = *count;
                    }
                }
            }
        }
        let (lefts, rights) = (usize::from(lefts) + 1, usize::from(rights) + 1);
        let mut costs = Costs {
            single: vec![0.0; COUNT * COUNT],
            left_pair,
            right_pair,
            two_two: Grid::new(lefts, rights),
            two_one: Grid::new(lefts, COUNT),
            one_two: Grid::new(COUNT, rights),
        };
        for x in 0..COUNT as u8 {
            for y in 0..COUNT as u8 {
                costs.single[pair(x, y)] = typing_error(x, y);
            }
        }
        for (left, right, cost) in rows {
            let number = |numbers: &[u16], side: &[u8]| usize::from(numbers[pair(side[0], side[1])]);
            match (left.len(), right.len()) {
                (0, 1) => costs.cheaper(0, right[0], cost),
                (1, 0) => costs.cheaper(left[0], 0, cost),
                (1, 1) => costs.cheaper(left[0], right[0], cost),
                (2, 2) => {
                    let (l, r) = (number(&costs.left_pair, &left), number(&costs.right_pair, &right));
                    costs.two_two.set(l, r, cost);
                }
                (2, 1) => {
                    let l = number(&costs.left_pair, &left);
                    costs.two_one.set(l, usize::from(right[0]), cost);
                }
                (1, 2) => {
                    let r = number(&costs.right_pair, &right);
                    costs.one_two.set(usize::from(left[0]), r, cost);
                }
                _ => {}
            }
        }
        costs
    }

    fn cheaper(&mut self, left: u8, right: u8, cost: f32) {
        let slot = &mut self.single[pair(left, right)];
        // Equal letters may cost something where another letter is usual; what costs more than any typing error is listed
        // to tell names apart; anything else costs at most a typing error.
        *slot = if left == right || cost > WRONG_CONSONANT { cost } else { slot.min(cost) };
    }

    /// The cost of the cheapest way to write `right` for `left`; gives up above `limit`.
    fn distance(&self, left: &[u8], right: &[u8], limit: f32) -> f32 {
        let width = right.len() + 1;
        let mut rows = [[f32::INFINITY; LONGEST_WORD + 3]; 3];
        let mut lowest_before = 0.0f32;
        for i in 0..=left.len() {
            let (now, before, earlier) = (i % 3, (i + 2) % 3, (i + 1) % 3);
            let mut lowest = f32::INFINITY;
            for j in 0..width {
                let mut best = if i == 0 && j == 0 { 0.0 } else { f32::INFINITY };
                if i > 0 {
                    let x = left[i - 1];
                    let doubled = i > 1 && left[i - 2] == x;
                    let cost = self.single[pair(x, 0)];
                    best = best.min(rows[before][j] + if doubled { cost.min(DOUBLED) } else { cost });
                    if j > 0 {
                        best = best.min(rows[before][j - 1] + self.single[pair(x, right[j - 1])]);
                    }
                    if j > 1 {
                        let number = self.right_pair[pair(right[j - 2], right[j - 1])];
                        if number != 0 {
                            best = best.min(rows[before][j - 2] + self.one_two.at(usize::from(x), usize::from(number)));
                        }
                    }
                }
                if j > 0 {
                    let y = right[j - 1];
                    let doubled = j > 1 && right[j - 2] == y;
                    let cost = self.single[pair(0, y)];
                    best = best.min(rows[now][j - 1] + if doubled { cost.min(DOUBLED) } else { cost });
                }
                if i > 1 && j > 0 {
                    let number = usize::from(self.left_pair[pair(left[i - 2], left[i - 1])]);
                    if number != 0 {
                        best = best.min(rows[earlier][j - 1] + self.two_one.at(number, usize::from(right[j - 1])));
                    }
                    if j > 1 {
                        let other = usize::from(self.right_pair[pair(right[j - 2], right[j - 1])]);
                        if number != 0 && other != 0 {
                            best = best.min(rows[earlier][j - 2] + self.two_two.at(number, other));
                        }
                        if left[i - 2] == right[j - 1] && left[i - 1] == right[j - 2] {
                            best = best.min(rows[earlier][j - 2] + SWAPPED);
                        }
                    }
                }
                rows[now][j] = best;
                lowest = lowest.min(best);
            }
            // A correspondence reaches back two rows at most, so that every way leads through one of two neighbours.
            if lowest.min(lowest_before) > limit {
                return f32::INFINITY;
            }
            lowest_before = lowest;
        }
        rows[left.len() % 3][right.len()]
    }
}

fn pair(x: u8, y: u8) -> usize {
    usize::from(x) * COUNT + usize::from(y)
}

fn typing_error(x: u8, y: u8) -> f32 {
    match (x, y) {
        (START | END, _) | (_, START | END) if x != y => f32::INFINITY,
        _ if x == y => 0.0,
        (0, other) | (other, 0) => {
            if is_vowel_like(other) {
                EXTRA_VOWEL
            } else {
                EXTRA_CONSONANT
            }
        }
        _ if is_vowel_like(x) && is_vowel_like(y) => WRONG_VOWEL,
        _ => WRONG_CONSONANT,
    }
}

/// A lower-case Cyrillic word as numbers between its ends.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Spelled {
    codes: Vec<u8>,
}

impl Spelled {
    pub fn of(word: &str) -> Spelled {
        let letters = word.chars().filter(|c| *c != '-' && *c != ' ').map(code).take(LONGEST_WORD);
        Spelled { codes: std::iter::once(START).chain(letters).chain(std::iter::once(END)).collect() }
    }

    fn len(&self) -> usize {
        self.codes.len() - 2
    }
}

/// Similarity of two lower-case Cyrillic words, 0…1. Costs about a microsecond.
pub(super) fn similarity(a: &Spelled, a_language: Language, b: &Spelled, b_language: Language) -> f64 {
    let (costs, left, right): (&Costs, _, _) = match (a_language, b_language) {
        (Language::Russian, Language::Ukrainian) => (&ACROSS, a, b),
        (Language::Ukrainian, Language::Russian) => (&ACROSS, b, a),
        (Language::Russian, Language::Russian) => (&RUSSIAN, a, b),
        (Language::Ukrainian, Language::Ukrainian) => (&UKRAINIAN, a, b),
    };
    let length = (left.len() + right.len()) as f64 / 2.0;
    let difference = left.len().abs_diff(right.len());
    if length < 1.0 || difference as f64 > 0.6 * length + 1.0 {
        return 0.0;
    }
    let even = if a_language == b_language { EVEN_WITHIN } else { EVEN };
    let limit = (even + HOPELESS) * counted(length);
    let cost = costs.distance(&left.codes, &right.codes, limit as f32);
    from_cost(f64::from(cost), length, even)
}

/// So far above the even cost a letter words have nothing to do with one another: a similarity below 0.1.
const HOPELESS: f64 = 0.5;
/// Average cost a letter at which a spelling is as likely a variant as another word.
const EVEN: f64 = 1.4;
/// The same within one language, where there is less reason to spell one name in two ways.
const EVEN_WITHIN: f64 = 1.15;
const STEEPNESS: f64 = 4.5;

fn from_cost(cost: f64, length: f64, even: f64) -> f64 {
    let logistic = |per_letter: f64| 1.0 / (1.0 + (STEEPNESS * (per_letter - even)).exp());
    logistic(cost / counted(length)) / logistic(0.0)
}

/// The letters that a cost is spread over: short words have fewer to agree in.
fn counted(length: f64) -> f64 {
    (length - 1.0).max(1.5)
}

/// Similarity by sound of two lower-case words of which at least one is Latin, 0…1.
pub(super) fn similarity_by_sound(a: &str, a_script: Script, b: &str, b_script: Script) -> f64 {
    let mut best = 0.0f64;
    for x in letters::sounds(a, a_script) {
        for y in letters::sounds(b, b_script) {
            best = best.max(sound_similarity(&x, &y));
        }
    }
    best
}

fn sound_similarity(x: &str, y: &str) -> f64 {
    if x.is_empty() || y.is_empty() {
        return 0.0;
    }
    let consonants = |s: &str| s.chars().filter(|c| !"aeiou".contains(*c)).collect::<String>();
    let (cx, cy) = (consonants(x), consonants(y));
    let bones = if cx.is_empty() || cy.is_empty() { 0.0 } else { strsim::normalized_damerau_levenshtein(&cx, &cy) };
    let all = strsim::normalized_damerau_levenshtein(x, y);
    0.95 * squash(0.5 * bones + 0.5 * all)
}

/// Similarity of two Latin words, 0…1.
pub(super) fn latin_similarity(a: &str, b: &str) -> f64 {
    0.97 * squash(strsim::normalized_damerau_levenshtein(a, b))
}

/// Turns a share of equal letters into a degree of sameness: below two thirds words are different ones.
fn squash(share: f64) -> f64 {
    1.0 / (1.0 + (-(share - 0.75) * 20.0).exp())
}
