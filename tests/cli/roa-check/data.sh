# SPDX-License-Identifier: ISC
# Without -r the VRPs are those of the folder of public inputs.
mkdir -p folder/vrps beside empty
cp "$T/vrps.json" folder/vrps/export.json
cp "$T/vrps.json" beside/vrps.json
for left in export.json.part export.json.etag .hidden old.json~; do
    echo 'no VRPs' >"folder/vrps/$left"
done

echo '== --data'
roa-check --data folder 192.0.2.0/24
echo '== a file beside the folders'
roa-check --data beside 192.0.2.0/24
echo '== RSEC_DATA'
RSEC_DATA=folder roa-check 192.0.2.0/24
echo '== the option counts, not RSEC_VRPS'
RSEC_VRPS=none roa-check --data folder 192.0.2.0/24
echo '== RSEC_VRPS counts, not RSEC_DATA'
RSEC_DATA=empty RSEC_VRPS=$T/vrps.json roa-check 192.0.2.0/24
echo '== -r counts'
RSEC_DATA=none roa-check --data none -r "$T/vrps.json" 192.0.2.0/24
echo '== compiled'
roa-check --data folder --compile compiled && roa-check -r compiled 192.0.2.0/24
echo '== nothing there' >&2
roa-check --data empty 192.0.2.0/24; echo $?
roa-check --data none 192.0.2.0/24; echo $?
RSEC_DATA=beside/vrps.json roa-check 192.0.2.0/24; echo $?
