# Debian packages: installs the missing ones and checks the versions that cmake/pins.txt pins.

packages_for_run=(ca-certificates cmake ninja-build g++ python3 bzip2 xz-utils emscripten libcpuinfo-dev
  libexpected-dev nlohmann-json3-dev libfast-float-dev libeigen3-dev libcli11-dev)
packages_for_test=("${packages_for_run[@]}" clang chromium libtorch-dev libgloo-dev libopenblas0-pthread)

as_root() {
  if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi
}

install_debian_packages() {
  local wanted=("$@") missing=() package
  # Node.js may come from elsewhere; then Debian's own is not wanted beside it.
  command -v node >/dev/null || wanted+=(nodejs)
  command -v npm >/dev/null || wanted+=(npm)
  for package in "${wanted[@]}"; do
    package_installed "$package" || missing+=("$package")
  done
  if [ ${#missing[@]} -gt 0 ]; then
    note "installing Debian packages: ${missing[*]}"
    apt_get_as_root update
    apt_get_as_root install --no-install-recommends "${missing[@]}"
  fi
}

# The fuzzers need clang's own runtime, in a package with clang's version in its name.
install_clang_runtime() {
  local version
  version=$(clang -dumpversion | cut -d . -f 1)
  install_debian_packages "libclang-rt-$version-dev"
}

package_installed() {
  [ "$(dpkg-query -W -f '${db:Status-Status}' "$1" 2>/dev/null)" = installed ]
}

apt_get_as_root() {
  run_logged "$LEADWISE_DEPS/logs/apt-$1.log" as_root env DEBIAN_FRONTEND=noninteractive \
    apt-get -q -y -o DPkg::Lock::Timeout=300 "$@" || fail "apt-get $1 failed"
}

check_package_versions() {
  local kind name debian_12 debian_13 expected found
  while read -r kind name debian_12 debian_13; do
    [ "$kind" = package ] && package_installed "$name" || continue
    case $(debian_release) in
      12) expected=$debian_12 ;;
      13) expected=$debian_13 ;;
      *) fail "only Debian 12 and 13 are pinned; LEADWISE_DEPENDENCIES=fetch takes the dependencies from upstream" ;;
    esac
    found=$(dpkg-query -W -f '${source:Upstream-Version}' "$name")
    [ "$found" = "$expected" ] || fail "$name is $found, but cmake/pins.txt pins $expected"
  done <"$root/cmake/pins.txt"
}

debian_release() { (. /etc/os-release && echo "${VERSION_ID:-}"); }
