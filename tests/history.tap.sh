#!/bin/sh
# SPDX-License-Identifier: ISC
# Questions that other histories of the RPKI get wrong, or do not answer: only
# what covers a prefix counts, and only on its days; AS 0; the trees of APNIC;
# days that are missing, cut short, damaged, or told again.
set -u
cd "$(dirname "$0")/.." || exit 2
B=$(cd "${B:-build}" && pwd) || exit 2
export LC_ALL=C TZ=UTC
history=$B/bin/roa-history
work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 2

number=0
is() { # is GOT WANT WORDS
    number=$((number + 1))
    if [ "$1" = "$2" ]; then
        echo "ok $number - $3"
    else
        echo "not ok $number - $3"
        printf '%s\n' "$1" | sed 's/^/# got  /'
        printf '%s\n' "$2" | sed 's/^/# want /'
    fi
}

# day TREE DATE: one file of the archive, of "ASN PREFIX [MAXLEN]" lines.
day() {
    file=$1.tal/$(echo "$2" | tr - /)/roas.csv
    mkdir -p "${file%/*}"
    {
        echo 'URI,ASN,IP Prefix,Max Length,Not Before,Not After'
        awk -v date="$2" '{ printf "rsync://rpki.example.net/%s.roa,AS%s," \
            "%s,%s,%s 00:00:00,2030-01-01 00:00:00\n", NR, $1, $2, $3, date }'
    } >"$file"
}

ingest() { # ingest FILE...: into the store
    "$history" ingest -q -d store "$@"
}

# check PREFIX ASN DATE [OPTION...]: state, reason and who was not observed
check() {
    prefix=$1 asn=$2 date=$3
    shift 3
    echo "$prefix AS$asn $date" |
        "$history" check -q -d store -f jsonl "$@" |
        jq -r '[.state, .reason, .not_observed] | map(. // "") | join(" ")' |
        sed 's/  */ /; s/ $//'
}

# segments PREFIX ASN FROM TO: the answer over an interval
segments() {
    "$history" check -q -d store -f jsonl --from "$3" --to "$4" "$1" "AS$2" |
        jq -r '[.from, .to, .state, .reason // ""] | join(" ")' |
        sed 's/ *$//'
}

# What covers a prefix.
printf '64496 192.0.2.0/24 24\n64497 192.0.2.64/26 28\n0 203.0.113.0/24 24\n' |
    day ripencc 2024-03-01
echo '64496 203.0.113.0/24 25' | day ripencc 2024-03-02
ingest ripencc.tal
is "$(check 192.0.2.128/28 64497 2024-03-01)" 'invalid as' \
    'a VRP of a sibling does not make a route Valid'
is "$(check 192.0.2.64/28 64497 2024-03-01)" valid \
    'one that covers it does'
is "$(check 192.0.2.0/23 64496 2024-03-01)" not-found \
    'a more specific VRP is none for a route'
is "$(check 203.0.113.0/24 0 2024-03-01)" 'invalid as0' \
    'AS 0 matches nothing, an AS0 VRP neither (RFC 6811, RFC 7607)'
is "$(check 203.0.113.0/24 64496 2024-03-01)" 'invalid as0' \
    'an AS0 VRP makes a route Invalid'
is "$(check 203.0.113.0/26 64496 2024-03-02)" 'invalid length' \
    'and maxLength is looked at'
