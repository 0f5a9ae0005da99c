//! Names of people, part by part.

use super::compare::{self, How};
use super::words::{Parts, Role, Word};
use super::{Evidence, Score, lexicon};

/// Words less alike than this are not worth a look.
const NEAR: f64 = 0.12;
/// Surnames less alike than this are different ones.
const SURNAME: f64 = 0.5;

/// People of one surname with different first names.
const DIFFERENT_FIRST: f64 = 0.1;

/// Only one of the names has a number: Елизавета and Елизавета II, Трамп and Трамп-младший.
const ONE_NUMBERED: f64 = 0.45;
/// Middle names that differ: George Walker, George Herbert.
const DIFFERENT_MIDDLE: f64 = 0.15;

pub(super) fn score(a: &Parts, b: &Parts) -> Score {
    if a.words.len() == b.words.len() && a.words.iter().zip(&b.words).all(|(x, y)| x.surface == y.surface) {
        return Score { value: 0.99, evidence: vec![Evidence::Identical] };
    }
    let (left, right) = (Person::of(a), Person::of(b));
    let mut best = compare(&left, &right);
    // Two words without an initial may stand in either order.
    for (x, y) in [(left.reversed(), Some(right.clone())), (Some(left.clone()), right.reversed())] {
        if let (Some(x), Some(y)) = (x, y) {
            let mut score = compare(&x, &y);
            score.value *= 0.9;
            if score.value > best.value {
                best = score;
            }
        }
    }
    if best.value < 0.97 && a.joined_skeleton() == b.joined_skeleton() && a.words.len() != b.words.len() {
        best = Score { value: 0.97, evidence: vec![Evidence::SameSkeleton] };
    }
    best
}

#[derive(Clone)]
struct Person<'a> {
    /// First names, patronymics and initials, in order.
    given: Vec<&'a Word>,
    surname: Option<&'a Word>,
    /// Roman numerals, «младший».
    number: Option<&'a Word>,
}

impl<'a> Person<'a> {
    fn of(parts: &'a Parts) -> Person<'a> {
        let number = parts.words.iter().skip(1).find(|w| w.role == Role::Number);
        let mut names: Vec<&Word> =
            parts.words.iter().filter(|w| matches!(w.role, Role::Plain | Role::Initial | Role::Patronymic)).collect();
        if names.iter().all(|w| w.role == Role::Initial) {
            names = parts.words.iter().filter(|w| w.role != Role::Number).collect();
        }
        let plain = |w: &&Word| w.role == Role::Plain;
        // «Демков К. С.», «Демков Константин Сергеевич»: what follows a surname put first is never the surname.
        let surname_at = match names.as_slice() {
            [] => None,
            [first, .., last] if first.role == Role::Plain && last.role != Role::Plain => Some(0),
            _ => names.iter().rposition(plain).or(Some(names.len() - 1)),
        };
        let surname = surname_at.map(|at| names.remove(at));
        Person { given: names, surname, number }
    }

    fn reversed(&self) -> Option<Person<'a>> {
        match (self.surname, self.given.as_slice()) {
            (Some(surname), [first]) if first.role == Role::Plain && surname.role == Role::Plain => {
                Some(Person { given: vec![surname], surname: Some(first), number: self.number })
            }
            _ => None,
        }
    }
}

/// What the given names of two people say.
enum Given {
    /// One side has none.
    Absent,
    Agree {
        similarity: f64,
        by_initial: bool,
    },
    Differ(String, String),
}

fn compare(a: &Person<'_>, b: &Person<'_>) -> Score {
    let (Some(x), Some(y)) = (a.surname, b.surname) else {
        return Score { value: 0.0, evidence: vec![Evidence::Incomparable] };
    };
    let mut evidence = Vec::new();
    let surnames = compare::words_at_least(x, y, NEAR);
    let given = compare_given(&a.given, &b.given, &mut evidence);
    let mut value;
    match surnames {
        Some((similarity, how)) if similarity >= SURNAME => {
            evidence.insert(0, compare::evidence(x, y, similarity, how));
            // A surname without first names has to agree better.
            let sure = similarity * similarity;
            value = match given {
                Given::Agree { similarity: first, by_initial: false } => {
                    similarity.sqrt() * (DIFFERENT_FIRST + (0.985 - DIFFERENT_FIRST) * first.sqrt())
                }
                Given::Agree { similarity: first, by_initial: true } => 0.94 * similarity * first,
                Given::Absent if a.given.is_empty() && b.given.is_empty() => {
                    if x.role == Role::Plain {
                        0.95 * sure
                    } else {
                        0.5 * sure
                    }
                }
                Given::Absent => {
                    evidence.push(Evidence::SurnameAlone(x.surface.clone()));
                    0.85 * sure
                }
                Given::Differ(left, right) => {
                    evidence.push(Evidence::DifferentFirstNames(left, right));
                    DIFFERENT_FIRST * sure
                }
            };
            if how == How::Spelling && lexicon::genders_differ(&x.lower, &y.lower) {
                evidence.push(Evidence::DifferentGenders(x.surface.clone(), y.surface.clone()));
                value *= 0.15;
            }
        }
        _ => {
            value = match given {
                Given::Agree { similarity, by_initial: false } => {
                    evidence.push(Evidence::DifferentSurnames(x.surface.clone(), y.surface.clone()));
                    // One of the surnames may be misspelt.
                    let near = surnames.map_or(0.0, |(similarity, _)| similarity);
                    (0.05 + 0.8 * near) * similarity
                }
                _ => 0.01 * surnames.map_or(0.0, |(similarity, _)| similarity),
            };
            if let Some(score) = first_name_alone(a, b) {
                return score;
            }
        }
    }
    match (a.number, b.number) {
        (Some(x), Some(y)) if compare::words(x, y).is_none() => {
            value *= 0.05;
            evidence.push(Evidence::DifferentNumbers(x.surface.clone(), y.surface.clone()));
        }
        (Some(n), None) | (None, Some(n)) => {
            value *= ONE_NUMBERED;
            evidence.push(Evidence::Unmatched(n.surface.clone()));
        }
        _ => {}
    }
    Score { value, evidence }
}

