# Counters of test results: each reads a log and prints "passed failed skipped".

# One result, its own exit status (a build, a check); the level fills it in.
count_one() { echo 0 0 0; }

# Catch2 under ctest: a summary line for each program, none for one that died.
count_catch2() {
  awk '
    /All tests passed \(/ { match($0, /in [0-9]+ test case/); passed += substr($0, RSTART + 3) }
    /test cases: / {
      line = $0; sub(/.*test cases: /, "", line); n = split(line, part, "|")
      for (i = 2; i <= n; i++) {
        if (part[i] ~ /passed/) passed += part[i]
        if (part[i] ~ /failed/) failed += part[i]
        if (part[i] ~ /skipped/) skipped += part[i]
      }
    }
    /\*\*\*(Exception|Not Run|Timeout)|Subprocess aborted/ { failed++ }
    END { print passed + 0, failed + 0, skipped + 0 }'
}

# node:test, in its TAP and its human form.
count_node() {
  awk '
    /^(#|ℹ) pass [0-9]+/ { passed += $3 }
    /^(#|ℹ) (fail|cancelled) [0-9]+/ { failed += $3 }
    /^(#|ℹ) (skipped|todo) [0-9]+/ { skipped += $3 }
    END { print passed + 0, failed + 0, skipped + 0 }'
}

# scripts/lib/fuzzing.sh: a line for each fuzzer.
count_fuzzers() {
  awk '/^fuzzer .*: passed/ { passed++ } /^fuzzer .*: failed/ { failed++ } END { print passed + 0, failed + 0, 0 }'
}
