//! Classes of characters.

/// The one apostrophe of normal spelling.
pub const APOSTROPHE: char = '\'';

/// Characters that stand for an apostrophe between two letters.
pub(super) fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '`' | '´' | '\u{2b9}' | '\u{2bb}' | '\u{2bc}' | '\u{2c8}' | '‘' | '’' | '‛' | '′' | '\u{ff07}')
}

/// Characters that leave no mark on paper: soft hyphens, zero-width characters, direction marks, variation selectors.
pub(super) fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\u{ad}'
            | '\u{34f}'
            | '\u{61c}'
            | '\u{180e}'
            | '\u{200b}'..='\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}'
            | '\u{fe00}'..='\u{fe0f}'
            | '\u{feff}'
            | '\u{e0001}'..='\u{e01ef}'
    )
}

/// Cyrillic vowels, either case: the letters that carry a stress mark.
pub(super) fn is_cyrillic_vowel(c: char) -> bool {
    matches!(
        c,
        'а' | 'е'
            | 'ё'
            | 'и'
            | 'о'
            | 'у'
            | 'ы'
            | 'э'
            | 'ю'
            | 'я'
            | 'є'
            | 'і'
            | 'ї'
            | 'А'
            | 'Е'
            | 'Ё'
            | 'И'
            | 'О'
            | 'У'
            | 'Ы'
            | 'Э'
            | 'Ю'
            | 'Я'
            | 'Є'
            | 'І'
            | 'Ї'
    )
}

/// Dashes that separate; a hyphen is none.
pub(super) fn is_dash(c: char) -> bool {
    matches!(c, '‒' | '–' | '—' | '―' | '−' | '\u{2e3a}' | '\u{2e3b}')
}

/// Signs that begin an item of a list.
pub(super) fn is_bullet(c: char) -> bool {
    matches!(c, '•' | '‣' | '▪' | '●' | '◦' | '■' | '▶' | '►' | '⁃')
}

/// Letters, and the marks that could not be composed with one.
pub(super) fn is_letter(c: char) -> bool {
    match c {
        'a'..='z' | 'A'..='Z' | '\u{400}'..='\u{481}' => true,
        '\0'..='\u{7f}' | '\u{2000}'..='\u{206f}' => false,
        _ => c.is_alphabetic() || ('\u{300}'..='\u{36f}').contains(&c),
    }
}
