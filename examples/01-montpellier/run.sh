#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# run.sh [OUTPUT]: makes the territory of Montpellier from public files, checks and builds it, runs a small sample.
#
#   EVEIL_DATA     folder with the files, as README.md lists them   (../shared/data/montpellier beside the checkout)
#   EVEIL_PROGRAM  the program                                      (./eveil of the checkout)
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(cd "$here/../.." && pwd)
data=${EVEIL_DATA:-$root/../shared/data/montpellier}
program=${EVEIL_PROGRAM:-$root/eveil}
output=${1:-$root/build/examples/01-montpellier}

[ -d "$data" ] || { echo "run.sh: no folder $data; set EVEIL_DATA to the folder of the files that README.md lists" >&2; exit 3; }
mkdir -p "$output"
output=$(cd "$output" && pwd)

cp "$here"/*.toml "$output/"
ln -sf "$(realpath "$data/osm/montpellier-drive-2020-07-02.osm.pbf")" "$output/roads.osm.pbf"
ln -sf "$(realpath "$data/gtfs/tam-2025-10-16.zip")" "$output/tam.zip"
/usr/bin/python3 "$here/zones.py" "$data" "$output/zones.geojson"

cd "$output"
"$program" territory check territory.toml
"$program" territory build territory.toml --force
[ "${EVEIL_EXAMPLE_UNTIL:-run}" = build ] && exit 0
"$program" run scenario.toml -o montpellier.h5 --force
"$program" info montpellier.h5