rm -rf store ./*.tal

# What was then.
echo '64496 198.51.100.0/24 24' | day ripencc 2011-02-01
echo '64496 198.51.100.0/24 24' | day ripencc 2015-06-01
for date in 2010-12-31 2015-06-02 2023-12-31 2024-01-01; do
    echo '64497 192.0.2.0/24 24' | day ripencc $date
done
ingest ripencc.tal
is "$(check 198.51.100.0/24 64496 2024-01-01)" not-found \
    'what ended in 2015 is not there in 2024'
is "$(check 198.51.100.0/24 64497 2010-12-31)" not-found \
    'what began in 2011 was not there in 2010'
is "$(check 198.51.100.0/24 64496 2015-06-01)" valid \
    'it was there on its last day'
is "$(check 198.51.100.0/24 64496 2015-06-02)" not-found \
    'and not on the next'
is "$(check 198.51.100.0/24 64496 2013-01-01)" 'unknown ripe' \
    'who was not observed is named'
is "$(check 198.51.100.0/24 64496 2013-01-01 --gaps carry)" valid \
    'a gap is bridged by --gaps carry'
is "$(check 198.51.100.0/24 64496 2013-01-01 --gaps withdrawn)" not-found \
    'and is nothing by --gaps withdrawn'
is "$(segments 198.51.100.0/24 64496 2015-05-31 2024-03-31)" \
    '2015-05-31 2015-05-31 unknown
2015-06-01 2015-06-01 valid
2015-06-02 2015-06-02 not-found
2015-06-03 2023-12-30 unknown
2023-12-31 2024-01-01 not-found
2024-01-02 2024-03-31 unknown' \
    'an interval over years has each of its days once'
is "$("$history" show -q -d store -f jsonl 198.51.100.0/24 |
    jq -r '[.from, .to, .unknown] | join(" ")')" \
    '2011-02-01 2015-06-01 2011-02-02..2015-05-31' \
    'the days on which it was not looked for are named'
rm -rf store ./*.tal

# The five trees of APNIC.
for date in 2012-10-24 2012-10-25 2018-04-05 2018-04-06; do
    printf '64496 192.0.2.0/24 24\n64497 198.51.100.0/24 24\n' |
        day apnic $date
done
for date in 2012-10-26 2012-10-27 2018-04-03 2018-04-04; do
    echo '64496 192.0.2.0/24 24' | day apnic-iana $date
    printf '64496 192.0.2.0/24 24\n64497 198.51.100.0/24 24\n' |
        day apnic-ripe $date
done
ingest ./*.tal
is "$("$history" info -q -d store -f jsonl | jq -r '[.ta, .observed] | @tsv')" \
    'apnic	8' 'the trees of APNIC are one trust anchor'
is "$("$history" sources -q -d store -f jsonl |
    jq '.vrps // empty' | sort -u)" \
    2 'what stands in two of them counts once'
is "$("$history" export -q -d store -f jsonl --gaps withdrawn | wc -l)" 4 \
    'and nothing ends on 2012-10-26 or 2018-04-05'
is "$(segments 198.51.100.0/24 64497 2012-10-24 2012-10-27)" \
    '2012-10-24 2012-10-27 valid' 'no day is missing where they were split'
is "$(segments 198.51.100.0/24 64497 2018-04-03 2018-04-06)" \
    '2018-04-03 2018-04-06 valid' 'nor where they were joined'
rm -rf store ./*.tal

# Days that were cut short: 1,000 VRPs, 600 of them gone on the third day.
many() { # many FROM TO
    seq "$1" "$2" | awk '{ printf "64496 2001:db8:%x::/48 48\n", $1 }'
}
for date in 2024-05-01 2024-05-02 2024-05-04 2024-05-05; do
    many 1 1000 | day arin $date
    many 1 1000 | day lacnic $date
done
many 601 1000 | day arin 2024-05-03
many 601 1000 | day lacnic 2024-05-03
many 601 1000 | day lacnic 2024-05-04
many 601 1000 | day lacnic 2024-05-05
ingest arin.tal
is "$(check 2001:db8:7::/48 64496 2024-05-03)" 'unknown arin' \
    'of a mass disappearance that comes back nothing is known'
is "$("$history" sources -q -d store -f jsonl |
    jq -r 'select(.state == "suspect").time')" '2024-05-03T00:00:00Z' \
    'that day is suspect'
rm store
ingest lacnic.tal
is "$(check 2001:db8:7::/48 64496 2024-05-03)" not-found \
    'one that does not come back is a withdrawal'
is "$("$history" sources -q -d store -f jsonl |
    jq -r .state | sort | uniq -c | xargs)" '5 observed' \
    'and no day is suspect'
rm store
ingest arin.tal lacnic.tal
mv store whole
find . -name roas.csv | sort -r | while read -r file; do
    ingest "$file"
done
cmp -s whole store
is $? 0 'the same is found backwards, a file at a time'
rm -rf store whole ./*.tal

# A day that is told again.
for date in 2024-06-01 2024-06-02 2024-06-03; do
    echo '64496 192.0.2.0/24 24' | day ripencc $date
done
ingest ripencc.tal
echo '64497 192.0.2.0/24 24' | day ripencc 2024-06-02
sed -i 's/,2024-06-02 00/,2024-06-02 09/' ripencc.tal/2024/06/02/roas.csv
is "$(check 192.0.2.0/24 64496 2024-06-02)" valid 'a day as it was told first'
ingest ripencc.tal/2024/06/02/roas.csv
is "$(check 192.0.2.0/24 64496 2024-06-02)" 'invalid as' \
    'another file of the same day supersedes it'
is "$("$history" sources -q -d store -f jsonl |
    jq -r 'select(.state == "superseded").time')" '2024-06-02T00:00:00Z' \
    'the ledger says so'
is "$(segments 192.0.2.0/24 64496 2024-06-01 2024-06-03)" \
    '2024-06-01 2024-06-01 valid
2024-06-02 2024-06-02 invalid as
2024-06-03 2024-06-03 valid' 'the days around it stay'
cp store once
ingest ripencc.tal/2024/06/02/roas.csv
cmp -s once store
is $? 0 'to tell it once more changes nothing'
rm -rf store once ./*.tal

# Files that cannot be read, and lines.
echo '64496 192.0.2.0/24 24' | day ripencc 2024-07-01
echo '64496 192.0.2.0/24 24' | day ripencc 2024-07-02
echo '64496 192.0.2.0/24 24' | day ripencc 2024-07-03
echo '64496 192.0.2.0/24 24' | day localcert 2024-07-01
xz ripencc.tal/2024/07/02/roas.csv
head -c 100 ripencc.tal/2024/07/02/roas.csv.xz >short
mv short ripencc.tal/2024/07/02/roas.csv.xz
echo "$(printf '%064d' 0)  roas.csv" >ripencc.tal/2024/07/03/roas.csv.sha256
ingest ripencc.tal localcert.tal 2>err
is $? 2 'damaged files are trouble'
is "$("$history" sources -q -d store -f jsonl |
    jq -r '[.ta, .time[0:10], .state] | join(" ")')" \
    'ripe 2024-07-01 observed
ripe 2024-07-02 corrupt
ripe 2024-07-03 corrupt' \
    'a file that is cut or has another digest is corrupt; localcert is no one'
is "$(check 192.0.2.0/24 64496 2024-07-02)" 'unknown ripe' \
    'and its day is unknown'
rm -rf store ./*.tal

mkdir -p ripencc.tal/2017/01/02
validity='2016-01-01 00:00:00,2018-01-01 00:00:00'
sed "2,\$s/\$/,$validity/; s/\$/\r/" >ripencc.tal/2017/01/02/roas.csv <<'END'
URI,ASN,IP Prefix,Max Length,Not Before,Not After
"rsync://rpki.example.net/1.roa",AS64496,192.0.2.0/24,
N/A,AS64497,198.51.100.0/24,24
"rsync://rpki.example.net/2.roa",AS64498,203.0.113.0/24,25
"rsync://rpki.example.net/2.roa",AS64498,203.0.113.0/24,26
"rsync://rpki.example.net/3.roa",AS64499,2001:DB8::/32,many
END
"$history" ingest -d store ripencc.tal 2>err
is "$("$history" export -q -d store -f jsonl |
    jq -r '[.asn, .prefix, .max_length] | join(" ")')" \
    '64496 192.0.2.0/24 24
64497 198.51.100.0/24 24
64498 203.0.113.0/24 25
64498 203.0.113.0/24 26' \
    'quotes, CRLF, no maxLength, no URI, and two maxLengths of one ROA'
is "$(grep -c 'roas.csv:6:' err)" 1 'a maxLength that is no number is told'
echo "1..$number"
