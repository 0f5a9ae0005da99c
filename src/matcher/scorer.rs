//! The one scorer.

use super::letters::{self, Script};
use super::words::{self, Parts};
use super::{Evidence, Name, Score, person, phrase};
use crate::kind::Kind;

/// Longer names are not compared; bytes.
const LONGEST_NAME: usize = 1_000;

/// The one scorer: `build`, `check`, `match`, `link`, `lookup` and `explain` all call it.
///
/// Symmetric up to the sides in the evidence. Names of different kinds are compared too, at a discount, since a place
/// may stand for an organisation; a person never matches anything else. Costs a few microseconds; names without
/// letters or longer than 1,000 bytes are not compared and score 0.
pub fn score(a: &Name, b: &Name) -> Score {
    let nothing = |reason| Score { value: 0.0, evidence: vec![reason] };
    if ![a, b].into_iter().all(is_comparable) {
        let too_long = [a, b].iter().any(|name| name.text.len() > LONGEST_NAME);
        return nothing(if too_long { Evidence::TooLong } else { Evidence::Incomparable });
    }
    let kind = if a.kind == b.kind {
        a.kind
    } else if a.kind == Kind::Person || b.kind == Kind::Person {
        return nothing(Evidence::DifferentKinds);
    } else {
        Kind::Org
    };
    let mut score = Prepared::of(a, kind).score(&Prepared::of(b, kind));
    if a.kind != b.kind {
        score.value *= 0.8;
        score.evidence.push(Evidence::DifferentKinds);
    }
    score
}

/// Whether a name has letters, and few enough.
pub(super) fn is_comparable(name: &Name) -> bool {
    name.text.len() <= LONGEST_NAME && name.text.chars().any(char::is_alphanumeric)
}

/// A name taken apart in every way that it may be read, ready to be compared with many others.
#[derive(Clone, Debug)]
pub(super) struct Prepared {
    readings: Vec<Parts>,
    /// The sound of the whole name, for telling apart what scores alike.
    sound: String,
    script: Script,
}

impl Prepared {
    pub fn of(name: &Name, kind: Kind) -> Prepared {
        let plain = words::plain(&name.text);
        let mut readings = Vec::with_capacity(1);
        for reading in words::readings(&plain) {
            readings.push(Parts::of_text(reading, name.language, kind, false));
            if kind == Kind::Person && reading.contains('-') {
                readings.push(Parts::of_text(reading, name.language, kind, true));
            }
        }
        let lower = plain.to_lowercase();
        let script = letters::script(&lower);
        Prepared { readings, sound: letters::sound(&lower, script), script }
    }

    /// The same name, for bounds from above: compared without looking at how regular a spelling is, which is slow.
    pub fn roughly(mut self) -> Prepared {
        for word in
            self.readings.iter_mut().flat_map(|parts| parts.words.iter_mut().chain(parts.plain.iter_mut().flatten()))
        {
            word.rough = true;
        }
        self
    }

    /// The score of the best pair of readings, refined by the sound of the whole names.
    pub fn score(&self, other: &Prepared) -> Score {
        let mut best: Option<Score> = None;
        for left in &self.readings {
            for right in &other.readings {
                let score = score_parts(left, right);
                if best.as_ref().is_none_or(|best| score.value > best.value) {
                    best = Some(score);
                }
            }
        }
        let mut score = best.unwrap_or_else(|| Score { value: 0.0, evidence: vec![Evidence::Incomparable] });
        if !matches!(score.evidence.as_slice(), [Evidence::Incomparable]) {
            let other_script = if self.script == other.script { 0.0 } else { 0.2 };
            let alike = (whole_similarity(&self.sound, &other.sound) - other_script).max(0.0);
            score.value = (1.0 - FINE) * score.value + FINE * alike;
        }
        score
    }
}

/// What the sound of the whole name adds: too little to decide, enough to rank names that score alike.
const FINE: f64 = 0.01;

fn whole_similarity(a: &str, b: &str) -> f64 {
    // Scripts that the matcher does not read have no sound.
    if a.is_empty() || b.is_empty() { 0.0 } else { strsim::normalized_levenshtein(a, b) }
}

/// Compares two names taken apart for the same kind.
pub(super) fn score_parts(a: &Parts, b: &Parts) -> Score {
    if a.words.is_empty() || b.words.is_empty() {
        return Score { value: 0.0, evidence: vec![Evidence::Incomparable] };
    }
    let mut score = if a.kind == Kind::Person { person::score(a, b) } else { phrase::score(a, b) };
    if score.evidence.is_empty() {
        score.evidence.push(Evidence::NothingInCommon);
    }
    score.value = score.value.clamp(0.0, 1.0);
    score
}
