#!/usr/bin/env bash
# Debian's Vim with ALE, a client of language servers.
set -euo pipefail
cd "$(dirname "$0")"

# The smallest Vim, which is often there, runs no scripts.
has_ale() {
    command -v vim >/dev/null && vim --version | grep -q '+eval' &&
        [ -d /usr/share/vim/vimfiles/pack/dist-bundle/opt/ale ]
}
has_ale || ./debian vim-nox vim-ale || exit 0
vim --version | head -1
