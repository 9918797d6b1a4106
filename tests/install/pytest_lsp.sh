#!/usr/bin/env bash
# pytest-lsp, which knows what real editors declare, and lsprotocol, which knows every message's shape.
set -euo pipefail
cd "$(dirname "$0")/../.."

if ! python3 -c 'import ensurepip' 2>/dev/null && command -v apt-get >/dev/null; then
    sudo=()
    [ "$(id -u)" -eq 0 ] || sudo=(sudo)
    "${sudo[@]}" apt-get update -qq
    "${sudo[@]}" apt-get install -y -qq --no-install-recommends python3-venv
fi

venv=target/conformance
wanted="pytest-lsp==1.0.1 lsprotocol==2025.0.0 pygls==2.1.1 pytest==9.2.0 pytest-asyncio==1.5.0"
if [ "$(cat "$venv/installed" 2>/dev/null)" != "$wanted" ]; then
    rm -rf "$venv"
    python3 -m venv "$venv"
    # shellcheck disable=SC2086
    "$venv/bin/pip" install --quiet --disable-pip-version-check $wanted
    echo "$wanted" >"$venv/installed"
fi
"$venv/bin/python" -m pytest --version
