//! Vim with ALE, set up as `editors/README.md` says: what a user sees of each thing that the server
//! does.
//!
//! `tests/install.sh` installs it. Each script in `tests/vim/` looks at one thing.

#![allow(clippy::unwrap_used)]
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod editors;

use std::path::Path;

use editors::{Home, documented, on_path, run_in_terminal, script, skipped};

/// Where Debian puts ALE.
const ALE: &str = "/usr/share/vim/vimfiles/pack/dist-bundle/opt/ale";

/// Runs a script in Vim.
fn look_at(feature: &str) {
    let what = format!("Vim: {feature}");
    let (Some(vim), true) = (on_path("vim"), Path::new(ALE).exists()) else {
        skipped(&what, "Vim or ALE is not installed");
        return;
    };
    let Some(terminal) = on_path("script") else {
        skipped(&what, "“script”, which gives Vim a terminal, is not installed");
        return;
    };
    let home = Home::new();
    let before = "set nocompatible hidden noswapfile encoding=utf-8\nfiletype plugin on\n";
    home.write(".vimrc", &format!("{before}{}\npackadd ale\n", documented("Vim", "vim")));
    let mut editor = home.editor(&terminal);
    let command = format!(
        "{} -i NONE -S {} -S {} draft.txt",
        vim.display(),
        script("vim", "look.vim").display(),
        script("vim", format!("{feature}.vim")).display()
    );
    editor.args(["--quiet", "--return", "--command", &command, "/dev/null"]);
    run_in_terminal(editor, &home);
}

/// One test for each thing.
macro_rules! features {
    ($($feature:ident)*) => {
        $(
            #[test]
            fn $feature() {
                look_at(stringify!($feature));
            }
        )*
    };
}

features! {
    diagnostics
    fixes
    hover
    completion
    navigation
    rename
}
