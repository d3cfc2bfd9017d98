# SPDX-License-Identifier: ISC
# What inputs call things does not reach the terminal, nor is it markup.
printf '203.0.113.0/24 64500\n' >rib
cat >net.json <<'X'
{"data":[{"id":1,"org_id":1,"asn":64500,
"name":"\u001b[2J<script>alert(1)</script>|\u202e\u009b31m\n~~~"}]}
X
cat >grip.json <<'X'
{"data":[{"id":"\u001b[2J\n~~~","event_type":"moas","view_ts":1791849600,
"summary":{"attackers":[64500],"inference_result":
{"primary_inference":{"suspicion_level":80}}}},
{"id":"<b>|moas","event_type":"moas","view_ts":1791849600,
"finished_ts":1791859600,
"summary":{"attackers":[64500],"inference_result":
{"primary_inference":{"suspicion_level":80}}}}]}
X
printf 'route: 203.0.113.0/25\norigin: AS64500\nmnt-by: \033[31m<b>\n' >irr
printf 'source: RADB\n' >>irr
for format in text markdown html json; do
    manrs-check -v -q --rib rib --peeringdb net.json --grip grip.json \
        --irr irr --month 2026-10 --now 2026-11-02 -f $format \
        --fixes fixes AS64500 >out
    echo "$format: exit $?"
    cat out fixes | tr -d '\012\040-\176\200-\377' | wc -c | tr -d ' '
    grep -o '.<script>\|<b>|' out
    test $format = text || continue
    sed -n 1p out
    grep 'dispute\|mnt-by' out fixes
done
