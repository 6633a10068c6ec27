# The pinned upstream tarballs, out of Debian's source archive: downloads, checks and unpacks them.

apt_folder=/etc/apt

# Sets debian_uri and debian_key (or "") from the machine's own main Debian entry, so that no host name is written here.
# Debian's own two files come first: others (Docker's, HashiCorp's) name the same suites.
find_debian_entry() {
  local entry parts="$apt_folder/sources.list.d"
  entry=$(
    entries_of_sources_files "$parts/debian.sources"
    entries_of_list_files "$apt_folder/sources.list"
    entries_of_sources_files "$parts"/*.sources
    entries_of_list_files "$parts"/*.list
  )
  entry=$(head -n 1 <<<"$entry")
  debian_uri=${entry%% *}
  debian_key=${entry#* }
  # An entry without a key of its own trusts the machine's keyring; Debian 13 keeps that only where Signed-By names it.
  local keyring=/usr/share/keyrings/debian-archive-keyring.gpg
  [ -n "$debian_key" ] || [ ! -e "$keyring" ] || debian_key=$keyring
  [ -n "$debian_uri" ]
}

# Files of paragraphs of "Key: value"; prints "URI key".
entries_of_sources_files() {
  local file
  for file in "$@"; do
    [ -e "$file" ] || continue
    awk '
      function flush() { if (uri != "" && suite && main) print uri, key; uri = ""; key = ""; suite = 0; main = 0 }
      /^#/ { next }
      /^[ \t]*$/ { flush() }
      /^URIs:/ { uri = $2 }
      /^Suites:/ { suite = $2 ~ /^(bookworm|trixie|stable|oldstable)$/ }
      /^Components:/ { main = /[ \t]main([ \t]|$)/ }
      /^Signed-By:/ { key = $2 }
      END { flush() }
    ' "$file"
  done
}

# Files of the older one-line form, "deb [options] URI suite components".
entries_of_list_files() {
  local file
  for file in "$@"; do
    [ -e "$file" ] || continue
    sed -nE 's/^deb +(\[([^]]*)\] +)?([^ ]+) +(bookworm|trixie|stable|oldstable) +(.* )?main( .*)?$/\3 \2/p' "$file" |
      sed -E 's/ .*signed-by=([^ ]+).*/ \1/; t; s/ .*/ /'
  done
}

# apt with lists of its own: the machine's stay as they are.
private_apt_get() {
  local private="$LEADWISE_DEPS/apt"
  apt-get -q -o Dir::Etc::SourceList="$private/sources.list" -o Dir::Etc::SourceParts=/dev/null \
    -o Dir::State::Lists="$private/lists" -o Dir::Cache::pkgcache= -o Dir::Cache::srcpkgcache= \
    -o APT::Sandbox::User="$(id -un)" "$@"
}

# Debian 12 and 13 are released: their source versions stay. --tar-only: some mirrors lack the .dsc of some packages.
download_debian_tarballs() {
  find_debian_entry || return 1
  mkdir -p "$LEADWISE_DEPS/apt/lists/partial" "$LEADWISE_DEPS/tarballs"
  local suite
  for suite in bookworm trixie; do
    echo "deb-src ${debian_key:+[signed-by=$debian_key] }$debian_uri $suite main"
  done >"$LEADWISE_DEPS/apt/sources.list"
  private_apt_get update || return 1
  (cd "$LEADWISE_DEPS/tarballs" && private_apt_get source --download-only --tar-only "$@")
}

get_debian_sources() {
  local kind name version hash wanted=()
  while read -r kind name version hash; do
    [ "$kind" = tarball ] || continue
    source_unpacked "$name" "$hash" || wanted+=("$name=$version")
  done <"$root/cmake/pins.txt"
  [ ${#wanted[@]} -gt 0 ] || return 0

  note "downloading source packages: ${wanted[*]}"
  run_logged "$LEADWISE_DEPS/logs/apt-source.log" download_debian_tarballs "${wanted[@]}" || return 1
  while read -r kind name version hash; do
    [ "$kind" != tarball ] || source_unpacked "$name" "$hash" || unpack_source "$name" "$hash"
  done <"$root/cmake/pins.txt"
}

source_unpacked() { [ "$(cat "$LEADWISE_DEPS/src/$1/.unpacked" 2>/dev/null)" = "$2" ]; }

unpack_source() {
  local name=$1 hash=$2 tarball folder="$LEADWISE_DEPS/src/$1" top
  tarball=$(ls -t "$LEADWISE_DEPS/tarballs/${name}_"*.orig.tar.* | head -n 1)
  echo "$hash  $tarball" | sha256sum --check --quiet >&2 || fail "$tarball is not the pinned file"
  rm -rf "$folder" "$folder.new"
  mkdir -p "$folder.new"
  tar -xf "$tarball" -C "$folder.new"
  # Some tarballs have one top folder, some have none.
  top=("$folder.new"/*)
  if [ ${#top[@]} = 1 ] && [ -d "${top[0]}" ]; then
    mv "${top[0]}" "$folder" && rm -rf "$folder.new"
  else
    mv "$folder.new" "$folder"
  fi
  echo "$hash" >"$folder/.unpacked"
}
