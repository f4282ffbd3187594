#!/usr/bin/env bash
# Installs what the tests need, builds everything and runs every test. Last line: "N passed, N failed".
# Usage: ./test.sh [Debug|Release]   (default Release)
# The OpenAPI document is linted and the console's front end rebuilt by .ci/run, not here: both need node and npm.
set -uo pipefail
cd "$(dirname "$0")"
configuration=${1:-Release}
results=$(mktemp -d)
trap 'rm -rf "$results"' EXIT

# The tests start their own Redis and PostgreSQL servers on loopback; only the programs must be there.
has_redis() { command -v redis-server >/dev/null; }
has_postgres() { command -v initdb >/dev/null || ls /usr/lib/postgresql/*/bin/initdb /opt/homebrew/opt/postgresql*/bin/initdb >/dev/null 2>&1; }

# promtool checks metrics and alerts. It comes with a server, which the tests don't need.
has_promtool() { command -v promtool >/dev/null; }

# The console is tested in a real browser.
has_chromium() { [ -n "${CHROMIUM:-}" ] || command -v chromium >/dev/null || command -v chromium-browser >/dev/null || command -v google-chrome >/dev/null || [ -d "/Applications/Google Chrome.app" ]; }
has_chromedriver() { [ -n "${CHROMEDRIVER:-}" ] || command -v chromedriver >/dev/null; }

# Installs a program with the system's package manager, or names the command that does and ends.
need() {
  local has=$1 apt=$2 brew=$3 root=
  "$has" && return
  if command -v apt-get >/dev/null; then
    [ "$(id -u)" -eq 0 ] || root=sudo
    if [ -z "$root" ] || sudo -n true 2>/dev/null; then
      echo "== installing $apt"
      $root apt-get update -qq && $root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$apt" >"$results/install.log" 2>&1 || cat "$results/install.log"
    fi
    "$has" || { echo "The tests need $apt. Run: sudo apt-get install $apt"; exit 1; }
  elif command -v brew >/dev/null; then
    echo "== installing $brew"
    brew install "$brew"
    "$has" || { echo "The tests need $brew. Run: brew install $brew"; exit 1; }
  else
    echo "The tests need $apt on the PATH; install it with this system's package manager."
    exit 1
  fi
}

need has_redis redis-server redis
if ! has_promtool; then
  need has_promtool prometheus prometheus
  if command -v apt-get >/dev/null; then service prometheus stop >/dev/null 2>&1 || sudo -n service prometheus stop >/dev/null 2>&1 || true; fi
fi
need has_postgres postgresql postgresql@16
need has_chromium chromium google-chrome
need has_chromedriver chromium-driver chromedriver

dotnet build Orleans.CallQueue.sln -c "$configuration" -v quiet -nologo || { echo "the build failed"; exit 1; }
projects=(tests/*.Tests/*.csproj tests/CallQueue.Simulation/*.csproj)

# Runs one project's tests. Its output, exit code and duration are kept in files named after it.
run() {
  local name start=$SECONDS
  name=$(basename "$1" .csproj)
  dotnet test "$1" -c "$configuration" --no-build -nologo \
    --logger "console;verbosity=minimal" --logger "trx;LogFileName=$results/$name.trx" >"$results/$name.log" 2>&1
  echo "$? $((SECONDS - start))" >"$results/$name.end"
}

# Adds one project's results to the totals, and shows its output if a test failed. A skipped test counts as failed.
report() {
  local name log code took summary f p s
  name=$(basename "$1" .csproj)
  log="$results/$name.log"
  read -r code took <"$results/$name.end"
  summary=$(grep -E 'Failed: +[0-9]+, Passed: +[0-9]+, Skipped: +[0-9]+' "$log" | tail -n 1)
  if [ -z "$summary" ]; then
    echo "== $name: no test ran (exit $code)"
    cat "$log"
    failed=$((failed + 1))
    return
  fi
  f=$(sed -E 's/.*Failed: +([0-9]+).*/\1/' <<<"$summary")
  p=$(sed -E 's/.*Passed: +([0-9]+).*/\1/' <<<"$summary")
  s=$(sed -E 's/.*Skipped: +([0-9]+).*/\1/' <<<"$summary")
  echo "== $name: $p passed, $f failed, $s skipped in $took s"
  grep -E '^\s+Skipped ' "$log" || true
  grep -ohE 'FIGURE [^<]*' "$results/$name.trx" | sed 's/^/  /' || true
  [ $((f + s)) -gt 0 ] || [ "$code" -eq 0 ] || f=1
  [ $((f + s)) -eq 0 ] || cat "$log"
  passed=$((passed + p)) failed=$((failed + f + s))
}

# The command line's tests mostly wait, for processes to start and for the next full minute: they run beside the others.
beside=tests/CallQueue.CommandLine.Tests/CallQueue.CommandLine.Tests.csproj
run "$beside" &

passed=0 failed=0
for project in "${projects[@]}"; do
  if [ "$project" = "$beside" ]; then continue; fi
  run "$project"
  report "$project"
done
wait
report "$beside"

echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
