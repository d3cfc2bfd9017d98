/* SPDX-License-Identifier: ISC */
/*
 * Reading a job: each part is decompressed, hashed and parsed in one pass;
 * then the sets are one, which is frozen.  All of it happens in a worker.
 *
 * A file's trust anchor is that of its path, if that is one of the RIPE NCC's
 * archive, else what the records say, else what --tal says.  A job of which a
 * part cannot be read is not read at all: half of a day would look as if the
 * rest had been withdrawn.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cmd/roa-history/ingest.h"

/* A source that hashes what it hands out. */
struct hashed {
	struct rsec_source source;
	struct rsec_hasher *hasher;
};

static int
hashed_next(void *ctx, const uint8_t **data, size_t *len, struct rsec_err *err)
{
	struct hashed *hashed = ctx;
	int rc = hashed->source.next(hashed->source.ctx, data, len, err);

	if (rc == 1)
		rsec_hasher_add(hashed->hasher, *data, *len);
	return rc;
}

static const char *
name_ta(void *ctx, const char *name)
{
	static _Thread_local char ta[64];
	const struct part *part = ctx;

	if (part->in_archive)
		return part->archive.ta;
	rsec_archive_ta(name, strlen(name), ta);
	return ta;
}

/* Where the records name none, and what --tal says then. */
static const char *
default_ta(const struct reading *reading)
{
	return reading->options->tal.count > 0 ? reading->options->tal.name[0]
					       : "";
}

static int
take_aspa(struct reading *reading, struct extra *extra,
    const struct rsec_vrpfile_extra *from)
{
	const size_t bytes = from->provider_count * sizeof(*from->providers);
	uint32_t *copy = rsec_arena_alloc(&reading->arena, bytes + 1);

	if (copy == NULL)
		return -1;
	if (bytes > 0)
		memcpy(copy, from->providers, bytes);
	extra->is_aspa = true;
	extra->aspa = (struct rsec_snapshot_aspa){ from->asn, copy,
		(uint32_t)from->provider_count };
	return 0;
}

static int
take_key(struct reading *reading, struct extra *extra,
    const struct rsec_vrpfile_extra *from)
{
	uint8_t *copy = rsec_arena_alloc(&reading->arena, from->key_len + 1);

	if (copy == NULL)
		return -1;
	memcpy(copy, from->key, from->key_len);
	extra->key.asn = from->asn;
	memcpy(extra->key.ski, from->ski, sizeof(from->ski));
	extra->key.key = copy;
	extra->key.len = (uint32_t)from->key_len;
	return 0;
}

/* What the callback of the reader works on. */
struct taking {
	struct reading *reading;
	struct part *part;
};

static int
take_extra(
    void *ctx, const struct rsec_vrpfile_extra *from, struct rsec_err *err)
{
	struct taking *taking = ctx;
	struct reading *reading = taking->reading;
	struct extra *extra;
	const char *ta = name_ta(taking->part, from->ta);
	size_t cap;

	if (reading->extras == reading->extras_cap) {
		cap = 2 * reading->extras_cap + 64;
		extra = realloc(reading->extra, cap * sizeof(*extra));
		if (extra == NULL)
			return rsec_err_nomem(err);
		reading->extra = extra;
		reading->extras_cap = cap;
	}
	extra = &reading->extra[reading->extras];
	memset(extra, 0, sizeof(*extra));
	extra->ta = rsec_arena_strndup(&reading->arena, ta, strlen(ta));
	if (extra->ta == NULL ||
	    (from->providers != NULL ? take_aspa(reading, extra, from)
				     : take_key(reading, extra, from)) != 0)
		return rsec_err_nomem(err);
	reading->extras++;
	return 0;
}

static int
note(void *ctx, const struct rsec_err *err)
{
	struct part *part = ctx;

	if (part->notes < sizeof(part->note) / sizeof(part->note[0]))
		part->note[part->notes++] = *err;
	part->skipped++;
	return part->strict ? -1 : 0;
}

static int
open_part(const struct reading *reading, struct part *part,
    struct rsec_hasher *hasher, struct rsec_err *err)
{
	const struct rsec_input_options options = {
		.max_size = reading->options->input.max_size
	};

	if (part_verify(part, hasher, err) != 0)
		return -1;
	if (part->in != NULL)
		return 0;
	if (part->is_member)
		return rsec_input_open_memory((const uint8_t *)part->bytes.data,
		    part->bytes.len, part->name, &options, &part->in, err);
	return rsec_input_open(part->name, &options, &part->in, err);
}

/* Add what an input says of itself to what is known of the job. */
static void
add_stats(struct rsec_vrpfile_stats *to, const struct rsec_vrpfile_stats *stats)
{
	to->records += stats->records;
	to->skipped += stats->skipped;
	to->has_extras |= stats->has_extras;
	if (to->time < stats->time)
		to->time = stats->time;
	if (to->newest < stats->newest)
		to->newest = stats->newest;
}

/* Read PART into VRPS. */
static int
read_part(struct reading *reading, struct part *part, struct rsec_vrps *vrps,
    struct rsec_hasher *hasher, uint8_t digest[RSEC_HASHER_SIZE],
    struct rsec_err *err)
{
	struct taking taking = { reading, part };
	struct rsec_diag diag = { note, part };
	struct rsec_vrpfile_stats stats = { 0 };
	struct hashed hashed;

