/* SPDX-License-Identifier: ISC */
/*
 * AS paths as texts of events hold them: AS numbers from the collector to the
 * origin, blanks between them, and ':', ',', ';' or '|' between paths.  What
 * has no origin, such as a path that ends in an AS_SET, has no culprit.
 */
#include <string.h>

#include "manrs/event_private.h"
#include "net/asn.h"

#define BETWEEN_PATHS ":,;|"
#define BLANKS	      " \t"

/* The AS before *END, which moves to its first character. */
static bool
previous(const char *begin, const char **end, uint32_t *asn)
{
	const char *at, *stop = *end;

	while (stop > begin && strchr(BLANKS, stop[-1]) != NULL)
		stop--;
	at = stop;
	while (at > begin && strchr(BLANKS, at[-1]) == NULL)
		at--;
	*end = at;
	return rsec_asn_parse(at, (size_t)(stop - at), asn);
}

/* The AS before *END that is not ASN, over what was prepended. */
static bool
previous_but(const char *begin, const char **end, uint32_t asn, uint32_t *other)
{
	while (previous(begin, end, other))
		if (*other != asn)
			return true;
	return false;
}

bool
rsec_manrs_hop_next(const char **at, struct rsec_manrs_hop *hop)
{
	const char *begin, *end;
	uint32_t before;

	while (**at != '\0') {
		begin = *at;
		end = *at += strcspn(*at, BETWEEN_PATHS);
		*at += strspn(*at, BETWEEN_PATHS);
		if (previous(begin, &end, &hop->origin) &&
		    previous_but(begin, &end, hop->origin, &hop->next) &&
		    previous_but(begin, &end, hop->next, &before))
			return true;
	}
	return false;
}
