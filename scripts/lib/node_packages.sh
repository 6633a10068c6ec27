# The locked npm packages of a folder, when its lock file changed since the last time.

install_node_packages() {
  local folder=$1 name=${1#"$root/"} stamp="$1/node_modules/.leadwise-lock" lock
  [ -f "$folder/package-lock.json" ] || return 0
  lock=$(sha256sum <"$folder/package-lock.json")
  [ "$(cat "$stamp" 2>/dev/null)" = "$lock" ] && return 0
  note "installing npm packages of $name"
  (cd "$folder" && run_logged "$LEADWISE_DEPS/logs/npm-${name//\//-}.log" \
    env PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD=1 npm ci --no-audit --no-fund) || fail "npm ci failed in $name"
  mkdir -p "$folder/node_modules"
  echo "$lock" >"$stamp"
}
