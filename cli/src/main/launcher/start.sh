# Starts Rondo; read by the launchers of the source tree and of the distribution.
#
# They say   home      the folder that they stand for
#            lib       its jars
#            natives   ONNX Runtime's native libraries, a folder for each platform
#            model     a small model, to learn by which classes are loaded
#            share     where classes are kept as the JVM has them in memory: one folder or several,
#                      one a line, of which the first that can be written is taken
#            command   how they were called, for advice
# Users say  JAVA_HOME         the Java to use; otherwise the java on the PATH
#            RONDO_JAVA_OPTS   further options for the JVM, separated by spaces

fail() {
  echo "rondo: $1" >&2
  exit 1
}

# Where a chain of links ends.
resolved() {
  file=$1
  while [ -L "$file" ]; do
    link=$(readlink "$file")
    case $link in
      /*) file=$link ;;
      *) file=$(dirname "$file")/$link ;;
    esac
  done
  echo "$file"
}

# Sets java, and version as its release file tells it; empty where there is none.
find_java() {
  if [ -n "${JAVA_HOME:-}" ]; then
    java=$JAVA_HOME/bin/java
    [ -x "$java" ] || fail "there is no '$java'; JAVA_HOME must name the folder of a Java of version 17 or later."
    java_home=$JAVA_HOME
  else
    java=$(command -v java) ||
      fail "there is no Java. Install version 17 or later, and put it on the PATH or name its folder in JAVA_HOME."
    java_home=$(resolved "$java")
    java_home=${java_home%/bin/java}
  fi
  version=
  if [ -r "$java_home/release" ]; then
    while IFS='=' read -r key value; do
      case $key in
        JAVA_VERSION | JAVA_RUNTIME_VERSION) version=$(unquoted "$value") ;;
      esac
    done <"$java_home/release"
  fi
  case ${version%%[.+-]*} in
    "" | *[!0-9]*) ;; # unknown: the JVM itself will tell
    [0-9] | 1[0-6]) fail "'$java' is Java $version; Rondo needs version 17 or later. Name another one in JAVA_HOME." ;;
  esac
}

unquoted() {
  value=${1#\"}
  echo "${value%\"}"
}

# Sets platform, as ONNX Runtime names it.
find_platform() {
  case $(uname -sm) in
    "Linux x86_64") platform=linux-x64 ;;
    "Linux aarch64") platform=linux-aarch64 ;;
    "Darwin arm64") platform=osx-aarch64 ;;
    *) platform=none ;;
  esac
}

# Sets verb, and work: whether it computes with a model; only then are vectors wanted, of which the
# JVM warns that they are incubating.
find_verb() {
  verb=
  work=yes
  skip=
  for word; do
    if [ -n "$skip" ]; then
      skip=
      continue
    fi
    case $word in
      --plugins) skip=yes ;;
      -h | --help) work=no ;;
      -*) ;;
      *) [ -n "$verb" ] || verb=$word ;;
    esac
  done
  case $verb in
    help | init | convert | inspect | plugins | completion) work=no ;;
    "") case " $* " in *" --version "*) ;; *) work=no ;; esac ;;
  esac
}

# Sets archive: classes that this Java has shared, or will.
find_archive() {
  archive=
  [ -n "$version" ] || return 0
  while IFS= read -r folder; do
    if [ -w "$folder" ] || { [ -n "$folder" ] && mkdir -p "$folder" 2>/dev/null && [ -w "$folder" ]; }; then
      archive=$folder/java-$version.jsa
      return 0
    fi
  done <<END
$share
END
}

# True where the archive is of these jars: it names their folder, and all of them are older.
archive_fits() {
  [ -n "$archive" ] && [ -r "$archive.of" ] || return 1
  IFS= read -r of <"$archive.of" || return 1
  [ "$of" = "$lib" ] || return 1
  for jar in "$lib"/*.jar; do
    [ "$archive.of" -nt "$jar" ] || return 1
  done
}

# Runs a short command, to list the classes it loads in the file named first.
list_classes() {
  list=$1
  shift
  "$java" --add-modules jdk.incubator.vector --enable-native-access=ALL-UNNAMED -Xlog:disable \
    -Dguice_bytecode_gen_option=DISABLED -XX:DumpLoadedClassList="$list" \
    -cp "$lib/rondo-cli.jar" rondo.cli.Main "$@" >/dev/null 2>&1
}

# Makes the archive beside its name and gives it the name when it is whole. Nobody waits for it, and
# nobody hears of it: without one Rondo only starts more slowly. Where this Java cannot make one, it
# is empty, so that nobody tries again.
make_archive() {
  part=$archive.$$
  mkdir "$part" || return 0
  {
    list_classes "$part/1" --help </dev/null &&
      list_classes "$part/2" train --help </dev/null &&
      list_classes "$part/3" inspect "$model" </dev/null &&
      echo "Ada met Alan in London ." | list_classes "$part/4" predict "$model" &&
      # numbers are of one process, and classes with a source of their own cannot be shared
      cat "$part"/[1-4] | grep -v -e '^#' -e ' source: ' | sed 's/ id: .*//' | LC_ALL=C sort -u >"$part/all" &&
      "$java" --add-modules jdk.incubator.vector -Xshare:dump -Xlog:disable \
        -XX:SharedClassListFile="$part/all" -XX:SharedArchiveFile="$part/archive" \
        -cp "$lib/rondo-cli.jar" </dev/null >/dev/null 2>&1
  } || : >"$part/archive"
  mv -f "$part/archive" "$archive"
  echo "$lib" >"$part/of" && mv -f "$part/of" "$archive.of"
  rm -rf "$part"
}

