#!/usr/bin/env bash
# Installs the programs that the tests drive. Runs again without harm.
set -euo pipefail
cd "$(dirname "$0")/install"
for script in ./*.sh; do
    echo "== ${script#./}"
    "$script"
done
