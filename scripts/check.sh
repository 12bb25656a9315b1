#!/usr/bin/env bash
# Formatting, lints of both halves of the program, tests without a browser.
set -euo pipefail
source "$(dirname "$0")/env.sh"

scripts/tools.sh build check
use_shared_build
step "Formatting" cargo fmt --all --check
# `frontend` switches on the browser's half of `app`; the two halves are never one build.
step "Lints, server" cargo clippy --locked --workspace --exclude frontend --all-targets -- -D warnings
step "Lints, browser" cargo clippy --locked -p frontend --target wasm32-unknown-unknown -- -D warnings
step "Tests" cargo nextest run --locked --workspace --exclude frontend
