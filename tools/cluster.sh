#!/usr/bin/env bash
# A whole cluster on this machine, without docker: redis-server, silos and gateways on loopback.
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
dir=${CLUSTER_DIR:-$root/data/cluster}
base=${CLUSTER_PORT:-7600}
callqueue=$root/src/CallQueue/bin/Release/net10.0/callqueue.dll
lab_dll=$root/tools/CallQueue.CarrierLab/bin/Release/net10.0/CallQueue.CarrierLab.dll

usage() {
  cat <<EOF
tools/cluster.sh up [N]        redis (append-only), N silos (3), two gateways, and a carrier lab unless TWILIO_ACCOUNT_SID is set:
                               with the lab it is a rehearsal, and nobody is phoned
tools/cluster.sh status        what runs, where, and whether it is ready
tools/cluster.sh kill N        kill -9 silo N            tools/cluster.sh stop N     SIGTERM: hand over, then go
tools/cluster.sh add           one more silo, on ports of its own; prints its number
tools/cluster.sh scale N       as many silos as N while calls run: adds some, or stops the newest ones, each after it has handed over
tools/cluster.sh start N       silo N again, on its old ports
tools/cluster.sh freeze N      SIGSTOP silo N            tools/cluster.sh wake N     SIGCONT
tools/cluster.sh roll          restart every silo and gateway, one at a time, each once the one before is ready
tools/cluster.sh redis-restart stop redis and start it again over its file; redis-kill does it with kill -9
tools/cluster.sh standalone    not a cluster: one process on SQLite at the first gateway's port, for comparison
tools/cluster.sh leave         stop that one process, export its folder to move.jsonl     tools/cluster.sh import   move it into the cluster
tools/cluster.sh down          stop everything that was started

Environment: CLUSTER_DIR (default ./data/cluster: logs, process ids, redis' files), CLUSTER_PORT (first port, default $base),
LAB_ARGS (options of the carrier lab), and everything that a silo reads: callqueue silo --help.
Ports: redis $base, carrier lab $((base + 1)), gateways $((base + 11)) and $((base + 12)), silo N from $((base + 100)) + 3 N on.
EOF
}

pid_of() { cat "$dir/$1.pid" 2>/dev/null || true; }
runs() { local pid; pid=$(pid_of "$1"); [ -n "$pid" ] && kill -0 "$pid" 2>/dev/null; }
say() { echo "$(date +%H:%M:%S) $*"; }

# launch NAME COMMAND…: in the background, by process id, its output in NAME.log.
launch() {
  local name=$1
  shift
  if runs "$name"; then say "$name runs already"; return; fi
  nohup "$@" >>"$dir/$name.log" 2>&1 </dev/null &
  echo $! >"$dir/$name.pid"
}

# finish NAME SIGNAL SECONDS: waits until it has ended; kill -9 after that.
finish() {
  local name=$1 pid
  pid=$(pid_of "$name")
  [ -n "$pid" ] || return 0
  kill "-$2" "$pid" 2>/dev/null || true
  for ((i = 0; i < $3 * 20; i++)); do kill -0 "$pid" 2>/dev/null || break; sleep 0.05; done
  kill -9 "$pid" 2>/dev/null || true
  rm -f "$dir/$name.pid"
}

environment() {
  export REDIS_URL=redis://127.0.0.1:$base
  if [ -z "${TWILIO_ACCOUNT_SID:-}" ]; then
    export TWILIO_ACCOUNT_SID=AC00000000000000000000000000000001 TWILIO_AUTH_TOKEN=0123456789abcdef0123456789abcdef
    export TWILIO_NUMBER=+14155550100 TWILIO_BASE_URL=http://127.0.0.1:$((base + 1)) CALLQUEUE_ABSENCE_SECONDS=${CALLQUEUE_ABSENCE_SECONDS:-3}
    export CARRIER_DIALS_PER_SECOND=${CARRIER_DIALS_PER_SECOND:-0} MAX_CONCURRENT_CALLS=${MAX_CONCURRENT_CALLS:-1000}
    export CALLQUEUE_REHEARSAL=true CALLQUEUE_OPERATOR_KEY=${CALLQUEUE_OPERATOR_KEY:-rehearsal-key-that-opens-no-real-queue}
  elif [ -z "${CALLQUEUE_OPERATOR_KEY:-}" ]; then
    mkdir -p "$dir"
    [ -s "$dir/operator.key" ] || (umask 077 && openssl rand -hex 24 >"$dir/operator.key")
    CALLQUEUE_OPERATOR_KEY=$(cat "$dir/operator.key")
    export CALLQUEUE_OPERATOR_KEY
  fi
  export HOST=${HOST:-127.0.0.1}
  export PUBLIC_URL=${PUBLIC_URL:-http://127.0.0.1:$((base + 11))}
}

redis() { launch redis redis-server --bind 127.0.0.1 --port "$base" --dir "$dir" --appendonly yes --maxmemory-policy noeviction --save ''; }

carrier() {
  [ -e "$lab_dll" ] || dotnet build "$root/tools/CallQueue.CarrierLab" -c Release -v quiet -nologo
  # shellcheck disable=SC2086 # several options
  launch carrier dotnet "$lab_dll" --port $((base + 1)) --ledger "$dir/ledger.jsonl" ${LAB_ARGS:-}
}

silo() {
  local n=$1 first=$((base + 100 + 3 * $1))
  SERVICE_ROLE=${SILO_ROLE:-all} SILO_NAME=silo-$n SILO_PORT=$first SILO_GATEWAY_PORT=$((first + 1)) PORT=$((first + 2)) launch "silo-$n" dotnet "$callqueue"
}

gateway() { SERVICE_ROLE=api SILO_NAME=gateway-$1 PORT=$((base + 10 + $1)) launch "gateway-$1" dotnet "$callqueue"; }

http_port() {
  case $1 in
    silo-*) echo $((base + 100 + 3 * ${1#silo-} + 2)) ;;
    gateway-*) echo $((base + 10 + ${1#gateway-})) ;;
  esac
}

is_ready() { [ "$(curl -s -m 2 -o /dev/null -w '%{http_code}' "http://127.0.0.1:$(http_port "$1")/healthz/ready")" = 200 ]; }

# A process that gave up joining is started again, as an orchestrator would.
await_ready() {
  local name=$1
  for ((i = 0; i < 600; i++)); do
    is_ready "$name" && return 0
    if ! runs "$name"; then
      rm -f "$dir/$name.pid"
      case $name in silo-*) silo "${name#silo-}" ;; gateway-*) gateway "${name#gateway-}" ;; esac
    fi
    sleep 0.2
  done
  say "$name is not ready; see $dir/$name.log"
  return 1
}

names() { for file in "$dir"/"$1"*.pid; do [ -e "$file" ] && basename "$file" .pid; done | sort -V; }

next_silo() {
  local last=0
  [ -e "$dir/last-silo" ] && last=$(cat "$dir/last-silo")
  echo $((last + 1)) | tee "$dir/last-silo"
}

up() {
  mkdir -p "$dir"
  ! runs standalone || { say "stop the one process first: tools/cluster.sh leave"; return 1; }
  [ -e "$callqueue" ] || dotnet build "$root/src/CallQueue" -c Release -v quiet -nologo
  redis
  [ -n "${TWILIO_ACCOUNT_SID:-}" ] || carrier
  environment
  for ((n = 0; n < $1; n++)); do silo "$(next_silo)"; done
  gateway 1
  gateway 2
  for name in $(names silo-) $(names gateway-); do await_ready "$name"; done
  say "up: REST on http://127.0.0.1:$((base + 11)) and http://127.0.0.1:$((base + 12)), with an operator key"
  next_steps
}

# What to type now. Whether people are phoned is what the processes themselves say.
next_steps() {
  local first=http://127.0.0.1:$((base + 11)) second=http://127.0.0.1:$((base + 12)) number=+1XXXXXXXXXX said key
  said=$(grep -hoE '(This is a REHEARSAL|Calls are REAL)[^"]*' "$dir/gateway-1.log" | tail -1 || true)
  echo "$said"
  # In a rehearsal any number will do. Whom to phone for real is typed by hand.
  [[ $said != *REHEARSAL* ]] || number=+12025550123
  # The key of a rehearsal is public; one that opens real phones stays in its file.
  case $CALLQUEUE_OPERATOR_KEY in rehearsal-*) key=$CALLQUEUE_OPERATOR_KEY ;; *) key="\$(cat $dir/operator.key)" ;; esac
  cat <<EOF
Queue a call:  curl -X POST $first/api/calls/queue -H "X-Api-Key: $key" -H 'Content-Type: application/json' -d '{"phone_number":"$number","custom_call_id":"first"}'
Watch it:      while sleep 1; do curl -s $second/api/calls/first/status -H "X-Api-Key: $key"; echo; done
EOF
}

standalone() {
  mkdir -p "$dir"
  [ -e "$callqueue" ] || dotnet build "$root/src/CallQueue" -c Release -v quiet -nologo
  [ -n "${TWILIO_ACCOUNT_SID:-}" ] || carrier
  environment
  launch standalone dotnet "$callqueue" serve --port $((base + 11)) --data "$dir/standalone"
  for ((i = 0; i < 150; i++)); do curl -s -m 2 -o /dev/null "http://127.0.0.1:$((base + 11))/api/health" && return 0; sleep 0.2; done
  say "it does not answer; see $dir/standalone.log"
  return 1
}

leave() {
  finish standalone TERM 30
  dotnet "$callqueue" export "$dir/move.jsonl" --data "$dir/standalone"
}

roll() {
  local began=$SECONDS
  for name in $(names silo-) $(names gateway-); do
    say "restarting $name"
    finish "$name" TERM 40
    case $name in silo-*) silo "${name#silo-}" ;; gateway-*) gateway "${name#gateway-}" ;; esac
    await_ready "$name"
  done
  say "rolled in $((SECONDS - began)) s"
}

# Grows by new silos, shrinks by the newest ones, one after the other. Businesses follow by themselves.
scale() {
  local want=$1 name
  ((want >= 1)) || { echo "a cluster has at least one silo" >&2; return 2; }
  for name in $(names silo-); do runs "$name" || rm -f "$dir/$name.pid"; done
  while (($(names silo- | wc -l) < want)); do
    local n
    n=$(next_silo)
    silo "$n"
    await_ready "silo-$n"
    say "silo $n has joined"
  done
  while (($(names silo- | wc -l) > want)); do
    name=$(names silo- | tail -1)
    finish "$name" TERM 40
    say "silo ${name#silo-} has left"
  done
}

status() {
  for file in "$dir"/*.pid; do
    [ -e "$file" ] || { echo "nothing runs in $dir"; return; }
    local name state=ended
    name=$(basename "$file" .pid)
    if runs "$name"; then
      state=running
      case $name in silo-* | gateway-*) is_ready "$name" && state="ready on http://127.0.0.1:$(http_port "$name")" ;; esac
    fi
    printf '%-12s pid %-8s %s\n' "$name" "$(pid_of "$name")" "$state"
  done
}

down() {
  for name in $(names gateway-) $(names silo-) standalone carrier; do kill -CONT "$(pid_of "$name")" 2>/dev/null || true; finish "$name" TERM 5 & done
  wait
  finish redis TERM 10
  say "down; logs are in $dir"
}

command=${1:-help}
case $command in
  kill | stop | start | freeze | wake | scale) [[ ${2:-} =~ ^[0-9]+$ ]] || { echo "a number is missing: tools/cluster.sh $command N" >&2; exit 2; } ;;
esac
case $command in up | standalone) ;; *) environment ;; esac
case $command in
  up) up "${2:-3}" ;;
  standalone) standalone ;;
  leave) leave ;;
  import) dotnet "$callqueue" import --cluster "$dir/move.jsonl" ;;
  status) status ;;
  kill) finish "silo-$2" KILL 5 ;;
  stop) finish "silo-$2" TERM 40 ;;
  add) n=$(next_silo); silo "$n"; await_ready "silo-$n"; echo "$n" ;;
  scale) scale "$2" ;;
  start) silo "$2"; await_ready "silo-$2" ;;
  freeze) kill -STOP "$(pid_of "silo-$2")" ;;
  wake) kill -CONT "$(pid_of "silo-$2")" ;;
  roll) roll ;;
  redis-restart) finish redis TERM 10; redis ;;
  redis-kill) finish redis KILL 5; redis ;;
  down) down ;;
  help | --help | -h) usage ;;
  *) usage >&2; exit 2 ;;
esac
