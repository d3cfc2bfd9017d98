# SPDX-License-Identifier: ISC
# Which sources are meant, and what would be asked for.
. "$T/conf.inc"
plan() {
    echo "== $*"
    rsec-fetch -c conf -d data --dry-run -f tsv "$@" | cut -f 1-3,8,9
}
plan one irr
plan irr three
plan -a irr
plan --month 2024-02 grip table | sed '5,$d'
plan --month 2024-02 table | tail -n 2
plan --month 2024-02 one
plan report | sed "s/$(date +%Y)/YEAR/"
echo '== text'
rsec-fetch -c conf -d data --dry-run one two
echo '== the folder of the environment'
RSEC_DATA=data rsec-fetch -c conf --dry-run one
ls
