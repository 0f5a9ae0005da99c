//! Addresses of files ↔ paths.

use std::path::{Path, PathBuf};

/// The path of a `file:` address; `None` for other addresses, such as those of texts that were never saved.
pub(super) fn path_of(uri: &str) -> Option<PathBuf> {
    let rest = uri.strip_prefix("file://")?;
    // A host, which is empty or this machine.
    let path = &rest[rest.find('/')?..];
    let path = path.split(['?', '#']).next().unwrap_or(path);
    let decoded = String::from_utf8(decoded(path)).ok()?;
    let is_drive = |path: &str| path.as_bytes().get(2) == Some(&b':') && path.as_bytes()[1].is_ascii_alphabetic();
    Some(PathBuf::from(if is_drive(&decoded) { &decoded[1..] } else { decoded.as_str() }))
}

fn decoded(text: &str) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&first, tail)) = rest.split_first() {
        let digits = tail.get(..2).and_then(|digits| std::str::from_utf8(digits).ok());
        let byte =
            digits.filter(|digits| !digits.starts_with('+')).and_then(|digits| u8::from_str_radix(digits, 16).ok());
        match (first, byte) {
            (b'%', Some(byte)) => {
                bytes.push(byte);
                rest = &tail[2..];
            }
            _ => {
                bytes.push(first);
                rest = tail;
            }
        }
    }
    bytes
}

/// The address of a file.
pub(super) fn uri_of(path: &Path) -> String {
    let path = path.to_string_lossy().replace('\\', "/");
    let mut uri = String::from(if path.starts_with('/') { "file://" } else { "file:///" });
    for byte in path.bytes() {
        match byte {
            b'/' | b'-' | b'.' | b'_' | b'~' | b':' => uri.push(byte as char),
            byte if byte.is_ascii_alphanumeric() => uri.push(byte as char),
            byte => uri.push_str(&format!("%{byte:02X}")),
        }
    }
    uri
}

/// Whether two paths lead to one file.
pub(super) fn is_same_file(a: &Path, b: &Path) -> bool {
    a == b || std::fs::canonicalize(a).is_ok_and(|a| std::fs::canonicalize(b).is_ok_and(|b| a == b))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_paths() {
        let path = |uri| path_of(uri).map(|path| path.to_string_lossy().into_owned());
        assert_eq!(path("file:///a/%D0%B1%20%2B.txt").as_deref(), Some("/a/б +.txt"));
        assert_eq!(path("file:///c%3A/a.txt").as_deref(), Some("c:/a.txt"));
        assert_eq!(path("file://localhost/a%zz%+1.txt").as_deref(), Some("/a%zz%+1.txt"));
        assert_eq!(path("untitled:Untitled-1"), None);
        assert_eq!(path("file://host"), None);
    }

    #[test]
    fn paths_are_addresses() {
        assert_eq!(uri_of(Path::new("/новини/a b.txt")), "file:///%D0%BD%D0%BE%D0%B2%D0%B8%D0%BD%D0%B8/a%20b.txt");
        assert_eq!(uri_of(Path::new("C:\\a.txt")), "file:///C:/a.txt");
    }
}
