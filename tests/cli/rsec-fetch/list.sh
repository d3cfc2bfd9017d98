# SPDX-License-Identifier: ISC
# What the folder has; times are as they are on the disk.
. "$T/conf.inc"
mkdir -p data/vrps data/irr
printf '%1234567s' x >data/vrps/one.json
echo two >data/irr/two.db.gz
touch -d '3 days ago' data/vrps/one.json
touch -d '2001-02-03 04:05:06' data/irr/two.db.gz
touch -d '2002-02-03 04:05:06' data/irr/two.db.gz.etag
rsec-fetch -c conf -d data --list one three
rsec-fetch -c conf -d data --list -v one
rsec-fetch -c conf -d data --list -f json two | sed 's/"age":[0-9]*/"age":N/'
rsec-fetch -c conf -d data --list -f csv irr | cut -d , -f 1-4,6-
printf '%1234s' x >data/irr/three.db.gz.part
rsec-fetch -c conf -d data --list three
rsec-fetch -c conf -d data --list -f jsonl three | grep -o '"reason".*'
rsec-fetch -c conf -d data --list one >/dev/full
echo "exit $?"
rsec-fetch -c conf -d data --list | head -n 1
