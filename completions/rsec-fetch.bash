# SPDX-License-Identifier: ISC
# bash completion of rsec-fetch(1)

# Names of the sources in the configuration, and of their groups.
_rsec_fetch_names()
{
    local i
    local -a conf=()
    for ((i = 1; i < ${#COMP_WORDS[@]} - 1; i++)); do
        case ${COMP_WORDS[i - 1]}${COMP_WORDS[i]} in
        *-c | *--conf | --conf=) conf=(-c "${COMP_WORDS[i + 1]}") ;;
        esac
    done
    rsec-fetch "${conf[@]}" -d / --list -f tsv 2>/dev/null |
        tail -n +2 | cut -f 1,2 | tr '\t' '\n' | sort -u
}

_rsec_fetch()
{
    local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD - 1]}
    local options='-a --all -c --conf -d --data -F --force -f --format -h --help
        -j --connections -q --quiet -v --verbose -V --version --dry-run --list
        --month -n --rate --stall --tries'
    COMPREPLY=()

    # "--format=json" comes as three words.
    if [[ $cur == '=' ]]; then
        cur=
    elif [[ $prev == '=' ]]; then
        prev=${COMP_WORDS[COMP_CWORD - 2]}
    fi

    case $prev in
    -f | --format)
        mapfile -t COMPREPLY < <(compgen -W 'text tsv csv json jsonl' -- "$cur")
        ;;
    -c | --conf)
        compopt -o filenames 2>/dev/null
        mapfile -t COMPREPLY < <(compgen -f -- "$cur")
        ;;
    -d | --data)
        compopt -o filenames 2>/dev/null
        mapfile -t COMPREPLY < <(compgen -d -- "$cur")
        ;;
    -j | --connections | --month | --rate | --stall | --tries) ;;
    *)
        if [[ $cur == -* ]]; then
            mapfile -t COMPREPLY < <(compgen -W "$options" -- "$cur")
        else
            mapfile -t COMPREPLY < <(compgen -W "$(_rsec_fetch_names)" -- \
                "$cur")
        fi
        ;;
    esac
}

complete -F _rsec_fetch rsec-fetch
