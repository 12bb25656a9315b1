#!/usr/bin/env bash
# Start the program, and build and start it again whenever a file is saved.
set -euo pipefail
source "$(dirname "$0")/env.sh"

scripts/tools.sh build
use_shared_build
# Names without hashes: cargo-leptos hashes them only in the first of its builds.
export LEPTOS_HASH_FILES=false
export LEPTOS_BIN_EXE_NAME=pinhole
export LEPTOS_SITE_ROOT=$out/debug/site
rm -f "$out/debug/.pinhole-inputs" "$out/debug/hash.txt"
exec cargo leptos watch --split -- serve "$@"
