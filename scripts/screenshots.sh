#!/usr/bin/env bash
# Take a picture of every page into end2end/screenshots (or $SCREENSHOTS), the README's into docs/, the manifest's into public/.
set -euo pipefail
source "$(dirname "$0")/env.sh"

scripts/tools.sh build browser
scripts/build.sh release
export PINHOLE_BIN=${PINHOLE_BIN:-$out/release/pinhole}
export SCREENSHOTS=${SCREENSHOTS:-$root/end2end/screenshots}
(cd end2end && npm run --silent screenshots)
mkdir -p docs
cp "$SCREENSHOTS/readme.png" docs/screenshot.png
cp "$SCREENSHOTS"/screenshot-{wide,narrow}.jpg public/
say "The pictures are in $SCREENSHOTS"
