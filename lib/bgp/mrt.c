/* SPDX-License-Identifier: ISC */
/*
 * MRT (RFC 6396 section 2): a record is a head of 12 octets (time, type,
 * subtype, length) and a body of that length.  The length is all that is
 * trusted of a record whose body makes no sense: it is reported and passed
 * over.  A length beyond RSEC_MRT_RECORD_MAX is taken for a broken frame and
 * ends the reading, since whatever follows could be anything.
 *
 * A record that lies in one run of the source is read where it is.
 */
#include "bgp/mrt.h"

#include <stdlib.h>
#include <string.h>

#include "base/num.h"
#include "bgp/mrt_private.h"

#define HEAD_SIZE 12

/* RFC 6396 section 4, and the deprecated ones of its appendix. */
enum {
	TYPE_BGP = 5,
	TYPE_TABLE_DUMP = 12,
	TYPE_TABLE_DUMP_V2 = 13,
	TYPE_BGP4MP = 16,
	TYPE_BGP4MP_ET = 17,
};

bool
rsec_mrt_take_address(
    struct rsec_mrt_cursor *cursor, uint8_t family, struct rsec_prefix *out)
{
	uint8_t bits = rsec_family_bits(family);
	const uint8_t *p;

	return rsec_mrt_take(cursor, bits / 8, &p) &&
	       rsec_prefix_from_bytes(out, family, p, bits);
}

int
rsec_mrt_short(struct rsec_err *err, const char *what)
{
	return rsec_err_set(
	    err, RSEC_ERR_TRUNCATED, "the record ends inside %s", what);
}

int
rsec_mrt_take_prefix(struct rsec_mrt_cursor *cursor, uint8_t family,
    struct rsec_prefix *out, struct rsec_err *err)
{
	uint8_t addr[16] = { 0 };
	const uint8_t *p;
	uint8_t len;

	if (!rsec_mrt_take8(cursor, &len))
		return rsec_mrt_short(err, "a prefix");
	if (len > rsec_family_bits(family))
		return rsec_err_set(err, RSEC_ERR_RANGE,
		    "a prefix of %u bits, where IPv%u has %u", len, family,
		    rsec_family_bits(family));
	if (!rsec_mrt_take(cursor, (len + 7u) / 8, &p))
		return rsec_mrt_short(err, "a prefix");
	memcpy(addr, p, (len + 7u) / 8);
	rsec_prefix_from_bytes(out, family, addr, len);
	return 0;
}

bool
rsec_mrt_is(const uint8_t *data, size_t len)
{
	if (len < RSEC_MRT_PEEK)
		return false;
	switch (rsec_get_be16(data + 4)) {
	case TYPE_BGP:
	case TYPE_TABLE_DUMP:
	case TYPE_TABLE_DUMP_V2:
	case TYPE_BGP4MP:
	case TYPE_BGP4MP_ET:
		return true;
	default:
		return false;
	}
}

struct rsec_mrt *
rsec_mrt_new(struct rsec_source source, const struct rsec_diag *diag)
{
	struct rsec_mrt *mrt = calloc(1, sizeof(*mrt));

	if (mrt != NULL) {
		mrt->source = source;
		mrt->diag = diag;
		mrt->joined = RSEC_BUF_INIT;
	}
	return mrt;
}

void
rsec_mrt_free(struct rsec_mrt *mrt)
{
	if (mrt == NULL)
		return;
	rsec_buf_fini(&mrt->joined);
	free(mrt->peers);
	free(mrt);
}

const struct rsec_mrt_stats *
rsec_mrt_stats(const struct rsec_mrt *mrt)
{
	return &mrt->stats;
}

/* Pull the next run: 1, 0 at the end, -1 with ERR. */
static int
pull(struct rsec_mrt *mrt, struct rsec_err *err)
{
	const uint8_t *data;
	size_t len;
	int more;

	if ((more = mrt->source.next(mrt->source.ctx, &data, &len, err)) == 1) {
		mrt->at = data;
		mrt->end = data + len;
	}
	return more;
}

/* Add what the run at hand has of N bytes to the joined record. */
static int
join(struct rsec_mrt *mrt, size_t n, struct rsec_err *err)
{
	size_t want = n - mrt->joined.len, have = (size_t)(mrt->end - mrt->at);

	if (have > want)
		have = want;
	if (have == 0)
		return 0;
	if (rsec_buf_add(&mrt->joined, mrt->at, have) != 0)
		return rsec_err_nomem(err);
	mrt->at += have;
	mrt->offset += have;
	return 0;
}

/*
 * The next N bytes in one piece: 1, 0 when the input ends before the first of
 * them, -1 with ERR.
 */
static int
next_bytes(struct rsec_mrt *mrt, size_t n, struct rsec_mrt_cursor *out,
    struct rsec_err *err)
{
	int more;

