//! The case forms of a name, without repeating it.

use rustc_hash::FxHashMap;
use serde::Serialize;

use super::words::common_beginning;

/// The forms of a name by case; a case may have several, or none.
pub(super) type Cases = Vec<Vec<String>>;

/// How the page holds the forms.
#[derive(Serialize)]
#[serde(untagged)]
pub(super) enum Declension {
    /// For each word of the name how much of it stays, in UTF-16 units, and the number of its endings: `4.0 7.12`.
    Words(String),
    /// The forms as they are, where they have other words than the name.
    Forms(Vec<String>),
}

/// The endings that words have, each once: most names of a glossary are declined alike.
///
/// Endings of cases are separated by `,`, those of one case by `/`; a case without a form is `-`.
#[derive(Default)]
pub(super) struct Endings {
    numbers: FxHashMap<String, usize>,
    pub(super) all: Vec<String>,
}

impl Endings {
    pub(super) fn declension(&mut self, name: &str, cases: &Cases) -> Declension {
        match words(name, cases) {
            Some(words) => {
                let word = |(stem, endings): (usize, String)| format!("{stem}.{}", self.number(endings));
                Declension::Words(words.into_iter().map(word).collect::<Vec<_>>().join(" "))
            }
            None => Declension::Forms(cases.iter().map(|forms| forms.join(", ")).collect()),
        }
    }

    fn number(&mut self, endings: String) -> usize {
        *self.numbers.entry(endings).or_insert_with_key(|endings| {
            self.all.push(endings.clone());
            self.all.len() - 1
        })
    }
}

/// For each word of a name its stem's length and its endings; none if the forms have other words.
fn words(name: &str, cases: &Cases) -> Option<Vec<(usize, String)>> {
    let words: Vec<&str> = name.split(' ').collect();
    let forms: Vec<Vec<Vec<&str>>> =
        cases.iter().map(|forms| forms.iter().map(|form| form.split(' ').collect()).collect()).collect();
    if forms.iter().flatten().any(|form: &Vec<&str>| form.len() != words.len()) {
        return None;
    }
    let word = |place: usize| {
        let stem = forms.iter().flatten().fold(words[place], |stem, form| common_beginning(stem, form[place]));
        let of_case = |forms: &Vec<Vec<&str>>| match forms.as_slice() {
            [] => "-".to_owned(),
            forms => forms.iter().map(|form| &form[place][stem.len()..]).collect::<Vec<_>>().join("/"),
        };
        let endings = forms.iter().flatten().map(|form| &form[place][stem.len()..]);
        let is_plain = endings.into_iter().all(|ending| !ending.contains([',', '/', '-']));
        is_plain.then(|| (stem.encode_utf16().count(), forms.iter().map(of_case).collect::<Vec<_>>().join(",")))
    };
    (0..words.len()).map(word).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(name: &str, cases: &[&[&str]]) -> (String, Vec<String>) {
        let mut endings = Endings::default();
        let cases = cases.iter().map(|forms| forms.iter().map(|form| (*form).to_owned()).collect()).collect();
        let shown = match endings.declension(name, &cases) {
            Declension::Words(words) => words,
            Declension::Forms(forms) => forms.join("; "),
        };
        (shown, endings.all)
    }

    #[test]
    fn stems_and_endings() {
        let (words, endings) = shown("Стів Лев", &[&["Стів Лев"], &["Стіву Льву", "Стівові Львові"], &[]]);
        assert_eq!((words.as_str(), endings), ("4.0 1.1", vec![",у/ові,-".to_owned(), "ев,ьву/ьвові,-".to_owned()]));
        let (words, endings) = shown("Анна Анна", &[&["Анна Анна"], &["Анны Анны"]]);
        assert_eq!((words.as_str(), endings), ("3.0 3.0", vec!["а,ы".to_owned()]));
    }

    #[test]
    fn forms_with_other_words_stand_as_they_are() {
        assert_eq!(shown("а", &[&["а"], &["а б", "в"]]), ("а; а б, в".to_owned(), vec![]));
        assert_eq!(shown("а-б", &[&["а-б"], &["а"]]).0, "а-б; а");
    }
}
