# Builds, shared by scripts/run and scripts/test.

build_preset() {
  cd "$root"
  cmake --preset "$1" "${@:2}"
  cmake --build "build/$1"
}

build_site() {
  cd "$root/web"
  npm run build
}

# The wasm module without its tests.
build_module() {
  cd "$root"
  cmake --preset wasm
  cmake --build build/wasm --target leadwise_wasm
}
