# Runs every libFuzzer target for LEADWISE_FUZZ_SECONDS (30), as many at a time as there are processors.

# run_fuzzers [NAME...]
run_fuzzers() {
  local names
  mapfile -t names < <(fuzzer_names "$@")
  [ ${#names[@]} -gt 0 ] || { echo "no fuzzers were built"; return 1; }
  export root
  export -f run_fuzzer
  printf '%s\n' "${names[@]}" | xargs -P "$(nproc)" -I{} bash -c 'run_fuzzer {}'
}

# The names given, else those of all fuzzers that were built.
fuzzer_names() {
  local target
  [ $# = 0 ] || { printf '%s\n' "$@"; return; }
  for target in "$root"/build/sanitize/fuzzers/leadwise_fuzz_*; do
    [ ! -x "$target" ] || echo "${target##*/leadwise_fuzz_}"
  done
}

run_fuzzer() {
  local name=$1 folder="$root/build/fuzzing/$1" seeds=() dictionary=()
  mkdir -p "$folder/corpus"
  [ -d "$root/tests/fuzz/seeds/$name" ] && seeds=("$root/tests/fuzz/seeds/$name")
  [ ! -e "$root/tests/fuzz/dictionaries/$name.dict" ] || dictionary=("-dict=$root/tests/fuzz/dictionaries/$name.dict")
  # Memory is limited because nothing may be allocated on a header's word alone.
  if nice -n 15 "$root/build/sanitize/fuzzers/leadwise_fuzz_$name" -max_total_time="${LEADWISE_FUZZ_SECONDS:-30}" \
    -timeout=10 -rss_limit_mb=1024 -malloc_limit_mb=512 -artifact_prefix="$folder/" -print_final_stats=1 \
    "${dictionary[@]}" "$folder/corpus" "${seeds[@]}" >"$folder/log" 2>&1; then
    echo "fuzzer $name: passed, $(grep -o 'Done [0-9]* runs' "$folder/log")"
  else
    tail -n 30 "$folder/log"
    echo "fuzzer $name: failed, input kept in $folder"
    return 1
  fi
}

# print_fuzzing [NAME...]: of the last run of each, how often it ran and how many edges of the code it has seen.
print_fuzzing() {
  local name folder
  printf '%-20s %12s %8s %8s %s\n' fuzzer executions edges corpus findings
  for name in $(fuzzer_names "$@"); do
    folder="$root/build/fuzzing/$name"
    printf '%-20s %12s %8s %8s %s\n' "$name" "$(sed -n 's/^stat::number_of_executed_units: *//p' "$folder/log")" \
      "$(grep -o 'cov: [0-9]*' "$folder/log" | tail -n 1 | cut -d ' ' -f 2)" \
      "$(find "$folder/corpus" -type f | wc -l)" "$(find "$folder" -maxdepth 1 -type f ! -name log | wc -l)"
  done
}
