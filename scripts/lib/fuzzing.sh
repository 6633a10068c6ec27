# Runs every libFuzzer target for LEADWISE_FUZZ_SECONDS (6), LEADWISE_FUZZ_JOBS (as many as there are processors) at a time.
# LEADWISE_FUZZERS: the folder of the targets; LEADWISE_FUZZING: where corpora and logs lie; LEADWISE_FUZZ_LEDGER: the file
# that gets a line for each run (none by default).

fuzzers=${LEADWISE_FUZZERS:-$root/build/sanitize/fuzzers}
fuzzing=${LEADWISE_FUZZING:-$root/build/fuzzing}

# run_fuzzers [NAME...]
run_fuzzers() {
  local names
  mapfile -t names < <(fuzzer_names "$@")
  [ ${#names[@]} -gt 0 ] || { echo "no fuzzers were built"; return 1; }
  export root fuzzers fuzzing
  export -f run_fuzzer fuzz dictionary_of enter_in_ledger logged_number logged_edges
  printf '%s\n' "${names[@]}" | xargs -P "${LEADWISE_FUZZ_JOBS:-$(nproc)}" -I{} bash -c 'run_fuzzer {}'
}

# The names given, else those of all fuzzers that were built.
fuzzer_names() {
  local target
  [ $# = 0 ] || { printf '%s\n' "$@"; return; }
  for target in "$fuzzers"/leadwise_fuzz_*; do
    [ ! -x "$target" ] || echo "${target##*/leadwise_fuzz_}"
  done
}

# The dictionary of a target, else that of the format it belongs to (wfdb of wfdb_segments).
dictionary_of() {
  local dictionaries="$root/tests/fuzz/dictionaries" name
  for name in "$1" "${1%%_*}"; do
    [ ! -e "$dictionaries/$name.dict" ] || { echo "$dictionaries/$name.dict"; return; }
  done
}

# fuzz NAME OPTION...: with the target's dictionary, corpus and seeds; the log says last which CPU time it took.
fuzz() {
  local name=$1 folder="$fuzzing/$1" dictionary seeds="$root/tests/fuzz/seeds/$1"
  dictionary=$(dictionary_of "$name")
  shift
  mkdir -p "$folder/corpus"
  local options=("-artifact_prefix=$folder/" -print_final_stats=1 "$@")
  [ -z "$dictionary" ] || options+=("-dict=$dictionary")
  options+=("$folder/corpus")
  [ ! -d "$seeds" ] || options+=("$seeds")
  local TIMEFORMAT='stat::cpu_seconds: %U %S'
  # Deep stacks for every allocation would take a tenth of the time.
  export ASAN_OPTIONS=malloc_context_size=4:quarantine_size_mb=32
  { time nice -n 15 "$fuzzers/leadwise_fuzz_$name" "${options[@]}"; } >"$folder/log" 2>&1
}

run_fuzzer() {
  local name=$1 folder="$fuzzing/$1" status=0
  # Memory is limited because nothing may be allocated on a header's word alone.
  fuzz "$name" -max_total_time="${LEADWISE_FUZZ_SECONDS:-6}" -timeout=10 -rss_limit_mb=1024 -malloc_limit_mb=512 ||
    status=$?
  [ -z "${LEADWISE_FUZZ_LEDGER:-}" ] || enter_in_ledger "$name" >>"$LEADWISE_FUZZ_LEDGER"
  if [ "$status" = 0 ]; then
    echo "fuzzer $name: passed, $(grep -o 'Done [0-9]* runs' "$folder/log")"
  else
    tail -n 30 "$folder/log"
    echo "fuzzer $name: failed, input kept in $folder"
    return 1
  fi
}

logged_number() { sed -n "s/^stat::$1: *//p" "$fuzzing/$2/log"; }

logged_edges() { grep -o 'cov: [0-9]*' "$fuzzing/$1/log" | tail -n 1 | cut -d ' ' -f 2; }

# The run's line: day,target,executions,cpu_seconds,edges,corpus
enter_in_ledger() {
  local seconds
  seconds=$(logged_number cpu_seconds "$1" | awk '{ printf "%.0f", $1 + $2 }')
  echo "$(date -u +%F),$1,$(logged_number number_of_executed_units "$1"),$seconds,$(logged_edges "$1"),$(
    find "$fuzzing/$1/corpus" -type f | wc -l)"
}

# Of the fewest inputs that reach every edge a target has reached, those of at most 4 KiB, the smallest first, up to 50 KB:
# they become the seeds that a campaign on another machine starts from, in tests/fuzz/seeds/NAME/reached.
keep_seeds() {
  local name=$1 merged size total=0 seeds="$root/tests/fuzz/seeds/$1"
  merged=$(mktemp -d)
  mkdir -p "$seeds" "$fuzzing/$name/corpus"
  "$fuzzers/leadwise_fuzz_$name" -set_cover_merge=1 -use_counters=0 "-artifact_prefix=$fuzzing/$name/" "$merged" "$seeds" "$fuzzing/$name/corpus" \
    >"$fuzzing/$name/merge.log" 2>&1
  rm -rf "$seeds/reached"
  mkdir "$seeds/reached"
  while read -r size input; do
    [ "$size" -le 4096 ] && [ $((total + size)) -le 50000 ] || break
    total=$((total + size))
    cp "$input" "$seeds/reached/${input##*/}"
  done < <(find "$merged" -type f -printf '%s %p\n' | sort -n)
  rm -rf "$merged"
  echo "seeds of $name: $(find "$seeds/reached" -type f | wc -l) inputs, $total bytes"
}
