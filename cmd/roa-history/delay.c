/* SPDX-License-Identifier: ISC */
/* delay: from Not Before to the archive, by trust anchor, as bounds. */
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "cmd/roa-history/ask.h"
#include "history/stats.h"

static const struct rsec_out_column text_columns[] = {
	{ "ta", RSEC_OUT_STRING, 10, NULL },
	{ "vrps", RSEC_OUT_UINT, 9, NULL },
	{ "p25", RSEC_OUT_STRING, 18, NULL },
	{ "p50", RSEC_OUT_STRING, 18, NULL },
	{ "p75", RSEC_OUT_STRING, 0, NULL },
	{ NULL, 0, 0, NULL },
};

static const struct rsec_out_column columns[] = {
	{ "ta", RSEC_OUT_STRING, 0, NULL },
	{ "vrps", RSEC_OUT_UINT, 0, NULL },
	{ "p25_least", RSEC_OUT_UINT, 0, NULL },
	{ "p25_most", RSEC_OUT_UINT, 0, NULL },
	{ "p50_least", RSEC_OUT_UINT, 0, NULL },
	{ "p50_most", RSEC_OUT_UINT, 0, NULL },
	{ "p75_least", RSEC_OUT_UINT, 0, NULL },
	{ "p75_most", RSEC_OUT_UINT, 0, NULL },
	{ NULL, 0, 0, NULL },
};

/* "12 s", "4.5 min", "23.9 h", "2.0 d" */
static void
format_duration(char to[16], uint32_t seconds)
{
	static const struct {
		uint32_t seconds;
		const char *name;
	} units[] = { { 86400, "d" }, { 3600, "h" }, { 60, "min" } };
	size_t i;

	for (i = 0; i < sizeof(units) / sizeof(units[0]); i++)
		if (seconds >= 2 * units[i].seconds)
			break;
	if (i == sizeof(units) / sizeof(units[0]))
		snprintf(to, 16, "%u s", seconds);
	else
		snprintf(to, 16, "%.1f %s", (double)seconds / units[i].seconds,
		    units[i].name);
}

static void
print_bounds(struct rsec_out *out, uint32_t least, uint32_t most)
{
	char a[16], b[16], text[40];

	format_duration(a, least);
	format_duration(b, most);
	snprintf(text, sizeof(text), "%s .. %s", a, b);
	rsec_out_string(out, text);
}

static void
print_delay(const struct ask *ask, const struct rsec_delay *delay)
{
	struct rsec_out *out = ask->out;
	unsigned i;

	rsec_out_string(out, rsec_history_ta(ask->history, delay->ta));
	rsec_out_uint(out, delay->vrps);
	for (i = 0; i < 3; i++) {
		if (ask_text(ask) && delay->vrps > 0) {
			print_bounds(out, delay->least[i], delay->most[i]);
		} else if (ask_text(ask)) {
			rsec_out_null(out);
		} else if (delay->vrps == 0) {
			rsec_out_null(out);
			rsec_out_null(out);
		} else {
			rsec_out_uint(out, delay->least[i]);
			rsec_out_uint(out, delay->most[i]);
		}
	}
	rsec_out_end(out);
}

int
delay(const struct options *options)
{
	struct rsec_delay delay[RSEC_HISTORY_TAS_MAX];
	struct ask ask;
	size_t i;

	need_operands(options, 0, 0, NULL);
	ask_open(&ask, options);
	ask_begin(&ask);
	ask.out = cli_out(STDOUT_FILENO, options->format,
	    ask_text(&ask) ? text_columns : columns);
	ask_done(&ask, rsec_stats_delay(ask.history, delay, &ask.err));
	if (ask_text(&ask))
		rsec_out_raw(ask.out,
		    "ta               vrps  25 % within         50 % within"
		    "         75 % within\n");
	for (i = 0; i < rsec_history_tas(ask.history); i++)
		if (store_wants(
			options, rsec_history_ta(ask.history, (uint8_t)i)))
			print_delay(&ask, &delay[i]);
	return ask_close(&ask, CLI_OK);
}
