/* SPDX-License-Identifier: ISC */
/*
 * Opening a store: the header and the table of digests are verified, and that
 * the sections fill the file and have the sizes that the counts ask for.  Then
 * the names and the ledger are read, which every question needs: from there on
 * the times of the trusted observations are in memory.
 */
#include "history/store.h"

#include <inttypes.h>
#include <stdlib.h>
#include <xxhash.h>

#include "history/plan.h"
#include "history/store_private.h"

bool
rsec_history_is(const uint8_t *data, size_t len)
{
	const size_t size = strlen(RSEC_HISTORY_MAGIC);

	return len >= size && memcmp(data, RSEC_HISTORY_MAGIC, size) == 0;
}

static bool
digest_fits(const struct rsec_history *history)
{
	const uint8_t *from = history->data + RSEC_HISTORY_SIGNED;
	const XXH128_hash_t digest =
	    XXH3_128bits(from, (size_t)(history->body - from));

	return digest.low64 == history->header.digest[0] &&
	       digest.high64 == history->header.digest[1];
}

static int
read_header(struct rsec_history *history, size_t len, struct rsec_err *err)
{
	struct rsec_history_header *header = &history->header;
	uint64_t table;

	if (!rsec_history_is(history->data, len))
		return rsec_err_set(err, RSEC_ERR_SYNTAX,
		    "not a store: it does not begin with %s",
		    RSEC_HISTORY_MAGIC);
	if (len < sizeof(*header))
		return rsec_err_set(err, RSEC_ERR_TRUNCATED,
		    "truncated: the header has %zu bytes, the file %zu",
		    sizeof(*header), len);
	memcpy(header, history->data, sizeof(*header));
	if (header->len != len)
		return rsec_err_set(err,
		    header->len > len ? RSEC_ERR_TRUNCATED : RSEC_ERR_CORRUPT,
		    "%s: the header says %" PRIu64 " bytes, the file has %zu",
		    header->len > len ? "truncated" : "altered", header->len,
		    len);
	table = len - sizeof(*header);
	if (header->blocks > table / sizeof(uint64_t))
		return rsec_err_set(err, RSEC_ERR_CORRUPT,
		    "header: more blocks than there is room for");
	table = header->blocks * sizeof(uint64_t);
	history->body = history->data + sizeof(*header) + table;
	if (!digest_fits(history))
		return rsec_err_set(err, RSEC_ERR_CORRUPT,
		    "header: it or the table does not match its digest");
	if (header->mark != RSEC_HISTORY_MARK ||
	    (header->flags & ~RSEC_HISTORY_WIDE) != 0 ||
	    header->tas > RSEC_HISTORY_TAS_MAX)
		return rsec_err_set(err, RSEC_ERR_UNSUPPORTED,
		    "header: of a form that this version cannot read");
	return 0;
}

/* Sections follow each other to the end, each filled up to 8 bytes. */
static int
check_order(const struct rsec_history *history, struct rsec_err *err)
{
	const struct rsec_history_header *header = &history->header;
	const struct rsec_history_span_of *span = header->sections;
	uint64_t at = (uint64_t)(history->body - history->data), i;
	const uint64_t body = header->len - at;

	if (header->blocks !=
	    body / RSEC_HISTORY_BLOCK + (body % RSEC_HISTORY_BLOCK != 0))
		return rsec_err_set(err, RSEC_ERR_CORRUPT,
		    "header: %" PRIu64 " blocks are not those of the file",
		    header->blocks);
	for (i = 0; i < RSEC_SECTIONS; i++, span++) {
		if (span->offset != at || span->len > header->len - at ||
		    -span->len % 8 > header->len - at - span->len)
			return rsec_err_set(err, RSEC_ERR_CORRUPT,
			    "section %s: not in its place",
			    rsec_section_name((enum rsec_history_section)i));
		at += span->len + -span->len % 8;
	}
	if (at != header->len)
		return rsec_err_set(err, RSEC_ERR_CORRUPT,
		    "header: the sections do not fill the file");
	return 0;
}

static int
check_size(const struct rsec_history *history,
    enum rsec_history_section section, uint64_t len, struct rsec_err *err)
{
	const uint64_t has = history->header.sections[section].len;

	if (has == len)
		return 0;
	return rsec_err_set(err, RSEC_ERR_CORRUPT,
	    "section %s: %" PRIu64 " bytes, the header asks for %" PRIu64,
	    rsec_section_name(section), has, len);
}

