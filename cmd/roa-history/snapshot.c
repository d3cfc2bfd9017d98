/* SPDX-License-Identifier: ISC */
/*
 * From readings to the builder: one snapshot for each trust anchor of an
 * input.  An input that was refused is in the ledger as well, if it is known
 * of which trust anchor and time it would have been.
 *
 * ASPAs that do not say whose they are (rpki-client's) are those of the one
 * trust anchor that the input has VRPs of; if it has several, they and the
 * router keys beside them are kept under the name "any", so that no trust
 * anchor seems to have lost those that another input ascribes to it.
 */
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/utc.h"
#include "cmd/roa-history/ingest.h"

#define TA_ANY "any"

/* "20250720" or "2025-07-20" in the name of a file, digits at neither side. */
static bool
is_day(const char *s, size_t n, uint32_t *time)
{
	static const char digits[] = "0123456789";
	char text[11] = "YYYY-MM-DD";
	const size_t dash = n > 4 && s[4] == '-';
	int64_t t;

	if (n < 8 + 2 * dash || (dash && s[7] != '-') ||
	    strspn(s + 8 + 2 * dash, digits) > 0)
		return false;
	memcpy(text, s, 4);
	memcpy(text + 5, s + 4 + dash, 2);
	memcpy(text + 8, s + 6 + 2 * dash, 2);
	if (!rsec_utc_parse(text, 10, &t) || t < 0 || t >= UINT32_MAX)
		return false;
	*time = (uint32_t)t;
	return true;
}

static bool
day_of_name(const char *name, uint32_t *time)
{
	const char *leaf = strrchr(name, '/'), *s;

	for (s = leaf != NULL ? leaf + 1 : name; *s != '\0'; s++)
		if ((s == name || s[-1] < '0' || s[-1] > '9') &&
		    is_day(s, strlen(s), time))
			return true;
	return false;
}

/* When it was observed: as its path, itself, --date, or its name says. */
static bool
time_of(const struct reading *reading, uint32_t *time)
{
	const struct part *part = reading->part[0];
	const int64_t made = reading->stats.time;

	if (part->in_archive)
		*time = part->archive.day;
	else if (made > 0 && made < UINT32_MAX)
		*time = (uint32_t)made;
	else if (reading->options->date.given)
		*time = reading->options->date.time;
	else
		return day_of_name(part->name, time);
	return true;
}

/* Nothing was observed of that time yet, but for clocks that differ. */
static bool
is_to_come(uint32_t observed)
{
	return observed > time(NULL) + RSEC_DAY;
}

/* The trust anchor that is known without looking into an input, or NULL. */
static const char *
ta_of(const struct reading *reading)
{
	if (reading->part[0]->in_archive)
		return reading->part[0]->archive.ta;
	return reading->options->tal.count > 0 ? reading->options->tal.name[0]
					       : NULL;
}

static void
die_of_builder(const struct reading *reading, const struct rsec_err *err)
{
	cli_die_err(reading->part[0]->name, err);
}

struct rsec_builder *
snapshots_builder(struct tally *tally)
{
	struct rsec_history *old = NULL;
	struct rsec_err err;

	if (tally->builder != NULL)
		return tally->builder;
	if (tally->old.data != NULL)
		old = store_read(&tally->old);
	tally->builder = rsec_builder_new(old, &err);
	if (tally->builder == NULL)
		cli_die_err(tally->options->store, &err);
	store_close(&tally->old);
	return tally->builder;
}

static void
refuse(struct tally *tally, const struct reading *reading, size_t part,
    const struct rsec_err *why)
{
	const char *ta = ta_of(reading);
	struct rsec_err err;
	uint32_t time;

	if (why->code == RSEC_ERR_NOMEM)
		cli_die("out of memory");
	cli_warn_err(reading->part[part]->name, why);
	tally->corrupt++;
	if (ta != NULL && time_of(reading, &time) && !is_to_come(time) &&
	    rsec_builder_add_corrupt(
		snapshots_builder(tally), ta, time, &err) != 0)
		die_of_builder(reading, &err);
}

/* What was skipped, in the order of the parts. */
static void
tell_notes(const struct tally *tally, const struct reading *reading)
{
	const struct cli_input_options *input = &tally->options->input;
	const struct part *part;
	struct cli_diag diag;
	size_t i, j;

	for (i = 0; i < reading->parts; i++) {
		part = reading->part[i];
		diag = (struct cli_diag){ .file = part->name,
			.unit = "record",
			.strict = input->strict,
			.quiet = input->quiet };
		for (j = 0; j < part->notes; j++)
			(void)cli_diag_report(&diag, &part->note[j]);
		diag.skipped = input->strict ? 0 : part->skipped;
		cli_diag_summary(&diag,
		    reading->parts == 1 && reading->failed == reading->parts
			? reading->stats.records + reading->stats.skipped
			: 0);
	}
}

