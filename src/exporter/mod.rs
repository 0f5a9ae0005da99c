//! Glossary → each format, one file a format.
