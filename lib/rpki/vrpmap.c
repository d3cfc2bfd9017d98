/* SPDX-License-Identifier: ISC */
/*
 * The compiled form of a VRP set: what a frozen set has in memory, as a file.
 *
 * All integers are little-endian.  The header is 112 bytes:
 *
 *	 0	8	magic, "RSECVRP1"
 *	 8	4	mark, 0x01020304
 *	12	4	number of VRPs
 *	16	4	number of trust anchor names
 *	20	4	zero
 *	24	8	length of the file
 *	32	24	section values: offset, length, checksum, 8 each
 *	56	24	section trie
 *	80	24	section names
 *	104	8	checksum of the bytes before
 *
 * The sections follow it in this order without a gap: values and trie are a
 * multiple of the 8 bytes that they are aligned to, names come last.
 *
 *	values	8 bytes a VRP, in the order of the set: ASN (4), maxLength (1),
 *		zero (1), index of the trust anchor (2)
 *	trie	the prefixes, see trieimage.c in lib/net
 *	names	one a trust anchor, in order, each with a NUL
 *
 * A checksum is XXH3 of 64 bits with the seed 0.  Together they cover every
 * byte, so that damage is told from data; and nothing in the file depends on
 * when or where it was written, so that equal sets are equal files.  Whoever
 * forges a file forges its checksums too: what memory safety rests on is
 * verified beside them, here and in rsec_trie_map(), what a VRP says is not; a
 * trust anchor that is beyond the names has none (rsec_vrps_ta_name()), which
 * spares a pass over all values at each start.
 *
 * Only little-endian machines write and read the form, in place.
 */
#include "rpki/vrpmap.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <xxhash.h>

#include "rpki/vrp_private.h"

#define MAGIC	   "RSECVRP1"
#define MAGIC_SIZE 8
#define MARK	   0x01020304

enum {
	VALUES,
	TRIE,
	NAMES,
	SECTIONS
};

static const char *const section_names[SECTIONS] = {
	[VALUES] = "values",
	[TRIE] = "trie",
	[NAMES] = "names",
};

struct section {
	uint64_t offset, len, checksum;
};

/* As it stands in the file; there is no padding in it. */
struct header {
	char magic[MAGIC_SIZE];
	uint32_t mark, count, names, zero;
	uint64_t len;
	struct section sections[SECTIONS];
	uint64_t checksum;
};

_Static_assert(sizeof(struct header) == 112, "the header has padding");
_Static_assert(sizeof(struct rsec_vrp_value) == 8, "a value has padding");

typedef int (*writer)(void *ctx, const void *data, size_t len);

bool
rsec_vrpmap_is(const uint8_t *data, size_t len)
{
	return len >= MAGIC_SIZE && memcmp(data, MAGIC, MAGIC_SIZE) == 0;
}

static int
check_machine(struct rsec_err *err)
{
	if (__BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__)
		return 0;
	return rsec_err_set(err, RSEC_ERR_UNSUPPORTED,
	    "compiled VRP sets need a little-endian machine");
}

static uint64_t
header_checksum(const struct header *header)
{
	return XXH3_64bits(header, offsetof(struct header, checksum));
}

static int
write_names(const struct rsec_vrps *vrps, writer write, void *ctx)
{
	uint32_t i;

	for (i = 0; i < vrps->ta_count; i++)
		if (write(ctx, vrps->ta_names[i],
			strlen(vrps->ta_names[i]) + 1) == -1)
			return -1;
	return 0;
}

static int
write_section(
    const struct rsec_vrps *vrps, int section, writer write, void *ctx)
{
	size_t len = vrps->count * sizeof(*vrps->values);

	if (section == TRIE)
		return rsec_trie_image_write(vrps->trie, write, ctx);
	if (section == NAMES)
		return write_names(vrps, write, ctx);
	return len == 0 ? 0 : write(ctx, vrps->values, len);
}

/* A section that is hashed and measured instead of written. */
struct measure {
	XXH3_state_t *state;
	uint64_t len;
};

