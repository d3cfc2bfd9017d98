/* SPDX-License-Identifier: ISC */
/*
 * The model runs once, to the end, and notes on which day which row comes or
 * goes; rows are then sorted, and the days are played again from the notes.
 */
#include "tests/lib/archive.h"

#include <err.h>
#include <stdlib.h>
#include <string.h>

#include "base/utc.h"
#include "tests/lib/random.h"

struct archive_event {
	uint32_t day, row;
};

/* VRPs at the end of a day; between two the growth is even. */
static const struct {
	uint32_t day, vrps;
} anchors[] = {
	{ 14995, 900 },	    /* 2011-01-21 */
	{ 15340, 5000 },    /* 2012-01-01 */
	{ 15706, 10000 },   /* 2013-01-01 */
	{ 16071, 16000 },   /* 2014-01-01 */
	{ 16436, 21000 },   /* 2015-01-01 */
	{ 16801, 27000 },   /* 2016-01-01 */
	{ 17167, 35000 },   /* 2017-01-01 */
	{ 17532, 45000 },   /* 2018-01-01 */
	{ 17897, 65000 },   /* 2019-01-01 */
	{ 18315, 130474 },  /* 2020-02-23 */
	{ 18602, 205850 },  /* 2020-12-06 */
	{ 18949, 292313 },  /* 2021-11-18 */
	{ 19357, 390752 },  /* 2022-12-31 */
	{ 19572, 453700 },  /* 2023-08-03 */
	{ 19722, 497341 },  /* 2023-12-31 */
	{ 20088, 639900 },  /* 2024-12-31 */
	{ 20212, 690396 },  /* 2025-05-04 */
	{ 20453, 787737 },  /* 2025-12-31 */
	{ 20546, 828455 },  /* 2026-04-03 */
	{ 20631, 965818 },  /* 2026-06-27 */
	{ 20712, 1005140 }, /* 2026-09-16 */
};

struct share {
	unsigned part; /* of 1000, added up */
	uint8_t value;
};

static const struct share tas[] = { { 31, 0 }, { 326, 1 }, { 594, 2 },
	{ 639, 3 }, { 1000, 4 } };
static const char *const ta_names[ARCHIVE_TAS] = { "afrinic", "apnic", "arin",
	"lacnic", "ripencc" };
static const struct share lens4[] = { { 600, 24 }, { 700, 23 }, { 800, 22 },
	{ 850, 21 }, { 900, 20 }, { 950, 19 }, { 970, 18 }, { 980, 17 },
	{ 1000, 16 } };
static const struct share lens6[] = { { 550, 48 }, { 750, 32 }, { 820, 29 },
	{ 900, 44 }, { 950, 40 }, { 980, 36 }, { 1000, 64 } };

struct model {
	struct archive *archive;
	struct random random;
	uint32_t cap;
	size_t event_cap;
	/* Rows that are alive, rows that were, and the place of each there. */
	uint32_t *live, *dead, *place;
	uint32_t live_count, dead_count;
};

static void *
need(void *memory)
{
	if (memory == NULL)
		err(2, NULL);
	return memory;
}

static uint8_t
pick(struct random *random, const struct share *shares)
{
	const uint32_t at = random_below(random, 1000);

	while (shares->part <= at)
		shares++;
	return shares->value;
}

static uint32_t
size_at(uint32_t day)
{
	size_t i = 1;

	while (anchors[i].day < day)
		i++;
	return (uint32_t)(anchors[i - 1].vrps +
			  (uint64_t)(anchors[i].vrps - anchors[i - 1].vrps) *
			      (day - anchors[i - 1].day) /
			      (anchors[i].day - anchors[i - 1].day));
}

static void
set_len(struct rsec_prefix *prefix, uint8_t len)
{
	prefix->len = len;
	prefix->hi &= rsec_mask_hi(len);
	prefix->lo &= rsec_mask_lo(len);
}

static struct archive_row
fresh_row(struct random *random)
{
	struct archive_row row = { .asn = 0 };
	const bool v4 = random_below(random, 100) < 78;

	row.prefix.hi = random_u64(random);
	if (v4) {
		row.prefix.hi &= 0xffffffff00000000;
		row.prefix.family = RSEC_IPV4;
	} else {
		row.prefix.hi = row.prefix.hi >> 8 | (uint64_t)0x2a << 56;
		row.prefix.family = RSEC_IPV6;
	}
	set_len(&row.prefix, pick(random, v4 ? lens4 : lens6));
	row.ta = pick(random, tas);
	row.asn = random_below(random, 10) < 7
		      ? 1 + random_below(random, 65000)
		      : 131072 + random_below(random, 80000);
	if (random_below(random, 1000) < 12)
		row.asn = 0;
	row.max_len = row.prefix.len;
	if (random_below(random, 100) >= (v4 ? 78 : 60) &&
	    row.prefix.len < (v4 ? 24 : 48))
		row.max_len = v4 ? 24 : 48;
	return row;
}

