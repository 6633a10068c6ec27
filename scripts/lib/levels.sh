# Test levels: runs each, keeps its log, counts its results, goes on after a failure, prints the table at the end.
#
# level NAME TOOLS COUNTER COMMAND...: TOOLS are the programs it needs; where one is missing the level is skipped. COUNTER
# is a function that reads the log and prints "passed failed skipped".
# background_level NAME TOOLS COUNTER COMMAND...: the same, beside the levels that follow; wait_for_background_level ends it.

level_names=() level_passed=() level_failed=() level_skipped=() level_seconds=()
level_bad=0
# node:test, Catch2 and ninja, ctest, compilers, sanitizers, scripts/lib/fuzzing.sh.
failure_lines='^ *not ok |FAILED:|\*\*\*(Exception|Not Run|Timeout)|: (fatal )?error: |^==[0-9]+==ERROR|runtime error:|^fuzzer .*: failed'

level() {
  local name=$1 tools=$2 counter=$3 seconds=$SECONDS status=0
  shift 3
  has_tools "$name" "$tools" || return 0
  note "$name ..."
  (set -e; "$@") >"$(log_of "$name")" 2>&1 || status=$?
  judge_level "$name" "$counter" "$status" $((SECONDS - seconds))
}

background_level() {
  local name=$1 tools=$2
  background_name=$1 background_counter=$3 background_start=$SECONDS background_pid=""
  shift 3
  has_tools "$name" "$tools" || return 0
  note "$name (in the background) ..."
  (set -e; "$@") >"$(log_of "$name")" 2>&1 &
  background_pid=$!
}

wait_for_background_level() {
  local status=0
  [ -n "$background_pid" ] || return 0
  note "$background_name: waiting for the end"
  wait "$background_pid" || status=$?
  judge_level "$background_name" "$background_counter" "$status" $((SECONDS - background_start))
}

log_of() { echo "$logs/${1// /-}.log"; }

has_tools() {
  local name=$1 tool
  for tool in $2; do
    if ! command -v "$tool" >/dev/null; then
      note "$name: skipped, $tool is missing"
      record_level "$name" 0 0 1 0
      return 1
    fi
  done
}

# judge_level NAME COUNTER STATUS SECONDS: counts what the log tells, and shows its failures where something failed.
judge_level() {
  local name=$1 counter=$2 status=$3 passed failed skipped log
  log=$(log_of "$name")
  read -r passed failed skipped < <("$counter" <"$log")
  [ "$counter" != count_one ] || { passed=$((status == 0)) failed=$((status != 0)); }
  # A program that died has no summary to count. A level that passed nothing has tested nothing: its tools are here, so
  # skipping it counts as a failure. Single tests may skip, for want of recordings that are not part of the repository.
  [ "$status" = 0 ] || [ "$failed" -gt 0 ] || failed=1
  [ $((passed + failed)) -gt 0 ] || failed=1
  record_level "$name" "$passed" "$failed" "$skipped" "$4"
  if [ "$failed" -gt 0 ]; then
    level_bad=1
    note "$name: $failed failed, $skipped skipped; of $log:"
    failures_of "$log" >&2
  fi
}

# The first failures that a log tells of, each with its reason; the end of a log that tells of none.
failures_of() {
  local found
  found=$(grep -E -A 15 "$failure_lines" "$1" | head -n 60)
  if [ -n "$found" ]; then echo "$found"; else tail -n 30 "$1"; fi
}

record_level() {
  level_names+=("$1") level_passed+=("$2") level_failed+=("$3") level_skipped+=("$4") level_seconds+=("$5")
}

# Prints the table; the exit status says whether everything passed.
print_levels() {
  local i passed=0 failed=0 skipped=0
  printf '%-22s %8s %8s %8s %8s\n' level passed failed skipped seconds
  for i in "${!level_names[@]}"; do
    printf '%-22s %8d %8d %8d %8d\n' "${level_names[i]}" "${level_passed[i]}" "${level_failed[i]}" \
      "${level_skipped[i]}" "${level_seconds[i]}"
    passed=$((passed + level_passed[i])) failed=$((failed + level_failed[i])) skipped=$((skipped + level_skipped[i]))
  done
  echo "$passed passed, $failed failed, $skipped skipped"
  [ "$level_bad" = 0 ]
}
