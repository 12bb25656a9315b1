#!/usr/bin/env bash
# Build what has changed and start the program: scripts/run.sh [OPTION of `pinhole serve`]…
set -euo pipefail
source "$(dirname "$0")/env.sh"

scripts/build.sh release
exec "$out/release/pinhole" serve "$@"
