# Messages of the scripts: progress goes to stderr, so that stdout stays free for results.

note() { echo "leadwise: $*" >&2; }

fail() {
  echo "leadwise: error: $*" >&2
  exit 1
}
