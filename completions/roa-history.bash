# SPDX-License-Identifier: ISC
# bash completion of roa-history(1)

_roa_history()
{
    local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD - 1]}
    local verbs='ingest fetch sources info verify serve'
    local options='--base --cache --cgi --connections --date -d --store
        -f --format --from -h --help -j --threads --keep --kind --listen
        --max-size -n --dry-run -q --quiet --rate --replace --strict --tal
        --timeout --to -v --verbose -V --version'
    COMPREPLY=()

    # "--format=json" comes as three words.
    if [[ $cur == '=' ]]; then
        cur=
    elif [[ $prev == '=' ]]; then
        prev=${COMP_WORDS[COMP_CWORD - 2]}
    fi

    case $prev in
    -f | --format)
        mapfile -t COMPREPLY < <(compgen -W 'text tsv csv json jsonl' \
            -- "$cur")
        ;;
    -d | --store)
        compopt -o filenames 2>/dev/null
        mapfile -t COMPREPLY < <(compgen -f -- "$cur")
        ;;
    --cache | --keep)
        compopt -o filenames 2>/dev/null
        mapfile -t COMPREPLY < <(compgen -d -- "$cur")
        ;;
    --kind)
        mapfile -t COMPREPLY < <(compgen -W 'roas output' -- "$cur")
        ;;
    --base | --connections | --date | --from | --rate | -j | --threads | --max-size | --timeout | --to) ;;
    --tal)
        mapfile -t COMPREPLY < <(compgen -W \
            'afrinic apnic arin lacnic ripe' -- "$cur")
        ;;
    *)
        if [[ $cur == -* ]]; then
            mapfile -t COMPREPLY < <(compgen -W "$options" -- "$cur")
        elif ((COMP_CWORD == 1)); then
            mapfile -t COMPREPLY < <(compgen -W "$verbs" -- "$cur")
        else
            compopt -o filenames 2>/dev/null
            mapfile -t COMPREPLY < <(compgen -f -- "$cur")
        fi
        ;;
    esac
}

complete -F _roa_history roa-history
