//! Prepositions before names: which cases they govern, and how they change with the sounds around them.

use super::Language;
use crate::morphology::Case;

/// The cases that a preposition (lower-case) governs; `None` for any other word.
pub fn governed_cases(preposition: &str, language: Language) -> Option<&'static [Case]> {
    let table = match language {
        Language::Russian => RUSSIAN,
        Language::Ukrainian => UKRAINIAN,
    };
    table.iter().find(|(words, _)| words.contains(&preposition)).map(|(_, cases)| *cases)
}

/// The preposition that must stand before `after` where `preposition` (lower-case) was right before `before`: «о
/// Виткоффе», «об Уиткоффе». `None` where nothing has to change. `preceding` is the text before the preposition.
pub fn adapted(
    preposition: &str,
    before: &str,
    after: &str,
    preceding: &str,
    language: Language,
) -> Option<&'static str> {
    let fitting: fn(&str, &str, &str) -> &'static [&'static str] = match language {
        Language::Russian => fitting_russian,
        Language::Ukrainian => fitting_ukrainian,
    };
    let old = fitting(preposition, before, preceding);
    let new = fitting(preposition, after, preceding);
    (old.contains(&preposition) && !new.contains(&preposition)).then(|| new.first().copied()).flatten()
}

/// Whether a noun (dictionary form) may have its complement in the dative: «помощь Молдавии».
pub fn may_govern_dative(noun: &str, language: Language) -> bool {
    let nouns: &[&str] = match language {
        Language::Russian => &[
            "благодарность",
            "вред",
            "кредит",
            "намёк",
            "намек",
            "обещание",
            "ответ",
            "отпор",
            "памятник",
            "письмо",
            "подарок",
            "помощь",
            "послание",
            "поставка",
            "предложение",
            "предупреждение",
            "привет",
            "содействие",
            "соболезнование",
            "угроза",
            "ультиматум",
            "ущерб",
        ],
        Language::Ukrainian => &[
            "відповідь",
            "відсіч",
            "допомога",
            "загроза",
            "збиток",
            "кредит",
            "лист",
            "натяк",
            "обіцянка",
            "пам'ятник",
            "подарунок",
            "подяка",
            "позика",
            "попередження",
            "послання",
            "постачання",
            "привіт",
            "пропозиція",
            "співчуття",
            "сприяння",
            "ультиматум",
            "шкода",
        ],
    };
    nouns.contains(&noun)
}

const RUSSIAN: &[(&[&str], &[Case])] = &[
    (&["о", "об", "обо", "при"], &[Case::Locative]),
    (&["в", "во", "на"], &[Case::Accusative, Case::Locative]),
    (&["с", "со"], &[Case::Instrumental, Case::Genitive]),
    (&["к", "ко", "благодаря", "вопреки", "согласно", "навстречу"], &[Case::Dative]),
    (&["по"], &[Case::Dative]),
    (&["за"], &[Case::Instrumental, Case::Accusative]),
    (&["над", "перед", "между"], &[Case::Instrumental]),
    (&["под"], &[Case::Instrumental, Case::Accusative]),
    (&["про", "через", "сквозь"], &[Case::Accusative]),
    (
        &[
            "у",
            "от",
            "до",
            "из",
            "из-за",
            "без",
            "для",
            "возле",
            "вокруг",
            "около",
            "после",
            "против",
            "ради",
            "кроме",
            "среди",
            "насчёт",
            "насчет",
            "вместо",
            "мимо",
            "внутри",
            "вне",
            "вблизи",
        ],
        &[Case::Genitive],
    ),
];

const UKRAINIAN: &[(&[&str], &[Case])] = &[
    (&["о", "об", "при"], &[Case::Locative]),
    (&["в", "у"], &[Case::Locative, Case::Accusative, Case::Genitive]),
    (&["на"], &[Case::Accusative, Case::Locative]),
    (&["по"], &[Case::Locative, Case::Accusative]),
    (&["з", "із", "зі"], &[Case::Instrumental, Case::Genitive]),
    (&["за"], &[Case::Instrumental, Case::Accusative, Case::Genitive]),
    (&["над", "перед", "між", "поміж"], &[Case::Instrumental]),
    (&["під"], &[Case::Instrumental, Case::Accusative]),
    (&["про", "через", "крізь"], &[Case::Accusative]),
    (&["завдяки", "всупереч", "назустріч"], &[Case::Dative]),
    (
        &[
            "від",
            "од",
            "до",
            "з-за",
            "із-за",
            "без",
            "для",
            "біля",
            "коло",
            "навколо",
            "після",
            "проти",
            "заради",
            "крім",
            "окрім",
            "серед",
            "щодо",
            "замість",
            "поблизу",
            "всередині",
            "поза",
        ],
        &[Case::Genitive],
    ),
];

