//! Ukrainian.

use super::{Abbreviations, Rules};
use crate::morphology::Case;

pub(super) static RULES: Rules = Rules {
    code: "uk",
    alphabet: "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя",
    own_letters: "ґєії",
    own_letter_share: 0.073,
    vowels: "аеєиіїоуюя",
    abbreviations: ABBREVIATIONS,
    folded_letters: FOLDED_LETTERS,
    cases: &Case::ALL,
    name_particles: NAME_PARTICLES,
    patronymic_endings: &["ович", "йович", "ійович", "айович", "лович", "орович", "ич", "іч", "їч"],
    short_first_name_endings: &['а', 'я', 'о'],
    slavic_surname_endings: &[("ін", "он"), ("їн", "он"), ("ин", "он")],
    slavic_instrumentals: &["им", "ім", "їм"],
    conjunctions: &["і", "й", "та"],
    dictionary: (
        include_bytes!("../../data/morphology/ukrainian.words.fst"),
        include_bytes!("../../data/morphology/ukrainian.paradigms.bin"),
    ),
    guesser: (
        include_bytes!("../../data/morphology/ukrainian.endings.fst"),
        include_bytes!("../../data/morphology/ukrainian.endings.bin"),
    ),
    popularity: include_bytes!("../../data/morphology/ukrainian.popularity.fst"),
};

#[rustfmt::skip]
const NAME_PARTICLES: &[&str] = &[
    "де", "да", "ді", "ду", "дю", "дель", "делла", "дер", "ден", "фон", "цу", "ван", "ла", "ле", "ель", "аль", "ас",
    "аш", "ат", "ад", "бін", "бен", "бінт", "ібн", "абу", "огли", "кизи", "заде", "хан", "і", "й", "та", "оф",
];

#[rustfmt::skip]
const ABBREVIATIONS: Abbreviations = Abbreviations {
    leading: &[
        "dr", "mr", "mrs", "ms", "prof", "st", "vs", "акад", "англ", "арх", "архиєп", "архім", "бл", "блвд", "буд",
        "бул", "верес", "вул", "ген", "гр", "груд", "губ", "д-р", "див", "доц", "жовт", "зав", "засл", "заст", "зб",
        "канд", "кап", "кв", "квіт", "кн", "ком", "кор", "корп", "лейт", "листоп", "лют", "митр", "мкр", "муз",
        "наб", "наз", "напр", "нар", "нач", "нім", "обл", "оз", "осн", "пер", "пл", "полк", "польськ", "пом", "пор",
        "пос", "пр", "пр-т", "прибл", "прим", "пров", "просп", "прот", "проф", "р-н", "реж", "респ", "с-ще", "санскр",
        "св", "сер", "серж", "серп", "смт", "сур", "січ", "тов", "укр", "ур", "фр", "франц", "худ", "цит", "черв", "чл",
        "чл-кор", "яп", "іл", "ім", "інж", "італ",
    ],
    trailing: &[
        "б", "в", "вв", "вид", "г", "га", "год", "грн", "д", "дол", "е", "к", "кг", "км", "коп", "л", "лат", "м", "млн",
        "млрд", "мм", "мол", "міс", "н", "нед", "о", "п", "пп", "р", "ред", "рис", "рос", "рр", "руб", "с", "сек",
        "сел", "см", "ст", "стор", "т", "табл", "тел", "тиж", "тис", "трлн", "х", "хв", "ц", "ч", "чол", "ш", "шт",
        "ін", "інш",
    ],
    date_prepositions: &["в", "від", "до", "з", "зі", "на", "по", "у"],
    openers: &[
        "або", "але", "без", "в", "ви", "вона", "вони", "все", "від", "він", "де", "для", "до", "з", "за", "зараз",
        "його", "коли", "ми", "на", "не", "однак", "отже", "потім", "при", "про", "проте", "під", "після", "та", "там",
        "ти", "тоді", "тому", "тільки", "у", "усе", "хоча", "хто", "це", "цей", "ця", "ці", "через", "чи", "що", "щоб",
        "я", "як", "якщо", "і", "із", "їх", "її",
    ],
    initials: &["Дж", "Дз"],
};

/// From the counts of spelling correspondences in parallel news: и/і/ы/ї, е/э/є, г/ґ/х are the frequent ones.
const FOLDED_LETTERS: &[(char, Option<char>)] = &[
    ('є', Some('е')),
    ('ґ', Some('г')),
    ('і', Some('и')),
    ('ї', Some('и')),
    ('й', Some('и')),
    ('х', Some('г')),
    ('ь', None),
];