# The same, by one of those who start at once, and after its caller has gone on.
make_archive_meanwhile() {
  if mkdir "$archive.lock" 2>/dev/null; then
    (
      trap '' HUP INT
      make_archive
      rmdir "$archive.lock"
    ) </dev/null >/dev/null 2>&1 &
  elif [ -n "$(find "$archive.lock" -prune -mmin +10 2>/dev/null)" ]; then
    rm -rf "$archive".[0-9]* "$archive.lock" # whoever held it was killed
  fi
}

# Becomes Rondo.
start() {
  find_verb "$@"
  find_archive
  fits=yes
  if ! archive_fits; then
    fits=no
    [ -z "$archive" ] || make_archive_meanwhile
  fi
  find_platform

  # Arguments and file names are read in the locale's encoding, which no JVM option changes.
  case ${LC_ALL:-${LC_CTYPE:-${LANG:-}}} in
    *UTF-8* | *utf-8* | *UTF8* | *utf8*) ;;
    *) export LC_ALL=C.UTF-8 ;;
  esac
  export ORT_DISABLE_TELEMETRY=1

  # Java cannot tell whether standard error is a terminal, nor how wide it is.
  columns=0
  if [ -t 2 ] && [ "${TERM:-dumb}" != dumb ]; then
    size=$(stty size 2>/dev/null <&2) || size="24 80"
    columns=${size#* }
  fi
  terminal=false
  [ ! -t 1 ] || terminal=true

  set -- -cp "$lib/rondo-cli.jar" rondo.cli.Main "$@"
  [ ! -d "$natives/$platform" ] || set -- -Donnxruntime.native.path="$natives/$platform" "$@"
  # RONDO_JAVA_OPTS is meant to be split into words.
  # shellcheck disable=SC2086
  set -- ${RONDO_JAVA_OPTS:-} "$@"
  if [ "$fits" = yes ] && [ -s "$archive" ]; then
    set -- -XX:SharedArchiveFile="$archive" "$@"
  fi
  case $work$verb in
    no*) set -- -XX:TieredStopAtLevel=1 -XX:-UsePerfData "$@" ;;
    yestrain | yesquickstart | yesbenchmark) set -- --add-modules jdk.incubator.vector "$@" ;;
    *)
      # What is soon over is not compiled at its best; what lasts is, a moment later than usual.
      set -- --add-modules jdk.incubator.vector -XX:-UsePerfData \
        -XX:Tier4InvocationThreshold=20000 -XX:Tier4MinInvocationThreshold=5000 \
        -XX:Tier4CompileThreshold=40000 -XX:Tier4BackEdgeThreshold=150000 "$@"
      ;;
  esac
  # What the JVM logs would stand on standard output, among the results.
  exec "$java" \
    -Xlog:disable \
    --enable-native-access=ALL-UNNAMED \
    -Dguice_bytecode_gen_option=DISABLED \
    -Dfile.encoding=UTF-8 -Dstdout.encoding=UTF-8 -Dstderr.encoding=UTF-8 \
    -Dsun.stdout.encoding=UTF-8 -Dsun.stderr.encoding=UTF-8 \
    -Drondo.columns="$columns" -Drondo.terminal="$terminal" \
    -Drondo.home="$home" -Drondo.command="$command" \
    "$@"
}
