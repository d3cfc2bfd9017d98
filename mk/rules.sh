#!/bin/sh
# SPDX-License-Identifier: ISC
# Write $B/rules.mk: which object comes from which source, and what is linked
# from them.  The tree is the list:
#
#   lib/*/*.c          librsec
#   cmd/*.c            common to the tools
#   cmd/TOOL/*.c       one tool
#   tests/lib/*.c      common to the tests
#   tests/unit/*_test.c, tests/fuzz/*_fuzz.c, tests/bench/*_bench.c and *_gen.c
#                      one program each; NAME/*.c beside it are parts of it;
#                      NAME_bench.libs beside it has libraries of its own
#   tests/vectors/*_dump.c   what a reader finds, as lines of text
#   tests/bench/genrepo*.c
#                      a program that writes a repository of RPKI objects
set -eu

if [ -z "$(find "$B/config.mk" -newer mk/config.sh 2>/dev/null)" ]; then
    sh mk/config.sh >"$B/config.mk.new"
    mv "$B/config.mk.new" "$B/config.mk"
fi

objects() { # the objects of these sources
    for source; do
        [ -e "$source" ] && printf ' %s' "$B/obj/${source%.c}.o"
    done
    :
}

compile() { # a rule for each object
    for source; do
        [ -e "$source" ] || continue
        object=$B/obj/${source%.c}.o
        printf '%s: %s %s\n' "$object" "$source" "$B/flags"
        printf '\t@mkdir -p %s\n' "${object%/*}"
        printf '\t@echo "  CC    %s"\n' "$source"
        printf '\t@%s\n' "\$(COMPILE) -o $object -c $source"
        [ ! -e "${object%.o}.d" ] || printf 'include %s\n' "${object%.o}.d"
    done
}

program() { # program NAME OBJECTS LIBRARIES
    printf '%s:%s %s\n' "$1" "$2" "$B/lib/librsec.a"
    printf '\t@mkdir -p %s\n' "${1%/*}"
    printf '\t@echo "  LINK  %s"\n' "$1"
    printf '\t@%s\n' \
        "\$(CC) \$(LDFLAGS) -o $1$2 $B/lib/librsec.a $3\$(LDLIBS)"
}

programs() { # programs DIRECTORY SUFFIX HELPERS LIBRARIES
    for source in "tests/$1"/*_"$2".c; do
        [ -e "$source" ] || continue
        name=${source##*/}
        parts=$(objects "$source" "${source%_"$2".c}"/*.c)
        libs=$4
        [ ! -e "${source%.c}.libs" ] || libs="$(cat "${source%.c}.libs") $4"
        program "$B/tests/$1/${name%.c}" "$parts$3" "$libs"
    done
}

names() { # the programs of a kind of test
    for source in "tests/$1"/*_"$2".c; do
        name=${source##*/}
        [ ! -e "$source" ] || printf ' %s' "$B/tests/$1/${name%.c}"
    done
}

# A change of compiler or flags makes everything again.
flags="$CC $CFLAGS $LDFLAGS $VERSION"
if [ "$flags" != "$(cat "$B/flags" 2>/dev/null)" ]; then
    echo "$flags" >"$B/flags"
fi

# Where to look for what is installed: a change of PREFIX makes only those
# objects again that ask.
mkdir -p "$B/include"
paths="#define RSEC_CONF \"${PREFIX:-/usr/local}/share/rsec/fetch.conf\""
if [ "$paths" != "$(cat "$B/include/paths.h" 2>/dev/null)" ]; then
    echo "$paths" >"$B/include/paths.h"
fi

exec >"$B/rules.mk"
helpers=$(objects tests/lib/*.c)
cat <<END
# Written by mk/rules.sh.
.POSIX:
CC = $CC
LDFLAGS = $LDFLAGS
COMPILE = \$(CC) -std=c11 -D_GNU_SOURCE -DRSEC_VERSION='"$VERSION"' \\
	-Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion \\
	-Wstrict-prototypes -Wmissing-prototypes -Wvla -Werror \\
	-fPIC -fvisibility=hidden -MMD -MP -Ilib -I. -I$B/include $CFLAGS
include $B/config.mk

first: all
LIB =$(objects lib/*/*.c)

$B/lib/librsec.a: \$(LIB)
	@mkdir -p $B/lib
	@echo "  AR    \$@"
	@rm -f \$@ && ar rcs \$@ \$(LIB)

$B/lib/librsec.so.0: \$(LIB)
	@mkdir -p $B/lib
	@echo "  LINK  \$@"
	@\$(CC) \$(LDFLAGS) -shared -Wl,-soname,librsec.so.0 -o \$@ \$(LIB) \
	    \$(LDLIBS)
	@ln -sf librsec.so.0 $B/lib/librsec.so

END
compile lib/*/*.c cmd/*.c cmd/*/*.c tests/lib/*.c tests/unit/*.c \
    tests/unit/*/*.c tests/fuzz/*.c tests/bench/*.c tests/bench/*/*.c \
    tests/vectors/*.c

tools=
for directory in cmd/*/; do
    [ -e "${directory}main.c" ] || continue
    tool=${directory#cmd/}
    tool=$B/bin/${tool%/}
    tools="$tools $tool"
    program "$tool" "$(objects cmd/*.c "$directory"*.c)" ''
done
libraries='-lcmocka -ljansson ' # of the helpers
programs unit test "$helpers" "$libraries"
case $CFLAGS in # clang's libFuzzer brings its own main
*-fsanitize=fuzzer*)
    programs fuzz fuzz "$helpers" "-fsanitize=fuzzer $libraries"
    ;;
*) programs fuzz fuzz "$(objects tests/fuzz/replay.c)$helpers" "$libraries" ;;
esac
programs bench bench "$helpers" "$libraries"
programs bench gen "$helpers" "$libraries"
programs vectors dump "$helpers" "$libraries"
genrepo=$B/tests/bench/genrepo
program "$genrepo" "$(objects tests/bench/genrepo*.c)$helpers" "$libraries"

cat <<END
all: $B/lib/librsec.a $B/lib/librsec.so.0$tools
	@:
tests: all $genrepo$(names unit test)$(names fuzz fuzz)$(names bench gen)\
$(names vectors dump)$(objects tests/bench/*_bench.c)
	@:
fuzzers:$(names fuzz fuzz)
	@:
bench: all$(names bench bench)$(names bench gen)
	@:
END
