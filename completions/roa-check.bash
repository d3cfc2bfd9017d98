# SPDX-License-Identifier: ISC
# bash completion of roa-check(1)

_roa_check()
{
    local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD - 1]}
    local states='valid invalid not-found covered partly-covered not-covered'
    local options='-f --format -h --help -m --more-specific -q --quiet
        -r --vrps -v --verbose -V --version --cache --compile --data --max-size
        --mrt-reader --only --slurm --space --strict --suggest --summary --tag
        --timeout'
    COMPREPLY=()

    # "--format=json" comes as three words.
    if [[ $cur == '=' ]]; then
        cur=
    elif [[ $prev == '=' ]]; then
        prev=${COMP_WORDS[COMP_CWORD - 2]}
    fi

    case $prev in
    -f | --format)
        mapfile -t COMPREPLY < <(compgen -W \
            'text tsv csv json jsonl routinator' -- "$cur")
        ;;
    --only)
        # A list: complete what stands behind the last comma.
        local before=
        [[ $cur == *,* ]] && before=${cur%,*},
        mapfile -t COMPREPLY < <(compgen -P "$before" -W "$states" -- \
            "${cur##*,}")
        ;;
    -r | --vrps | --slurm | --compile)
        compopt -o filenames 2>/dev/null
        mapfile -t COMPREPLY < <(compgen -f -- "$cur")
        ;;
    --mrt-reader)
        mapfile -t COMPREPLY < <(compgen -W 'native bgpdump' -- "$cur")
        ;;
    --cache | --data)
        compopt -o filenames 2>/dev/null
        mapfile -t COMPREPLY < <(compgen -d -- "$cur")
        ;;
    --max-size | --timeout) ;;
    *)
        if [[ $cur == -* ]]; then
            mapfile -t COMPREPLY < <(compgen -W "$options" -- "$cur")
        fi
        ;;
    esac
}

complete -F _roa_check roa-check
