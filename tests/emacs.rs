//! Emacs with eglot, set up as `editors/README.md` says: what a user sees of each thing that the
//! server does.
//!
//! `tests/install.sh` installs it. Each script in `tests/emacs/` looks at one thing.

#![allow(clippy::unwrap_used)]
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod editors;

use std::process::Command;

use editors::{Home, documented, on_path, run, script, skipped};

/// Runs a script in Emacs.
fn look_at(feature: &str) {
    let what = format!("Emacs: {feature}");
    let Some(emacs) = on_path("emacs") else {
        skipped(&what, "it is not installed");
        return;
    };
    let eglot = ["--batch", "--eval", "(package-initialize)", "--eval", "(require 'eglot)"];
    let output = Command::new(&emacs).args(eglot).output().unwrap();
    if !output.status.success() {
        skipped(&what, "eglot is not installed");
        return;
    }
    let home = Home::new();
    home.write("init.el", &documented("Emacs", "elisp"));
    let mut editor = home.editor(&emacs);
    editor.arg("--batch");
    for file in [home.path("init.el"), script("emacs", "look.el")] {
        editor.arg("-l").arg(file);
    }
    editor.arg("-l").arg(script("emacs", format!("{feature}.el")));
    run(editor);
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
    actions
    hover
    highlights
    navigation
    rename
    completion
    formatting
    configuration
    restart
}
