#!/usr/bin/env bash
# Take a picture of every page into end2end/screenshots (or $SCREENSHOTS), and the README's into docs/.
set -euo pipefail
source "$(dirname "$0")/env.sh"

scripts/tools.sh build browser
scripts/build.sh release
export PINHOLE_BIN=${PINHOLE_BIN:-$out/release/pinhole}
export SCREENSHOTS=${SCREENSHOTS:-$root/end2end/screenshots}
(cd end2end && npm run --silent screenshots)
mkdir -p docs
cp "$SCREENSHOTS/readme.png" docs/screenshot.png
say "The pictures are in $SCREENSHOTS"
