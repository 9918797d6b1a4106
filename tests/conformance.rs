//! pytest-lsp asks for everything in the name of real editors; see `tests/conformance/`.
//!
//! `tests/install.sh` installs it. Without it nothing is tested, except where `CI` is set: there it must
//! be present.

use std::env;
use std::path::Path;
use std::process::Command;

#[test]
fn pytest_lsp_finds_nothing_to_say() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let python = root.join("target/conformance/bin/python");
    if !python.is_file() {
        let message = "skipped: pytest-lsp is missing; run tests/install.sh to test with it";
        assert!(env::var_os("CI").is_none(), "{message}");
        println!("{message}");
        return;
    }
    let output = Command::new(python)
        .args(["-m", "pytest", "-q", "--tb=short", "-p", "no:cacheprovider", "-rs"])
        .args(["-W", "error::pytest_lsp.LspSpecificationWarning"])
        // One session for each editor.
        .args(["-o", "asyncio_default_fixture_loop_scope=session"])
        .args(["-o", "asyncio_default_test_loop_scope=session"])
        .arg(root.join("tests/conformance"))
        .current_dir(root)
        .env("PRESSCHECK", env!("CARGO_BIN_EXE_presscheck"))
        .env("PYTHONDONTWRITEBYTECODE", "1")
        .output()
        .unwrap();
    let told = String::from_utf8_lossy(&output.stdout);
    println!("{told}");
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{told}\n{errors}");
    assert!(told.contains(" passed"), "nothing was tested: {told}");
}
