#!/usr/bin/env bash
# VS Code as it runs in a browser (code-server, from npm), a browser to run it in, and what the extension
# is built with. Where the registry does not answer, the reason is left for the test to tell.
set -euo pipefail
cd "$(dirname "$0")/../.."

skipped=target/editors/vscode-skipped
mkdir -p target/editors
rm -f "$skipped"
skip() {
    echo "$1" | tee "$skipped"
    exit 0
}

browser() { command -v chromium || command -v chromium-browser || command -v google-chrome; }
if ! browser >/dev/null; then
    command -v apt-get >/dev/null || skip "no Chromium is here, and no apt-get to install it"
    sudo=()
    [ "$(id -u)" -eq 0 ] || sudo=(sudo)
    { "${sudo[@]}" apt-get update -qq &&
        "${sudo[@]}" apt-get install -y -qq --no-install-recommends chromium fonts-dejavu-core >/dev/null; } ||
        skip "Chromium could not be installed"
fi
node --version >/dev/null 2>&1 || skip "no Node.js is here: install version 20"
node_major=$(node --version | sed 's/^v\([0-9]*\).*/\1/')
[ "$node_major" -eq 20 ] || skip "code-server 4.100.3 needs Node.js 20, not $(node --version)"

folder=target/editors/vscode
wanted="code-server@4.100.3 playwright-core@1.65.1"
npm_quietly() { npm --silent --no-audit --no-fund "$@"; }
install_code_server() {
    rm -rf "$folder"
    mkdir -p "$folder"
    (
        cd "$folder"
        echo '{ "private": true }' >package.json
        # Its own install script refuses root, and downloads programs from elsewhere.
        # shellcheck disable=SC2086
        npm_quietly install --ignore-scripts $wanted
        # It is loaded even where nobody has to log in, and comes without a build for this Node.js.
        headers=$(dirname "$(dirname "$(readlink -f "$(command -v node)")")")
        export npm_config_nodedir=$headers npm_config_build_from_source=true
        npm_quietly rebuild argon2
        cd node_modules/code-server/lib/vscode
        npm_quietly install --ignore-scripts --omit=dev
        # Without it extensions have no log.
        npm_quietly rebuild @vscode/spdlog
        (cd extensions && npm_quietly install --ignore-scripts --omit=dev)
        ln -sfn node_modules node_modules.asar
        ln -sf code-linux.sh bin/remote-cli/code-server
        ln -sf browser-linux.sh bin/helpers/browser.sh
    )
    echo "$wanted" >"$folder/installed"
}
if [ "$(cat "$folder/installed" 2>/dev/null)" != "$wanted" ]; then
    # In a condition, `set -e` would not hold inside.
    set +e
    (
        set -e
        install_code_server
    )
    code=$?
    set -e
    [ "$code" -eq 0 ] || skip "code-server could not be installed from npm"
fi

extension=editors/vscode
if ! cmp -s "$extension/package-lock.json" "$extension/node_modules/installed-lock.json"; then
    (cd "$extension" && npm_quietly ci) || skip "what the extension is built with could not be installed from npm"
    cp "$extension/package-lock.json" "$extension/node_modules/installed-lock.json"
fi
echo "code-server $(node -p "require('./$folder/node_modules/code-server/package.json').version"), $("$(browser)" --version)"
