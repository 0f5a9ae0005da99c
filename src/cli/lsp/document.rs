//! A text that is open in the editor.

use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use gen_lsp_types::{Range as Span, TextDocumentContentChangeEvent as Change};
use imenoslov::checker::{Checker, Finding};
use imenoslov::reader::{self, Article, Markup};

use super::event::Checked;
use super::positions::{Encoding, Lines, Places};

/// Articles up to this many bytes are checked as a whole at every edit, which takes a few milliseconds.
const SMALL: usize = 16 << 10;

/// What a text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    Article(Markup),
    Glossary,
    /// Nothing that the server knows of.
    Other,
}

impl Role {
    /// What a text is by its place and by what the editor calls its language. Whatever is not known to be something
    /// else is plain text: people choose in their editor what the server sees.
    fn of(path: Option<&Path>, language: &str) -> Role {
        let name = path.and_then(|path| path.file_name()).unwrap_or_default();
        match (language, path.map(Markup::of_path)) {
            _ if name == "glossary.toml" => Role::Glossary,
            ("toml", _) => Role::Other,
            ("markdown", _) => Role::Article(Markup::Markdown),
            ("html", _) => Role::Article(Markup::Html),
            (_, markup) => Role::Article(markup.unwrap_or(Markup::Plain)),
        }
    }
}

/// A text that is open in the editor.
#[derive(Debug)]
pub(super) struct Document {
    pub(super) uri: String,
    /// Absolute; absent for a text that was never saved.
    pub(super) path: Option<PathBuf>,
    pub(super) role: Role,
    pub(super) version: i32,
    text: String,
    lines: Lines,
    /// The article that the text is, once it was read.
    article: Option<Arc<Article>>,
    known: Option<Known>,
    /// Whether a whole check is under way.
    pub(super) is_in_work: bool,
    /// Whether the diagnostics of a glossary are those of its text.
    pub(super) is_validated: bool,
}

/// The findings of an article.
#[derive(Debug)]
struct Known {
    article: Arc<Article>,
    findings: Vec<Finding>,
    /// Whether they come from a check of the whole article.
    is_final: bool,
}

impl Document {
    pub(super) fn new(uri: String, path: Option<PathBuf>, language: &str, version: i32, text: String) -> Document {
        let role = Role::of(path.as_deref(), language);
        let lines = Lines::of(&text);
        let (article, known, is_in_work, is_validated) = (None, None, false, false);
        Document { uri, path, role, version, text, lines, article, known, is_in_work, is_validated }
    }

    pub(super) fn text(&self) -> &str {
        &self.text
    }

    pub(super) fn places(&self, encoding: Encoding) -> Places<'_> {
        Places::new(&self.text, &self.lines, encoding)
    }

    /// Bytes before the text proper: the program does not count a byte-order mark.
    pub(super) fn mark(&self) -> usize {
        if self.text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 }
    }

    /// Carries out edits, one after the other.
    pub(super) fn change(&mut self, version: i32, changes: Vec<Change>, encoding: Encoding) {
        for change in changes {
            match change {
                Change::TextDocumentContentChangePartial(change) => {
                    let range = self.places(encoding).range(change.range);
                    self.text.replace_range(range, &change.text);
                }
                Change::TextDocumentContentChangeWholeDocument(change) => self.text = change.text,
            }
            self.lines = Lines::of(&self.text);
        }
        self.version = version;
        self.article = None;
        self.is_validated = false;
    }

    /// Forgets the findings, as they come from another glossary.
    pub(super) fn forget(&mut self) {
        self.known = None;
        self.is_in_work = false;
    }

    /// The text as an article, if it is one. `root` is the folder that paths are relative to.
    pub(super) fn article(&mut self, root: &Path) -> Option<&Arc<Article>> {
        let Role::Article(markup) = self.role else { return None };
        if self.article.is_none() {
            let path = self.path.as_deref().unwrap_or(Path::new("untitled"));
            let path = path.strip_prefix(root).unwrap_or(path);
            let article = reader::read_bytes(path, self.text.clone().into_bytes(), markup).ok();
            // A text that is taken for another encoding is none that anybody reads.
            let text = &self.text[self.mark()..];
            self.article = article.filter(|article| article.text == text).map(Arc::new);
        }
        self.article.as_ref()
    }

    /// The article, if it was read since the last edit.
    pub(super) fn current_article(&self) -> Option<&Article> {
        self.article.as_deref()
    }

    /// Brings the findings up to date as far as that is quick. Says whether there are new ones.
    pub(super) fn refresh(&mut self, checker: &Checker<'_>, root: &Path) -> bool {
        if self.is_current() {
            return false;
        }
        let Some(article) = self.article(root).cloned() else { return false };
        let (findings, is_final) = match &self.known {
            _ if article.text.len() <= SMALL => (checker.check(&article), true),
            Some(known) => (checker.recheck(&article, &known.article.text, &known.findings), false),
            None => return false,
        };
        self.known = Some(Known { article, findings, is_final });
        true
    }

    /// Whether the findings are those of the text.
    fn is_current(&self) -> bool {
        let current = self.article.as_ref().zip(self.known.as_ref());
        current.is_some_and(|(article, known)| Arc::ptr_eq(article, &known.article))
    }

    /// Whether there are findings, of this text or of an older one.
    pub(super) fn is_known(&self) -> bool {
        self.known.is_some()
    }

    /// Whether only a check of the whole article gives the last word.
    pub(super) fn needs_work(&self) -> bool {
        let is_final = self.is_current() && self.known.as_ref().is_some_and(|known| known.is_final);
        matches!(self.role, Role::Article(_)) && !self.is_in_work && !is_final && self.article.is_some()
    }

    /// Takes the findings of a whole check, which may be one of an older text. Says whether there are new ones.
    pub(super) fn take(&mut self, checked: Checked, checker: &Checker<'_>, root: &Path) -> bool {
        self.is_in_work = false;
        let was_current = self.is_current();
        let before = self.known.replace(Known { article: checked.article, findings: checked.findings, is_final: true });
        if self.is_current() {
            let same = before.is_some_and(|before| was_current && Some(&before.findings) == self.findings());
            return !same;
        }
        self.refresh(checker, root)
    }

    fn findings(&self) -> Option<&Vec<Finding>> {
        self.known.as_ref().map(|known| &known.findings)
    }

    /// The article with its findings, if they are those of the text as it stands.
    pub(super) fn judged(&self, encoding: Encoding) -> Option<Judged<'_>> {
        let known = self.known.as_ref().filter(|_| self.is_current())?;
        let places = self.places(encoding);
        Some(Judged { document: self, article: &known.article, findings: &known.findings, places })
    }
}

/// A document with what was found in it, and its places as the editor counts them.
pub(super) struct Judged<'d> {
    pub(super) document: &'d Document,
    pub(super) article: &'d Article,
    /// Ranges are bytes of the article's text.
    pub(super) findings: &'d [Finding],
    pub(super) places: Places<'d>,
}

impl Judged<'_> {
    /// Where a finding stands: bytes of the document.
    pub(super) fn range(&self, finding: &Finding) -> Range<usize> {
        let mark = self.document.mark();
        finding.range.start + mark..finding.range.end + mark
    }

    /// The same as the editor counts.
    pub(super) fn span(&self, finding: &Finding) -> Span {
        self.places.span(&self.range(finding))
    }
}
