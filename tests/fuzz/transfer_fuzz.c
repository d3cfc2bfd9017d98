/* SPDX-License-Identifier: ISC */
/*
 * Transfer logs: whatever they hold, each transfer that is told touches what
 * was asked about, the newest comes first, a message is one printable line,
 * and none of it depends on how the source cuts its runs.
 */
#include "rir/transfer.h"
#include "tests/fuzz/report.h"

struct asking {
	struct rsec_prefix prefix;
	int32_t date;
	struct rsec_buf *told;
};

static int
note(void *ctx, const struct rsec_transfer *t, bool whole)
{
	struct asking *asking = ctx;
	const struct rsec_prefix *p = &asking->prefix;

	MUST(t->date <= asking->date);
	MUST(t->first.family == p->family && t->last.family == p->family);
	MUST(rsec_prefix_cmp(&t->first, &t->last) <= 0);
	MUST(p->len == 0 || rsec_prefix_contains(p, &t->first) ||
	     rsec_prefix_contains(p, &t->last) || whole);
	asking->date = t->date;
	rsec_buf_add(asking->told, &t->date, sizeof(t->date));
	rsec_buf_puts(asking->told, t->source_org);
	rsec_buf_puts(asking->told, t->recipient_org);
	rsec_buf_puts(asking->told, rsec_rir_name(t->from));
	rsec_buf_puts(asking->told, rsec_rir_name(t->to));
	rsec_buf_addc(asking->told, whole ? '!' : '?');
	return 0;
}

static void
ask(const struct rsec_transfers *transfers, uint8_t family, uint64_t hi,
    uint8_t len, struct rsec_buf *told)
{
	struct asking asking = { { hi, 0, family, len }, INT32_MAX, told };

	MUST(rsec_transfers_of(transfers, &asking.prefix, note, &asking) == 0);
}

static struct rsec_buf
read_all(const uint8_t *data, size_t size, size_t chunk)
{
	struct rsec_transfers *transfers = rsec_transfers_new();
	struct rsec_memory memory = { data, size, chunk };
	struct rsec_buf told = RSEC_BUF_INIT;
	struct rsec_diag diag = { keep_message, &told };
	struct rsec_err err;

	MUST(transfers != NULL);
	if (rsec_transfers_read(
		transfers, rsec_source_memory(&memory), &diag, &err) == -1)
		check_message(&err);
	MUST(rsec_transfers_freeze(transfers, NULL) == 0);
	ask(transfers, RSEC_IPV4, 0, 0, &told);
	ask(transfers, RSEC_IPV4, UINT64_C(0xc000020000000000), 24, &told);
	ask(transfers, RSEC_IPV4, UINT64_C(0xc000024000000000), 26, &told);
	ask(transfers, RSEC_IPV6, 0, 0, &told);
	ask(transfers, RSEC_IPV6, UINT64_C(0x20010db800000000), 32, &told);
	rsec_transfers_free(transfers);
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
