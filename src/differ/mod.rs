//! Glossary × Glossary → Change.
