//! Capitals: a form that is built from a word in a text is written like that word.

/// How a word is capitalised.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Capitals {
    None,
    First,
    All,
}

fn capitals_of(word: &str) -> Capitals {
    let mut letters = word.chars().filter(|c| c.is_alphabetic());
    match letters.next() {
        Some(first) if first.is_uppercase() => {
            let mut rest = letters.peekable();
            if rest.peek().is_some() && rest.all(char::is_uppercase) { Capitals::All } else { Capitals::First }
        }
        _ => Capitals::None,
    }
}

/// `prefix + stem + ending` with the capitals of `model`, in which the stem stands.
pub(super) fn join_like(prefix: &str, stem: &str, ending: &str, model: &str) -> String {
    let mut word = String::with_capacity(prefix.len() + stem.len() + ending.len());
    match capitals_of(model) {
        Capitals::All => {
            word.extend(prefix.chars().flat_map(char::to_uppercase));
            word.push_str(stem);
            word.extend(ending.chars().flat_map(char::to_uppercase));
        }
        Capitals::First if stem.is_empty() || !prefix.is_empty() => {
            let mut letters = prefix.chars().chain(stem.chars()).chain(ending.chars());
            word.extend(letters.next().into_iter().flat_map(char::to_uppercase));
            word.extend(letters.flat_map(char::to_lowercase));
        }
        _ => {
            word.push_str(prefix);
            word.push_str(stem);
            word.push_str(ending);
        }
    }
    word
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keeps_the_capitals_of_the_text() {
        assert_eq!(join_like("", "ПУТИН", "", "ПУТИНА"), "ПУТИН");
        assert_eq!(join_like("", "МОСКВ", "а", "МОСКВЕ"), "МОСКВА");
        assert_eq!(join_like("", "Москв", "а", "Москве"), "Москва");
        assert_eq!(join_like("", "москв", "а", "москве"), "москва");
        assert_eq!(join_like("", "", "лев", "Льва"), "Лев");
        assert_eq!(join_like("", "Ю", "ля", "Юле"), "Юля");
    }
}