/// How a name begins: its first letters in lower case, and whether it is spelled out as an acronym.
fn beginning(name: &str) -> ([char; 3], bool) {
    let mut first = ['\0'; 3];
    for (slot, c) in first.iter_mut().zip(name.chars().flat_map(char::to_lowercase)) {
        *slot = c;
    }
    let letters = name.chars().filter(|c| c.is_alphabetic()).count();
    (first, (2..=5).contains(&letters) && name.chars().all(char::is_uppercase))
}

fn is_vowel(c: char) -> bool {
    "аеёиоуыэюяіїєaeiou".contains(c)
}

fn is_consonant(c: char) -> bool {
    c.is_alphabetic() && !is_vowel(c)
}

/// Rosental, Spravochnik po pravopisaniyu, § 199.
fn fitting_russian(preposition: &str, name: &str, _preceding: &str) -> &'static [&'static str] {
    let (first, acronym) = beginning(name);
    match preposition {
        "о" | "об" => match first[0] {
            'а' | 'о' | 'у' | 'э' | 'и' | 'ы' => &["об"],
            'м' | 'н' | 'л' | 'р' | 'с' | 'ф' if acronym => &["о", "об"],
            _ => &["о"],
        },
        "с" | "со" => match first {
            ['с' | 'з' | 'ш' | 'ж', second, _] if is_consonant(second) && !acronym => &["со"],
            ['щ', ..] => &["со"],
            ['л', 'ь', _] | ['м' | 'в' | 'л' | 'р', 'н' | 'с' | 'з' | 'ж', _] => &["с", "со"],
            _ => &["с"],
        },
        "в" | "во" => match first {
            ['в' | 'ф', second, _] if is_consonant(second) && !acronym => &["во"],
            ['л', 'ь', _] => &["во", "в"],
            _ => &["в"],
        },
        "к" | "ко" => match first {
            ['л', 'ь', _] => &["к", "ко"],
            _ => &["к"],
        },
        _ => &[],
    }
}

/// Ukrainskyi pravopys (2019), §§ 23, 24.
fn fitting_ukrainian(preposition: &str, name: &str, preceding: &str) -> &'static [&'static str] {
    let (first, acronym) = beginning(name);
    let last = preceding.trim_end().chars().next_back().filter(|c| c.is_alphabetic());
    let after_vowel = last.is_some_and(|c| c.to_lowercase().all(is_vowel));
    match preposition {
        "у" | "в" => match first {
            [c, ..] if is_vowel(c) => &["в"],
            ['в' | 'ф', ..] | ['л', 'ь', _] | ['с' | 'х' | 'т' | 'д' | 'ц' | 'з' | 'к', 'в', _] => &["у"],
            _ if after_vowel => &["в", "у"],
            _ => &["у"],
        },
        "з" | "із" | "зі" => match first {
            ['с' | 'з' | 'ц' | 'ч' | 'ш' | 'щ' | 'ж', second, _] if is_consonant(second) && acronym => {
                &["зі", "із", "з"]
            }
            ['с' | 'з' | 'ц' | 'ч' | 'ш' | 'щ' | 'ж', second, _] | ['л', second @ 'ь', _]
                if is_consonant(second) || second == 'ь' =>
            {
                &["зі", "із"]
            }
            _ if after_vowel || last.is_none() => &["з", "із"],
            ['с' | 'з' | 'ц' | 'ч' | 'ш' | 'щ' | 'ж', ..] => &["із", "з"],
            _ => &["з", "із"],
        },
        _ => &[],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prepositions_follow_the_name() {
        let ru = |p, before, after| adapted(p, before, after, "говорил ", Language::Russian);
        assert_eq!(ru("о", "Виткоффе", "Уиткоффе"), Some("об"));
        assert_eq!(ru("об", "Уиткоффе", "Виткоффе"), Some("о"));
        assert_eq!(ru("о", "Виткоффе", "Мерце"), None);
        assert_eq!(ru("с", "Йенсом", "Столтенбергом"), Some("со"));
        assert_eq!(ru("со", "Столтенбергом", "Йенсом"), Some("с"));
        assert_eq!(ru("в", "Днепропетровске", "Днепре"), None);
        assert_eq!(ru("в", "Пномпене", "Вьентьяне"), Some("во"));
        let uk = |p, before, after, preceding| adapted(p, before, after, preceding, Language::Ukrainian);
        assert_eq!(uk("в", "Уіткоффа", "Віткоффа", "був "), Some("у"));
        assert_eq!(uk("у", "Віткоффа", "Уіткоффа", "був "), Some("в"));
        assert_eq!(uk("у", "Майамі", "Маямі", "був "), None);
        assert_eq!(uk("з", "Йенсом", "Стівом", "говорив "), Some("зі"));
        assert_eq!(uk("зі", "Стівом", "Марком", "говорили "), Some("з"));
    }
}
