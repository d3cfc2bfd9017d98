/* SPDX-License-Identifier: ISC */
/*
 * Objects that a fuzzer changes, signed after the change.  A seed is: the
 * defect whose place is edited (2 octets), another type (0: the defect's),
 * the edit, which of the places, how often, and the octets that it takes.
 */
#include <stdio.h>
#include <string.h>

#include "tests/lib/cadefect.h"

#define HEAD	   6
#define OCTETS_MAX 64

static size_t
count_defects(void)
{
	size_t n = 0;

	while (ca_defect_get(n) != NULL)
		n++;
	return n;
}

void
ca_mutant_sign(struct ca *ca, const uint8_t *seed, size_t len, struct derw *w)
{
	struct ca_defect mutant = { 0 };
	const struct ca_defect *place;
	char hex[2 * OCTETS_MAX + 1] = "";
	uint8_t head[HEAD] = { 0 };
	size_t i;

	memcpy(head, seed, len < HEAD ? len : HEAD);
	for (i = HEAD; i < len && i < HEAD + OCTETS_MAX; i++)
		snprintf(hex + 2 * (i - HEAD), 3, "%02x", seed[i]);
	place =
	    ca_defect_get((size_t)(head[0] << 8 | head[1]) % count_defects());
	mutant.type = head[2] == 0 ? place->type : head[2] % CA_TYPES;
	mutant.edits[0].at = place->edits[0].at;
	mutant.edits[0].op = head[3] % (DERW_TRUNCATE + 1);
	mutant.edits[0].nth = head[4] % 4;
	mutant.edits[0].n = head[5];
	mutant.edits[0].hex = hex;
	ca_defect_sign(ca, mutant.type, "mutant", &mutant, w);
}
