#!/usr/bin/env bash
# The web console's front end, built by npm. `dotnet build` needs none of this: what is built is committed in src/CallQueue.Console/dist.
# Usage: tools/console.sh build      installs what the build needs, runs its tests and writes dist
#        tools/console.sh types URL  writes the API's types from a running server, such as http://127.0.0.1:8000
#        tools/console.sh check [Debug|Release]   fails when dist or the types are not what their sources give; builds dist elsewhere
set -euo pipefail
here=$(cd "$(dirname "$0")/.." && pwd)
app=$here/src/CallQueue.Console/app dist=$here/src/CallQueue.Console/dist
for tool in node npm; do
  command -v "$tool" >/dev/null || { echo "The console's front end needs $tool. Run: sudo apt-get install nodejs npm (macOS: brew install node)"; exit 1; }
done

install() { npm ci --prefix "$app" --no-audit --no-fund --silent; }

case "${1:-}" in
  build)
    install
    npm run --prefix "$app" --silent test
    npm run --prefix "$app" --silent build
    ;;
  types)
    install
    npm run --prefix "$app" --silent types -- "${2:?name a running server}/openapi/v1.json"
    ;;
  check)
    install
    npm run --prefix "$app" --silent test
    work=$(mktemp -d)
    server=
    trap 'if [ -n "$server" ]; then kill "$server" 2>/dev/null || true; wait "$server" 2>/dev/null || true; fi; rm -rf "$work"' EXIT
    (cd "$app" && npx tsc --noEmit && npx vite build --outDir "$work/dist" --emptyOutDir --logLevel warn && node scripts/compress.mjs "$work/dist")
    # Another Node compresses otherwise: what counts is what comes out. So the compressed files are compared by name here, and by content in the next step.
    diff -rq --exclude='*.gz' --exclude='*.br' "$dist" "$work/dist" || { echo "src/CallQueue.Console/dist is not what its sources give. Run: tools/console.sh build"; exit 1; }
    diff <(cd "$dist" && find . -type f | sort) <(cd "$work/dist" && find . -type f | sort) || { echo "src/CallQueue.Console/dist has other files. Run: tools/console.sh build"; exit 1; }
    for file in $(cd "$dist" && find . -name '*.gz'); do
      gzip -dc "$dist/$file" | cmp - "$dist/${file%.gz}" || { echo "$file is not its plain file, compressed"; exit 1; }
    done

    # Nothing of this user's environment gets through.
    program=$here/src/CallQueue/bin/${2:-Release}/net10.0/callqueue.dll
    [ -f "$program" ] || { echo "Build first: dotnet build src/CallQueue -c ${2:-Release}"; exit 1; }
    env -i PATH="$PATH" HOME="$work" DOTNET_ROOT="${DOTNET_ROOT:-}" dotnet "$program" serve --no-keys --port 0 --data "$work/data" >"$work/log" 2>&1 &
    server=$!
    for _ in $(seq 300); do
      address=$(grep -oE 'http://127\.0\.0\.1:[0-9]+' "$work/log" | head -1) && curl -sf "$address/openapi/v1.json" -o "$work/openapi.json" && break
      kill -0 "$server" 2>/dev/null || break
      sleep 0.1
    done
    [ -s "$work/openapi.json" ] || { cat "$work/log"; echo "the program did not serve its document"; exit 1; }
    (cd "$app" && node scripts/types.mjs "$work/openapi.json" "$work/schema.d.ts")
    diff "$app/src/api/schema.d.ts" "$work/schema.d.ts" || { echo "The API has changed. Run: tools/console.sh types http://127.0.0.1:8000 (with a server of this version), then tools/console.sh build"; exit 1; }
    echo "The console's files are what their sources give."
    ;;
  *)
    sed -n '3,6p' "$0"
    exit 2
    ;;
esac