/* A sibling or a more-specific of a row that is alive. */
static struct archive_row
near_row(struct model *model)
{
	struct random *random = &model->random;
	struct archive_row row =
	    model->archive
		->rows[model->live[random_below(random, model->live_count)]];
	const uint8_t most = row.prefix.family == RSEC_IPV4 ? 24 : 48;

	if (row.prefix.len < most && random_once_in(random, 2)) {
		row.prefix.len++;
	} else if (row.prefix.len > 0 && row.prefix.len <= 64) {
		row.prefix.hi ^= (uint64_t)1 << (64 - row.prefix.len);
	}
	row.max_len =
	    row.max_len < row.prefix.len ? row.prefix.len : row.max_len;
	if (random_below(random, 100) < 30)
		row.asn = 1 + random_below(random, 65000);
	return row;
}

static uint32_t
add_row(struct model *model, const struct archive_row *row)
{
	struct archive *archive = model->archive;

	if (archive->count == model->cap) {
		model->cap = model->cap * 2 + 1024;
		archive->rows = need(realloc(
		    archive->rows, model->cap * sizeof(*archive->rows)));
		model->live = need(
		    realloc(model->live, model->cap * sizeof(*model->live)));
		model->dead = need(
		    realloc(model->dead, model->cap * sizeof(*model->dead)));
	}
	archive->rows[archive->count] = *row;
	return archive->count++;
}

static void
note(struct model *model, uint32_t day, uint32_t row)
{
	struct archive *archive = model->archive;

	if (archive->event_count == model->event_cap) {
		model->event_cap = model->event_cap * 2 + 1024;
		archive->events = need(realloc(archive->events,
		    model->event_cap * sizeof(*archive->events)));
	}
	archive->events[archive->event_count++] =
	    (struct archive_event){ day, row };
}

static void
come(struct model *model, uint32_t day)
{
	const uint32_t kind = random_below(&model->random, 100);
	struct archive_row row;
	uint32_t i, at;

	if (kind < 30 && model->dead_count > 0) {
		at = random_below(&model->random, model->dead_count);
		i = model->dead[at];
		model->dead[at] = model->dead[--model->dead_count];
	} else {
		row = kind < 58 && model->live_count > 0
			  ? near_row(model)
			  : fresh_row(&model->random);
		i = add_row(model, &row);
	}
	model->live[model->live_count++] = i;
	note(model, day, i);
}

static void
go(struct model *model, uint32_t day)
{
	const uint32_t at = random_below(&model->random, model->live_count);
	const uint32_t i = model->live[at];

	model->live[at] = model->live[--model->live_count];
	model->dead[model->dead_count++] = i;
	note(model, day, i);
}

static const struct archive_row *sorting;

static int
cmp_rows(const void *a, const void *b)
{
	const struct archive_row *left = &sorting[*(const uint32_t *)a];
	const struct archive_row *right = &sorting[*(const uint32_t *)b];
	const int order = rsec_prefix_cmp(&left->prefix, &right->prefix);

	if (order != 0)
		return order;
	if (left->max_len != right->max_len)
		return left->max_len < right->max_len ? -1 : 1;
	if (left->asn != right->asn)
		return left->asn < right->asn ? -1 : 1;
	return (left->ta > right->ta) - (left->ta < right->ta);
}

/* Sort the rows, and give them their new numbers in the notes. */
static void
sort_rows(struct archive *archive)
{
	struct archive_row *rows =
	    need(malloc((archive->count + 1) * sizeof(*rows)));
	uint32_t *order = need(malloc((archive->count + 1) * sizeof(*order)));
	uint32_t *place = need(malloc((archive->count + 1) * sizeof(*place)));
	uint32_t i;
	size_t j;

	for (i = 0; i < archive->count; i++)
		order[i] = i;
	sorting = archive->rows;
	qsort(order, archive->count, sizeof(*order), cmp_rows);
	for (i = 0; i < archive->count; i++) {
		rows[i] = archive->rows[order[i]];
		place[order[i]] = i;
	}
	for (j = 0; j < archive->event_count; j++)
		archive->events[j].row = place[archive->events[j].row];
	free(archive->rows);
	free(order);
	free(place);
	archive->rows = rows;
}

