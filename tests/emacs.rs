//! Emacs with each of its clients, set up as `editors/README.md` says: what a user sees of each thing
//! that the server does.
//!
//! `tests/install.sh` installs them. Each script in `tests/emacs/` looks at one thing, with every client
//! in the same way.

#![allow(clippy::unwrap_used)]
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod editors;

use std::process::Command;

use editors::{Home, documented_blocks, on_path, run, script, skipped};

/// Runs a script in Emacs with that client.
fn look_at(client: &str, feature: &str) {
    let what = format!("Emacs with {client}: {feature}");
    let Some(emacs) = on_path("emacs") else {
        skipped(&what, "Emacs is not installed");
        return;
    };
    let required = format!("(require '{client})");
    let arguments = ["--batch", "--eval", "(package-initialize)", "--eval", &required];
    let output = Command::new(&emacs).args(arguments).output().unwrap();
    if !output.status.success() {
        skipped(&what, &format!("{client} is not installed"));
        return;
    }
    let home = Home::new();
    // The first block is what everybody has; the scripts that look at another one load it themselves.
    let blocks = documented_blocks(&format!("Emacs with {client}"), "elisp");
    let names = ["init.el", "house.el", "saving.el"];
    assert_eq!(blocks.len(), names.len(), "{blocks:?}");
    for (name, block) in names.iter().zip(&blocks) {
        home.write(name, block);
    }
    let mut editor = home.editor(&emacs);
    editor.args(["--batch", "--eval", "(package-initialize)", "-l"]).arg(home.path("init.el"));
    for name in ["look", client, feature] {
        editor.arg("-l").arg(script("emacs", format!("{name}.el")));
    }
    run(editor);
}

/// One test for each thing with each client.
macro_rules! features {
    ($($feature:ident)*) => {
        mod eglot {
            $(
                #[test]
                fn $feature() {
                    super::look_at("eglot", stringify!($feature));
                }
            )*
        }

        mod lsp_mode {
            $(
                #[test]
                fn $feature() {
                    super::look_at("lsp-mode", stringify!($feature));
                }
            )*
        }
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
    settings
    saving
    restart
}
