# SPDX-License-Identifier: ISC
# bash completion of roa-print(1)

_roa_print()
{
    local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD - 1]}
    local options='-d --cache -f --format -h --help -j --threads -n --no-verify
        -q --quiet -r --recurse -t --tal -v --verbose -V --version --at --brief
        --diff --explain --files-from --ignore --match --max-depth
        --max-objects --max-size --profile --rejected --rules --tal-out --uris
        --validate --verify-files'
    COMPREPLY=()

    # "--format=json" comes as three words.
    if [[ $cur == '=' ]]; then
        cur=
    elif [[ $prev == '=' ]]; then
        prev=${COMP_WORDS[COMP_CWORD - 2]}
    fi

    case $prev in
    -f | --format)
        mapfile -t COMPREPLY < <(compgen -W 'text json jsonl csv tsv print_roa
            print_rpki_manifest rpki-client vrps' -- "$cur")
        ;;
    --profile)
        mapfile -t COMPREPLY < <(compgen -W 'current 2013' -- "$cur")
        ;;
    --explain | --ignore)
        mapfile -t COMPREPLY < <(compgen -W \
            "$(roa-print --rules 2>/dev/null | awk 'NR > 1 { print $1 }')" \
            -- "$cur")
        ;;
    -t | --tal | --files-from)
        compopt -o filenames 2>/dev/null
        mapfile -t COMPREPLY < <(compgen -f -- "$cur")
        ;;
    -d | --cache | --verify-files)
        compopt -o filenames 2>/dev/null
        mapfile -t COMPREPLY < <(compgen -d -- "$cur")
        ;;
    --at | --match | --max-depth | --max-objects | --max-size | -j | \
        --threads) ;;
    *)
        if [[ $cur == -* ]]; then
            mapfile -t COMPREPLY < <(compgen -W "$options" -- "$cur")
        else
            compopt -o filenames 2>/dev/null
            mapfile -t COMPREPLY < <(compgen -f -- "$cur")
        fi
        ;;
    esac
}

complete -F _roa_print roa-print
