# SPDX-License-Identifier: ISC
# Command lines and files that are refused, and leave the store as it was.
roa-history
roa-history frob -d store
roa-history ingest -d store
roa-history ingest x.csv
roa-history ingest -d store --from 2026-01-01 x.csv
roa-history ingest -d store --date yesterday x.csv
roa-history ingest -d store --tal a,,b x.csv
roa-history ingest -d store - -
roa-history ingest -d store absent.csv
echo "exit $?"
mkdir empty
echo text >empty/README
roa-history ingest -d store empty
echo "exit $?"
ls
echo junk >junk
roa-history ingest -d junk empty
roa-history info -d junk
roa-history verify -d junk extra
echo "exit $?"
cat junk
