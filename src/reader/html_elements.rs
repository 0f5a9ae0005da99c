//! What the elements of HTML mean for a reader.

/// How an element takes part in the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// It and all it contains is no text of the article.
    Skipped,
    /// It stands in a line as something that is no prose: code, a formula.
    Object,
    /// A heading, `h1` … `h6`.
    Heading,
    /// A paragraph of its own.
    Block,
    /// A part of a line.
    Inline,
}

/// The role of an element by its name.
pub(super) fn role(name: &str) -> Role {
    match name {
        "script" | "style" | "noscript" | "template" | "nav" | "footer" | "aside" | "button" | "select" | "option"
        | "textarea" | "label" | "svg" | "math" | "iframe" | "object" | "canvas" | "audio" | "video" | "dialog"
        | "menu" | "noembed" | "noframes" | "noframe" | "datalist" | "title" => Role::Skipped,
        "code" | "kbd" | "samp" | "var" | "tt" => Role::Object,
        "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => Role::Heading,
        "address" | "article" | "blockquote" | "body" | "caption" | "center" | "dd" | "details" | "div" | "dl"
        | "dt" | "fieldset" | "figcaption" | "figure" | "form" | "head" | "header" | "hgroup" | "hr" | "html"
        | "legend" | "li" | "main" | "ol" | "p" | "pre" | "search" | "section" | "summary" | "table" | "tbody"
        | "td" | "tfoot" | "th" | "thead" | "tr" | "ul" => Role::Block,
        _ => Role::Inline,
    }
}

/// Elements without contents and without an end tag.
pub(super) fn is_void(name: &str) -> bool {
    matches!(
        name,
        "area"
            | "base"
            | "br"
            | "col"
            | "embed"
            | "hr"
            | "img"
            | "input"
            | "link"
            | "meta"
            | "source"
            | "track"
            | "wbr"
    )
}

/// Elements whose start ends an open paragraph.
pub(super) fn closes_paragraph(name: &str) -> bool {
    matches!(role(name), Role::Heading | Role::Block) || matches!(name, "nav" | "footer" | "aside" | "menu")
}

/// Open elements that end where a sibling begins, and the elements that keep them apart from an outer one.
pub(super) fn closed_by_sibling(name: &str) -> Option<(&'static [&'static str], &'static [&'static str])> {
    match name {
        "li" => Some((&["li"], &["ul", "ol", "menu"])),
        "dt" | "dd" => Some((&["dt", "dd"], &["dl"])),
        "tr" => Some((&["tr"], &["table"])),
        "td" | "th" => Some((&["td", "th"], &["tr", "table"])),
        "option" => Some((&["option"], &["select", "datalist"])),
        _ => None,
    }
}

/// Words in `class` and `id` of what surrounds an article: menus, lists of related articles, buttons to share it.
const BOILERPLATE: &[&str] = &[
    "ad",
    "ads",
    "advert",
    "advertisement",
    "advertising",
    "banner",
    "breadcrumb",
    "breadcrumbs",
    "comments",
    "cookie",
    "cookies",
    "copyright",
    "crumbs",
    "disqus",
    "footer",
    "hidden",
    "login",
    "menu",
    "nav",
    "navbar",
    "navigation",
    "newsletter",
    "pagination",
    "pager",
    "popup",
    "promo",
    "recommended",
    "related",
    "share",
    "sharing",
    "sidebar",
    "social",
    "socials",
    "sponsored",
    "subscribe",
    "subscription",
    "tags",
    "teaser",
    "toolbar",
    "widget",
];

/// Whether a `class` or `id` says that an element surrounds the article.
pub(super) fn is_boilerplate(class: &str) -> bool {
    class.split_ascii_whitespace().any(|name| {
        // «article-with-sidebar» is an article: the last part of a name says what the element is, or the first.
        let mut parts = name.split(['-', '_']).filter(|part| !part.is_empty());
        let first = parts.next().unwrap_or_default();
        let last = parts.next_back().unwrap_or(first);
        [first, last].iter().any(|part| BOILERPLATE.iter().any(|word| part.eq_ignore_ascii_case(word)))
    })
}

/// ARIA roles of what surrounds an article.
pub(super) fn is_boilerplate_role(role: &str) -> bool {
    matches!(role, "navigation" | "banner" | "contentinfo" | "complementary" | "search" | "dialog" | "menu" | "toolbar")
}
