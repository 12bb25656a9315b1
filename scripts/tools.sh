#!/usr/bin/env bash
# Install what is missing, and nothing else: scripts/tools.sh build|check|browser|fuzz …
# Everything is pinned. It is kept in the cache folder, where a second clone finds it; only what the system
# itself must have is installed by its package manager.
set -euo pipefail
source "$(dirname "$0")/env.sh"

cargo_leptos=0.3.10
wasm_bindgen=0.2.130
nextest=0.9.143
toolchain=$(sed -n 's/^channel = "\(.*\)"/\1/p' rust-toolchain.toml)

# install_system PACKAGE…: Debian and Ubuntu names.
install_system() {
    command -v apt-get >/dev/null || fail "please install these with your system's package manager: $*"
    local as_root=()
    local install=(apt-get install -y --no-install-recommends "$@")
    if [[ $(id -u) != 0 ]]; then
        as_root=(sudo)
        sudo -n true 2>/dev/null || fail "$* must be installed first. Run this, then try again:

  sudo apt-get update && sudo ${install[*]}
"
    fi
    say "Installing $* (about a minute)"
    "${as_root[@]}" apt-get update -q >&2
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive "${install[@]}" >&2
}

browser() { command -v "${CHROMIUM:-chromium}" || command -v chromium-browser || command -v google-chrome; }

need_system() {
    local missing=() need
    command -v cargo >/dev/null || fail "Rust is not installed. Install rustup first."
    command -v npm >/dev/null || fail "Node.js is not installed. Install Node.js 20 or newer, with npm."
    command -v cc >/dev/null || missing+=(build-essential)
    for need in "cmake cmake" "nasm nasm" "pkg-config pkg-config" "openssl openssl" "curl curl"; do
        command -v "${need#* }" >/dev/null || missing+=("${need% *}")
    done
    if [[ " $* " == *" browser "* ]]; then
        browser >/dev/null || missing+=(chromium)
        # Tells a browser which authorities to trust.
        command -v certutil >/dev/null || missing+=(libnss3-tools)
        # A browser without any font draws boxes.
        [[ -n $(find /usr/share/fonts -name '*.[to]tf' -print -quit 2>/dev/null) ]] || missing+=(fonts-liberation)
    fi
    if [[ " $* " == *" fuzz "* ]]; then
        # Debian has the part of Python that installs packages in a package of its own.
        python3 -c 'import ensurepip, venv' 2>/dev/null || missing+=(python3-venv)
    fi
    ((${#missing[@]} == 0)) || install_system "${missing[@]}"
}

# The tests in WebKit are left out, and say so, where this cannot be installed.
want_webkit() {
    local packages=(webkit2gtk-driver xvfb)
    { command -v WebKitWebDriver && command -v Xvfb; } >/dev/null && return
    if command -v apt-get >/dev/null && { [[ $(id -u) == 0 ]] || sudo -n true 2>/dev/null; }; then
        (install_system "${packages[@]}") && return
    fi
    say "Going on without ${packages[*]}: tests in WebKit are left out"
}

need_rust() {
    command -v rustup >/dev/null || return 0 # another way of installing Rust: cargo itself will say what it lacks
    local installed
    installed=$(rustup toolchain list 2>/dev/null) || true
    if [[ $installed != *"$toolchain"-* ]] || ! cargo clippy --version >/dev/null 2>&1 || ! cargo fmt --version >/dev/null 2>&1; then
        say "Installing Rust $toolchain (about a minute)"
        rustup toolchain install "$toolchain" --no-self-update --profile minimal -c rustfmt -c clippy
    fi
    if [[ ! -d $(rustc --print sysroot)/lib/rustlib/wasm32-unknown-unknown ]]; then
        say "Installing Rust for WebAssembly (seconds)"
        rustup target add wasm32-unknown-unknown --toolchain "$toolchain"
    fi
}

# install_crate COMMAND VERSION MINUTES CRATE OPTION…
install_crate() {
    local command=$1 version=$2 minutes=$3
    shift 3
    [[ $("$tools/bin/$command" --version 2>/dev/null) != *" $version"* ]] || return 0
    say "Building $command $version (about $minutes minutes on two cores, once)"
    # Not in the project's own target folder, nor with its profiles.
    env -u CARGO_TARGET_DIR -u CARGO_BUILD_BUILD_DIR CARGO_PROFILE_DEV_DEBUG=0 \
        cargo install --root "$tools" --version "$version" --force "$@"
}

need_leptos() {
    local locked
    locked=$(grep -A1 '^name = "wasm-bindgen"$' Cargo.lock | sed -n 's/^version = "\(.*\)"/\1/p')
    [[ $locked == "$wasm_bindgen" ]] ||
        fail "Cargo.lock has wasm-bindgen $locked, scripts/tools.sh pins its program at $wasm_bindgen. They must be the same: cargo update -p wasm-bindgen --precise $wasm_bindgen"
    install_crate wasm-bindgen "$wasm_bindgen" 4 wasm-bindgen-cli
    # Unoptimised: a third of the time to build, and fast enough.
    install_crate cargo-leptos "$cargo_leptos" 7 cargo-leptos --debug --locked
}

# install_npm FOLDER WHAT: the packages of its package-lock.json.
install_npm() {
    local stamp=$1/node_modules/.installed
    ! cmp -s "$1/package-lock.json" "$stamp" || return 0
    say "Installing $2 (seconds)"
    (cd "$1" && npm ci --no-audit --no-fund)
    cp "$1/package-lock.json" "$stamp"
}

need_wasm_opt() {
    mkdir -p "$tools/npm"
    cp scripts/package.json scripts/package-lock.json "$tools/npm/"
    install_npm "$tools/npm" wasm-opt
}

need_nextest() {
    command -v cargo-nextest >/dev/null || install_crate cargo-nextest "$nextest" 6 cargo-nextest --locked
}

need_schemathesis() {
    local home=$tools/fuzz wanted=scripts/fuzz/requirements.txt
    ! cmp -s "$wanted" "$home/.installed" || return 0
    python3 -c 'import sys; sys.exit(sys.version_info < (3, 11))' || fail "Python is too old to fuzz with. Install Python 3.11 or newer."
    say "Installing schemathesis (seconds)"
    python3 -m venv --clear "$home"
    "$home/bin/pip" install --quiet --disable-pip-version-check -r "$wanted"
    cp "$wanted" "$home/.installed"
}

(($#)) || fail "say what for: scripts/tools.sh build|check|browser|fuzz …"
need_system "$@"
need_rust
for what; do
    case $what in
        build)
            need_leptos
            need_wasm_opt
            ;;
        check) need_nextest ;;
        browser)
            want_webkit
            install_npm end2end "the browser tests' packages"
            ;;
        fuzz) need_schemathesis ;;
        *) fail "unknown: $what" ;;
    esac
done
