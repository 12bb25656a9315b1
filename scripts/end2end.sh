#!/usr/bin/env bash
# The tests in a browser: scripts/end2end.sh [ARGUMENT of `playwright test`]…
set -euo pipefail
source "$(dirname "$0")/env.sh"

scripts/tools.sh build browser
step "Build for the browser tests" scripts/build.sh debug
cd end2end
step "Types of the browser tests" npx tsc --noEmit
step "Browser tests" env PINHOLE_BIN="${PINHOLE_BIN:-$out/debug/pinhole}" npx playwright test "$@"
# Again at the very end, for whoever reads only that.
cat test-results/summary.txt