static int
check_sizes(const struct rsec_history *history, struct rsec_err *err)
{
	const struct rsec_history_header *header = &history->header;
	const uint64_t run = rsec_history_run_size(history);
	const uint64_t nodes = (uint64_t)header->v4 + header->v6 + 1;
	const uint64_t marks =
	    ((uint64_t)header->records + RSEC_HISTORY_MARK_EVERY - 1) /
	    RSEC_HISTORY_MARK_EVERY;
	const struct {
		enum rsec_history_section section;
		uint64_t len;
	} sizes[] = {
		{ RSEC_SECTION_LEDGER,
		    header->observations *
			(uint64_t)sizeof(struct rsec_history_entry) },
		{ RSEC_SECTION_NETS4, header->v4 * (uint64_t)4 },
		{ RSEC_SECTION_NETS6, header->v6 * (uint64_t)16 },
		{ RSEC_SECTION_NODES,
		    nodes * sizeof(struct rsec_history_node) },
		{ RSEC_SECTION_RECORDS,
		    header->records *
			(uint64_t)rsec_history_record_size(history) },
		{ RSEC_SECTION_MARKS, marks * 4 },
		{ RSEC_SECTION_RUNS, header->runs * run },
		{ RSEC_SECTION_SUSPECTS,
		    header->suspects *
			(uint64_t)sizeof(struct rsec_history_suspect) },
		{ RSEC_SECTION_EXTRAS,
		    header->extras *
			(uint64_t)sizeof(struct rsec_history_extra_entry) },
		{ RSEC_SECTION_EXTRA_RUNS, header->extra_runs * run },
	};
	size_t i;

	for (i = 0; i < sizeof(sizes) / sizeof(sizes[0]); i++)
		if (check_size(history, sizes[i].section, sizes[i].len, err) ==
		    -1)
			return -1;
	if (header->sections[RSEC_SECTION_SEEN].len == 0)
		return 0;
	return check_size(
	    history, RSEC_SECTION_SEEN, header->records * (uint64_t)3, err);
}

/* The names: as many as there are trust anchors, each with a NUL, in order. */
static int
read_names(struct rsec_history *history, struct rsec_err *err)
{
	uint64_t left = history->header.sections[RSEC_SECTION_NAMES].len;
	const char *at = NULL, *end;
	uint32_t i;

	if (left > 0) {
		at = (const char *)rsec_history_bytes(
		    history, RSEC_SECTION_NAMES, 0, left, err);
		if (at == NULL)
			return -1;
	}
	for (i = 0; i < history->header.tas; i++) {
		end = left == 0 ? NULL : memchr(at, '\0', left);
		if (end == NULL ||
		    (i > 0 && strcmp(history->names[i - 1], at) >= 0))
			return rsec_err_set(err, RSEC_ERR_CORRUPT,
			    "section names: not %" PRIu32 " in order",
			    history->header.tas);
		history->names[i] = at;
		left -= (uint64_t)(end + 1 - at);
		at = end + 1;
	}
	if (left > 0)
		return rsec_err_set(err, RSEC_ERR_CORRUPT,
		    "section names: more than %" PRIu32, history->header.tas);
	return 0;
}

static void
find_rirs(struct rsec_history *history)
{
	const char *name;
	size_t i;
	int ta;

	for (i = 0; (name = rsec_archive_ta_name(i)) != NULL; i++) {
		ta = rsec_history_ta_find(history, name);
		if (ta != -1)
			history->is_rir[ta] = true;
	}
}

void
rsec_history_close(struct rsec_history *history)
{
	if (history == NULL)
		return;
	free(history->verified);
	free(history->times);
	free(history->starts);
	free(history);
}

struct rsec_history *
rsec_history_open(const uint8_t *data, size_t len, struct rsec_err *err)
{
	struct rsec_history *history;

	if (__BYTE_ORDER__ != __ORDER_LITTLE_ENDIAN__) {
		rsec_err_set(err, RSEC_ERR_UNSUPPORTED,
		    "stores need a little-endian machine");
		return NULL;
	}
	history = calloc(1, sizeof(*history));
	if (history == NULL) {
		rsec_err_nomem(err);
		return NULL;
	}
	history->data = data;
	if (read_header(history, len, err) == -1 ||
	    check_order(history, err) == -1 || check_sizes(history, err) == -1)
		goto out;
	history->verified = calloc(history->header.blocks + 1, 1);
	if (history->verified == NULL) {
		rsec_err_nomem(err);
		goto out;
	}
	if (read_names(history, err) == 0 &&
	    rsec_history_read_ledger(history, err) == 0) {
		find_rirs(history);
		return history;
	}
out:
	rsec_history_close(history);
	return NULL;
}

size_t
rsec_history_tas(const struct rsec_history *history)
{
	return history->header.tas;
}

const char *
rsec_history_ta(const struct rsec_history *history, uint8_t ta)
{
	return ta < history->header.tas ? history->names[ta] : "";
}

int
rsec_history_ta_find(const struct rsec_history *history, const char *name)
{
	uint32_t i;

	for (i = 0; i < history->header.tas; i++)
		if (strcmp(history->names[i], name) == 0)
			return (int)i;
	return -1;
}

void
rsec_history_leave_out(struct rsec_history *history, uint8_t ta)
{
	if (ta < RSEC_HISTORY_TAS_MAX)
		history->left_out[ta] = true;
}

uint64_t
rsec_history_vrps(const struct rsec_history *history)
{
	return history->header.vrps;
}

uint64_t
rsec_history_runs(const struct rsec_history *history)
{
	return history->header.runs;
}

void
rsec_history_digest(const struct rsec_history *history, char to[33])
{
	static const char digits[] = "0123456789abcdef";
	uint64_t half;
	size_t i;

	for (i = 0; i < 32; i++) {
		half = history->header.digest[i < 16 ? 1 : 0];
		to[i] = digits[half >> (60 - i % 16 * 4) & 0xf];
	}
	to[32] = '\0';
}
