# SPDX-License-Identifier: ISC
# bash completion of roa-history(1)

_roa_history()
{
    local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD - 1]}
    local verbs='ingest fetch sources show check covered asn changes stats
        delay plot export info verify serve'
    local options='--asn --at --base --bgp --by --cache --cgi --connections
        --covered --covering -d --date --delegated --dry-run --exact -f
        --format --from --gaps -h --help -j --keep --kind --listen --max-size
        -n -q --quiet --rate --replace --step --store --strict --summary
        --tal --threads --timeout --to -V -v --verbose --version'
    COMPREPLY=()

    # "--format=json" comes as three words.
    if [[ $cur == '=' ]]; then
        cur=
    elif [[ $prev == '=' ]]; then
        prev=${COMP_WORDS[COMP_CWORD - 2]}
    fi

    case $prev in
    -f | --format)
        mapfile -t COMPREPLY < <(compgen -W 'text tsv csv json jsonl sql' \
            -- "$cur")
        ;;
    -d | --store | --bgp | --delegated)
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
    --gaps)
        mapfile -t COMPREPLY < <(compgen -W 'unknown carry withdrawn' \
            -- "$cur")
        ;;
    --by)
        mapfile -t COMPREPLY < <(compgen -W 'all ta rir economy' -- "$cur")
        ;;
    --step)
        mapfile -t COMPREPLY < <(compgen -W 'day week month year' -- "$cur")
        ;;
    --asn | --at | --base | --connections | --date | --from | --rate | -j) ;;
    --threads | --max-size | --timeout | --to) ;;
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
