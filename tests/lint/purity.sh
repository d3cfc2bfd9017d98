#!/bin/sh
# SPDX-License-Identifier: ISC
# The library never prints, exits, reads the environment or the local time,
# and has no mutable global: read from its object files.
set -eu

calls='exit|_exit|_Exit|quick_exit|abort|getenv|secure_getenv|setenv|putenv'
calls="$calls|printf|puts|putchar|putc|perror|stdout|stderr|stdin|vprintf"
calls="$calls|psignal|err|errx|warn|warnx|syslog|setlocale|localtime|mktime"
calls="$calls|localtime_r|tzset|rand|srand|random|srandom|strtok|gmtime"
calls="$calls|asctime|ctime|system|popen|signal|sigaction|fork|alloca"

# Calls that are the purpose of an object, with the reason.
#   rtr.o  RTRlib lives in a child process: it can neither be stopped nor be
#          kept silent otherwise
#   bgpdump.o  bgpdump is a program, which needs limits and an environment
allowed='io/rtr.c: uses (fork|_exit|signal)
io/bgpdump.c: uses (fork|_exit|signal|setenv)'

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
find "$B/obj/lib" -name '*.o' | sort >"$work/objects"
[ -s "$work/objects" ] || echo "$B/obj/lib: no objects to read"

while read -r object; do
    source=${object#"$B/obj/"}
    [ -e "${source%.o}.c" ] || continue
    nm -u "$object" >"$work/nm" && objdump -t "$object" >"$work/objdump"
    awk '{ print $2 }' "$work/nm" | grep -xE "$calls" |
        sed "s|^|${source%.o}.c: uses |" | grep -vE "$allowed" || :
    awk -v file="${source%.o}.c" '
        $3 == "O" && $4 ~ /^\.(data|bss|tdata|tbss)(\.[^r].*)?$/ {
            print file ": mutable global " $NF
        }' "$work/objdump"
done <"$work/objects"