/* Whether the extras say whose they are, or it is clear. */
static bool
extras_are_named(const struct reading *reading)
{
	size_t i;

	for (i = 0; i < reading->extras; i++)
		if (*reading->extra[i].ta == '\0')
			return false;
	return true;
}

/* Those of TA; all with NULL. */
static struct rsec_snapshot_extra
gather(const struct reading *reading, const char *ta)
{
	struct rsec_snapshot_aspa *aspas =
	    cli_calloc(reading->extras, sizeof(*aspas));
	struct rsec_snapshot_router_key *keys =
	    cli_calloc(reading->extras, sizeof(*keys));
	struct rsec_snapshot_extra extra = { aspas, 0, keys, 0 };
	const struct extra *one;
	size_t i;

	for (i = 0; i < reading->extras; i++) {
		one = &reading->extra[i];
		if (ta != NULL && strcmp(one->ta, ta) != 0)
			continue;
		if (one->is_aspa)
			aspas[extra.aspa_count++] = one->aspa;
		else
			keys[extra.key_count++] = one->key;
	}
	return extra;
}

static void
add(struct tally *tally, const struct reading *reading,
    struct rsec_snapshot *snapshot, bool tells, const char *whose)
{
	struct rsec_snapshot_extra extra = { NULL, 0, NULL, 0 };
	struct rsec_err err;

	if (tells) {
		extra = gather(reading, whose);
		snapshot->extra = &extra;
	}
	if (rsec_builder_add(snapshots_builder(tally), snapshot,
		tally->options->replace, &err) != 0)
		die_of_builder(reading, &err);
	snapshot->extra = NULL;
	tally->snapshots++;
	free((void *)(uintptr_t)extra.aspas);
	free((void *)(uintptr_t)extra.keys);
}

static void
add_each(struct tally *tally, const struct reading *reading, uint32_t time)
{
	const struct rsec_vrpfile_stats *stats = &reading->stats;
	const bool named = extras_are_named(reading);
	const bool alone = *rsec_vrps_ta_name(reading->vrps, 1) == '\0';
	struct rsec_snapshot snapshot = { .time = time,
		.skipped = (uint32_t)stats->skipped,
		.vrps = reading->vrps,
		.not_before = rsec_vrps_times(reading->vrps) };
	uint16_t ta;

	if (stats->time > 0 && stats->time < UINT32_MAX)
		snapshot.made = (uint32_t)stats->time;
	else
		snapshot.made = (uint32_t)stats->newest;
	memcpy(snapshot.digest, reading->digest, sizeof(snapshot.digest));
	for (ta = 0;; ta++) {
		snapshot.ta = rsec_vrps_ta_name(reading->vrps, ta);
		if (*snapshot.ta == '\0')
			break;
		snapshot.records = reading->records[ta];
		add(tally, reading, &snapshot,
		    stats->has_extras && (named || alone),
		    alone ? NULL : snapshot.ta);
	}
	if (named || alone)
		return;
	snapshot.ta = TA_ANY;
	snapshot.records = 0;
	add(tally, reading, &snapshot, true, NULL);
}

static void
count_bytes(struct tally *tally, const struct reading *reading)
{
	size_t i;

	for (i = 0; i < reading->parts; i++)
		tally->bytes += reading->part[i]->size;
	if (!tally->options->input.quiet && tally->all_bytes > 0)
		cli_progress(NULL, tally->bytes, tally->all_bytes);
}

void
snapshots_add(struct tally *tally, struct reading *reading)
{
	char text[RSEC_UTC_SIZE];
	struct rsec_err err;
	uint32_t time;

	tally->inputs += reading->parts;
	tell_notes(tally, reading);
	if (reading->failed < reading->parts) {
		refuse(tally, reading, reading->failed, &reading->err);
	} else if (!time_of(reading, &time)) {
		rsec_err_set(&err, RSEC_ERR_UNSUPPORTED,
		    "it does not say of which day it is: tell by --date");
		refuse(tally, reading, 0, &err);
	} else if (is_to_come(time)) {
		rsec_utc_format(text, time);
		rsec_err_set(&err, RSEC_ERR_UNSUPPORTED,
		    "it is of %s, which is to come", text);
		refuse(tally, reading, 0, &err);
	} else {
		add_each(tally, reading, time);
	}
	count_bytes(tally, reading);
}
