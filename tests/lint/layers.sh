#!/bin/sh
# SPDX-License-Identifier: ISC
# Who may include whom.  Prints each #include that the two tables below do not
# allow; "#include" is matched as it is written, whatever #if is around it.
set -eu

# A room of the tree, and the rooms whose headers it may include beside its
# own.  Arrows go down only: rpki, irr, bgp and rir know nothing of each other.
rooms='
lib/base
lib/text     lib/base
lib/net      lib/base
lib/rpki     lib/net lib/text lib/base
lib/irr      lib/net lib/text lib/base
lib/bgp      lib/net lib/text lib/base
lib/rir      lib/net lib/text lib/base
lib/hygiene  lib/rpki lib/irr lib/bgp lib/rir lib/net lib/text lib/base
lib/history  lib/rpki lib/rir lib/bgp lib/net lib/text lib/base
lib/manrs    lib/rpki lib/irr lib/bgp lib/rir lib/net lib/text lib/base
lib/io       lib/rpki lib/irr lib/bgp lib/net lib/text lib/base
cmd          lib/io lib/rpki lib/bgp lib/net lib/text lib/base
cmd/*        cmd lib/*
tests/*      tests/* lib/* cmd cmd/*
'

# Headers that are not of C11 or POSIX, and the files that may include them.
# No header of ours includes one, save what tests include first.
foreign='
bzlib.h                lib/io/*bzip2*.c
cmocka.h               tests/lib/test.h
curl/curl.h            lib/io/fetch*.c lib/io/curl*.c
event2/*               cmd/*/serve*.c
immintrin.h            lib/net/trie*.c lib/text/*.c
isa-l/*                lib/io/*gzip*.c
jansson.h              tests/unit/*.c tests/unit/history_api/ask.h
linux/*                cmd/sandbox*.c lib/io/cachedir.c
lzma.h                 lib/io/*xz*.c
openssl/*              lib/rpki/signature.c lib/io/hasher.c tests/*
rtrlib/*               lib/io/rtr*.c tests/bench/*.c
sanitizer/*            tests/*
seccomp.h              cmd/sandbox*.c
sched.h                cmd/sandbox*.c
sys/prctl.h            cmd/sandbox*.c
sys/syscall.h          cmd/sandbox*.c lib/io/cachedir.c
valgrind/*             cmd/sandbox*.c
pthread.h              lib/io/* lib/irr/diff* lib/hygiene/* cmd/* tests/*
xxhash.h     lib/rpki/vrpmap.c lib/base/* lib/h*/* lib/irr/* lib/manrs/* tests/*
zlib.h                 lib/io/*gzip*.c
zstd.h                 lib/io/*zstd*.c
zstd_errors.h          lib/io/*zstd*.c
err.h                  tests/*
malloc.h               tests/*
err.h                  tests/*
getopt.h               cmd/cli*.c tests/bench/*.c
endian.h               lib/*
alloca.h
'

# Headers that touch the system: only for rooms that may.
system='fcntl.h unistd.h poll.h netdb.h dlfcn.h signal.h
    sys/mman.h sys/socket.h sys/stat.h sys/wait.h sys/resource.h sys/ioctl.h
    netinet/in.h sys/types.h sys/un.h sys/file.h dirent.h glob.h sys/time.h
    sys/random.h'
plain='assert.h ctype.h errno.h float.h inttypes.h limits.h locale.h math.h
    setjmp.h stdalign.h stdarg.h stdatomic.h stdbool.h stddef.h stdint.h
    stdio.h stdlib.h string.h strings.h time.h wchar.h arpa/inet.h'

room_of() { # room_of FILE: its directory
    echo "${1%/*}"
}

among() { # among WORD PATTERN...
    among_word=$1
    shift
    for pattern; do
        # shellcheck disable=SC2254  # a pattern it is
        case $among_word in $pattern) return 0 ;; esac
    done
    return 1
}

# line_for TABLE WORD: the rest of the first line whose pattern matches.
line_for() {
    while read -r pattern rest; do
        [ -n "$pattern" ] || continue
        # shellcheck disable=SC2254
        case $2 in $pattern)
            echo "$rest"
            return 0
            ;;
        esac
    done <<TABLE
$1
TABLE
    return 1
}

check_ours() { # check_ours FILE HEADER
    from=$(room_of "$1")
    case $2 in
    cmd/* | tests/* | lib/*) path=$2 ;;
    paths.h) return ;; # by mk/rules.sh
    */*) path=lib/$2 ;;
    *)
        echo "$1: \"$2\": name the room of the header"
        return
        ;;
    esac
    [ -e "$path" ] || echo "$1: \"$2\" does not exist"
    to=$(room_of "$path")
    [ "$from" = "$to" ] && return
    case $1:$path in
    tests/*) ;; # may look inside
    *:lib/*_private.h) echo "$1: \"$2\" is private to $to" ;;
    esac
    allowed=$(line_for "$rooms" "$from") || :
    set -f
    # shellcheck disable=SC2086  # a list of patterns
    among "$to" $allowed || echo "$1: $from must not include \"$2\""
    set +f
}

check_foreign() { # check_foreign FILE HEADER
    set -f
    # shellcheck disable=SC2086  # lists of words
    if among "$2" $plain; then
        :
    elif among "$2" $system; then
        case $1 in
        lib/io/* | cmd/* | tests/* | lib/base/table.c) ;;
        *) echo "$1: <$2> is for lib/io and the tools" ;;
        esac
    elif ! files=$(line_for "$foreign" "$2"); then
        echo "$1: <$2> is not in the table of tests/lint/layers.sh"
    elif ! among "$1" $files; then
        echo "$1: <$2> is confined to: $files"
    fi
    set +f
}

find lib cmd tests -name '*.[ch]' | sort | while read -r file; do
    sed -n 's/^[ \t]*#[ \t]*include[ \t]*//p' "$file" |
        while read -r header _; do
            name=${header#?}
            name=${name%?}
            case $header in
            '"'*) check_ours "$file" "$name" ;;
            '<'*) check_foreign "$file" "$name" ;;
            esac
        done
done