	if ((size_t)(mrt->end - mrt->at) >= n && n != 0) {
		*out = (struct rsec_mrt_cursor){ mrt->at, mrt->at + n };
		mrt->at += n;
		mrt->offset += n;
		return 1;
	}
	mrt->joined.len = 0;
	for (;;) {
		if (join(mrt, n, err) != 0)
			return -1;
		if (mrt->joined.len == n)
			break;
		if ((more = pull(mrt, err)) == -1)
			return -1;
		if (more == 0)
			return mrt->joined.len == 0
				   ? 0
				   : rsec_err_at_offset(err, RSEC_ERR_TRUNCATED,
					 mrt->record,
					 "the input ends inside a record "
					 "(RFC 6396 section 2)");
	}
	out->at = (const uint8_t *)mrt->joined.data;
	out->end = n == 0 ? out->at : out->at + n;
	return 1;
}

/* The next record's head and body: 1, 0 at the end, -1 with ERR. */
static int
next_record(struct rsec_mrt *mrt, struct rsec_err *err)
{
	struct rsec_mrt_cursor head;
	uint32_t size, time;
	int more;

	mrt->record = mrt->offset;
	if ((more = next_bytes(mrt, HEAD_SIZE, &head, err)) != 1)
		return more;
	time = rsec_get_be32(head.at);
	mrt->type = rsec_get_be16(head.at + 4);
	mrt->subtype = rsec_get_be16(head.at + 6);
	size = rsec_get_be32(head.at + 8);
	if (size > RSEC_MRT_RECORD_MAX)
		return rsec_err_at_offset(err, RSEC_ERR_LIMIT, mrt->record,
		    "a record of %u bytes, more than %zu: the input is "
		    "damaged, or no MRT",
		    size, RSEC_MRT_RECORD_MAX);
	if ((more = next_bytes(mrt, size, &mrt->body, err)) == 0)
		return rsec_err_at_offset(err, RSEC_ERR_TRUNCATED, mrt->record,
		    "the input ends inside a record (RFC 6396 section 2)");
	if (more != 1)
		return more;
	mrt->stats.records++;
	if (mrt->stats.first_time == 0)
		mrt->stats.first_time = time;
	mrt->stats.last_time = time;
	mrt->route = (struct rsec_mrt_route){ .time = time };
	return 1;
}

/* Find out what the record is, and read its head. */
static int
begin(struct rsec_mrt *mrt, struct rsec_err *err)
{
	mrt->entries = 0;
	mrt->lists = mrt->next_list = 0;
	switch (mrt->type) {
	case TYPE_TABLE_DUMP_V2:
		return rsec_mrt_table_begin(mrt, err);
	case TYPE_TABLE_DUMP:
		if (mrt->subtype == 1)
			return rsec_mrt_v1_begin(mrt, RSEC_IPV4, err);
		if (mrt->subtype == 2)
			return rsec_mrt_v1_begin(mrt, RSEC_IPV6, err);
		break;
	case TYPE_BGP4MP_ET:
		if (!rsec_mrt_take32(&mrt->body, &mrt->route.microseconds))
			return rsec_mrt_short(err, "the microseconds");
		return rsec_mrt_message_begin(mrt, err);
	case TYPE_BGP4MP:
		return rsec_mrt_message_begin(mrt, err);
	}
	rsec_mrt_pass_over(mrt, &mrt->stats.other);
	return 0;
}

/*
 * Tell of what is malformed; 0 to go on, or -1 with ERR.  No memory is nothing
 * to go on from.
 */
static int
report(struct rsec_mrt *mrt, struct rsec_err *why, struct rsec_err *err)
{
	if (why->code == RSEC_ERR_NOMEM)
		return rsec_err_nomem(err);
	mrt->stats.malformed++;
	why->offset = mrt->record;
	why->line = 0;
	if (rsec_diag_report(mrt->diag, why) != 0)
		return rsec_err_set(
		    err, RSEC_ERR_STOPPED, "stopped at a malformed record");
	return 0;
}

/* The next entry of the record: 1, 0 when there is none, or -1 with WHY. */
static int
next_entry(
    struct rsec_mrt *mrt, struct rsec_mrt_route *route, struct rsec_err *why)
{
	int rc;

	if (mrt->entries != 0)
		rc = rsec_mrt_table_next(mrt, route, why);
	else if (mrt->next_list != mrt->lists)
		rc = rsec_mrt_message_next(mrt, route, why);
	else
		return 0;
	return rc == 0 ? 1 : -1;
}

int
rsec_mrt_next(
    struct rsec_mrt *mrt, struct rsec_mrt_route *route, struct rsec_err *err)
{
	struct rsec_err why;
	int more;

	for (;;) {
		if ((more = next_entry(mrt, route, &why)) == 1) {
			mrt->stats.routes++;
			return 1;
		}
		if (more == -1) {
			if (report(mrt, &why, err) != 0)
				return -1;
			continue;
		}
		if ((more = next_record(mrt, err)) != 1)
			return more;
		if (begin(mrt, &why) != 0) {
			mrt->entries = 0;
			mrt->lists = mrt->next_list = 0;
			if (report(mrt, &why, err) != 0)
				return -1;
		}
	}
}