static int
measure_run(void *ctx, const void *data, size_t len)
{
	struct measure *measure = ctx;

	measure->len += len;
	return XXH3_64bits_update(measure->state, data, len) == XXH_OK ? 0 : -1;
}

static void
measure_sections(
    const struct rsec_vrps *vrps, XXH3_state_t *state, struct header *header)
{
	struct measure measure = { .state = state };
	struct section *section = header->sections;
	int i;

	for (i = 0; i < SECTIONS; i++, section++) {
		measure.len = 0;
		XXH3_64bits_reset(state);
		write_section(vrps, i, measure_run, &measure);
		section->offset = header->len;
		section->len = measure.len;
		section->checksum = XXH3_64bits_digest(state);
		header->len += section->len;
	}
}

int
rsec_vrpmap_write(const struct rsec_vrps *vrps,
    int (*write)(void *ctx, const void *data, size_t len), void *ctx,
    struct rsec_err *err)
{
	struct header header = { .magic = MAGIC, .mark = MARK };
	XXH3_state_t *state;
	int i;

	if (check_machine(err) == -1)
		return -1;
	if ((state = XXH3_createState()) == NULL)
		return rsec_err_nomem(err);
	header.count = vrps->count;
	header.names = vrps->ta_count;
	header.len = sizeof(header);
	measure_sections(vrps, state, &header);
	XXH3_freeState(state);
	header.checksum = header_checksum(&header);
	if (write(ctx, &header, sizeof(header)) == -1)
		return rsec_err_set(
		    err, RSEC_ERR_STOPPED, "writing the header failed");
	for (i = 0; i < SECTIONS; i++)
		if (write_section(vrps, i, write, ctx) == -1)
			return rsec_err_set(err, RSEC_ERR_STOPPED,
			    "writing section %s failed", section_names[i]);
	return 0;
}

/* The header of DATA, once it is known to be whole and that of this form. */
static int
read_header(const uint8_t *data, size_t len, struct header *header,
    struct rsec_err *err)
{
	if (!rsec_vrpmap_is(data, len))
		return rsec_err_set(err, RSEC_ERR_SYNTAX,
		    "not a compiled VRP set: it does not begin with " MAGIC);
	if ((uintptr_t)data % sizeof(uint64_t) != 0)
		return rsec_err_set(err, RSEC_ERR_UNSUPPORTED,
		    "compiled VRP sets are read at 8-byte boundaries only");
	if (len < sizeof(*header))
		return rsec_err_set(err, RSEC_ERR_TRUNCATED,
		    "truncated: the header takes %zu bytes, the file has %zu",
		    sizeof(*header), len);
	memcpy(header, data, sizeof(*header));
	if (header->checksum != header_checksum(header))
		return rsec_err_set(
		    err, RSEC_ERR_CORRUPT, "header: checksum mismatch");
	if (header->mark != MARK || header->zero != 0)
		return rsec_err_set(err, RSEC_ERR_UNSUPPORTED,
		    "header: of a form that this version cannot read");
	if (header->len > len)
		return rsec_err_set(err, RSEC_ERR_TRUNCATED,
		    "truncated: header says %" PRIu64 " bytes, file has %zu",
		    header->len, len);
	if (header->len < len)
		return rsec_err_set(err, RSEC_ERR_CORRUPT,
		    "header says %" PRIu64 " bytes, file has %zu", header->len,
		    len);
	return 0;
}

/* Whether the sections fill the file, and values have their size. */
static int
check_layout(const struct header *header, struct rsec_err *err)
{
	const struct section *section = header->sections;
	uint64_t at = sizeof(*header);
	int i;

	for (i = 0; i < SECTIONS; i++, section++) {
		if (section->offset != at || section->len > header->len - at)
			return rsec_err_set(err, RSEC_ERR_CORRUPT,
			    "section %s: not where the one before ends",
			    section_names[i]);
		at += section->len;
	}
	if (at != header->len)
		return rsec_err_set(err, RSEC_ERR_CORRUPT,
		    "section names: ends before the file does");
	if (header->sections[VALUES].len !=
	    header->count * (uint64_t)sizeof(struct rsec_vrp_value))
		return rsec_err_set(err, RSEC_ERR_CORRUPT,
		    "section values: not of %" PRIu32 " VRPs", header->count);
	return 0;
}

