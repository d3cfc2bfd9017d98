# SPDX-License-Identifier: ISC
# The members that the manual page names.
. "$T/month.inc"
command -v jq >/dev/null || { echo "SKIP no jq"; exit 77; }
check -f json AS64500 >text; tail -n 1 text
sed '$d' text >report.json
jq -r 'keys_unsorted[]' report.json
jq -c '.scores | to_entries[]' report.json
jq -c '.actions[]' report.json
jq -c '.checks[] | [.id, .action, .state, .good, .total]' report.json
jq -c '.checks[] | select(.id == "A1-OWN-RPKI")' report.json
jq -c '.inputs[] | keys_unsorted' report.json | sort -u
jq -c '.inputs[] | [.kind, .path, .time, .time_of, .records, .skipped]' \
    report.json
jq -c '.incidents[], .customers[]' report.json
jq -c '.routes, .fixes[0], .assumptions' report.json
jq -r '.inputs[] | .sha256 + "  " + .path' report.json | sha256sum -c --quiet
