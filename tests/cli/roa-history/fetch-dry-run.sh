# SPDX-License-Identifier: ISC
# -n names what would be fetched, and asks nobody.
plan() {
    roa-history fetch -n -d store --base https://archive.example.net/rpki/ "$@"
    echo "exit $?"
}
plan --from 2012-10-25 --to 2012-10-26
plan --from 2023-06-23 --to 2023-06-25 --tal ripencc,lacnic
plan --from 2023-10-10 --to 2023-10-11 --tal apnic --kind output
plan --from 2010-01-01 --to 2011-01-20
ls
