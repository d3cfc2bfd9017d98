/* SPDX-License-Identifier: ISC */
/*
 * VRP exports of every format: whatever they hold, each VRP that comes out is
 * one, each record is read or told, a message is one printable line, and none
 * of it depends on how the source cuts its runs.
 */
#include <stdbool.h>
#include <string.h>

#include "base/buf.h"
#include "rpki/vrpfile.h"
#include "tests/fuzz/fuzz.h"

struct reading {
	struct rsec_buf messages, records; /* what was told and added */
	uint64_t reported;
	int rc;
	struct rsec_err err;
	struct rsec_vrpfile_stats stats;
	struct rsec_vrps *vrps;
	uint64_t count; /* VRPs in it */
};

static void
check_message(const struct rsec_err *err)
{
	size_t i;

	MUST(err->code != RSEC_ERR_NONE && err->msg[0] != '\0');
	for (i = 0; err->msg[i] != '\0'; i++)
		MUST(err->msg[i] >= ' ' && err->msg[i] <= '~');
}

static int
report(void *ctx, const struct rsec_err *err)
{
	struct reading *reading = ctx;

	check_message(err);
	MUST(err->line > 0);
	reading->reported++;
	rsec_buf_add(&reading->messages, &err->line, sizeof(err->line));
	rsec_buf_puts(&reading->messages, err->msg);
	return 0;
}

/*
 * Not asked to drop anything, but to look: the freeze of a set is made for a
 * million VRPs, and would take all the time here.
 */
static bool
look(void *ctx, const struct rsec_vrp *vrp)
{
	struct reading *r = ctx;
	char text[RSEC_PREFIX_SIZE + 64];
	size_t n;

	MUST(vrp->max_len >= vrp->prefix.len);
	MUST(vrp->max_len <= rsec_family_bits(vrp->prefix.family));
	MUST((vrp->prefix.hi & ~rsec_mask_hi(vrp->prefix.len)) == 0);
	MUST((vrp->prefix.lo & ~rsec_mask_lo(vrp->prefix.len)) == 0);
	n = rsec_prefix_format(text, &vrp->prefix);
	snprintf(text + n, 64, "-%u %u ", vrp->max_len, vrp->asn);
	rsec_buf_puts(&r->records, text);
	rsec_buf_puts(&r->records, rsec_vrps_ta_name(r->vrps, vrp->ta));
	rsec_buf_addc(&r->records, '\n');
	r->count++;
	return false;
}

static int
take_extra(
    void *ctx, const struct rsec_vrpfile_extra *extra, struct rsec_err *err)
{
	struct reading *r = ctx;
	char text[64];

	(void)err;
	snprintf(text, sizeof(text), "%u %zu %zu ", extra->asn,
	    extra->provider_count, extra->key_len);
	rsec_buf_puts(&r->records, text);
	rsec_buf_add(&r->records, extra->ski, sizeof(extra->ski));
	rsec_buf_add(&r->records, extra->key, extra->key_len);
	rsec_buf_add(&r->records, extra->providers,
	    extra->provider_count * sizeof(*extra->providers));
	rsec_buf_puts(&r->records, extra->ta);
	return 0;
}

static struct reading
read_all(const uint8_t *data, size_t size, size_t chunk)
{
	struct rsec_memory mem = { data, size, chunk };
	struct reading r = { .vrps = rsec_vrps_new() };
	struct rsec_diag diag = { report, &r };

	MUST(r.vrps != NULL);
	r.rc = rsec_vrpfile_read_all(rsec_source_memory(&mem), "ta", r.vrps,
	    take_extra, &r, &diag, &r.stats, &r.err);
	MUST(r.stats.skipped == r.reported);
	if (r.rc == -1)
		check_message(&r.err);
	rsec_vrps_remove_if(r.vrps, look, &r);
	MUST(r.count == r.stats.records);
	return r;
}

static void
check_same(const struct rsec_buf *a, const struct rsec_buf *b)
{
	MUST(a->len == b->len);
	MUST(a->len == 0 || memcmp(a->data, b->data, a->len) == 0);
}

static void
check_equal(const struct reading *a, const struct reading *b)
{
	MUST(a->rc == b->rc);
	MUST(a->rc == 0 || strcmp(a->err.msg, b->err.msg) == 0);
	MUST(a->stats.format == b->stats.format);
	MUST(a->stats.time == b->stats.time);
	check_same(&a->messages, &b->messages);
	check_same(&a->records, &b->records);
}

static void
fini(struct reading *reading)
{
	rsec_buf_fini(&reading->messages);
	rsec_buf_fini(&reading->records);
	rsec_vrps_free(reading->vrps);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct reading whole = read_all(data, size, 0);
	struct reading cut = read_all(data, size, 1 + size % 7);

	check_equal(&whole, &cut);
	fini(&whole);
	fini(&cut);
	return 0;
}
