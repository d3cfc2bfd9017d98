# SPDX-License-Identifier: ISC
# One page that stands alone: nothing is loaded, what inputs say is escaped.
. "$T/month.inc"
check -f html -o report.html AS64500
manrs-check --data month --now $NOW -f html AS64500 | cmp - report.html
python3 "$T/wellformed.py" report.html
grep -Eo '(src|href)="[^#"][^"]*"|url\([^)]*\)|@import' report.html
sed -i 's/Example Networks/<b>\&"/' month/as-org/*
manrs-check --data month --now $NOW -f html -o hostile.html AS64500
python3 "$T/wellformed.py" hostile.html
grep -c '<b>&"' hostile.html
grep -o '<title>.*</title>' hostile.html
ls
