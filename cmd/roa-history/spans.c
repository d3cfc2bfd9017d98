/* SPDX-License-Identifier: ISC */
/*
 * A record for each time during which a VRP was there.  Text joins what the
 * other formats keep in columns of their own, and says what is not ordinary:
 * days that nobody observed, and a beginning that is only known roughly.
 */
#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "cmd/roa-history/ask.h"

#define VRP_COLUMNS                                         \
	{ "asn", RSEC_OUT_ASN, 10, NULL },                  \
	    { "prefix", RSEC_OUT_PREFIX, 18, NULL },        \
	    { "max_length", RSEC_OUT_MAX_LENGTH, 0, NULL }, \
	{                                                   \
		"ta", RSEC_OUT_STRING, 8, NULL              \
	}

static const struct rsec_out_column text_columns[] = {
	VRP_COLUMNS,
	{ "span", RSEC_OUT_STRING, 24, NULL },
	{ "notes", RSEC_OUT_STRING, 0, NULL },
	{ NULL, 0, 0, NULL },
};

static const struct rsec_out_column columns[] = {
	VRP_COLUMNS,
	{ "from", RSEC_OUT_STRING, 0, NULL },
	{ "to", RSEC_OUT_STRING, 0, NULL },
	{ "ongoing", RSEC_OUT_BOOL, 0, NULL },
	{ "observed_days", RSEC_OUT_UINT, 0, NULL },
	{ "unknown_days", RSEC_OUT_UINT, 0, NULL },
	{ "unknown", RSEC_OUT_STRING, 0, NULL },
	{ "absent_on", RSEC_OUT_STRING, 0, NULL },
	{ NULL, 0, 0, NULL },
};

struct span {
	struct ask *ask;
	const struct rsec_history_vrp *vrp;
};

const struct rsec_out_column *
span_columns(const struct ask *ask)
{
	return ask_text(ask) ? text_columns : columns;
}

bool
span_wanted(const struct ask *ask, const struct rsec_history_vrp *vrp)
{
	const struct options *options = ask->options;

	return !options->asn.given || options->asn.number == vrp->asn;
}

/* Whether its trust anchor was not observed behind its last day, as others. */
static bool
is_left_behind(const struct ask *ask, const struct rsec_history_span *span)
{
	return ask->options->gaps == RSEC_GAPS_UNKNOWN && span->to < ask->last;
}

/* "ongoing", "new after 2019-02-27", "1 day unknown: 2023-06-24". */
static void
print_notes(const struct span *at, const struct rsec_history_span *span)
{
	char notes[2 * NOTE_SIZE], days[NOTE_SIZE], text[RSEC_UTC_SIZE];
	size_t len = 0;

	notes[0] = '\0';
	if (span->ongoing)
		len = (size_t)snprintf(notes, sizeof(notes),
		    is_left_behind(at->ask, span) ? ", there when last observed"
						  : ", ongoing");
	if (span->after == 0) {
		len += (size_t)snprintf(
		    notes + len, sizeof(notes) - len, ", there from the start");
	} else if (span->from / DAY - span->after / DAY > 1) {
		format_time(text, span->after);
		len += (size_t)snprintf(
		    notes + len, sizeof(notes) - len, ", new after %s", text);
	}
	if (span->unknown > 0) {
		format_some_gaps(
		    at->ask, at->vrp->ta, span->from, span->to, days);
		snprintf(notes + len, sizeof(notes) - len,
		    ", %u day%s unknown: %s", span->unknown,
		    span->unknown == 1 ? "" : "s", days);
	}
	rsec_out_string(at->ask->out, notes[0] == ',' ? notes + 2 : notes);
}

static void
print_columns(const struct span *at, const struct rsec_history_span *span)
{
	struct rsec_out *out = at->ask->out;
	const char *unknown;
	size_t len;

	print_time(out, span->from);
	print_time(out, span->to);
	rsec_out_bool(out, span->ongoing);
	rsec_out_uint(out, span->observed);
	rsec_out_uint(out, span->unknown);
	if (span->unknown > 0) {
		unknown =
		    find_gaps(at->ask, at->vrp->ta, span->from, span->to, &len);
		rsec_out_bytes(out, unknown, len);
	} else {
		rsec_out_null(out);
	}
	if (span->after == 0)
		rsec_out_null(out);
	else
		print_time(out, span->after);
}

static int
print_span(void *ctx, const struct rsec_history_span *span)
{
	const struct span *at = ctx;
	const struct rsec_history_vrp *vrp = at->vrp;
	struct ask *ask = at->ask;
	struct rsec_out *out = ask->out;
	char text[SPAN_SIZE];

	if (span->to < ask->from || span->from / DAY > ask->to / DAY)
		return 0;
	if (ask_text(ask))
		rsec_out_raw(out, "    ");
	rsec_out_asn(out, vrp->asn);
	rsec_out_prefix(out, &vrp->prefix);
	rsec_out_uint(out, vrp->max_len);
	rsec_out_string(out, rsec_history_ta(ask->history, vrp->ta));
	if (ask_text(ask)) {
		format_span(text, span->from, span->to);
		rsec_out_string(out, text);
		print_notes(at, span);
	} else {
		print_columns(at, span);
	}
	rsec_out_end(out);
	return rsec_out_failed(out);
}

int
span_print(void *ctx, const struct rsec_history_vrp *vrp)
{
	struct span at = { ctx, vrp };

	if (!span_wanted(at.ask, vrp))
		return 0;
	return rsec_history_spans(at.ask->history, vrp, at.ask->options->gaps,
	    print_span, &at, &at.ask->err);
}
