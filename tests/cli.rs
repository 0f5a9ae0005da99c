//! The command line as transcripts: `tests/cmd/*.trycmd` and the README.

#[test]
fn transcripts() {
    trycmd::TestCases::new().case("tests/cmd/*.trycmd").case("README.md");
}
