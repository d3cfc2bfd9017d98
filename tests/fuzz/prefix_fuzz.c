/* SPDX-License-Identifier: ISC */
/*
 * Texts of prefixes and AS numbers: what parses is written in one form, that
 * form parses to the same value, and a message is one printable line.
 */
#include <string.h>

#include "net/asn.h"
#include "net/prefix.h"
#include "tests/fuzz/fuzz.h"

static void
check_prefix(const char *text, size_t size)
{
	char first[RSEC_PREFIX_SIZE], second[RSEC_PREFIX_SIZE];
	struct rsec_prefix p, again, loose;
	struct rsec_err err;
	bool masked;
	size_t i, n;

	memset(&err, 0, sizeof(err));
	if (rsec_prefix_parse(text, size, &p, &err) == -1) {
		MUST(err.code != RSEC_ERR_NONE && err.msg[0] != '\0');
		for (i = 0; err.msg[i] != '\0'; i++)
			MUST(err.msg[i] >= ' ' && err.msg[i] <= '~');
		if (rsec_prefix_parse_masked(text, size, &p, &masked, NULL) ==
		    -1)
			return;
		MUST(masked);
	}
	MUST(p.family == RSEC_IPV4 || p.family == RSEC_IPV6);
	MUST(p.len <= rsec_family_bits(p.family));
	MUST((p.hi & ~rsec_mask_hi(p.len)) == 0);
	MUST((p.lo & ~rsec_mask_lo(p.len)) == 0);
	MUST(rsec_prefix_contains(&p, &p));
	n = rsec_prefix_format(first, &p);
	MUST(n == strlen(first) && n < sizeof(first));
	MUST(rsec_prefix_parse(first, n, &again, &err) == 0);
	MUST(rsec_prefix_equal(&p, &again));
	rsec_prefix_format(second, &again);
	MUST(strcmp(first, second) == 0);
	MUST(rsec_prefix_parse_masked(first, n, &loose, &masked, NULL) == 0);
	MUST(!masked && rsec_prefix_equal(&p, &loose));
}

static void
check_asn(const char *text, size_t size)
{
	char first[RSEC_ASN_SIZE];
	uint32_t asn, again;
	size_t n;

	if (!rsec_asn_parse(text, size, &asn))
		return;
	n = rsec_asn_format(first, asn);
	MUST(n == strlen(first) && n < sizeof(first));
	MUST(rsec_asn_parse(first, n, &again) && again == asn);
	MUST(rsec_asn_parse(first + 2, n - 2, &again) && again == asn);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	check_prefix((const char *)data, size);
	check_asn((const char *)data, size);
	return 0;
}
