/* SPDX-License-Identifier: ISC */
/*
 * Statistics files of the RIRs: whatever they hold, an answer is one that the
 * header promises, what holds a prefix holds its halves, a message is one
 * printable line, and none of it depends on how the source cuts its runs.
 */
#include "rir/delegated.h"
#include "tests/fuzz/report.h"

static void
check_delegation(const struct rsec_delegation *d, struct rsec_buf *told)
{
	MUST(rsec_rir_name(d->rir)[0] != '\0');
	MUST(rsec_delegation_status_name(d->status)[0] != '\0');
	MUST(d->economy[2] == '\0');
	MUST(d->opaque_id != NULL);
	rsec_buf_puts(told, d->opaque_id);
	rsec_buf_add(told, &d->date, sizeof(d->date));
}

/* Ask about P and, down to a depth, its halves. */
static void
ask(const struct rsec_delegated *delegated, struct rsec_prefix p, int depth,
    struct rsec_buf *told)
{
	struct rsec_delegation d, half;
	struct rsec_prefix low = p;
	bool partly, found;

	found = rsec_delegated_find(delegated, &p, &d, &partly);
	MUST(!found || !partly);
	if (found)
		check_delegation(&d, told);
	if (depth == 0 || (!found && !partly))
		return;
	low.len++;
	if (found) {
		MUST(rsec_delegated_find(delegated, &low, &half, NULL));
		MUST(half.rir == d.rir && half.status == d.status);
	}
	ask(delegated, low, depth - 1, told);
	if (low.len <= 64)
		low.hi |= UINT64_C(1) << (64 - low.len);
	else
		low.lo |= UINT64_C(1) << (128 - low.len);
	ask(delegated, low, depth - 1, told);
}

static struct rsec_buf
read_all(const uint8_t *data, size_t size, size_t chunk)
{
	static const struct rsec_prefix all4 = { 0, 0, RSEC_IPV4, 0 };
	static const struct rsec_prefix all6 = { 0, 0, RSEC_IPV6, 0 };
	struct rsec_delegated *delegated = rsec_delegated_new();
	struct rsec_memory memory = { data, size, chunk };
	struct rsec_buf told = RSEC_BUF_INIT;
	struct rsec_diag diag = { keep_message, &told };
	struct rsec_delegation d;
	struct rsec_err err;
	uint32_t asn;

	MUST(delegated != NULL);
	if (rsec_delegated_read(
		delegated, rsec_source_memory(&memory), &diag, &err) == -1)
		check_message(&err);
	MUST(rsec_delegated_freeze(delegated, NULL) == 0);
	ask(delegated, all4, 10, &told);
	ask(delegated, all6, 10, &told);
	for (asn = 0; asn < 64; asn++)
		if (rsec_delegated_find_asn(delegated, asn * 0x4104104, &d))
			check_delegation(&d, &told);
	rsec_delegated_free(delegated);
	return told;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct rsec_buf whole = read_all(data, size, 0);
	struct rsec_buf cut = read_all(data, size, 1 + size % 7);

	check_same(&whole, &cut);
	rsec_buf_fini(&whole);
	rsec_buf_fini(&cut);
	return 0;
}
