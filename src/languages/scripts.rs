//! What is true of the Cyrillic and the Latin script, whatever the language.

/// A script that names are written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Script {
    /// Cyrillic letters.
    Cyrillic,
    /// Latin letters.
    Latin,
}

impl Script {
    /// The script of a letter; `None` for other characters and scripts.
    pub fn of(character: char) -> Option<Script> {
        match character {
            'a'..='z' | 'A'..='Z' => Some(Script::Latin),
            '\u{400}'..='\u{481}' | '\u{48a}'..='\u{52f}' => Some(Script::Cyrillic),
            'ª' | 'º' | 'À'..='Ö' | 'Ø'..='ö' | 'ø'..='\u{24f}' | '\u{1e00}'..='\u{1eff}' => Some(Script::Latin),
            _ => None,
        }
    }
}

/// Latin letters and the Cyrillic ones that look like them in common typefaces. Where two Latin letters look like one
/// Cyrillic letter, the plain one stands first.
const LOOK_ALIKES: &[(char, char)] = &[
    ('A', 'А'),
    ('B', 'В'),
    ('C', 'С'),
    ('E', 'Е'),
    ('H', 'Н'),
    ('I', 'І'),
    ('K', 'К'),
    ('M', 'М'),
    ('O', 'О'),
    ('P', 'Р'),
    ('T', 'Т'),
    ('X', 'Х'),
    ('Y', 'У'),
    ('a', 'а'),
    ('c', 'с'),
    ('e', 'е'),
    ('i', 'і'),
    ('k', 'к'),
    ('o', 'о'),
    ('p', 'р'),
    ('x', 'х'),
    ('y', 'у'),
    ('Á', 'А'),
    ('É', 'Е'),
    ('Ë', 'Ё'),
    ('Í', 'І'),
    ('Ï', 'Ї'),
    ('Ó', 'О'),
    ('Ý', 'У'),
    ('á', 'а'),
    ('è', 'е'),
    ('é', 'е'),
    ('ë', 'ё'),
    ('í', 'і'),
    ('ï', 'ї'),
    ('ó', 'о'),
    ('ý', 'у'),
];

/// The Cyrillic letter that looks like this Latin one. An accented Latin vowel is taken as a stressed Cyrillic one.
pub fn cyrillic_look_alike(latin: char) -> Option<char> {
    LOOK_ALIKES.iter().find(|(l, _)| *l == latin).map(|(_, cyrillic)| *cyrillic)
}

/// The Latin letter that looks like this Cyrillic one.
pub fn latin_look_alike(cyrillic: char) -> Option<char> {
    LOOK_ALIKES.iter().find(|(_, c)| *c == cyrillic).map(|(latin, _)| *latin)
}
