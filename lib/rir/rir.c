/* SPDX-License-Identifier: ISC */
/*
 * Names of the RIRs, as they stand in their own files and in others'.  Case,
 * blanks, '-' and '_' make no difference.
 */
#include <ctype.h>
#include <string.h>

#include "rir/delegated.h"

#define NAME_MAX_BYTES 16 /* of a name without what makes no difference */

static const struct {
	const char *name;
	enum rsec_rir rir;
} names[] = {
	{ "afrinic", RSEC_RIR_AFRINIC },
	{ "apnic", RSEC_RIR_APNIC },
	{ "arin", RSEC_RIR_ARIN },
	{ "lacnic", RSEC_RIR_LACNIC },
	{ "ripencc", RSEC_RIR_RIPE },
	{ "ripe", RSEC_RIR_RIPE },
};

enum rsec_rir
rsec_rir_parse(const char *s, size_t n)
{
	char plain[NAME_MAX_BYTES + 1];
	size_t i, len = 0;

	for (i = 0; i < n; i++) {
		if (memchr(" -_", s[i], 3) != NULL)
			continue;
		if (len == NAME_MAX_BYTES || s[i] == '\0')
			return RSEC_RIR_NONE;
		plain[len++] = (char)tolower((unsigned char)s[i]);
	}
	plain[len] = '\0';
	for (i = 0; i < sizeof(names) / sizeof(*names); i++)
		if (strcmp(plain, names[i].name) == 0)
			return names[i].rir;
	return RSEC_RIR_NONE;
}

const char *
rsec_rir_name(enum rsec_rir rir)
{
	static const char *const of[] = {
		[RSEC_RIR_NONE] = "none",
		[RSEC_RIR_AFRINIC] = "AFRINIC",
		[RSEC_RIR_APNIC] = "APNIC",
		[RSEC_RIR_ARIN] = "ARIN",
		[RSEC_RIR_LACNIC] = "LACNIC",
		[RSEC_RIR_RIPE] = "RIPE",
	};

	return of[rir];
}
