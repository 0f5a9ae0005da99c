//! Letters: look-alikes, the skeleton in which Russian and Ukrainian spellings meet, romanisation, stems.

/// Cyrillic and Latin lower- and upper-case letters that look the same.
const LOOK_ALIKES: &[(char, char)] = &[
    ('а', 'a'),
    ('в', 'b'),
    ('с', 'c'),
    ('е', 'e'),
    ('н', 'h'),
    ('і', 'i'),
    ('к', 'k'),
    ('м', 'm'),
    ('о', 'o'),
    ('р', 'p'),
    ('т', 't'),
    ('х', 'x'),
    ('у', 'y'),
];

/// Which alphabet a word is written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Script {
    Cyrillic,
    Latin,
    /// Digits, or a script that the matcher does not read.
    Other,
}

pub(super) fn is_cyrillic(c: char) -> bool {
    ('\u{400}'..='\u{52f}').contains(&c)
}

pub(super) fn is_latin(c: char) -> bool {
    c.is_ascii_alphabetic() || ('\u{c0}'..='\u{24f}').contains(&c)
}

/// The script that most letters of a lower-case word are in.
pub(super) fn script(word: &str) -> Script {
    let cyrillic = word.chars().filter(|&c| is_cyrillic(c)).count();
    let latin = word.chars().filter(|&c| is_latin(c)).count();
    match (cyrillic, latin) {
        (0, 0) => Script::Other,
        (c, l) if c >= l => Script::Cyrillic,
        _ => Script::Latin,
    }
}

/// A lower-case word with the foreign look-alikes in it replaced by letters of its own script: «моcква» (Latin c).
pub(super) fn without_look_alikes(word: &str, script: Script) -> String {
    word.chars().map(|c| in_script(c, script).unwrap_or(c)).collect()
}

/// A lower-case word typed in the other script, if every letter of it has a look-alike there: «ввс» ↔ "bbc".
pub(super) fn look_alike(word: &str, target: Script) -> Option<String> {
    word.chars().map(|c| in_script(c, target)).collect()
}

fn in_script(c: char, script: Script) -> Option<char> {
    match script {
        Script::Cyrillic => LOOK_ALIKES.iter().find(|p| p.1 == c).map(|p| p.0),
        Script::Latin => LOOK_ALIKES.iter().find(|p| p.0 == c).map(|p| p.1),
        Script::Other => None,
    }
}

/// The skeleton of a lower-case Cyrillic word: letters that the two languages write for one another fall together,
/// signs vanish, doubled letters become single. Works for both languages.
pub(super) fn skeleton(word: &str) -> String {
    let mut out = String::with_capacity(word.len());
    let mut last = None;
    for c in word.chars() {
        let folded = match c {
            'ы' | 'і' | 'ї' | 'й' => 'и',
            'є' | 'э' | 'ё' => 'е',
            'ґ' => 'г',
            'ь' | 'ъ' | '\'' | '-' | '.' => continue,
            other => other,
        };
        if last != Some(folded) {
            out.push(folded);
            last = Some(folded);
        }
    }
    out
}

/// Case endings of nouns and adjectives in skeleton spelling, longest first.
const ENDINGS: &[&str] = &[
    "иями", "ими", "ами", "ями", "ого", "его", "ому", "ему", "иеи", "иею", "иях", "ием", "иям", "ови", "еви", "ои",
    "еи", "ою", "ею", "ая", "яя", "ое", "ее", "ие", "их", "им", "ую", "юю", "ия", "ию", "ом", "ем", "ам", "ям", "ах",
    "ях", "ов", "ев", "ив", "а", "я", "и", "у", "ю", "е", "о",
];

/// A skeleton without its case ending; at least three letters stay.
pub(super) fn stem(skeleton: &str) -> &str {
    ENDINGS
        .iter()
        .filter_map(|ending| skeleton.strip_suffix(ending))
        .find(|rest| rest.chars().nth(2).is_some())
        .unwrap_or(skeleton)
}

/// A stem without the adjective suffix -ск-, if it has one: амстердамск → амстердам.
pub(super) fn without_adjective_suffix(stem: &str) -> Option<&str> {
    let rest = stem.strip_suffix("ск").or_else(|| stem.strip_suffix("цк"))?;
    rest.chars().nth(2).is_some().then_some(rest)
}

/// The sound skeleton of a lower-case word in either script, in Latin letters, for comparing across scripts. It is
/// not a transliteration for readers: letters that the spellings of one sound share fall together.
pub(super) fn sound(word: &str, script: Script) -> String {
    match script {
        Script::Latin => latin_sound(word),
        _ => cyrillic_sound(word),
    }
}

/// The sounds that a word may have: a Latin one is read as English and letter by letter, as in German or Polish.
pub(super) fn sounds(word: &str, script: Script) -> Vec<String> {
    let mut sounds = vec![sound(word, script)];
    if script == Script::Latin {
        let mut other = Collapsed::default();
        let mut rest = word;
        while let Some(c) = rest.chars().next() {
            let (spelling, sound) = CONTINENTAL
                .iter()
                .find(|(spelling, _)| rest.starts_with(spelling))
                .copied()
                .unwrap_or((&rest[..c.len_utf8()], ""));
            if sound.is_empty() && c.is_ascii_alphanumeric() {
                other.push_char(c);
            }
            other.push(sound);
            rest = &rest[spelling.len()..];
        }
        if other.text != sounds[0] {
            sounds.push(other.text);
        }
    }
    sounds
}

