#!/usr/bin/env bash
# Everything.
set -euo pipefail
source "$(dirname "$0")/env.sh"

scripts/tools.sh build check browser
scripts/check.sh
scripts/end2end.sh
