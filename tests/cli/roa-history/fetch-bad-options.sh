# SPDX-License-Identifier: ISC
# What fetch cannot make sense of, it says before it asks anybody.
try() {
    roa-history fetch -d store "$@" 2>&1
    echo "exit $?"
}
try
try --tal ripe --from 2024-01-02 --to 2024-01-01
try --tal ripe --from 2100-01-01
try --tal example --from 2024-01-01
try --base ftp://archive.example.net/ --from 2024-01-01
try --kind repo --from 2024-01-01
try --connections 17 --from 2024-01-01
try --from 2024-01-01 operand
echo 'no store' >store
try --from 2024-01-01
