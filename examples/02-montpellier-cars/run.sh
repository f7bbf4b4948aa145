#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# run.sh [OUTPUT]: puts the car trips of a survey day on the streets of Montpellier and tells how they get through.
#
#   EVEIL_DATA     folder with the files, as README.md lists them   (../shared/data/montpellier beside the checkout)
#   EVEIL_PROGRAM  the program                                      (./eveil of the checkout)
#   EVEIL_SAMPLE   share of the cars                                (0.1: a minute)
#   EVEIL_DAYS     days of learning                                 (6)
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(cd "$here/../.." && pwd)
data=${EVEIL_DATA:-$root/../shared/data/montpellier}
program=${EVEIL_PROGRAM:-$root/eveil}
output=${1:-$root/build/examples/02-montpellier-cars}

[ -d "$data" ] || { echo "run.sh: no folder $data; set EVEIL_DATA to the folder of the files that README.md lists" >&2; exit 3; }
mkdir -p "$output"
output=$(cd "$output" && pwd)

/usr/bin/python3 "$here/demand.py" "$data" "$output"
cat "$here/territory.toml" "$output/gates.toml" >"$output/territory.toml"
cp "$here/scenario.toml" "$output/"
ln -sf "$(realpath "$data/osm/montpellier-drive-2020-07-02.osm.pbf")" "$output/roads.osm.pbf"

cd "$output"
"$program" territory build territory.toml --force
"$program" run scenario.toml -o cars.h5 --force --set "simulation.sample=${EVEIL_SAMPLE:-0.1}" --set "simulation.days=${EVEIL_DAYS:-6}"
/usr/bin/python3 "$here/report.py" cars.h5
