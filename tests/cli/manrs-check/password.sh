# SPDX-License-Identifier: ISC
# A URL is shown without the user and password in it, whatever these look like.
for user in user user:secret user:se@cret; do
    manrs-check --rib "http://$user@127.0.0.1:1/x" AS64500 2>&1 |
        grep -c -e secret -e user -e cret
    manrs-check --rib "http://$user@127.0.0.1:1/x" AS64500 2>&1 |
        sed 's/1\/x: .*/1\/x: .../'
done
