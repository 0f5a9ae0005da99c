//! Article × Glossary → Finding with a suggestion.
