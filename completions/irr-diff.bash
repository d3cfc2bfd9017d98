# SPDX-License-Identifier: ISC
# bash completion of irr-diff(1)

_irr_diff()
{
    local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD - 1]}
    local rirs='AFRINIC APNIC ARIN LACNIC RIPE'
    local classes='route route6 as-set route-set aut-num mntner person role
        organisation irt inetnum inet6num as-block domain all'
    local only='added removed changed origin auth=none auth=same
        auth=covered-same auth=related auth=different rpki=valid
        rpki=invalid-as rpki=invalid-length rpki=not-found bgp=exact
        bgp=other-origin bgp=more-specific-only bgp=absent inconsistent
        irregular suspicious stale moved-rir supernet unallocated reserved
        strict=orphaned permissive=orphaned strict=rescued'
    local options='-4 --ipv4 -6 --ipv6 -b --bgp -e --exit-code -f --format
        -h --help -j --threads -m --more-specific -q --quiet -r --vrps
        -u --unified -v --verbose -V --version --against --all-attributes
        --apply --as-org --as-rel --auth-also --cache --class --data
        --delegated --drop --freeze --impact --irregular --lenient --list
        --matrix --max-removed --max-size --mnt --mrt-reader --no-pair --only
        --origin --prefix --rule --serial --session --slurm --source --status
        --strict --summary --timeout --today --transfers --unit'
    COMPREPLY=()

    # "--format=json" comes as three words.
    if [[ $cur == '=' ]]; then
        cur=
    elif [[ $prev == '=' ]]; then
        prev=${COMP_WORDS[COMP_CWORD - 2]}
    fi

    # Of a list, complete what stands behind the last comma.
    local before=
    [[ $cur == *,* ]] && before=${cur%,*},

    case $prev in
    -f | --format)
        mapfile -t COMPREPLY < <(compgen -W \
            'text tsv csv json jsonl rpsl nrtm3 nrtm4' -- "$cur")
        ;;
    --against)
        mapfile -t COMPREPLY < <(compgen -P "$before" -W "rir $rirs" -- \
            "${cur##*,}")
        ;;
    --class)
        mapfile -t COMPREPLY < <(compgen -P "$before" -W "$classes" -- \
            "${cur##*,}")
        ;;
    --only)
        mapfile -t COMPREPLY < <(compgen -P "$before" -W "$only" -- \
            "${cur##*,}")
        ;;
    --unit)
        mapfile -t COMPREPLY < <(compgen -W 'objects pairs' -- "$cur")
        ;;
    --rule)
        mapfile -t COMPREPLY < <(compgen -W ripe-731 -- "$cur")
        ;;
    --mrt-reader)
        mapfile -t COMPREPLY < <(compgen -W 'native bgpdump' -- "$cur")
        ;;
    --cache | --data)
        compopt -o filenames 2>/dev/null
        mapfile -t COMPREPLY < <(compgen -d -- "$cur")
        ;;
    -j | --threads | --auth-also | --drop | --freeze | --max-removed | \
        --max-size | --mnt | --origin | --prefix | --session | \
        --source | --timeout | --today) ;;
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

complete -F _irr_diff irr-diff
