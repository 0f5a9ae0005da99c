//! Bytes → text: which encoding a file is in.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, KOI8_U, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1251};

use super::Markup;
use super::error::DecodingProblem;
use crate::languages::scripts::Script;

/// How much of a file is looked at to tell its encoding, bytes.
const SAMPLE: usize = 1 << 16;

/// The text of a file and what is needed to write it back.
#[derive(Debug)]
pub(super) struct Decoded {
    pub text: String,
    pub encoding: &'static Encoding,
    pub byte_order_mark: bool,
    pub damaged: bool,
}

/// Decodes a file. A byte-order mark decides, then UTF-8 if it fits, then what the page says of itself, then the
/// letters. UTF-8 with a few broken sequences, such as a last character cut in half, is UTF-8.
pub(super) fn decode(mut bytes: Vec<u8>, markup: Markup) -> Result<Decoded, DecodingProblem> {
    if let Some((encoding, length)) = Encoding::for_bom(&bytes) {
        bytes.drain(..length);
        return Ok(Decoded { byte_order_mark: true, ..decode_as(encoding, bytes) });
    }
    let sample = &bytes[..bytes.len().min(SAMPLE)];
    if let Some(what) = signature(sample) {
        return Err(DecodingProblem::Binary(what));
    }
    if let Some(encoding) = utf16_without_mark(sample) {
        return Ok(decode_as(encoding, bytes));
    }
    if is_binary(sample) {
        return Err(DecodingProblem::Binary("it has control characters"));
    }
    let bytes = match String::from_utf8(bytes) {
        Ok(text) => return Ok(Decoded { text, encoding: UTF_8, byte_order_mark: false, damaged: false }),
        Err(error) => error.into_bytes(),
    };
    if is_mostly_utf8(&bytes) {
        return Ok(decode_as(UTF_8, bytes));
    }
    let stated = match markup {
        Markup::Html | Markup::Po => stated_encoding(&bytes, "charset="),
        Markup::Xliff | Markup::Tmx => stated_encoding(&bytes, "encoding="),
        Markup::Plain | Markup::Markdown => None,
    };
    let decoded = decode_as(legacy_encoding(&bytes, stated), bytes);
    const MOST_DAMAGE: usize = 100;
    if decoded.damaged && decoded.text.matches('\u{fffd}').count() * MOST_DAMAGE > decoded.text.len() {
        return Err(DecodingProblem::UnknownEncoding);
    }
    Ok(decoded)
}

fn decode_as(encoding: &'static Encoding, bytes: Vec<u8>) -> Decoded {
    let (text, damaged) = match String::from_utf8(bytes) {
        Ok(text) if encoding == UTF_8 => (text, false),
        Ok(text) => {
            let (text, damaged) = encoding.decode_without_bom_handling(text.as_bytes());
            (text.into_owned(), damaged)
        }
        Err(error) => {
            let (text, damaged) = encoding.decode_without_bom_handling(error.as_bytes());
            (text.into_owned(), damaged)
        }
    };
    Decoded { text, encoding, byte_order_mark: false, damaged }
}

/// What the first bytes of well-known kinds of files say.
fn signature(bytes: &[u8]) -> Option<&'static str> {
    const SIGNATURES: &[(&[u8], &str)] = &[
        (b"%PDF-", "it is a PDF document"),
        (b"PK\x03\x04", "it is a ZIP archive or an office document"),
        (b"\xd0\xcf\x11\xe0", "it is an old office document"),
        (b"{\\rtf", "it is an RTF document"),
        (b"\x1f\x8b", "it is compressed with gzip"),
        (b"\xfd7zXZ", "it is compressed with xz"),
        (b"BZh", "it is compressed with bzip2"),
        (b"\x28\xb5\x2f\xfd", "it is compressed with zstd"),
        (b"\x89PNG", "it is a picture"),
        (b"\xff\xd8\xff", "it is a picture"),
        (b"GIF8", "it is a picture"),
        (b"\x7fELF", "it is a program"),
        (b"MZ\x90", "it is a program"),
    ];
    SIGNATURES.iter().find(|(start, _)| bytes.starts_with(start)).map(|(_, what)| *what)
}

/// Whether control characters that texts do not have make up more than one byte in a hundred.
fn is_binary(sample: &[u8]) -> bool {
    let is_control = |byte: &&u8| matches!(byte, 0..=8 | 0x0b | 0x0e..=0x1a | 0x1c..=0x1f | 0x7f);
    sample.iter().filter(is_control).count() * 100 > sample.len()
}

