#!/bin/sh
# SPDX-License-Identifier: ISC
# irr-diff against the list of what was done to a dump: 20,000 objects of every
# class, a tenth of them removed, added, changed or written anew.  What it
# reports is the list, whatever the order, the layout and the compression, and
# a journal of it makes the one dump of the other.
set -u
cd "$(dirname "$0")/.." || exit 2
B=$(cd "${B:-build}" && pwd) || exit 2
export LC_ALL=C TZ=UTC
gen="$B/tests/bench/irr_gen -n 20000 -s 4"
irr=$B/bin/irr-diff
work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 2

$gen >old
$gen --mutate 0.1 --mutations mutations >new
$gen --mutate 0.1 --reorder --reformat >new.wild
$gen --reorder --reformat >old.wild
gzip -k old new
xz -k -0 old new
zstd -q old new
bzip2 -k old new
# Two members one behind the other, as parallel compressors write them.
{ head -c 3000000 old | gzip && tail -c +3000001 old | gzip; } >members.gz

number=0
ok() { # ok STATUS WORDS
    number=$((number + 1))
    if [ "$1" -eq 0 ]; then
        echo "ok $number - $2"
    else
        echo "not ok $number - $2"
    fi
}

# What the list has, as TSV without a header: of routes, or of all classes.
listed() {
    grep -v '^=' mutations | case $1 in
    routes) grep -P '^\S+\troute6?\t' ;;
    *) cat ;;
    esac | sort
}

# What irr-diff reports, likewise; its status must be 1.
reported() {
    $irr -q -f tsv "$@" >raw
    [ $? -eq 1 ] || echo 'the exit status is not 1'
    tail -n +2 raw | sort
}

same() { # same WORDS: whether what is wanted is what was got
    diff -u want got >difference
    code=$?
    ok $code "$1"
    [ $code -eq 0 ] || head -n 40 difference | sed 's/^/# /' >&2
}

differs_by_list() { # differs_by_list WORDS OLD NEW
    reported "$2" "$3" >got
    same "$1"
}

silent() { # silent WORDS ARGUMENTS: status 0 and nothing printed
    words=$1
    shift
    $irr -q "$@" >got 2>&1
    code=$?
    [ ! -s got ] || code=1
    ok $code "$words"
    [ $code -eq 0 ] || head -n 5 got | sed 's/^/# /' >&2
}

listed routes >want
echo "# $(wc -l <want) changes of routes" >&2
differs_by_list 'route objects: what is reported is what was done' old new
differs_by_list 'and does not depend on order and layout' old.wild new.wild
differs_by_list 'gzip' old.gz new.gz
differs_by_list 'xz' old.xz new.xz
differs_by_list 'zstd' old.zst new.zst
differs_by_list 'bzip2' old.bz2 new.bz2
differs_by_list 'two gzip members' members.gz new.gz
$irr -q -f tsv -j 1 old new >one
$irr -q -f tsv -j 2 new.wild new.wild >/dev/null
$irr -q -f tsv -j 2 old.wild new.wild >two
cmp -s one two
ok $? 'the order of what is reported does not depend on threads and dumps'

listed all >want
reported --class all old new >got
same 'every class: what is reported is what was done'

listed all | awk -F '\t' -v OFS='\t' '
    $1 == "+" { $1 = "-"; print; next }
    $1 == "-" { $1 = "+"; print; next }
    $1 == "~origin" { $4 = $8 }
    { t = $7; $7 = $8; $8 = t; print }' | sort >want
reported --class all new old >got
same 'from NEW to OLD it is the reverse'

listed routes | awk -F '\t' -v OFS='\t' '
    $1 == "~origin" {
        print "-", $2, $3, $7, $5, "", "", ""
        $1 = "+"; $4 = $8; $6 = $7 = $8 = ""
    }
    { print }' | sort >want
cp want unpaired
reported --no-pair old new >got
same '--no-pair: another origin is a removal and an addition'

for op in added:+ removed:- changed:'~' origin:'~origin'; do
    listed routes | awk -F '\t' -v op="${op#*:}" '$1 == op' >want
    reported --only "${op%:*}" old new >got
    same "--only ${op%:*}"
done
origin=$(awk -F '\t' '$1 == "+" { print $4; exit }' unpaired)
awk -F '\t' -v as="$origin" '$4 == as' unpaired >want
reported --no-pair --origin "$origin" old new >got
same '--origin has what the list has of it'
prefix=$(awk -F '\t' '$1 == "~" { print $3; exit }' unpaired)
awk -F '\t' -v p="$prefix" '$3 == p' unpaired >want
reported --no-pair --prefix "$prefix" old new >got
same '--prefix has what the list has of it'
awk -F '\t' '$2 == "route6"' unpaired >want
reported --no-pair --class route6 old new >got
same '--class route6 has what the list has of it'

silent 'the same dump' old old
silent 'the same in another order and layout' old old.wild
silent 'the same in another compression' old.gz old.xz
xz -dc old.xz | silent 'the same through a pipe that has a name' /dev/stdin old
number=$((number + 1)) # was counted in a shell of its own
silent 'every class in another layout' --class all new new.wild

# Version 4 is JSON, which has no place for the Latin-1 of some objects.
journals() { # journals FORMAT OLD NEW [OPTION...]
    format=$1 from=$2 to=$3
    shift 3
    $irr -q --class all -f "$format" --serial 100 "$@" "$from" "$to" >forth
    $irr -q --class all -f "$format" --serial 100 "$@" "$to" "$from" >back
    [ -s forth ] && [ -s back ]
    ok $? "$format: both journals are written"
    silent "$format: OLD and the journal are NEW" \
        --class all --apply forth "$from" "$to"
    silent "$format: NEW and the journal back are OLD" \
        --class all --apply back "$to" "$from"
    gzip -kf forth
    silent "$format: the same in another layout, the journal compressed" \
        --class all --apply forth.gz "$from.wild" "$to.wild"
}
journals nrtm3 old new
for file in old new old.wild new.wild; do
    iconv -f ISO-8859-1 -t UTF-8 $file >"utf8-$file"
done
journals nrtm4 utf8-old utf8-new \
    --session 7a3b6a4e-4a0c-4d5e-9d7c-2f3a1b0c9d8e

# What is not changed, is not in the list.
total=$(grep -c '^$' old)
gone=$(listed all | grep -c -v '^+')
$irr -q --class all --summary -f tsv old new |
    awk -F '\t' '$1 == "unchanged" { print $2 }' >got
echo $((total - gone)) >want
same 'what is left counts as unchanged'

echo "1..$number"
