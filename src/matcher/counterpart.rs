//! The spelling of a name in the other language.

use super::Name;
use super::letters::{self, Script};
use super::lexicon;
use super::transliteration::{self, Domain};
use crate::kind::Kind;
use crate::languages::Language;

/// How many proposals are returned at most.
const MOST: usize = 5;
/// How sure a lexicon is.
const LISTED: f64 = 0.95;
/// How sure it is that a name in Latin letters stays as it is.
const LATIN: f64 = 0.9;
/// How sure it is that a word of an organisation's name is not translated.
const COGNATE: f64 = 0.5;

/// A word with its spellings in the other language, best first.
type Proposals = Vec<(String, f64)>;

/// Proposals for the spelling of a name in the other language, at most five, best first, with the probability that
/// this is how it is written. Names in Latin letters stay as they are; listed names and first names are taken from the
/// lexicons («Николай» → «Микола»); the rest is spelled letter by letter, where usage is divided in several ways
/// («Харрис» → «Гарріс», «Харріс»). Costs some ten microseconds a word.
pub fn counterpart(name: &Name) -> Vec<(String, f64)> {
    let text = super::words::plain(&name.text);
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if !text.chars().any(char::is_alphabetic) {
        return Vec::new();
    }
    if letters::script(&text.to_lowercase()) == Script::Latin {
        return vec![(text, LATIN)];
    }
    if name.kind != Kind::Person
        && let Some(listed) = lexicon::listed_counterpart(&text, name.language)
    {
        let mut proposals = vec![(capitals_like(&text, listed), LISTED)];
        if name.kind == Kind::Place && !text.contains(' ') {
            // The list may be behind usage.
            for (other, p) in word(&text, name) {
                if other != proposals[0].0 && proposals.len() < MOST {
                    proposals.push((other, (1.0 - LISTED) * p));
                }
            }
        }
        return proposals;
    }
    let words: Vec<&str> = text.split(' ').collect();
    let mut proposals: Proposals = vec![(String::new(), 1.0)];
    let mut at = 0;
    while at < words.len() {
        let (taken, spelled) = phrase(&words[at..], name);
        proposals = combine(&proposals, &spelled, if at == 0 { "" } else { " " });
        at += taken;
    }
    proposals.truncate(MOST);
    proposals
}

/// The counterpart of the first words of a name: of a listed phrase, or of one word.
fn phrase(words: &[&str], name: &Name) -> (usize, Proposals) {
    if name.kind != Kind::Person {
        for taken in (1..=words.len().min(4)).rev() {
            let phrase = words[..taken].join(" ");
            if let Some(listed) = lexicon::listed_counterpart(&phrase, name.language) {
                return (taken, vec![(capitals_like(&phrase, listed), LISTED)]);
            }
        }
    }
    (1, word(words[0], name))
}

fn word(word: &str, name: &Name) -> Proposals {
    let lower = word.to_lowercase();
    if letters::script(&lower) != Script::Cyrillic {
        return vec![(word.to_owned(), 1.0)];
    }
    if name.kind == Kind::Person
        && let Some(listed) = lexicon::usual_first_name(&lower, name.language)
    {
        return vec![(capitals_like(word, listed), LISTED)];
    }
    let domain = if name.kind == Kind::Person { Domain::Person } else { Domain::Place };
    let mut proposals: Proposals = vec![(String::new(), 1.0)];
    for (number, part) in word.split('-').enumerate() {
        let spelled: Proposals = transliteration::spell(&part.to_lowercase(), name.language, domain, MOST)
            .into_iter()
            .map(|(text, p)| (capitals_like(part, &text), p))
            .collect();
        proposals = combine(&proposals, &spelled, if number == 0 { "" } else { "-" });
    }
    if !matches!(name.kind, Kind::Person | Kind::Place) {
        for proposal in &mut proposals {
            proposal.1 *= COGNATE;
        }
    }
    proposals
}

/// Every beginning with every continuation, the best first.
fn combine(beginnings: &Proposals, continuations: &Proposals, between: &str) -> Proposals {
    let mut out: Proposals = Vec::with_capacity(beginnings.len() * continuations.len());
    for (beginning, p) in beginnings {
        for (continuation, q) in continuations {
            out.push((format!("{beginning}{between}{continuation}"), p * q));
        }
    }
    out.sort_by(|x, y| y.1.total_cmp(&x.1).then_with(|| x.0.cmp(&y.0)));
    out.truncate(MOST);
    out
}

/// Gives a text the capitals of another: all of them, or those at the beginnings of its words.
fn capitals_like(model: &str, text: &str) -> String {
    let letters = || model.chars().filter(|c| c.is_alphabetic());
    if letters().count() > 1 && letters().all(char::is_uppercase) {
        return if text.chars().any(char::is_uppercase) { text.to_owned() } else { text.to_uppercase() };
    }
    if !letters().next().is_some_and(char::is_uppercase) {
        return text.to_owned();
    }
    let mut rest = text.chars();
    rest.next().map_or_else(String::new, |first| first.to_uppercase().chain(rest).collect())
}

/// The probability that one of the two words is how the other one is written in the other language; the mean a letter.
pub(super) fn regularity(a: &str, a_language: Language, b: &str, is_person: bool) -> f64 {
    let domain = if is_person { Domain::Person } else { Domain::Place };
    let p = transliteration::probability(a, a_language, b, domain);
    let q = transliteration::probability(b, a_language.other(), a, domain);
    let count = (a.chars().count() + b.chars().count()) as f64;
    (p * q).powf(1.0 / count)
}