/// One name is a single word that agrees with a first name of the other.
fn first_name_alone(a: &Person<'_>, b: &Person<'_>) -> Option<Score> {
    let (single, full) = match (a.given.is_empty(), b.given.is_empty()) {
        (true, false) => (a.surname?, b),
        (false, true) => (b.surname?, a),
        _ => return None,
    };
    full.given
        .iter()
        .filter(|w| w.role == Role::Plain)
        .filter_map(|w| first_names(single, w).map(|(similarity, reason)| (w, similarity, reason)))
        .max_by(|x, y| x.1.total_cmp(&y.1))
        .filter(|(word, similarity, _)| *similarity > 0.8 && !lexicon::genders_differ(&single.lower, &word.lower))
        .map(|(word, similarity, reason)| Score {
            value: 0.3 * similarity,
            evidence: vec![reason, Evidence::FirstNameAlone(word.surface.clone())],
        })
}

fn first_names(x: &Word, y: &Word) -> Option<(f64, Evidence)> {
    let spelled = compare::words_at_least(x, y, NEAR);
    if spelled.is_none_or(|(similarity, _)| similarity < 0.95) && lexicon::same_first_name(&x.lower, &y.lower) {
        return Some((0.97, Evidence::FirstName { left: x.surface.clone(), right: y.surface.clone() }));
    }
    spelled.map(|(similarity, how)| (similarity, compare::evidence(x, y, similarity, how)))
}

fn compare_given(a: &[&Word], b: &[&Word], evidence: &mut Vec<Evidence>) -> Given {
    if a.is_empty() || b.is_empty() {
        return Given::Absent;
    }
    let mut free: Vec<&Word> = b.to_vec();
    let (mut agreed, mut initials, mut sum) = (0usize, 0usize, 0.0);
    for x in a {
        let best = free
            .iter()
            .enumerate()
            .filter_map(|(at, y)| compare_given_word(x, y).map(|(similarity, reason)| (at, similarity, reason)))
            .max_by(|p, q| p.1.total_cmp(&q.1));
        if let Some((at, similarity, reason)) = best {
            if x.role == Role::Initial || free[at].role == Role::Initial {
                initials += 1;
            }
            free.remove(at);
            agreed += 1;
            sum += similarity;
            evidence.push(reason);
        }
    }
    if agreed == 0 {
        let all = |words: &[&Word]| words.iter().map(|w| w.surface.as_str()).collect::<Vec<_>>().join(" ");
        return Given::Differ(all(a), all(b));
    }
    // A middle name that only one side has costs nothing.
    let differing = if a.len().min(b.len()) > agreed { DIFFERENT_MIDDLE } else { 1.0 };
    let similarity = sum / agreed as f64 * differing;
    Given::Agree { similarity, by_initial: initials == agreed }
}

fn compare_given_word(x: &Word, y: &Word) -> Option<(f64, Evidence)> {
    match (x.role == Role::Initial, y.role == Role::Initial) {
        (false, false) => first_names(x, y),
        (true, true) => same_initial(&x.lower, &y.lower).then(|| (0.98, initial(x, y))),
        (true, false) => initial_of(x, y).then(|| (0.95, initial(x, y))),
        (false, true) => initial_of(y, x).then(|| (0.95, initial(y, x))),
    }
}

fn initial(short: &Word, long: &Word) -> Evidence {
    Evidence::Initial { initial: short.surface.clone(), word: long.surface.clone() }
}

fn initial_of(short: &Word, long: &Word) -> bool {
    long.lower.starts_with(&short.lower) || same_initial(&short.lower, &long.lower)
}

/// Whether two words may begin with one sound, across the languages and alphabets.
fn same_initial(x: &str, y: &str) -> bool {
    let class = |word: &str| {
        word.chars().next().map(|c| match c {
            'и' | 'і' | 'ї' | 'ы' | 'й' | 'i' | 'y' => 'и',
            'е' | 'є' | 'э' | 'ё' | 'e' => 'е',
            'г' | 'ґ' | 'х' | 'g' | 'h' => 'г',
            'у' | 'в' | 'u' | 'w' | 'v' => 'в',
            'a' => 'а',
            'b' => 'б',
            'd' => 'д',
            'c' | 'k' => 'к',
            'l' => 'л',
            'm' => 'м',
            'n' => 'н',
            'o' => 'о',
            'p' => 'п',
            'r' => 'р',
            's' => 'с',
            't' => 'т',
            'f' => 'ф',
            'z' => 'з',
            other => other,
        })
    };
    matches!((class(x), class(y)), (Some(x), Some(y)) if x == y)
}
