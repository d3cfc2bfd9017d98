#!/bin/sh
# SPDX-License-Identifier: ISC
# For each tool the options in --help, in its manual page and in the three
# completions are the same.  bash and fish are asked what they complete; what
# zsh would is read from the file.
set -u
cd "$(dirname "$0")/.." || exit 2
B=$(cd "${B:-build}" && pwd) || exit 2
PATH=$B/bin:$PATH
export PATH LC_ALL=C
work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT
HOME=$work
XDG_CONFIG_HOME=$work
export HOME XDG_CONFIG_HOME

words() { # the options among the words of standard input, sorted
    grep -oE '(^|[^[:alnum:]-])--?[[:alnum:]][[:alnum:]-]*' |
        sed 's/^[^-]//' | sort -u
}

in_help() { # the options stand before two blanks and what they do
    "$1" --help | sed -n 's/^ *\(-.*\)/\1/p' | sed 's/   *.*//' | words
}

# In "Fl f Ar format , Fl -format Ns = Ns Ar format" and "Fl h , -help": each
# word behind Fl up to the next macro.
in_page() {
    sed -n '/^\.Sh DESCRIPTION/,/^\.Sh /s/^\.It \(Fl .*\)/\1/p' \
        "man/$1.1" | sed 's/\\-/-/g' | awk '{
            for (i = 1; i <= NF; i++)
                if ($i ~ /^[A-Z][a-z]$/)
                    flag = $i == "Fl"
                else if (flag && $i ~ /^-?[[:alnum:]]/)
                    print "-" $i
        }' | sort -u
}

in_bash() {
    bash --norc -c '
        source "completions/$1.bash"
        COMP_WORDS=("$1" -) COMP_CWORD=1 COMP_LINE="$1 -"
        COMP_POINT=${#COMP_LINE}
        read -ra how < <(complete -p "$1")
        for ((i = 0; i < ${#how[@]}; i++)); do
            [[ ${how[i]} == -F ]] && "${how[i + 1]}" "$1" - "$1"
        done
        printf "%s\n" "${COMPREPLY[@]}"' bash "$1" | words
}

in_zsh() { # of each line of _arguments: what is before the description
    zsh -fn "completions/$1.zsh" && grep -E "^ +['\"(*{]" \
        "completions/$1.zsh" | sed 's/\[.*//' | words
}

in_fish() {
    fish --no-config -c "
        source completions/$1.fish
        complete -C '$1 -'
        complete -C '$1 --'" | cut -f 1 | words
}

number=0
compare() { # compare TOOL PLACE
    number=$((number + 1))
    "in_$2" "$1" >"$work/$2" 2>"$work/err"
    if diff -u --label help --label "$2" "$work/help" "$work/$2" \
        >"$work/diff"; then
        echo "ok $number - $1: $2 has the options of --help"
    else
        echo "not ok $number - $1: $2 has the options of --help"
        cat "$work/err" "$work/diff" | sed 's/^/# /' >&2
    fi
}

tools=
for main in cmd/*/main.c; do
    [ ! -e "$main" ] || tools="$tools $(basename "${main%/main.c}")"
done
if [ -z "$tools" ]; then
    echo '1..0 # SKIP there is no tool yet'
    exit
fi
for tool in $tools; do
    in_help "$tool" >"$work/help"
    number=$((number + 1))
    grep -qx -e --help "$work/help" || printf 'not '
    echo "ok $number - $tool --help lists options"
    for place in page bash zsh fish; do
        compare "$tool" $place
    done
done
echo "1..$number"
