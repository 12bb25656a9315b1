#!/usr/bin/env bash
# Run a command with the project's tools and build folders: scripts/with.sh cargo nextest run -p gallery
set -euo pipefail
source "$(dirname "$0")/env.sh"
use_shared_build
"$@"
