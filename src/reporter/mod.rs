//! Finding, Change → text, JSON, Markdown: one file a format.
