#!/usr/bin/env bash
# Debian's Emacs with eglot and lsp-mode, its clients of language servers.
set -euo pipefail
cd "$(dirname "$0")"

has_clients() {
    command -v emacs >/dev/null &&
        emacs --batch --eval "(package-initialize)" --eval "(require 'eglot)" --eval "(require 'lsp-mode)" 2>/dev/null
}
has_clients || ./debian emacs-nox elpa-eglot elpa-lsp-mode || exit 0
emacs --version | head -1
