//! Neovim with the plugin in `editors/neovim`: what a user sees of each thing that the server does.
//!
//! `tests/install.sh` installs two versions: 0.7, which is pushed to and counts in UTF-16, and 0.11,
//! which pulls and counts in UTF-8. Each script in `tests/neovim/` looks at one thing.

#![allow(clippy::unwrap_used)]
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod editors;

use std::path::{Path, PathBuf};
use std::process::Command;

use editors::{Home, copy, on_path, root, run, script, skipped};

/// The Neovim that is on the path, if it is older than 0.11.
fn old() -> Option<PathBuf> {
    let neovim = on_path("nvim")?;
    let output = Command::new(&neovim).arg("--version").output().ok()?;
    let version = String::from_utf8_lossy(&output.stdout);
    let minor = version.strip_prefix("NVIM v0.")?.split('.').next()?.parse::<u32>().ok()?;
    (minor < 11).then_some(neovim)
}

/// The newer Neovim that `tests/install.sh` puts beside it.
fn new() -> Option<PathBuf> {
    Some(root().join("target/editors/neovim/bin/nvim")).filter(|it| it.is_file())
}

/// Runs a script in Neovim, with the plugin installed as a package.
fn look_at(feature: &str, neovim: Option<PathBuf>, version: &str) {
    let Some(neovim) = neovim else {
        skipped(&format!("Neovim {version}: {feature}"), "it is not installed");
        return;
    };
    let home = Home::new();
    copy(
        &root().join("editors/neovim"),
        &home.path("data/nvim/site/pack/presscheck/start/presscheck"),
    );
    home.write("config/nvim/init.vim", "set noswapfile\nfiletype plugin on\nsyntax on\n");
    run(editor(&home, &neovim, feature));
}

fn editor(home: &Home, neovim: &Path, feature: &str) -> Command {
    let mut editor = home.editor(neovim);
    editor
        .args(["--headless", "-i", "NONE"])
        .arg("draft.txt")
        .args(["--cmd", &format!("set runtimepath+={}", script("neovim", "").display())])
        .args(["-c", &format!("luafile {}", script("neovim", format!("{feature}.lua")).display())]);
    editor
}

/// One test for each thing and each version that has it.
macro_rules! features {
    ($version:ident $name:literal: $($feature:ident)*) => {
        mod $version {
            $(
                #[test]
                fn $feature() {
                    super::look_at(stringify!($feature), super::$version(), $name);
                }
            )*
        }
    };
}

features! { old "before 0.11":
    diagnostics
    quick_fix
    fix_all
    hover
    symbols
    navigation
    rename
    completion
    formatting
    code_lens
    explain
    commands
    configuration
    status
    restart
    missing_program
}

features! { new "0.11":
    diagnostics
    quick_fix
    fix_all
    hover
    symbols
    navigation
    rename
    completion
    formatting
    code_lens
    inlay_hints
    folding
    semantic_tokens
    explain
    commands
    configuration
    status
    restart
    missing_program
}
