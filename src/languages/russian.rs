//! Russian.

use super::{Abbreviations, Rules};
use crate::morphology::Case;

pub(super) static RULES: Rules = Rules {
    code: "ru",
    alphabet: "абвгдеёжзийклмнопрстуфхцчшщъыьэюя",
    own_letters: "ёъыэ",
    own_letter_share: 0.023,
    vowels: "аеёиоуыэюя",
    abbreviations: ABBREVIATIONS,
    folded_letters: FOLDED_LETTERS,
    cases: Case::ALL.split_at(6).0,
    name_particles: NAME_PARTICLES,
    patronymic_endings: &["ович", "евич", "ич", "лович", "левич", "йлович", "ьвович"],
    short_first_name_endings: &['а', 'я'],
    slavic_surname_endings: &[("ин", "он"), ("ын", "он")],
    slavic_instrumentals: &["ым", "им"],
    conjunctions: &["и"],
    dictionary: (
        include_bytes!("../../data/morphology/russian.words.fst"),
        include_bytes!("../../data/morphology/russian.paradigms.bin"),
    ),
    guesser: (
        include_bytes!("../../data/morphology/russian.endings.fst"),
        include_bytes!("../../data/morphology/russian.endings.bin"),
    ),
    popularity: include_bytes!("../../data/morphology/russian.popularity.fst"),
};

#[rustfmt::skip]
const NAME_PARTICLES: &[&str] = &[
    "де", "да", "ди", "ду", "дю", "дель", "делла", "дер", "ден", "фон", "цу", "ван", "ла", "ле", "эль", "аль", "ас",
    "аш", "ат", "ад", "бин", "бен", "бинт", "ибн", "абу", "оглы", "кызы", "заде", "хан", "и", "оф",
];

#[rustfmt::skip]
const ABBREVIATIONS: Abbreviations = Abbreviations {
    leading: &[
        "dr", "mr", "mrs", "ms", "prof", "st", "vs", "авг", "авт", "адм", "акад", "англ", "апр", "арх", "архиеп",
        "архим", "архит", "бул", "бывш", "ген", "гл", "гр", "гражд", "греч", "губ", "д-р", "дек", "доц", "ж-д",
        "зам", "засл", "игум", "иером", "изд", "им", "инж", "исп", "итал", "каб", "канд", "кап", "кв", "кн", "ком",
        "корп", "корр", "лейт", "митр", "мкр", "мкрн", "мл", "муз", "наб", "наз", "напр", "нар", "нач", "нем",
        "нояб", "обл", "оз", "ок", "окт", "осн", "отв", "пгт", "пер", "пл", "полк", "польск", "пом", "пос", "поч",
        "пр", "пр-т", "пред", "прибл", "прим", "прот", "проф", "р-н", "реж", "респ", "рук", "рус", "русск", "с-х",
        "сб", "св", "свящ", "секр", "сен", "сент", "сер", "серж", "см", "соч", "ср", "ст", "терр", "тов", "тт",
        "ул", "унив", "ур", "урожд", "уч", "февр", "фр", "франц", "худ", "цит", "член-корр", "шос", "эт", "яз",
        "янв",
    ],
    trailing: &[
        "б", "в", "вв", "г", "га", "гг", "гр-н", "д", "долл", "др", "е", "ед", "ж", "зав", "к", "кг", "км", "коп",
        "л", "лат", "м", "мес", "мин", "млн", "млрд", "мм", "н", "нед", "п", "пп", "р", "ред", "рис", "род", "руб",
        "с", "сек", "сел", "стр", "сут", "т", "табл", "тел", "трлн", "тыс", "ф", "х", "ц", "ч", "чел", "шт", "э",
    ],
    date_prepositions: &["в", "во", "до", "к", "ко", "на", "от", "по", "с", "со"],
    initials: &["Дж"],
};

/// From the counts of spelling correspondences in parallel news: и/і/ы/ї, е/э/є, г/ґ/х are the frequent ones.
const FOLDED_LETTERS: &[(char, Option<char>)] = &[
    ('ё', Some('е')),
    ('й', Some('и')),
    ('х', Some('г')),
    ('ъ', None),
    ('ы', Some('и')),
    ('ь', None),
    ('э', Some('е')),
];
