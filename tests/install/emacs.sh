#!/usr/bin/env bash
# Debian's Emacs with eglot, its client of language servers.
set -euo pipefail
cd "$(dirname "$0")"

has_eglot() {
    command -v emacs >/dev/null &&
        emacs --batch --eval "(package-initialize)" --eval "(require 'eglot)" 2>/dev/null
}
has_eglot || ./debian emacs-nox elpa-eglot || exit 0
emacs --version | head -1
