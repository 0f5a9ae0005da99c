//! Words as dictionary keys: one byte a letter, lower-case, the spelling differences that texts do not keep folded away.

/// The longest word that the dictionary or the guesser looks at, in letters. Longer ones are given back as they are.
pub const LONGEST_WORD: usize = 48;

/// A word as a dictionary key. Lives on the stack.
#[derive(Clone, Copy, Debug)]
pub struct Key {
    bytes: [u8; LONGEST_WORD],
    length: u8,
}

impl Key {
    /// Encodes a word; none if it is empty, too long, or has a character that no dictionary word has.
    pub fn of(word: &str) -> Option<Key> {
        let mut key = Key { bytes: [0; LONGEST_WORD], length: 0 };
        for letter in word.chars() {
            *key.bytes.get_mut(key.length as usize)? = encode(letter)?;
            key.length += 1;
        }
        (key.length > 0).then_some(key)
    }

    /// One byte for each character of the word.
    pub fn bytes(&self) -> &[u8] {
        &self.bytes[..self.length as usize]
    }
}

/// The byte of a letter: а–я are 1–32, whichever their case; the other letters, apostrophe and hyphen follow.
/// ё counts as е, ґ as г: texts write either, and the Ukrainian source has no ґ.
pub fn encode(letter: char) -> Option<u8> {
    Some(match letter {
        'а'..='я' => (letter as u32 - 'а' as u32 + 1) as u8,
        'А'..='Я' => (letter as u32 - 'А' as u32 + 1) as u8,
        'ё' | 'Ё' => 6,
        'і' | 'І' => 33,
        'ї' | 'Ї' => 34,
        'є' | 'Є' => 35,
        'ґ' | 'Ґ' => 4,
        '\'' | '’' | 'ʼ' | '‘' | '`' => 36,
        '-' | '‑' => 37,
        _ => return None,
    })
}

/// Lower-case letter of a key's byte; the reverse of the encoding up to what it folds.
pub fn decode(byte: u8) -> char {
    match byte {
        1..=32 => char::from_u32('а' as u32 + u32::from(byte) - 1).unwrap_or('?'),
        33 => 'і',
        34 => 'ї',
        35 => 'є',
        36 => '\'',
        _ => '-',
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folds_what_texts_do_not_keep() {
        for (a, b) in [("Королёв", "королев"), ("Ґудзик", "гудзик"), ("Об’єднання", "об'єднання")]
        {
            assert_eq!(Key::of(a).unwrap().bytes(), Key::of(b).unwrap().bytes());
        }
    }

    #[test]
    fn refuses_what_is_no_word() {
        for word in ["", "Reuters", "2024", "😀", "слово слово", &"а".repeat(10_000)] {
            assert!(Key::of(word).is_none(), "{word}");
        }
    }

    #[test]
    fn decodes() {
        let word = "об'єднання-їі";
        let key = Key::of(word).unwrap();
        assert_eq!(key.bytes().iter().map(|&b| decode(b)).collect::<String>(), word);
    }
}
