/* SPDX-License-Identifier: ISC */
/* Inputs that say when they were made, and such that do not. */
#include "tests/lib/test.h"

#include <string.h>

#include "base/utc.h"
#include "manrs/stamp.h"

static const struct {
	enum rsec_manrs_input input;
	const char *head;
	const char *time; /* "": none */
} cases[] = {
	{ RSEC_MANRS_DELEGATED,
	    "#\n# conditions of use\n"
	    "2|apnic|20261102|1|19830613|20261101|+1000\n"
	    "apnic|*|asn|*|1|summary\n",
	    "2026-11-01T00:00:00Z" },
	{ RSEC_MANRS_DELEGATED, "2|nro|20261102|1|19830613|00000000|+0000\n",
	    "2026-11-02T00:00:00Z" },
	/* A serial in seconds, or a day that is none. */
	{ RSEC_MANRS_DELEGATED, "2|arin|1793404800|1|19700101|20261331|-0400\n",
	    "" },
	/* A record has a date, too. */
	{ RSEC_MANRS_DELEGATED,
	    "apnic|AU|ipv4|192.0.2.0|256|20261101|allocated\n", "" },
	{ RSEC_MANRS_DELEGATED, "2|apnic|20261102|1|19830613|20261101|", "" },
	{ RSEC_MANRS_BOGONS,
	    "# last updated 1793404800 (a day)\n192.0.2.0/24\n",
	    "2026-10-31T00:00:00Z" },
	{ RSEC_MANRS_BOGONS, "# last updated 2026-10-31\r\n",
	    "2026-10-31T00:00:00Z" },
	{ RSEC_MANRS_BOGONS, "# last updated never\n", "" },
	{ RSEC_MANRS_BOGONS, "192.0.2.0/24 # last updated 1793404800\n", "" },
	{ RSEC_MANRS_AS_REL,
	    "# input clique: 64496 64497\n"
	    "# source:topology|BGP|20261003|ripe|rrc00\n"
	    "# source:topology|BGP|20261005|ripe|rrc01\n"
	    "# source:topology|BGP|20261001|routeviews|eqix\n"
	    "64496|64500|-1\n",
	    "2026-10-05T00:00:00Z" },
	{ RSEC_MANRS_AS_REL, "64496|20261005|20261005\n", "" },
	{ RSEC_MANRS_GRIP, "# last updated 1793404800\n", "" },
	{ RSEC_MANRS_BOGONS, "", "" },
};

static void
an_input_tells_when_it_was_made(void **state)
{
	char text[RSEC_UTC_SIZE];
	int64_t time;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		text[0] = '\0';
		if (rsec_manrs_stamp(cases[i].input, cases[i].head,
			strlen(cases[i].head), &time))
			rsec_utc_format(text, time);
		assert_string_equal(text, cases[i].time);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_input_tells_when_it_was_made),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
