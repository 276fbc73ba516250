#!/bin/sh
# What some tests need beside Python: a browser and PostgreSQL. Installed where we may; said where
# we may not. Tests that miss one skip and name it.
set -u

missing=""
command -v chromium >/dev/null 2>&1 || command -v chromium-browser >/dev/null 2>&1 || missing="chromium"
ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || command -v initdb >/dev/null 2>&1 ||
  missing="$missing postgresql"
[ -n "$missing" ] || exit 0

if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
  mkdir -p .make
  echo "Installing for the tests:$(printf ' %s' $missing) (log in .make/system-packages.log)"
  if { apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install --yes \
    --no-install-recommends $missing; } >.make/system-packages.log 2>&1; then
    exit 0
  fi
  echo "That did not work; see .make/system-packages.log."
fi
echo "Not on this machine:$(printf ' %s' $missing). Tests that need it are skipped."
echo "To run them too (Debian, Ubuntu): apt install$(printf ' %s' $missing)"
