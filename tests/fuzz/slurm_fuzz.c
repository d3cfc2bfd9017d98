/* SPDX-License-Identifier: ISC */
/*
 * SLURM files: what is refused is told in one printable line and leaves
 * nothing; what is read filters and asserts as RFC 8416 says: no assertion is
 * ever taken out, and no VRP stays that a filter matches.
 */
#include <string.h>

#include "rpki/slurm.h"
#include "tests/fuzz/fuzz.h"

static void
add(struct rsec_vrps *vrps, const char *prefix, uint32_t asn, uint16_t ta)
{
	struct rsec_vrp vrp = { .asn = asn, .ta = ta };

	MUST(rsec_prefix_parse(prefix, strlen(prefix), &vrp.prefix, NULL) == 0);
	vrp.max_len = vrp.prefix.len;
	MUST(rsec_vrps_add(vrps, &vrp, NULL) == 0);
}

static struct rsec_vrps *
example_set(void)
{
	struct rsec_vrps *vrps = rsec_vrps_new();
	uint16_t ta;

	MUST(vrps != NULL);
	MUST(rsec_vrps_ta(vrps, "example", 7, &ta, NULL) == 0);
	add(vrps, "192.0.2.0/24", 64496, ta);
	add(vrps, "198.51.100.0/24", 64497, ta);
	add(vrps, "2001:db8::/32", 64496, ta);
	add(vrps, "0.0.0.0/0", 0, ta);
	return vrps;
}

/* SLURM applied alone; next to itself it overlaps if it names a prefix. */
static void
check_apply(struct rsec_slurm *slurm)
{
	struct rsec_slurm *const twice[] = { slurm, slurm };
	struct rsec_slurm_stats stats = rsec_slurm_stats(slurm);
	struct rsec_vrps *vrps = example_set();
	uint64_t removed = 0;
	struct rsec_err err;
	struct rsec_vrp vrp;
	uint32_t i;

	if (rsec_slurm_apply(twice, 2, vrps, NULL, &err) == -1)
		MUST(err.msg[0] != '\0');
	else
		MUST(stats.assertions == 0);
	rsec_vrps_free(vrps);
	vrps = example_set();
	MUST(rsec_slurm_apply(twice, 1, vrps, &removed, &err) == 0);
	MUST(rsec_vrps_freeze(vrps, &err) == 0);
	MUST(removed <= 4);
	MUST(rsec_vrps_count(vrps) >= 4 - removed);
	MUST(rsec_vrps_count(vrps) <= 4 - removed + stats.assertions);
	for (i = 0; i < rsec_vrps_count(vrps); i++) {
		rsec_vrps_get(vrps, i, &vrp);
		if (strcmp(rsec_vrps_ta_name(vrps, vrp.ta), "example") == 0)
			MUST(!rsec_slurm_filters(slurm, &vrp));
	}
	rsec_vrps_free(vrps);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct rsec_slurm *slurm = NULL;
	struct rsec_err err = { .msg = "" };
	size_t i;

	if (rsec_slurm_parse((const char *)data, size, &slurm, &err) == -1) {
		MUST(slurm == NULL && err.msg[0] != '\0');
		MUST(err.code != RSEC_ERR_NOMEM);
		for (i = 0; err.msg[i] != '\0'; i++)
			MUST((unsigned char)err.msg[i] >= ' ' &&
			     err.msg[i] != 0x7f);
		return 0;
	}
	check_apply(slurm);
	rsec_slurm_free(slurm);
	return 0;
}
