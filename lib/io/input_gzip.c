/* SPDX-License-Identifier: ISC */
/*
 * gzip (RFC 1952): any number of members, each with its CRC-32 and length
 * checked, and zero bytes behind the last one, as tapes leave them.  Anything
 * else behind a member is an error, not an end.
 *
 * ISA-L inflates, two to three times as fast as zlib; zlib where the platform
 * has no ISA-L (or with RSEC_WITHOUT_ISAL, as a test does).  The two stand
 * behind the same three functions: inflater_init, inflater_reset and
 * inflater_step.
 */
#include <limits.h>
#include <stdlib.h>

#include "io/input_private.h"

#if defined(__has_include) && !defined(RSEC_WITHOUT_ISAL)
#if __has_include(<isa-l/igzip_lib.h>)
#define RSEC_WITH_ISAL
#endif
#endif

enum step {
	STEP_MORE,   /* wants input or room */
	STEP_MEMBER, /* a member is complete */
	STEP_CORRUPT,
	STEP_CHECKSUM,
	STEP_NOMEM,
};

#ifdef RSEC_WITH_ISAL
#include <isa-l/igzip_lib.h>

struct inflater {
	struct inflate_state z;
};

static int
inflater_init(struct inflater *inflater)
{
	isal_inflate_init(&inflater->z);
	inflater->z.crc_flag = ISAL_GZIP;
	return 0;
}

static void
inflater_fini(struct inflater *inflater)
{
	(void)inflater; /* all of it is in the struct */
}

static void
inflater_reset(struct inflater *inflater)
{
	isal_inflate_reset(&inflater->z);
	inflater->z.crc_flag = ISAL_GZIP;
}

static enum step
inflater_step(struct inflater *inflater, uint8_t *in, size_t *in_len,
    uint8_t *out, size_t *out_len)
{
	struct inflate_state *z = &inflater->z;
	int status;

	z->next_in = in;
	z->avail_in = (uint32_t)*in_len;
	z->next_out = out;
	z->avail_out = (uint32_t)*out_len;
	status = isal_inflate(z);
	*in_len -= z->avail_in;
	*out_len -= z->avail_out;
	if (status == ISAL_INCORRECT_CHECKSUM)
		return STEP_CHECKSUM;
	if (status < 0 || status == ISAL_NEED_DICT)
		return STEP_CORRUPT;
	return z->block_state == ISAL_BLOCK_FINISH ? STEP_MEMBER : STEP_MORE;
}
#else
#include <string.h>
#include <zlib.h>

#define GZIP_ONLY (MAX_WBITS + 16) /* zlib.h, inflateInit2() */

struct inflater {
	z_stream z;
};

static int
inflater_init(struct inflater *inflater)
{
	return inflateInit2(&inflater->z, GZIP_ONLY) == Z_OK ? 0 : -1;
}

static void
inflater_fini(struct inflater *inflater)
{
	inflateEnd(&inflater->z);
}

static void
inflater_reset(struct inflater *inflater)
{
	inflateReset(&inflater->z);
}

static enum step
inflater_step(struct inflater *inflater, uint8_t *in, size_t *in_len,
    uint8_t *out, size_t *out_len)
{
	z_stream *z = &inflater->z;
	int status;

	z->next_in = in;
	z->avail_in = (uInt)*in_len;
	z->next_out = out;
	z->avail_out = (uInt)*out_len;
	status = inflate(z, Z_NO_FLUSH);
	*in_len -= z->avail_in;
	*out_len -= z->avail_out;
	if (status == Z_STREAM_END)
		return STEP_MEMBER;
	if (status == Z_OK || status == Z_BUF_ERROR)
		return STEP_MORE;
	if (status == Z_MEM_ERROR)
		return STEP_NOMEM;
	if (z->msg != NULL && strstr(z->msg, "check") != NULL)
		return STEP_CHECKSUM;
	return STEP_CORRUPT;
}
#endif

struct gzip {
	struct rsec_raw *raw;
	bool
	    between; /* a member is complete: what follows is another, or not */
	struct inflater inflater;
};

static int
corrupt(const struct gzip *gzip, const char *why, struct rsec_err *err)
{
	return rsec_raw_corrupt(gzip->raw, RSEC_COMPRESSION_GZIP, why, err);
}

/* Past a member: 1 when another begins, 0 at the end, -1 with ERR. */
static int
next_member(struct gzip *gzip, struct rsec_err *err)
{
	struct rsec_raw *raw = gzip->raw;
	bool padded = false;

	for (;;) {
		if (rsec_raw_fill(raw, 2, err) != 0)
			return -1;
		if (raw->pos == raw->len)
			return 0;
		if (raw->data[raw->pos] != 0)
			break;
		rsec_raw_consume(raw, 1);
		padded = true;
	}
	if (padded || raw->data[raw->pos] != 0x1f ||
	    (raw->len - raw->pos > 1 && raw->data[raw->pos + 1] != 0x8b))
		return corrupt(
		    gzip, "what follows the last member is none", err);
	inflater_reset(&gzip->inflater);
	gzip->between = false;
	return 1;
}

/* One step of the inflater into TO; *n is what it gave. */
static int
inflate_some(struct gzip *gzip, uint8_t *to, size_t *n, struct rsec_err *err)
{
	struct rsec_raw *raw = gzip->raw;
	size_t used, room = *n;

	if (rsec_raw_fill(raw, 1, err) != 0)
		return -1;
	used = raw->len - raw->pos;
	switch (inflater_step(
	    &gzip->inflater, raw->data + raw->pos, &used, to, n)) {
	case STEP_CORRUPT:
		return corrupt(gzip, NULL, err);
	case STEP_CHECKSUM:
		return corrupt(gzip, "the checksum does not match", err);
	case STEP_NOMEM:
		return rsec_err_nomem(err);
	case STEP_MEMBER:
		gzip->between = true;
		break;
	case STEP_MORE:
		if (used == 0 && *n < room && raw->end)
			return rsec_raw_truncated(
			    raw, RSEC_COMPRESSION_GZIP, err);
		break;
	}
	rsec_raw_consume(raw, used);
	return 0;
}

static int
gzip_read(
    void *state, uint8_t *to, size_t size, size_t *n, struct rsec_err *err)
{
	struct gzip *gzip = state;
	size_t some;
	int more;

	*n = 0;
	while (*n < size) {
		if (gzip->between) {
			if ((more = next_member(gzip, err)) <= 0)
				return more;
		}
		some = size - *n;
		if (some > INT_MAX)
			some = INT_MAX;
		if (inflate_some(gzip, to + *n, &some, err) != 0)
			return -1;
		*n += some;
	}
	return 0;
}

static void
gzip_free(void *state)
{
	struct gzip *gzip = state;

	inflater_fini(&gzip->inflater);
	free(gzip);
}

int
rsec_gzip_open(
    struct rsec_raw *raw, struct rsec_decoder *decoder, struct rsec_err *err)
{
	struct gzip *gzip = calloc(1, sizeof(*gzip));

	if (gzip == NULL)
		return rsec_err_nomem(err);
	if (inflater_init(&gzip->inflater) != 0) {
		free(gzip);
		return rsec_err_nomem(err);
	}
	gzip->raw = raw;
	*decoder = (struct rsec_decoder){ gzip_read, gzip_free, gzip };
	return 0;
}
