#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# launcher.sh SOURCE CASE: calls a copy of the launcher through a symlink, from another folder, in a path with blanks.
set -euo pipefail
source=$1 case=$2
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
clone="$work/a clone" shims=$work/shims
mkdir -p "$clone/.ci" "$shims" "$work/elsewhere"
cp "$source/eveil" "$clone/"
printf '# a comment\ncompiler\nlibrary-dev # why\n\n' >"$clone/.ci/packages.apt"
ln -s "$clone/eveil" "$work/elsewhere/link"

shim() {
  printf '#!/usr/bin/env bash\n%s\n' "$2" >"$shims/$1"
  chmod +x "$shims/$1"
}
# Packages are installed where a file of their name stands in $work/installed.
mkdir "$work/installed"
shim dpkg-query "for p in \"\${@:3}\"; do [ -e '$work/installed/'\$p ] && echo \"installed \$p\"; done; exit 1"
shim apt-get "echo \"\$@\" >>'$work/apt.log'
case \" \$* \" in *' install '*) for p in \"\$@\"; do touch '$work/installed/'\$p 2>/dev/null; done ;; esac; exit 0"
shim sudo "echo asked >>'$work/sudo.log'; exit 1"
shim id 'echo 1000'
shim cmake 'mkdir -p build/release && touch build/release/build.ninja'
shim ninja "printf '#!/bin/sh\necho \"program got: \$*\"\n' >'$clone/build/release/eveil'; chmod +x '$clone/build/release/eveil'"

status=0
launch() {
  status=0
  (cd "$work/elsewhere" && PATH=$shims:$PATH ./link "$@") >"$work/out" 2>"$work/err" </dev/null || status=$?
}
expect() {
  "$@" && return 0
  printf 'not so: %s\nstatus %s\n' "$*" "$status"
  cat "$work/out" "$work/err"
  exit 1
}

case $case in
  help_is_given_before_anything_is_built)
    launch --help
    expect [ $status -eq 0 ]
    expect grep -q './eveil demo' "$work/out"
    expect grep -q './eveil test' "$work/out"
    expect [ ! -e "$clone/build" ]
    ;;
  no_command_is_wrong_usage)
    launch
    expect [ $status -eq 2 ]
    expect grep -q './eveil demo' "$work/out"
    ;;
  without_a_terminal_nobody_is_asked_for_sudo)
    launch demo
    expect [ $status -eq 1 ]
    expect grep -q 'apt-get update && apt-get install --no-install-recommends -y compiler library-dev$' "$work/err"
    expect [ ! -s "$work/out" ]
    expect [ ! -e "$work/sudo.log" ]
    expect [ ! -e "$work/apt.log" ]
    ;;
  root_installs_what_is_missing_and_only_that)
    shim id 'echo 0'
    touch "$work/installed/compiler"
    launch run 'a scenario.toml' --quiet
    expect [ $status -eq 0 ]
    expect grep -q 'missing packages: library-dev$' "$work/err"
    expect grep -q ' update$' "$work/apt.log"
    expect grep -q ' install --no-install-recommends library-dev$' "$work/apt.log"
    expect grep -qx 'program got: run a scenario.toml --quiet' "$work/out"
    rm "$work/apt.log"
    launch info x
    expect [ ! -e "$work/apt.log" ]
    expect grep -qx 'program got: info x' "$work/out"
    ;;
  a_package_that_cannot_be_installed_stops_the_set_up)
    shim id 'echo 0'
    shim apt-get 'echo "E: Unable to locate package compiler"; exit 100'
    launch demo
    expect [ $status -eq 1 ]
    expect grep -q 'E: Unable to locate package compiler' "$work/err"
    expect grep -q 'install.log' "$work/err"
    expect [ ! -e "$clone/build/release" ]
    ;;
  a_failing_build_shows_its_log)
    touch "$work/installed/compiler" "$work/installed/library-dev"
    shim ninja 'echo "[1/9] Building a.cpp"; echo "FAILED: a.o"; echo "a.cpp:1: error: no"; exit 1'
    launch demo
    expect [ $status -eq 1 ]
    expect grep -q 'a.cpp:1: error: no' "$work/err"
    expect grep -q 'release.log' "$work/err"
    expect [ ! -s "$work/out" ]
    ;;
  *) echo "no such case: $case"; exit 1 ;;
esac
