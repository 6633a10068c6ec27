# Messages of the scripts: progress goes to stderr, so that stdout stays free for results.

note() { echo "leadwise: $*" >&2; }

fail() {
  echo "leadwise: error: $*" >&2
  exit 1
}

# run_logged FILE COMMAND...: quiet while it works, the end of its output when it fails.
run_logged() {
  local log=$1
  shift
  mkdir -p "$(dirname "$log")"
  "$@" >"$log" 2>&1 && return 0
  tail -n 40 "$log" >&2
  return 1
}
