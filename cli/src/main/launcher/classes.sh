#!/bin/sh
# Lists the classes that short commands load, for archives that make Rondo start sooner:
#   classes.sh JAVA LIB MODEL
# writes LIB/classes.txt with what JAVA loads from the jars in LIB to use MODEL. Any later Java can
# read the list; classes that it lacks are left out of its archive.
set -eu
java=$1 lib=$2 model=$3
part=$(mktemp -d)
trap 'rm -rf "$part"' EXIT

loads() {
  "$java" --add-modules jdk.incubator.vector --enable-native-access=ALL-UNNAMED -Xlog:disable \
    -Dguice_bytecode_gen_option=DISABLED -XX:DumpLoadedClassList="$part/$#-$1" \
    -cp "$lib/rondo-cli.jar" rondo.cli.Main "$@" >/dev/null 2>&1
}

loads --help </dev/null
loads train --help </dev/null
loads plugins --options </dev/null
loads inspect "$model" </dev/null
echo "Ada met Alan in London ." | loads predict "$model"

# Numbers in it are of one process, and classes with a source of their own are of no use to others.
cat "$part"/* | grep -v -e '^#' -e ' source: ' | sed 's/ id: .*//' | LC_ALL=C sort -u >"$part/all"
mv "$part/all" "$lib/classes.txt"
