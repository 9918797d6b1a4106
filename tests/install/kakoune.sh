#!/usr/bin/env bash
# Debian's Kakoune with kak-lsp, its client of language servers, from crates.io.
set -euo pipefail
cd "$(dirname "$0")/../.."

command -v kak >/dev/null || tests/install/debian kakoune || exit 0

version=22.0.0
folder=target/editors/kakoune
if [ "$("$folder/bin/kak-lsp" --version 2>/dev/null)" != "$version" ]; then
    # As it is published it takes two minutes to build; unoptimised, and not linked as a whole, it takes less than
    # one. It stays the release build, for a debug build would also stop where an addition overflows.
    if ! CARGO_PROFILE_RELEASE_LTO=false CARGO_PROFILE_RELEASE_OPT_LEVEL=0 CARGO_PROFILE_RELEASE_STRIP=true \
        cargo install --quiet --locked --force --root "$folder" "kak-lsp@$version"; then
        echo "kak-lsp $version: could not be installed; the tests that need it are skipped" >&2
        exit 0
    fi
fi
# Debian's Kakoune does not say its version.
echo "Kakoune, kak-lsp $("$folder/bin/kak-lsp" --version)"