static int
check_sums(
    const uint8_t *data, const struct header *header, struct rsec_err *err)
{
	const struct section *section = header->sections;
	int i;

	for (i = 0; i < SECTIONS; i++, section++)
		if (XXH3_64bits(data + section->offset, section->len) !=
		    section->checksum)
			return rsec_err_set(err, RSEC_ERR_CORRUPT,
			    "section %s: checksum mismatch", section_names[i]);
	return 0;
}

/* Whether AT..END - 1 is N texts, each with its NUL; NAMES gets them. */
static bool
split_names(const char *at, const char *end, const char **names, uint32_t n)
{
	for (; n > 0 && at < end; n--) {
		*names++ = at;
		if ((at = memchr(at, '\0', (size_t)(end - at))) == NULL)
			return false;
		at++;
	}
	return n == 0 && at == end;
}

/* The names, in an array that is the caller's to free. */
static const char **
find_names(
    const uint8_t *data, const struct header *header, struct rsec_err *err)
{
	const struct section *section = &header->sections[NAMES];
	const char *text = (const char *)data + section->offset;
	const char **names;

	if (header->names > RSEC_TA_MAX) {
		rsec_err_set(err, RSEC_ERR_LIMIT, "section names: more than %d",
		    RSEC_TA_MAX);
		return NULL;
	}
	names = calloc((size_t)header->names + 1, sizeof(*names));
	if (names == NULL) {
		rsec_err_nomem(err);
		return NULL;
	}
	if (split_names(text, text + section->len, names, header->names))
		return names;
	free(names);
	rsec_err_set(err, RSEC_ERR_CORRUPT,
	    "section names: not %" PRIu32 " names", header->names);
	return NULL;
}

/* The trie, whose values are all the VRPs. */
static struct rsec_trie *
map_trie(const uint8_t *data, const struct header *header, struct rsec_err *err)
{
	const struct section *section = &header->sections[TRIE];
	uint32_t entries, first = 0, n = 0;
	struct rsec_prefix prefix;
	struct rsec_trie *trie;

	trie = rsec_trie_map(data + section->offset, section->len, err);
	if (trie == NULL) {
		rsec_err_prepend(err, "section trie");
		return NULL;
	}
	entries = rsec_trie_count(trie);
	if (entries > 0)
		n = rsec_trie_get(trie, entries - 1, &prefix, &first);
	if (first + n == header->count)
		return trie;
	rsec_err_set(err, RSEC_ERR_CORRUPT,
	    "section trie: not of %" PRIu32 " VRPs", header->count);
	rsec_trie_free(trie);
	return NULL;
}

struct rsec_vrps *
rsec_vrpmap_open(const uint8_t *data, size_t len, struct rsec_err *err)
{
	const struct rsec_vrp_value *values;
	struct rsec_vrps *vrps = NULL;
	const char **names = NULL;
	struct rsec_trie *trie;
	struct header header;

	if (check_machine(err) == -1 ||
	    read_header(data, len, &header, err) == -1 ||
	    check_layout(&header, err) == -1 ||
	    check_sums(data, &header, err) == -1)
		return NULL;
	values = (const void *)(data + sizeof(header));
	if ((trie = map_trie(data, &header, err)) == NULL)
		return NULL;
	if ((names = find_names(data, &header, err)) != NULL) {
		vrps = rsec_vrps_adopt(
		    trie, values, header.count, names, header.names);
		if (vrps != NULL)
			return vrps;
		rsec_err_nomem(err);
	}
	free(names);
	rsec_trie_free(trie);
	return NULL;
}