static void
list_rows(struct archive *archive)
{
	uint32_t i;
	uint8_t ta;

	archive->alive = need(calloc(archive->count + 1, 1));
	for (i = 0; i < archive->count; i++)
		archive->of_count[archive->rows[i].ta]++;
	for (ta = 0; ta < ARCHIVE_TAS; ta++) {
		archive->of[ta] = need(malloc(
		    (archive->of_count[ta] + 1) * sizeof(*archive->of[ta])));
		archive->of_count[ta] = 0;
	}
	for (i = 0; i < archive->count; i++) {
		ta = archive->rows[i].ta;
		archive->of[ta][archive->of_count[ta]++] = i;
	}
}

void
archive_init(struct archive *archive)
{
	struct model model = { .archive = archive, .random = { 2026 } };
	uint32_t day, size, gone;

	*archive = (struct archive){ .day = ARCHIVE_FIRST - 1 };
	for (day = ARCHIVE_FIRST; day <= ARCHIVE_LAST; day++) {
		gone = model.live_count / 1430;
		while (gone-- > 0)
			go(&model, day);
		size = size_at(day);
		while (model.live_count < size)
			come(&model, day);
	}
	free(model.live);
	free(model.dead);
	sort_rows(archive);
	list_rows(archive);
}

void
archive_fini(struct archive *archive)
{
	uint8_t ta;

	for (ta = 0; ta < ARCHIVE_TAS; ta++)
		free(archive->of[ta]);
	free(archive->alive);
	free(archive->rows);
	free(archive->events);
}

void
archive_go(struct archive *archive, uint32_t day)
{
	const struct archive_event *event;
	struct rsec_civil date = rsec_utc_civil(day);

	date.year -= date.month < 7;
	date.month = 7;
	date.day = 1;
	archive->rolled = (uint32_t)rsec_utc_days(&date);
	for (; archive->event_next < archive->event_count;
	     archive->event_next++) {
		event = &archive->events[archive->event_next];
		if (event->day > day)
			break;
		archive->alive[event->row] ^= 1;
		archive->rows[event->row].since = event->day;
	}
	archive->day = day;
}

const char *
archive_ta(uint8_t ta)
{
	return ta_names[ta];
}

static uint32_t
hash_of(uint32_t a, uint32_t b)
{
	struct random random = { (uint64_t)a << 32 | b };

	return (uint32_t)(random_u64(&random) >> 32);
}

enum archive_state
archive_state(uint8_t ta, uint32_t day)
{
	/* No file at all: once a year, one to four days. */
	if (hash_of(day / 365, 1000) % 361 == day % 365 ||
	    hash_of((day - 1) / 365, 1000) % 361 == (day - 1) % 365)
		return ARCHIVE_ABSENT;
	if (hash_of(day, 2000u + ta) % 900 == 0)
		return ARCHIVE_ABSENT;
	if (hash_of(day, 3000u + ta) % 1800 == 0)
		return ARCHIVE_CUT;
	return ARCHIVE_WHOLE;
}

bool
archive_keeps(uint32_t day, uint32_t row)
{
	return hash_of(day, row) % 100 < 30 + hash_of(day, 4000) % 40;
}

uint32_t
archive_not_before(const struct archive *archive, const struct archive_row *row)
{
	if (archive->rolled > row->since)
		return archive->rolled * 86400 + row->asn % 86400;
	return row->since * 86400 - row->asn % 7200;
}

uint32_t
archive_list(const struct archive *archive, uint8_t ta, uint32_t *list)
{
	const bool cut = archive_state(ta, archive->day) == ARCHIVE_CUT;
	uint32_t i, row, n = 0;

	for (i = 0; i < archive->of_count[ta]; i++) {
		row = archive->of[ta][i];
		if (archive->alive[row] &&
		    (!cut || archive_keeps(archive->day, row)))
			list[n++] = row;
	}
	return n;
}

struct rsec_vrps *
archive_set(const struct archive *archive, uint8_t ta, uint32_t *not_before)
{
	const uint32_t count = archive_list(archive, ta, not_before);
	struct rsec_vrps *vrps = need(rsec_vrps_new());
	const struct archive_row *row;
	struct rsec_vrp vrp;
	uint32_t i;

	if (rsec_vrps_ta(
		vrps, ta_names[ta], strlen(ta_names[ta]), &vrp.ta, NULL) == -1)
		err(2, NULL);
	for (i = 0; i < count; i++) {
		row = &archive->rows[not_before[i]];
		vrp.prefix = row->prefix;
		vrp.max_len = row->max_len;
		vrp.asn = row->asn;
		not_before[i] = archive_not_before(archive, row);
		if (rsec_vrps_add(vrps, &vrp, NULL) == -1)
			err(2, NULL);
	}
	if (rsec_vrps_freeze(vrps, NULL) == -1)
		err(2, NULL);
	return vrps;
}
