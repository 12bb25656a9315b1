#!/usr/bin/env bash
# Build the program and its site: scripts/build.sh debug|release. Does nothing when nothing has changed.
# They end beside each other, where the program looks for it: target/release/pinhole, target/release/site.
set -euo pipefail
source "$(dirname "$0")/env.sh"

profile=${1:?debug or release}
stamp=$out/$profile/.pinhole-inputs

# All that goes into the program, by content: a checkout or a touch alone rebuilds nothing.
inputs() {
    find app frontend server style public .cargo Cargo.toml Cargo.lock rust-toolchain.toml \
        scripts/build.sh scripts/tools.sh scripts/package-lock.json \
        -name tests -prune -o -type f -print0 | LC_ALL=C sort -z | xargs -0 sha256sum
}

if [[ -x $out/$profile/pinhole && -d $out/$profile/site && -f $stamp && $(<"$stamp") == "$(inputs)" ]]; then
    exit 0
fi

scripts/tools.sh build
use_shared_build
inputs=$(inputs)
rm -f "$stamp"

# The program's name, which cargo-leptos would take from its package.
export LEPTOS_BIN_EXE_NAME=pinhole
export LEPTOS_SITE_ROOT=$out/$profile/site
case $profile in
    release)
        say "Building Pinhole (the first time about 8 minutes on two cores, then 2)"
        cargo leptos build --cargo-locked --release --split --precompress
        ;;
    debug)
        say "Building Pinhole for tests (the first time about 6 minutes on two cores, then 1)"
        cargo leptos build --cargo-locked --split
        ;;
    *) fail "debug or release, not $profile" ;;
esac
printf '%s\n' "$inputs" >"$stamp"
