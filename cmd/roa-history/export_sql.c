/* SPDX-License-Identifier: ISC */
/*
 * A store as SQL for sqlite3: what was observed, and each time during which a
 * VRP was there.  Addresses stand as 32 hexadecimal digits, so that "covers"
 * is "first <= X and last >= X" in any database.
 */
#include <stdio.h>
#include <string.h>

#include "base/num.h"
#include "cmd/roa-history/ask.h"
#include "net/prefix.h"

#define ROWS_MAX 500 /* of one INSERT: as many as SQLite takes */

static const char schema[] = "PRAGMA journal_mode = OFF;\n"
			     "BEGIN;\n"
			     "CREATE TABLE observation (\n"
			     "\tta TEXT NOT NULL,\n"
			     "\ttime TEXT NOT NULL,\n"
			     "\tstate TEXT NOT NULL,\n"
			     "\tvrps INTEGER NOT NULL\n"
			     ");\n"
			     "CREATE TABLE vrp (\n"
			     "\tprefix TEXT NOT NULL,\n"
			     "\tmax_length INTEGER NOT NULL,\n"
			     "\tasn INTEGER NOT NULL,\n"
			     "\tta TEXT NOT NULL,\n"
			     "\tfrom_time TEXT NOT NULL,\n"
			     "\tto_time TEXT NOT NULL,\n"
			     "\tongoing INTEGER NOT NULL,\n"
			     "\tobserved_days INTEGER NOT NULL,\n"
			     "\tunknown_days INTEGER NOT NULL,\n"
			     "\tfamily INTEGER NOT NULL,\n"
			     "\tfirst TEXT NOT NULL,\n"
			     "\tlast TEXT NOT NULL\n"
			     ");\n";

static const char indexes[] = "CREATE INDEX vrp_first ON vrp (first);\n"
			      "CREATE INDEX vrp_asn ON vrp (asn);\n"
			      "COMMIT;\n";

struct rows {
	struct ask *ask;
	const char *table;
	size_t count; /* of the INSERT at hand */
	const struct rsec_history_vrp *vrp;
};

static void
begin_row(struct rows *rows)
{
	struct rsec_out *out = rows->ask->out;

	if (rows->count == ROWS_MAX) {
		rsec_out_raw(out, ";\n");
		rows->count = 0;
	}
	if (rows->count++ > 0) {
		rsec_out_raw(out, ",\n");
		return;
	}
	rsec_out_raw(out, "INSERT INTO ");
	rsec_out_raw(out, rows->table);
	rsec_out_raw(out, " VALUES\n");
}

static void
end_rows(struct rows *rows)
{
	if (rows->count > 0)
		rsec_out_raw(rows->ask->out, ";\n");
}

/* A name of an input: the quotes in it are doubled. */
static void
put_quoted(struct rsec_out *out, const char *s)
{
	size_t n;

	rsec_out_raw(out, "'");
	for (;;) {
		n = strcspn(s, "'");
		rsec_out_raw_bytes(out, s, n);
		if (s[n] == '\0')
			break;
		rsec_out_raw(out, "''");
		s += n + 1;
	}
	rsec_out_raw(out, "'");
}

static void
put_number(struct rsec_out *out, uint64_t v)
{
	char text[RSEC_U64_DIGITS + 1];

	text[0] = ',';
	rsec_out_raw_bytes(out, text, 1 + rsec_format_u64(text + 1, v));
}

/* An address as text that sorts as it does. */
static void
put_address(struct rsec_out *out, uint64_t hi, uint64_t lo)
{
	static const char digits[] = "0123456789abcdef";
	char text[2 + 32 + 1] = ",'";
	size_t i;

	for (i = 0; i < 16; i++) {
		text[2 + i] = digits[hi >> (60 - 4 * i) & 15];
		text[18 + i] = digits[lo >> (60 - 4 * i) & 15];
	}
	text[34] = '\'';
	rsec_out_raw_bytes(out, text, sizeof(text));
}

static void
put_time(struct rsec_out *out, uint32_t t)
{
	char text[RSEC_UTC_SIZE];

	format_time(text, t);
	rsec_out_raw(out, ",'");
	rsec_out_raw(out, text);
	rsec_out_raw(out, "'");
}

static int
put_span(void *ctx, const struct rsec_history_span *span)
{
	struct rows *rows = ctx;
	const struct rsec_history_vrp *vrp = rows->vrp;
	const struct rsec_prefix *p = &vrp->prefix;
	const struct ask *ask = rows->ask;
	struct rsec_out *out = ask->out;
	char prefix[RSEC_PREFIX_SIZE];

	if (span->to < ask->from || span->from / DAY > ask->to / DAY)
		return 0;
	begin_row(rows);
	rsec_out_raw(out, "('");
	rsec_out_raw_bytes(out, prefix, rsec_prefix_format(prefix, p));
	rsec_out_raw(out, "'");
	put_number(out, vrp->max_len);
	put_number(out, vrp->asn);
	rsec_out_raw(out, ",");
	put_quoted(out, rsec_history_ta(ask->history, vrp->ta));
	put_time(out, span->from);
	put_time(out, span->to);
	put_number(out, span->ongoing);
	put_number(out, span->observed);
	put_number(out, span->unknown);
	put_number(out, p->family);
	put_address(out, p->hi, p->lo);
	put_address(
	    out, p->hi | ~rsec_mask_hi(p->len), p->lo | ~rsec_mask_lo(p->len));
	rsec_out_raw(out, ")");
	return rsec_out_failed(out);
}

static int
put_vrp(void *ctx, const struct rsec_history_vrp *vrp)
{
	struct rows *rows = ctx;
	struct ask *ask = rows->ask;

	if (!span_wanted(ask, vrp))
		return 0;
	rows->vrp = vrp;
	return rsec_history_spans(
	    ask->history, vrp, ask->options->gaps, put_span, rows, &ask->err);
}

static void
put_observations(struct ask *ask)
{
	struct rows rows = { .ask = ask, .table = "observation" };
	const size_t count = rsec_history_observations(ask->history);
	struct rsec_observation one;
	char time[RSEC_UTC_SIZE], text[128];
	const char *ta;
	size_t i;

	for (i = 0; i < count; i++) {
		ask_done(ask,
		    rsec_history_observation(ask->history, i, &one, &ask->err));
		ta = rsec_history_ta(ask->history, one.ta);
		if (!store_wants(ask->options, ta))
			continue;
		begin_row(&rows);
		rsec_out_raw(ask->out, "(");
		put_quoted(ask->out, ta);
		format_time(time, one.time);
		snprintf(text, sizeof(text), ",'%s','%s',%u)", time,
		    rsec_observation_state_name(one.state), one.vrps);
		rsec_out_raw(ask->out, text);
	}
	end_rows(&rows);
}

void
export_sql(struct ask *ask)
{
	struct rows rows = { .ask = ask, .table = "vrp" };

	rsec_out_raw(ask->out, schema);
	put_observations(ask);
	ask_done(
	    ask, rsec_history_all(ask->history, put_vrp, &rows, &ask->err));
	end_rows(&rows);
	rsec_out_raw(ask->out, indexes);
}
