# shellcheck shell=bash
# Where things are. Sourced by the other scripts; changes the current folder to the top of the work tree.
#
#   $root   this clone                     $out   what was built: $out/release/pinhole, $out/release/site
#   $cache  what every clone shares        $tools programs of pinned versions, in $cache

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)
cd "$root" || exit
cache=${XDG_CACHE_HOME:-${HOME:?is not set}/.cache}/pinhole
tools=$cache/tools
out=${CARGO_TARGET_DIR:-$root/target}
mkdir -p "$cache" "$tools" "$out"
out=$(cd "$out" && pwd -P)

# A rustup on PATH may belong to another home than this one: use its toolchains rather than fetch them again.
if [[ -z ${RUSTUP_HOME:-} && ! -d $HOME/.rustup ]] && cargo=$(command -v cargo); then
    beside=$(dirname "$(dirname "$(dirname "$cargo")")")/.rustup
    [[ ! -d $beside/toolchains ]] || export RUSTUP_HOME=$beside
fi

export PATH=$tools/bin:$tools/npm/node_modules/.bin:$PATH
export CARGO_TARGET_DIR=$out
# npm must not fetch a browser of its own.
export PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD=1

if [[ -t 2 ]]; then bold=$'\033[1m' plain=$'\033[0m'; else bold='' plain=''; fi
say() { printf '%s==> %s%s\n' "$bold" "$*" "$plain" >&2; }
fail() { printf '%sSorry: %s%s\n' "$bold" "$*" "$plain" >&2; exit 1; }

# step NAME COMMAND…: run it and say how long it took.
step() {
    local name=$1 from=$SECONDS
    shift
    say "$name"
    "$@" || fail "$name did not succeed (after $((SECONDS - from)) s)."
    say "$name: $((SECONDS - from)) s"
}

# Compiled dependencies are shared between clones, so that a second clone builds in a minute. But cargo tells
# fresh from stale by file times, and takes another clone's crates for this one's. So the shared folder belongs to
# one clone at a time; when it passes to another, what was made of the workspace's own crates is forgotten.
# Held until the script ends. While another clone is building, this one builds in a folder of its own.
use_shared_build() {
    local shared=$cache/target owner=$cache/target/.clone
    export CARGO_BUILD_BUILD_DIR=$shared
    mkdir -p "$shared"
    command -v flock >/dev/null || { CARGO_BUILD_BUILD_DIR=$out; return; }
    exec 9>>"$shared/.clone.lock"
    flock -s 9
    while [[ $(cat "$owner" 2>/dev/null) != "$root" ]]; do
        if ! flock -x -n 9; then
            say "Another clone is building in $shared; building in $out meanwhile"
            exec 9>&-
            CARGO_BUILD_BUILD_DIR=$out
            return
        fi
        if [[ $(cat "$owner" 2>/dev/null) != "$root" ]]; then
            # What was made of the packages of Cargo.lock that come from nowhere else is of no use here.
            awk -v RS= '!/\nsource = /' Cargo.lock | sed -n 's/^name = "\(.*\)"/\1/p' | while read -r member; do
                find "$shared" -type d -path "*/.fingerprint/$member-*" -prune | while read -r unit; do
                    rm -rf "${unit%/.fingerprint/*}"/{deps,examples,build}/*"-${unit##*-}"* "$unit"
                done
            done
            find "$shared" -type d -name incremental -prune -exec rm -rf {} +
            printf '%s\n' "$root" >"$owner"
        fi
        flock -s 9
    done
}
