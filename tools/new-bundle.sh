#!/bin/sh
# Copies the example detector under a name of your own, here or anywhere else, ready to be built.
set -eu

here=$(cd "$(dirname "$0")/.." && pwd -P)
example=$here/examples/detector-hello
maven=${MVN:-mvn}

usage() {
  cat <<'END'
Usage: tools/new-bundle.sh detector-NAME [DIR]

Makes a detector bundle of your own out of examples/detector-hello, in DIR (default: ./detector-NAME),
and installs what it is compiled and tested with (io.vedette.api, io.vedette.testkit) for Maven.

  detector-NAME  such as detector-garden or detector-back-yard: words of a-z and 0-9 that begin
                 with a letter, joined by hyphens
  DIR            a folder that does not exist yet

Environment: MVN (the Maven to use, default: mvn), VEDETTE_HOME (for the commands that are printed)
END
}

die() {
  echo "new-bundle: $*" >&2
  exit 2
}

# A word of the name becomes a package of Java.
reserved() {
  case $1 in
    abstract | assert | boolean | break | byte | case | catch | char | class | const | continue | default | do | double | \
      else | enum | extends | false | final | finally | float | for | goto | if | implements | import | instanceof | int | \
      interface | long | native | new | null | package | private | protected | public | return | short | static | \
      strictfp | super | switch | synchronized | this | throw | throws | transient | true | try | void | volatile | while)
      return 0 ;;
  esac
  return 1
}

case ${1:-} in
  '') usage >&2; exit 2 ;;
  -h | --help) usage; exit 0 ;;
  -*) die "there is no option '$1'; tools/new-bundle.sh --help" ;;
esac
[ $# -le 2 ] || die "too many arguments; tools/new-bundle.sh --help"
bundle=$1
folder=${2:-$bundle}

case $bundle in
  detector-*) name=${bundle#detector-} ;;
  *) die "the name must begin with detector-, but is '$bundle'" ;;
esac
words=$(echo "$name" | tr '-' ' ')
if [ "$(printf '%s' "$name" | LC_ALL=C tr -d 'a-z0-9-')" != '' ] || [ -z "$name" ]; then
  die "the name must be of a-z, 0-9 and hyphens, such as detector-garden, but is '$bundle'"
fi
[ ${#name} -le 30 ] || die "the name must have at most 30 letters after detector-, but has ${#name}"
case -$name- in *--* | *-[0-9]*) die "each word of the name must begin with a letter, but it is '$bundle'" ;; esac
class=
for word in $words; do
  if reserved "$word"; then die "'$word' is a word of Java and cannot name a package; take another than '$bundle'"; fi
  class=$class$(printf '%s' "$word" | cut -c1 | tr '[:lower:]' '[:upper:]')$(printf '%s' "$word" | cut -c2-)
done
[ ! -e "$here/bundles/strategy/$bundle" ] || die "Vedette ships a '$bundle' itself; take another name"
[ ! -e "$folder" ] || die "'$folder' is there already; name a folder that is not"
command -v "$maven" >/dev/null || die "Maven is needed to build a bundle; install maven, or set MVN"

version=$(sed -n 's:^  <version>\(.*\)</version>.*:\1:p' "$here/pom.xml" | head -n 1)
dotted=$(echo "$name" | tr '-' '.')
path=$(echo "$name" | tr '-' '/')

echo "Installing io.vedette.api and io.vedette.testkit $version for Maven …"
log=$(mktemp "${TMPDIR:-/tmp}/new-bundle.XXXXXX")
if ! (cd "$here" && "$maven" -B -q -Dquick -pl bundles/api,bundles/testkit -am install) >"$log" 2>&1; then
  grep '^\[ERROR\]' "$log" | head -n 6 >&2
  die "Maven failed; all it said is in $log"
fi
rm -f "$log"

# Through placeholders, since a new name may hold an old one.
mkdir -p "$folder"
(cd "$example" && find . -name target -prune -o -type f -print) | while IFS= read -r file; do
  to=$folder/$(echo "$file" | sed "s:detector/hello/:detector/$path/:; s:Hello:$class:")
  mkdir -p "$(dirname "$to")"
  sed -e 's/detector\.hello/@dotted@/g' -e 's/detector-hello/@bundle@/g' -e 's/Hello/@class@/g' -e 's/hello/@name@/g' \
    -e "s/@dotted@/detector.$dotted/g" -e "s/@bundle@/$bundle/g" -e "s/@class@/$class/g" -e "s/@name@/$name/g" \
    -e "s:<vedette.version>.*</vedette.version>:<vedette.version>$version</vedette.version>:" \
    -e '/tools\/new-bundle.sh copies it/s/ tools\/new-bundle.sh copies it\.//' \
    "$example/$file" >"$to"
done
printf 'target/\n' >"$folder/.gitignore"

cat <<END
$folder is a detector called '$name', in io.vedette.detector.$dotted. Next:

  cd $folder && mvn package
  cp target/io.vedette.detector.$dotted-1.0.0.jar ${VEDETTE_HOME:-~/.vedette}/deploy/
  $here/vedette shell 'vedette:detectors'

The last two need Vedette to be running. How it goes on: $here/docs/your-own-detector.md
END
