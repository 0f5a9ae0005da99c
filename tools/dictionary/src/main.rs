//! Compiles the morphological dictionaries in `data/`.
fn main() {}
