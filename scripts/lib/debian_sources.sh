# Downloads the pinned upstream tarballs from Debian's source archive.
# Sourced by scripts/setup; needs LEADWISE_DEPS and lib/log.sh.

# Prints "URI" and "Signed-By" (or "-") of the machine's own main Debian entry, so that no host name is written here.
debian_own_entry() {
  local file
  for file in /etc/apt/sources.list.d/*.sources; do
    [ -e "$file" ] || continue
    awk '
      /^#/ { next }
      /^Types:/ { uri = ""; key = "-"; main = 0 }
      /^URIs:/ { uri = $2 }
      /^Suites:/ { main = ($2 !~ /security|backports/) && ($2 ~ /^(bookworm|trixie|stable|oldstable)/) }
      /^Signed-By:/ && NF > 1 { key = $2 }
      /^$/ { if (uri && main) { print uri, key; exit } }
      END { if (uri && main) print uri, key }
    ' "$file" | head -n 1
  done | head -n 1 | grep . && return 0
  for file in /etc/apt/sources.list /etc/apt/sources.list.d/*.list; do
    [ -e "$file" ] || continue
    awk '
      $1 == "deb" {
        key = "-"; i = 2
        while ($i ~ /^\[/ || inside) {
          if (match($i, /signed-by=[^] ]+/)) key = substr($i, RSTART + 10, RLENGTH - 10)
          inside = ($i !~ /\]$/); i++
        }
        if ($(i + 1) ~ /^(bookworm|trixie|stable|oldstable)(-updates)?$/) { print $i, key; exit }
      }
    ' "$file"
  done | head -n 1 | grep .
}

# apt with private lists: the machine's own lists stay as they are.
private_apt_get() {
  local root="$LEADWISE_DEPS/apt"
  apt-get -q -o Dir::Etc::SourceList="$root/sources.list" -o Dir::Etc::SourceParts=/dev/null \
    -o Dir::State::Lists="$root/lists" -o Dir::Cache::pkgcache= -o Dir::Cache::srcpkgcache= \
    -o APT::Get::List-Cleanup=0 -o Acquire::Languages=none "$@"
}

write_private_source_list() {
  local entry uri key option="" suite
  entry=$(debian_own_entry) || fail "no Debian entry found in apt's source lists"
  read -r uri key <<<"$entry"
  [ "$key" = "-" ] || option="[signed-by=$key] "
  mkdir -p "$LEADWISE_DEPS/apt/lists/partial"
  for suite in "$@"; do
    echo "deb-src ${option}${uri} ${suite} main"
  done >"$LEADWISE_DEPS/apt/sources.list"
}
