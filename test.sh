#!/usr/bin/env bash
# Builds everything that can be restored here and runs its tests. Last line: "N passed, N failed".
# Usage: ./test.sh [Debug|Release]   (default Release)
set -uo pipefail
cd "$(dirname "$0")"
configuration=${1:-Release}
results=$(mktemp -d)
trap 'rm -rf "$results"' EXIT

dotnet build Orleans.CallQueue.sln -c "$configuration" -v quiet -nologo || { echo "the build failed"; exit 1; }

# The cluster needs packages that not every package source serves. Only a failed restore may leave it out, never a failed build.
projects=(tests/*.Tests/*.csproj tests/CallQueue.Simulation/*.csproj)
if dotnet restore Orleans.CallQueue.Cluster.sln -v quiet >"$results/restore.log" 2>&1; then
  dotnet build Orleans.CallQueue.Cluster.sln -c "$configuration" --no-restore -v quiet -nologo || { echo "the build of the cluster failed"; exit 1; }
  projects+=(tests/Cluster/*.Tests/*.csproj)
else
  echo "== SKIPPED: src/CallQueue.Silo and tests/Cluster, because these packages can't be restored here:"
  grep -oE "(Unable to find package|Unable to find a stable package) [^ ]+" "$results/restore.log" | sort -u
fi

# Runs one project's tests; what they said, how they ended and how long they took lies in files of its name.
run() {
  local name start=$SECONDS
  name=$(basename "$1" .csproj)
  dotnet test "$1" -c "$configuration" --no-build -nologo \
    --logger "console;verbosity=minimal" --logger "trx;LogFileName=$results/$name.trx" >"$results/$name.log" 2>&1
  echo "$? $((SECONDS - start))" >"$results/$name.end"
}

# Counts what a project's tests came to, and shows them when they failed.
report() {
  local name log code took summary f p s
  name=$(basename "$1" .csproj)
  log="$results/$name.log"
  read -r code took <"$results/$name.end"
  summary=$(grep -E 'Failed: +[0-9]+, Passed: +[0-9]+, Skipped: +[0-9]+' "$log" | tail -n 1)
  if [ -z "$summary" ]; then
    echo "== $name: no test ran (exit $code)"
    cat "$log"
    broken=$((broken + 1))
    return
  fi
  f=$(sed -E 's/.*Failed: +([0-9]+).*/\1/' <<<"$summary")
  p=$(sed -E 's/.*Passed: +([0-9]+).*/\1/' <<<"$summary")
  s=$(sed -E 's/.*Skipped: +([0-9]+).*/\1/' <<<"$summary")
  passed=$((passed + p)) failed=$((failed + f)) skipped=$((skipped + s))
  echo "== $name: $p passed, $f failed, $s skipped in $took s"
  grep -E '^\s+Skipped ' "$log" || true
  grep -ohE 'FIGURE [^<]*' "$results/$name.trx" | sed 's/^/  /' || true
  if [ "$f" -gt 0 ] || [ "$code" -ne 0 ]; then
    cat "$log"
    [ "$f" -gt 0 ] || broken=$((broken + 1))
  fi
}

# The command line's tests mostly wait, for processes to start and for the next full minute: they run beside the others.
beside=tests/CallQueue.CommandLine.Tests/CallQueue.CommandLine.Tests.csproj
run "$beside" &

passed=0 failed=0 skipped=0 broken=0
for project in "${projects[@]}"; do
  if [ "$project" = "$beside" ]; then continue; fi
  run "$project"
  report "$project"
done
wait
report "$beside"

[ "$skipped" -eq 0 ] || echo "$skipped tests were skipped; the reasons stand above."
echo "$passed passed, $((failed + broken)) failed"
[ $((failed + broken)) -eq 0 ]
