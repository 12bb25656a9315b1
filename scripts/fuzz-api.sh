#!/usr/bin/env bash
# Send the API what its document allows, and what it does not: scripts/fuzz-api.sh [OPTION of `schemathesis run`]…
# The program, its photos and its log are in a folder of their own, made anew each time. PINHOLE_BIN chooses another program.
set -euo pipefail
source "$(dirname "$0")/env.sh"

scripts/tools.sh fuzz
[[ -n ${PINHOLE_BIN:-} ]] || step "Build for fuzzing" scripts/build.sh debug
program=$(realpath "${PINHOLE_BIN:-$out/debug/pinhole}")

folder=$out/fuzz-api
rm -rf "$folder"
mkdir -p "$folder"
cp scripts/fuzz/{accounts.json,hooks.py,schemathesis.toml} "$folder/"
cd "$folder"
log=$folder/server.log
: >"$log"

# A bare environment: what the developer has set must not change what is tested. Without limits: they would refuse most of it.
limits=(RATE_LIMIT_{DEFAULT,AUTH,UPLOAD,READ}=off)
env -i PATH="$PATH" HOME="$folder" RUST_BACKTRACE=1 "${limits[@]}" "$program" serve --host 127.0.0.1 --port 0 --data-dir data >"$log" 2>&1 &
server=$!
trap 'kill "$server" 2>/dev/null && wait "$server" || true' EXIT
for _ in {1..300}; do
    PINHOLE_URL=$(sed -n 's/^Pinhole is at //p' "$log")
    [[ -z $PINHOLE_URL ]] || break
    kill -0 "$server" 2>/dev/null || fail "the program did not start: $(cat "$log")"
    sleep 0.1
done
export PINHOLE_URL=${PINHOLE_URL:?the program did not say where it is}

# The first account looks after the gallery, so another one asks.
password=$(sed -n 's/.*"password": "\(.*\)".*/\1/p' accounts.json)
for name in keeper robin wren; do
    curl --silent --show-error --fail --output /dev/null "$PINHOLE_URL/api/v1/auth/register" --header 'Content-Type: application/json' \
        --data "{\"username\": \"$name\", \"email\": \"$name@example.org\", \"password\": \"$password\"}"
done

from=$SECONDS
say "Fuzzing the API (about five minutes)"
passed=true
"$tools/fuzz/bin/schemathesis" run "$PINHOLE_URL/api/v1/openapi.json" "$@" || passed=false
say "Fuzzing the API: $((SECONDS - from)) s. The program's log is $log"

kill -0 "$server" 2>/dev/null || fail "the program ended while it was fuzzed."
! grep -E 'panicked at|"status":5[0-9][0-9]' "$log" || fail "the program failed, as its log says."
$passed || fail "the API does not do what its document says."
