#!/bin/sh
# Asked for China in a year whose holidays have not been announced, `holidays` answers as if they had been.
#
# China's State Council says each autumn which days of the next year are free and which weekends are worked for them;
# nobody can reckon it. A good guess: a library refuses such a year, or marks what it says. chinese-calendar refuses it.
# `holidays` gives 19 days for 2027, with the words and the classes of a settled year, and makes weekdays "observed" that
# no notice has named; that no weekend at all is worked is the only sign. (Its list of worked weekends does not
# help: it has ten or so of 2025 and of years that were never asked for.)
# So keep the years with a notice by name, and say of any other that only its weekends are known.
#
# Seen with holidays 0.108 and chinese-calendar 1.11.0 of PyPI, 2026-11-30. Needs python3 with venv.
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check holidays==0.108 chinesecalendar==1.11.0
venv/bin/python - <<'PY'
import sys
from datetime import date

import chinese_calendar
import holidays

seen = {}
for year in (2025, 2026, 2027):
    china = holidays.country_holidays("CN", years=year)
    worked = sum(day.year == year for day in china.weekend_workdays)
    observed = sum("observed" in name for name in china.values())
    try:
        chinese_calendar.is_workday(date(year, 10, 8))
        other = "answers"
    except NotImplementedError:
        other = "refuses"
    seen[year] = (len(china), observed, worked, other)
    print("%d: holidays has %d free days, %d of them observed, and %d worked weekends; chinese-calendar %s"
          % (year, *seen[year]))
if [row[3] for row in seen.values()] != ["answers", "answers", "refuses"] or seen[2027][0] < 13 or seen[2027][2] != 0 \
        or min(seen[2025][2], seen[2026][2]) < 5:
    print("CHANGED")
    sys.exit(1)
PY
