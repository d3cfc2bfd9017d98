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

# Objects whose state is their purpose, with the reason.
#   lazy.o  handles of shared libraries, opened once a process
stateful='/lazy\.o$'

find "$B/obj/lib" -name '*.o' | sort | while read -r object; do
    source=${object#"$B/obj/"}
    [ -e "${source%.o}.c" ] || continue
    nm -u "$object" | awk '{ print $2 }' | grep -xE "$calls" |
        sed "s|^|${source%.o}.c: uses |" || :
    echo "$object" | grep -qE "$stateful" ||
        objdump -t "$object" | awk -v file="${source%.o}.c" '
            $3 == "O" && $4 ~ /^\.(data|bss|tdata|tbss)(\.[^r].*)?$/ {
                print file ": mutable global " $NF
            }'
done