	part->strict = reading->options->input.strict;
	if (open_part(reading, part, hasher, err) != 0)
		return -1;
	hashed = (struct hashed){ rsec_input_source(part->in), hasher };
	if (rsec_vrpfile_read_all((struct rsec_source){ hashed_next, &hashed },
		default_ta(reading), vrps, take_extra, &taking, &diag, &stats,
		err) != 0)
		return -1;
	if (rsec_hasher_end(hasher, digest) == -1)
		return rsec_err_nomem(err);
	if (stats.records == 0)
		return rsec_err_set(
		    err, RSEC_ERR_TRUNCATED, "there is no VRP in it");
	add_stats(&reading->stats, &stats);
	rsec_input_close(part->in);
	part->in = NULL;
	rsec_buf_fini(&part->bytes);
	return rsec_vrps_rename(vrps, name_ta, part, err);
}

/* Read part I, alone or to those before it. */
static int
read_next(struct reading *reading, size_t i, struct rsec_hasher *hasher,
    uint8_t digest[RSEC_HASHER_SIZE], struct rsec_err *err)
{
	struct rsec_vrps *vrps = rsec_vrps_new();
	int rc;

	if (vrps == NULL)
		return rsec_err_nomem(err);
	rsec_vrps_keep_times(vrps);
	rc = read_part(reading, reading->part[i], vrps, hasher, digest, err);
	if (rc == 0 && reading->vrps == NULL) {
		reading->vrps = vrps;
		return 0;
	}
	if (rc == 0)
		rc = rsec_vrps_merge(reading->vrps, vrps, err);
	rsec_vrps_free(vrps);
	return rc;
}

/* How many records each trust anchor has, by the numbers before the freeze. */
static bool
count_record(void *ctx, const struct rsec_vrp *vrp)
{
	((uint32_t *)ctx)[vrp->ta]++;
	return false;
}

struct named_count {
	const char *name;
	uint32_t count;
};

static int
by_count_name(const void *a, const void *b)
{
	return strcmp(((const struct named_count *)a)->name,
	    ((const struct named_count *)b)->name);
}

/* The freeze numbers them by name, without those that have none. */
static int
count_records(struct reading *reading, struct rsec_err *err)
{
	uint32_t *counts = calloc(RSEC_TA_MAX + 1, sizeof(*counts));
	struct named_count *named = calloc(RSEC_TA_MAX + 1, sizeof(*named));
	uint32_t i, n = 0;

	reading->records = counts;
	if (counts == NULL || named == NULL) {
		free(named);
		return rsec_err_nomem(err);
	}
	(void)rsec_vrps_remove_if(reading->vrps, count_record, counts);
	for (i = 0; i <= RSEC_TA_MAX; i++)
		if (counts[i] > 0)
			named[n++] = (struct named_count){
				rsec_vrps_ta_name(reading->vrps, (uint16_t)i),
				counts[i]
			};
	qsort(named, n, sizeof(*named), by_count_name);
	for (i = 0; i < n; i++)
		counts[i] = named[i].count;
	free(named);
	return 0;
}

static int
freeze(struct reading *reading, struct rsec_err *err)
{
	if (count_records(reading, err) != 0 ||
	    rsec_vrps_freeze(reading->vrps, err) != 0)
		return -1;
	if (*rsec_vrps_ta_name(reading->vrps, 0) == '\0')
		return rsec_err_set(err, RSEC_ERR_UNSUPPORTED,
		    "it does not say of which trust anchor it is: tell by "
		    "--tal");
	return 0;
}

/* A digest for several inputs: that of their digests. */
static int
combine(struct reading *reading, struct rsec_hasher *hasher,
    uint8_t (*digests)[RSEC_HASHER_SIZE])
{
	if (reading->parts == 1) {
		memcpy(reading->digest, digests[0], RSEC_HASHER_SIZE);
		return 0;
	}
	rsec_hasher_add(hasher, digests, reading->parts * sizeof(digests[0]));
	return rsec_hasher_end(hasher, reading->digest);
}

void
reading_do(struct reading *reading)
{
	uint8_t(*digests)[RSEC_HASHER_SIZE] =
	    calloc(reading->parts, sizeof(*digests));
	struct rsec_err *err = &reading->err;
	struct rsec_hasher *hasher = rsec_hasher_new(err);
	size_t i = 0;

	reading->arena = RSEC_ARENA_INIT;
	reading->failed = reading->parts;
	if (hasher == NULL || digests == NULL) {
		if (hasher != NULL)
			rsec_err_nomem(err);
		reading->failed = 0;
	}
	for (; i < reading->parts && reading->failed == reading->parts; i++)
		if (read_next(reading, i, hasher, digests[i], err) != 0)
			reading->failed = i;
	if (reading->failed == reading->parts &&
	    (freeze(reading, err) != 0 ||
		combine(reading, hasher, digests) != 0))
		reading->failed = 0;
	free(digests);
	rsec_hasher_free(hasher);
}

void
reading_fini(struct reading *reading)
{
	size_t i;

	for (i = 0; i < reading->parts; i++)
		part_free(reading->part[i]);
	free(reading->part);
	rsec_vrps_free(reading->vrps);
	free(reading->records);
	free(reading->extra);
	rsec_arena_fini(&reading->arena);
	memset(reading, 0, sizeof(*reading));
}
