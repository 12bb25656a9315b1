#!/usr/bin/env bash
# Draw the icons in public/ anew from public/icon.svg.
set -euo pipefail
source "$(dirname "$0")/env.sh"

scripts/tools.sh browser
(cd end2end && npm run --silent icons)
say "The icons are in public/"
