# SPDX-License-Identifier: ISC
# bash completion of manrs-check(1)

_manrs_check()
{
    local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD - 1]}
    local formats='text markdown html json jsonl observatory-json tsv'
    local options='--program --month --ruleset --data --rib --updates
        --vrps --aspa --irr --whois --peeringdb --delegated
        --bogons --cidr-report --grip --bgpstream --spoofer --rsc
        --as-rel --as-org --participants --feedback --previous --asn-file
        --irr-order --what-if --customers --region --report-dir
        -o --output --fixes -f --format --accomplice-weight
        --ready --aspiring --conformant --grip-suspicion
        --invalid-community --contact-months --min-peers --now
        -j --threads --cache
        --max-size --timeout --strict -q --quiet -v --verbose -h
        --help -V --version'
    COMPREPLY=()

    # "--format=json" comes as three words.
    if [[ $cur == '=' ]]; then
        cur=
    elif [[ $prev == '=' ]]; then
        prev=${COMP_WORDS[COMP_CWORD - 2]}
    fi

    case $prev in
    -f | --format)
        mapfile -t COMPREPLY < <(compgen -W "$formats" -- "$cur")
        ;;
    --program)
        mapfile -t COMPREPLY < <(compgen -W 'netops ixp cdn vendor' -- "$cur")
        ;;
    --ruleset)
        mapfile -t COMPREPLY < <(compgen -W '2018 2023 2024' -- "$cur")
        ;;
    --region)
        mapfile -t COMPREPLY < <(compgen -W \
            'AFRINIC APNIC ARIN LACNIC RIPE' -- "$cur")
        ;;
    --what-if)
        compopt -o nospace 2>/dev/null
        mapfile -t COMPREPLY < <(compgen -W 'roa= route= withdraw=' -- "$cur")
        ;;
    --cache | --data | --report-dir)
        compopt -o filenames 2>/dev/null
        mapfile -t COMPREPLY < <(compgen -d -- "$cur")
        ;;
    -j | --accomplice-weight | --aspiring | --conformant | \
        --contact-months | --invalid-community | --irr-order | \
        --max-size | --min-peers | --month | --now | --ready | \
        --grip-suspicion | --threads | --timeout) ;;
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

complete -F _manrs_check manrs-check
