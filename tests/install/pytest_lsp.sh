#!/usr/bin/env bash
# pytest-lsp, which knows what real editors declare, and lsprotocol, which knows every message's shape.
set -euo pipefail
cd "$(dirname "$0")/../.."

tests/install/venv target/conformance pytest-lsp==1.0.1 lsprotocol==2025.0.0 pygls==2.1.1 pytest==9.2.0 \
    pytest-asyncio==1.5.0
target/conformance/bin/python -m pytest --version
