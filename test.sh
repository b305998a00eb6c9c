#!/usr/bin/env bash
# Restores, builds and tests. Where the packages of the integration projects cannot be had, says so and runs the portable part.
#   ./test.sh [arguments for the test runner]
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

configuration=Release
solution=MLNetLandscape.sln
portable=MLNetLandscape.Portable.slnf
# Only the absence of one of these may shrink the run; any other failure to restore is a failure.
integration_packages='Microsoft\.ML(\.[A-Za-z.]+)?|TorchSharp(-cpu)?|libtorch-cpu(-[a-z0-9-]+)?'
missing_package="error NU110[12]: Unable to find package ($integration_packages)[. ]"

log=$(mktemp)
trap 'rm -f "$log"' EXIT

target=$solution
if ! dotnet restore "$solution" --nologo >"$log" 2>&1; then
    other=$(grep -E ': error ' "$log" | grep -vE "$missing_package" | sort -u || true)
    absent=$(grep -oE "$missing_package" "$log" | grep -oE "package [^ ]+" | cut -d' ' -f2 | sed 's/\.$//' | sort -u || true)
    if [ -n "$other" ] || [ -z "$absent" ]; then
        cat "$log" >&2
        echo "test.sh: restore failed, and not because an integration package is missing." >&2
        exit 1
    fi
    target=$portable
    echo "================================================================================"
    echo "LEFT OUT: these packages cannot be restored on this machine:"
    printf '  %s\n' $absent
    echo "so these projects are neither built nor tested here:"
    comm -23 <(dotnet sln "$solution" list | grep -E '\.csproj$' | sort) \
             <(grep -oE '[^"]+\.csproj' "$portable" | tr -s '\\' '/' | sort) | sed 's/^/  /'
    echo "================================================================================"
    dotnet restore "$portable" --nologo
fi

# One compiler process for all projects, even where the environment asks for one each: that takes a third of the time. Where it asks, none stays behind.
built=0
dotnet build "$target" --configuration "$configuration" --no-restore --nologo --verbosity quiet -property:UseSharedCompilation=true || built=$?
if [ "${UseSharedCompilation:-true}" = false ]; then dotnet build-server shutdown --vbcscompiler >/dev/null; fi
[ "$built" = 0 ] || exit "$built"

set +e
dotnet test --solution "$target" --configuration "$configuration" --no-build --no-progress "$@" 2>&1 | tee "$log"
status=${PIPESTATUS[0]}
set -e

count() { grep -oE "^ +$1: [0-9]+" "$log" | tail -n 1 | grep -oE '[0-9]+' || echo 0; }
if [ "$(count skipped)" != 0 ]; then
    echo "Skipped, and why:"
    grep -E -A 1 '^ *skipped ' "$log" | grep -vE '^--$' | sort -u || true
fi
echo "$(count succeeded) passed, $(count failed) failed, $(count skipped) skipped"
exit "$status"
