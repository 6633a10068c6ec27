# What fuzzing amounts to: tests/fuzz/ledger.csv has a line for each run, tests/fuzz/findings.csv one for each finding that
# was mended; docs/fuzzing.md shows their sums.

# The table: executions, CPU time and findings of all runs together, edges and corpus of the last.
fuzz_table() {
  echo "| target | executions | CPU minutes | executions a CPU second | edges | corpus | findings mended |"
  echo "|---|---|---|---|---|---|---|"
  awk -F, '
    FNR == 1 { next }
    FILENAME ~ /findings/ { found[$2]++; next }
    { runs[$2] += $3; seconds[$2] += $4; edges[$2] = $5; corpus[$2] = $6 }
    END {
      for (name in runs)
        printf "| %s | %d | %.1f | %d | %d | %d | %d |\n", name, runs[name], seconds[name] / 60,
          runs[name] / (seconds[name] > 0 ? seconds[name] : 1), edges[name], corpus[name], found[name]
    }' "$root/tests/fuzz/findings.csv" "${LEADWISE_FUZZ_LEDGER:-$root/tests/fuzz/ledger.csv}" | sort
}

# Puts the table where the document has its last one.
update_fuzz_document() {
  local document="$root/docs/fuzzing.md"
  { sed '/^<!-- table -->$/q' "$document"; fuzz_table; sed -n '/^<!-- end of table -->$/,$p' "$document"; } \
    >"$document.new"
  mv "$document.new" "$document"
}
