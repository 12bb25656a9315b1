#!/usr/bin/env bash
# Honest figures, with the machine they were measured on: scripts/bench.sh [PHOTO]…
set -euo pipefail
source "$(dirname "$0")/env.sh"

scripts/tools.sh build browser
scripts/build.sh release
use_shared_build
cargo run --locked --release -p server --example bench -- --pinhole "$out/release/pinhole" --seeder scripts/seed.py "$@"
cd end2end
PINHOLE_BIN=$out/release/pinhole npm run --silent scrolling
