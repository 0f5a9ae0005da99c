//! Russian.

use super::Rules;

pub(super) static RULES: Rules =
    Rules {
        code: "ru", alphabet: "абвгдеёжзийклмнопрстуфхцчшщъыьэюя", own_letters: "ёъыэ", vowels: "аеёиоуыэюя"
    };
