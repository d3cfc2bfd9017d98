# SPDX-License-Identifier: ISC
# Pictures are well-formed, and show what there is.
. "$T/past.inc"
roa-history plot 192.0.2.0/24 >timeline.svg
roa-history plot vrps --by ta --step day >vrps.svg
python3 - timeline.svg vrps.svg <<'END'
import sys
import xml.etree.ElementTree as tree
for name in sys.argv[1:]:
    root = tree.parse(name).getroot()
    print(root.tag)
    for title in root.iter('{http://www.w3.org/2000/svg}title'):
        print(' ', title.text)
    print(' ', root.find('{http://www.w3.org/2000/svg}desc').text)
END
grep -c 'http' timeline.svg
