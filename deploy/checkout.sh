# Sourced by deploy/portolan in a checkout: builds where nothing is built or a build is asked for, and says which one runs.
#
# A build is a distribution in a folder of its own, which nothing changes later: whatever is built meanwhile, what runs
# loads its classes from the jars that it began with. "mvn clean" leaves these folders alone.
# shellcheck shell=sh
# shellcheck disable=SC2034,SC2154 # deploy/portolan sets root and java, and takes home

builds=$root/.portolan
build_log=$builds/build.log
lock=$builds/lock

# "build bench" has benchmarks as well. They are a process of their own, and nothing that runs depends on them.
build_asked=
if [ "${1:-}" = build ]; then
    build_asked=yes
    shift
fi
benchmarks='benchmarks/harness benchmarks/peers benchmarks/streams'
with_bench=
[ "${1:-}" != bench ] || with_bench=yes

is_built() {
    current=$(cat "$builds/current" 2>/dev/null) && [ -f "$builds/$current/jvm/all.options" ] &&
        { [ -z "$with_bench" ] || [ -f "$builds/$current/bench/harness.classpath" ]; }
}

# One source that is newer than the build. Directories count too: a file that is gone changes nothing but its directory.
newer_source() {
    # shellcheck disable=SC2086 # folders are words
    (cd "$root" && find pom.xml .mvn schemas jobs deploy benchmarks/workload ${with_bench:+$benchmarks} \
        \( -name target -o -path '*/src/test' -o -name '*.md' \) -prune -o \
        \( -path '*/src/main*' -o -name pom.xml -o -path '.mvn/*' -o -type f -path 'deploy/*' \) \
        -newer "$builds/current" -print | head -n 1)
}

# How far Maven is, from its log: the last module that it began.
module_now() { sed -n 's/^.*Building \(Portolan[^0-9]*\) [0-9].* \(\[.*\]\)$/, \1 \2/p' "$build_log" | tail -n 1; }

# Waits for Maven: one line that changes on a terminal, else a line every ten seconds.
wait_for() {
    began=$(date +%s)
    next=10
    # Said before the first look: a build that has nothing to do may be over by then.
    [ -t 2 ] || say 'building, 0 s'
    while kill -0 "$1" 2>/dev/null; do
        seconds=$(($(date +%s) - began))
        if [ -t 2 ]; then
            printf '\r\033[Kportolan: building, %d s%s' "$seconds" "$(module_now)" >&2
        elif [ "$seconds" -ge "$next" ]; then
            say "building, $seconds s$(module_now)"
            next=$((seconds + 10))
        fi
        sleep 0.25
    done
    [ ! -t 2 ] || printf '\r\033[K' >&2
    wait "$1"
}

# One build at a time in a checkout: that of the process whose number is alone in a folder. Who removes a dead one's number
# removes nobody else's. Of those who come at once the lowest stays.
take_lock() {
    mkdir -p "$lock"
    told=
    while :; do
        : >"$lock/$$"
        owner=
        for other in "$lock"/*; do
            other=${other##*/}
            if [ "$other" = $$ ]; then
                continue
            elif kill -0 "$other" 2>/dev/null; then
                owner=$other
                [ $$ -lt "$other" ] || rm -f "$lock/$$"
            else
                rm -f "$lock/$other"
            fi
        done
        [ -n "$owner" ] || return 0
        [ -n "$told" ] || say "waiting for the build of process $owner"
        told=yes
        sleep 1
    done
}

# Subjects of benchmarks have class paths of their own: their jars are copied but for those that the build has.
add_benchmarks() {
    mkdir "$builds/$1/bench"
    version=$(sed -n 's|.*<revision>\(.*\)</revision>.*|\1|p' "$root/pom.xml")
    for module in $benchmarks; do
        subject=${module#*/}
        separator=
        { printf '%s\n' "$root/$module/target/portolan-$subject-$version.jar" && tr : '\n' <"$root/$module/target/classpath" &&
            echo; } | while IFS= read -r jar && [ -n "$jar" ]; do
            if [ -f "$builds/$1/lib/${jar##*/}" ]; then
                jar=lib/${jar##*/}
            else
                cp -p "$jar" "$builds/$1/bench/"
                jar=bench/${jar##*/}
            fi
            printf '%s' "$separator$builds/$1/$jar"
            separator=:
        done >"$builds/$1/bench/$subject.classpath"
    done
}

# All but the newest, the one before it, from which a command may just be starting, and those that processes run from.
remove_old_builds() {
    processes=$(ps -A -ww -o args= 2>/dev/null) && [ -n "$processes" ] || return 0
    for old in "$builds"/[0-9]*; do
        case $old in
            */"$1" | */"$2") continue ;;
        esac
        case $processes in
            *"$old/"*) ;;
            *) rm -rf "$old" ;;
        esac
    done
}

build() {
    command -v mvn >/dev/null || fail 'no Maven found: install Maven 3.9 or later and put mvn on the PATH'
    [ -x "$(dirname "$(readlink -f "$java")")/javac" ] || fail "needs a JDK, not a JRE: no javac beside java=$java"
    mkdir -p "$builds"
    take_lock
    # Another may have built while this one waited.
    if [ -z "$build_asked" ] && is_built; then
        rm -f "$lock/$$"
        return
    fi
    name=$(date +%Y%m%dT%H%M%S)-$$
    # As old as the start of the build: what changes meanwhile is newer.
    printf '%s\n' "$name" >"$builds/current.next"
    modules=deploy/dist
    for module in ${with_bench:+$benchmarks}; do modules=$modules,$module; done
    # Only what runs: no tests, no archive, and none of the gates that verify has.
    (cd "$root" && exec mvn -B -ntp -pl "$modules" -am -Denforcer.skip -Dmaven.test.skip -Dcyclonedx.skip \
        -Dlicense.skipAddThirdParty -Dportolan.dist="$builds/$name" -Dportolan.tarball.skip=true package) \
        >"$build_log" 2>&1 </dev/null &
    maven=$!
    trap 'kill $maven 2>/dev/null; rm -rf "${lock:?}/$$" "${builds:?}/$name"; exit 130' INT TERM
    if ! wait_for "$maven" || ! { [ -z "$with_bench" ] || add_benchmarks "$name"; }; then
        rm -rf "${lock:?}/$$" "${builds:?}/$name"
        tail -n 30 "$build_log" >&2
        fail "the build failed: log=$build_log"
    fi
    # From here on it is the one that commands start from; who has begun goes on with the one before.
    before=$(cat "$builds/current" 2>/dev/null || true)
    mv "$builds/current.next" "$builds/current"
    trap - INT TERM
    remove_old_builds "$name" "$before"
    rm -f "$lock/$$"
}

if [ -n "$build_asked" ] || ! is_built; then
    build
    [ -z "$build_asked" ] || exit 0
else
    source=$(newer_source)
    [ -z "$source" ] || say "sources are newer than what runs, 'deploy/portolan build' builds them: $source"
fi
home=$builds/$(cat "$builds/current")
