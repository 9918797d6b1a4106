//! Commands and what they print: the cases stand in `tests/cli/`.

#[test]
fn the_commands_print_what_their_cases_say() {
    trycmd::TestCases::new().case("tests/cli/*.trycmd").case("tests/cli/*.toml");
}
