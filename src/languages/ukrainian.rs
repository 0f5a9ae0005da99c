//! Ukrainian.

use super::Rules;

pub(super) static RULES: Rules =
    Rules {
        code: "uk", alphabet: "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя", own_letters: "ґєії", vowels: "аеєиіїоуюя"
    };
