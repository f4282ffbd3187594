#!/usr/bin/env bash
# Starts the built program, reads its OpenAPI document and lints it by the recommended rules of a public linter. Fails when anything is found.
# Usage: tools/openapi/lint.sh [Debug|Release]   (default Release)
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
program=$here/../../src/CallQueue/bin/${1:-Release}/net10.0/callqueue.dll
for tool in node npm; do
  command -v "$tool" >/dev/null || { echo "The linter of the API's document needs $tool. Run: sudo apt-get install nodejs npm (macOS: brew install node)"; exit 1; }
done
[ -f "$program" ] || { echo "Build first: dotnet build src/CallQueue -c ${1:-Release}"; exit 1; }
npm ci --prefix "$here" --no-audit --no-fund --silent

work=$(mktemp -d)
trap 'kill "$server" 2>/dev/null; wait "$server" 2>/dev/null; rm -rf "$work"' EXIT
# Nothing of this user's environment gets through: neither a carrier nor a deployment's settings.
env -i PATH="$PATH" HOME="$work" DOTNET_ROOT="${DOTNET_ROOT:-}" dotnet "$program" serve --no-keys --port 0 --data "$work/data" >"$work/log" 2>&1 &
server=$!
for _ in $(seq 300); do
  address=$(grep -oE 'http://127\.0\.0\.1:[0-9]+' "$work/log" | head -1) && curl -sf "$address/openapi/v1.json" -o "$work/openapi.json" && break
  kill -0 "$server" 2>/dev/null || break
  sleep 0.1
done
[ -s "$work/openapi.json" ] || { cat "$work/log"; echo "the program did not serve its document"; exit 1; }
node "$here/lint.mjs" "$work/openapi.json"
