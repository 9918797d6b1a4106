#!/usr/bin/env bash
# tmux: a terminal whose screen can be read.
set -euo pipefail
cd "$(dirname "$0")"

command -v tmux >/dev/null || ./debian tmux || exit 0
tmux -V