/// UTF-16 without a mark: in Russian and Ukrainian text one byte in two is 0 or 4.
fn utf16_without_mark(sample: &[u8]) -> Option<&'static Encoding> {
    let is_high = |byte: &u8| matches!(byte, 0 | 4);
    let count = |parity: usize| sample.iter().skip(parity).step_by(2).filter(|byte| is_high(byte)).count();
    let (even, odd) = (count(0), count(1));
    let pairs = sample.len() / 2;
    let is_nearly_all = |count: usize| pairs > 1 && count * 10 >= pairs * 9;
    match (is_nearly_all(even), is_nearly_all(odd)) {
        (true, false) => Some(UTF_16BE),
        (false, true) => Some(UTF_16LE),
        _ => None,
    }
}

/// Whether a file that is not quite UTF-8 has many more whole characters of several bytes than broken ones.
fn is_mostly_utf8(bytes: &[u8]) -> bool {
    let (mut whole, mut broken) = (0usize, 0usize);
    let mut chunks = bytes[..bytes.len().min(16 * SAMPLE)].utf8_chunks().peekable();
    while let Some(chunk) = chunks.next() {
        whole += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        // A sequence cut off by the end of the file is no sign against UTF-8.
        let is_cut = chunks.peek().is_none() && bytes.len() <= 16 * SAMPLE && starts_sequence(chunk.invalid());
        broken += usize::from(!chunk.invalid().is_empty() && !is_cut);
    }
    whole > 0 && whole >= 5 * broken || whole == 0 && broken == 0
}

/// Whether these bytes begin a UTF-8 sequence of more bytes than there are.
fn starts_sequence(bytes: &[u8]) -> bool {
    std::str::from_utf8(bytes).is_err_and(|error| error.error_len().is_none())
}

/// The encoding that a file states in its head behind `key`.
fn stated_encoding(bytes: &[u8], key: &str) -> Option<&'static Encoding> {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(2048)]).to_ascii_lowercase();
    let label = head.split_once(key)?.1.trim_start_matches(['"', '\'', ' ']);
    let end = label.find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '-' | '_')))?;
    Encoding::for_label(&label.as_bytes()[..end]).filter(|encoding| encoding.is_single_byte())
}

/// Which single-byte encoding a file is in: of the likely ones, that in which the file looks most like words.
fn legacy_encoding(bytes: &[u8], stated: Option<&'static Encoding>) -> &'static Encoding {
    let sample = &bytes[first_non_ascii(bytes)..];
    let sample = &sample[..sample.len().min(SAMPLE)];
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(sample, true);
    let guess = detector.guess(None, Utf8Detection::Deny);
    let mut best = stated.unwrap_or(guess);
    for encoding in [guess, WINDOWS_1251, KOI8_U] {
        if likeness_to_words(sample, encoding) > likeness_to_words(sample, best) {
            best = encoding;
        }
    }
    best
}

fn first_non_ascii(bytes: &[u8]) -> usize {
    bytes.iter().position(|byte| !byte.is_ascii()).unwrap_or(0)
}

/// How much a sample looks like Cyrillic words in this encoding: small letters after letters speak for it, capitals
/// after small letters, mixed scripts and frames against it. KOI8 read as windows-1251 swaps capitals and small letters.
fn likeness_to_words(sample: &[u8], encoding: &'static Encoding) -> i64 {
    let (text, _) = encoding.decode_without_bom_handling(sample);
    let mut previous = ' ';
    let mut likeness = 0;
    for c in text.chars() {
        likeness += match (Script::of(previous), Script::of(c)) {
            (Some(Script::Cyrillic), Some(Script::Cyrillic)) if c.is_lowercase() => 2,
            (Some(Script::Cyrillic), Some(Script::Cyrillic)) if previous.is_lowercase() => -4,
            (Some(Script::Latin), Some(Script::Cyrillic)) | (Some(Script::Cyrillic), Some(Script::Latin)) => -3,
            _ if matches!(c, '\u{80}'..='\u{9f}' | '\u{2500}'..='\u{25ff}' | '\u{fffd}') => -3,
            _ => 0,
        };
        // Letters of neither alphabet.
        likeness -= i64::from(matches!(
            c,
            'Ђ' | 'Ѓ'
                | 'ѓ'
                | 'Љ'
                | 'Њ'
                | 'Ќ'
                | 'Ћ'
                | 'Џ'
                | 'ђ'
                | 'љ'
                | 'њ'
                | 'ќ'
                | 'ћ'
                | 'џ'
                | 'Ѕ'
                | 'ѕ'
                | 'Ј'
                | 'ј'
                | 'Ў'
                | 'ў'
        )) * 2;
        previous = c;
    }
    likeness
}