/// Readings of letters outside English, longest first.
const CONTINENTAL: &[(&str, &str)] = &[
    ("tsch", "c"),
    ("sch", "x"),
    ("chs", "ks"),
    ("sh", "x"),
    ("cz", "c"),
    ("sz", "x"),
    ("rz", "j"),
    ("ch", "h"),
    ("ck", "k"),
    ("ph", "f"),
    ("th", "t"),
    ("kh", "h"),
    ("qu", "kv"),
    ("ei", "ai"),
    ("ie", "i"),
    ("eu", "oi"),
    ("äu", "oi"),
    ("tz", "ts"),
    ("z", "ts"),
    ("c", "k"),
    ("j", "i"),
    ("w", "v"),
    ("y", "i"),
    ("x", "ks"),
    ("q", "k"),
    ("ä", "e"),
    ("ö", "e"),
    ("ø", "e"),
    ("ü", "iu"),
    ("ß", "s"),
    ("š", "x"),
    ("ž", "j"),
    ("č", "c"),
    ("ć", "c"),
    ("ł", "l"),
    ("ś", "s"),
    ("ż", "j"),
    ("ó", "u"),
    ("é", "e"),
    ("è", "e"),
    ("á", "a"),
    ("í", "i"),
    ("ú", "u"),
    ("ñ", "n"),
];

fn cyrillic_sound(word: &str) -> String {
    let mut out = Collapsed::default();
    for c in word.chars() {
        if c.is_ascii_digit() {
            out.push_char(c);
        }
        out.push(match c {
            'а' => "a",
            'б' => "b",
            'в' => "v",
            'г' | 'ґ' => "g",
            'д' => "d",
            'е' | 'э' | 'є' | 'ё' => "e",
            'ж' => "j",
            'з' => "z",
            'и' | 'і' | 'ї' | 'й' | 'ы' => "i",
            'к' => "k",
            'л' => "l",
            'м' => "m",
            'н' => "n",
            'о' => "o",
            'п' => "p",
            'р' => "r",
            'с' => "s",
            'т' => "t",
            'у' => "u",
            'ф' => "f",
            'х' => "h",
            'ц' => "ts",
            'ч' => "c",
            'ш' | 'щ' => "x",
            'ю' => "iu",
            'я' => "ia",
            _ => "",
        });
    }
    out.text
}

/// Spellings of sounds in the Latin names that news writes, longest first: English above all, then German, French,
/// Polish, Turkish.
const LATIN_SOUNDS: &[(&str, &str)] = &[
    ("tsch", "c"),
    ("schs", "x"),
    ("sch", "x"),
    ("tch", "c"),
    ("dge", "dj"),
    ("igh", "ai"),
    ("aux", "o"),
    ("eau", "o"),
    ("sh", "x"),
    ("ch", "c"),
    ("cz", "c"),
    ("sz", "x"),
    ("rz", "j"),
    ("zh", "j"),
    ("kh", "h"),
    ("ph", "f"),
    ("th", "t"),
    ("ts", "ts"),
    ("tz", "ts"),
    ("qu", "kv"),
    ("ck", "k"),
    ("gh", "g"),
    ("oo", "u"),
    ("ou", "u"),
    ("ee", "i"),
    ("ea", "i"),
    ("ey", "i"),
    ("ay", "ei"),
    ("ai", "ei"),
    ("ow", "ou"),
    ("ew", "iu"),
    ("wh", "v"),
    ("wr", "r"),
    ("ce", "se"),
    ("ci", "si"),
    ("cy", "si"),
    ("ge", "dje"),
    ("gi", "dji"),
    ("j", "dj"),
    ("x", "ks"),
    ("q", "k"),
    ("c", "k"),
    ("w", "v"),
    ("y", "i"),
    ("ä", "e"),
    ("ö", "e"),
    ("ø", "e"),
    ("ü", "iu"),
    ("ß", "s"),
    ("š", "x"),
    ("ž", "j"),
    ("č", "c"),
    ("ç", "s"),
    ("ł", "l"),
    ("ń", "n"),
    ("ñ", "n"),
    ("é", "e"),
    ("è", "e"),
    ("ê", "e"),
    ("á", "a"),
    ("à", "a"),
    ("å", "o"),
    ("í", "i"),
    ("ó", "o"),
    ("ú", "u"),
    ("ý", "i"),
    ("ś", "s"),
    ("ć", "c"),
    ("ż", "j"),
    ("ź", "z"),
    ("ě", "e"),
    ("ř", "r"),
    ("ş", "x"),
    ("ı", "i"),
    ("ğ", "g"),
];

fn latin_sound(word: &str) -> String {
    let mut out = Collapsed::default();
    let mut rest = word;
    while let Some(c) = rest.chars().next() {
        if let Some((spelling, sound)) = LATIN_SOUNDS.iter().find(|(spelling, _)| rest.starts_with(spelling)) {
            out.push(sound);
            rest = &rest[spelling.len()..];
        } else {
            if c.is_ascii_alphanumeric() {
                out.push_char(c);
            }
            rest = &rest[c.len_utf8()..];
        }
    }
    // A final e after a consonant is silent in the languages that news names come from most.
    let silent = out.text.len() > 3 && out.text.ends_with('e');
    if silent {
        out.text.pop();
    }
    out.text
}

/// Text without doubled letters.
#[derive(Default)]
struct Collapsed {
    text: String,
}

impl Collapsed {
    fn push(&mut self, letters: &str) {
        letters.chars().for_each(|c| self.push_char(c));
    }

    fn push_char(&mut self, c: char) {
        if !self.text.ends_with(c) {
            self.text.push(c);
        }
    }
}
