/* SPDX-License-Identifier: ISC */
/* All that a view says, as the oracle expects it; see world.h. */
#include "tests/lib/test.h"

#include <string.h>

#include "tests/lib/mrttext.h"
#include "tests/unit/manrs_view/world.h"

static void
say_announcement(
    struct rsec_buf *to, const struct rsec_manrs_view *view, uint32_t i)
{
	struct rsec_manrs_announcement a;
	char text[RSEC_PREFIX_SIZE];
	const uint32_t *hops;
	uint32_t n, j;

	rsec_manrs_view_get(view, i, &a);
	rsec_prefix_format(text, &a.prefix);
	text_add(to, "%s %u %x %u %u %u <", text, a.origin, a.days, a.first,
	    a.last, a.peers);
	n = rsec_manrs_view_next_hops(view, i, &hops);
	for (j = 0; j < n; j++)
		text_add(to, " %u", hops[j]);
	text_add(to, "\n");
}

static void
say_asn(struct rsec_buf *to, const struct rsec_manrs_view *view, uint32_t asn)
{
	struct rsec_manrs_announcement a;
	char text[RSEC_PREFIX_SIZE];
	const uint32_t *list;
	uint32_t i, n;

	text_add(to, "%u carried", asn);
	n = rsec_manrs_view_carried(view, asn, &list);
	for (i = 0; i < n; i++) {
		rsec_manrs_view_get(view, list[i], &a);
		rsec_prefix_format(text, &a.prefix);
		text_add(to, " %u:%s", a.origin, text);
	}
	text_add(to, "\n%u to", asn);
	n = rsec_manrs_view_neighbours(view, asn, &list);
	for (i = 0; i < n; i++)
		text_add(to, " %u", list[i]);
	text_add(to, "\notc %d\n", rsec_manrs_view_has_otc(view, asn));
}

static void
say_findings(
    struct rsec_buf *to, const struct rsec_manrs_view *view, uint32_t asn)
{
	struct rsec_manrs_path_finding f;
	char text[160], prefix[RSEC_PREFIX_SIZE];
	uint32_t i, n, first;

	n = rsec_manrs_view_findings(view, asn, &first);
	for (i = first; i < first + n; i++) {
		rsec_manrs_view_finding(view, i, &f);
		say_finding(text, f.asn, f.rule, f.accomplice, f.other);
		say_path(text, f.path, f.path_len);
		rsec_prefix_format(prefix, &f.prefix);
		text_add(to, "%s %x %u %u %u %u %s\n", text, f.days, f.first,
		    f.last, f.paths, (unsigned)f.routes, prefix);
	}
}

void
say_all(struct rsec_buf *to, const struct rsec_manrs_view *view)
{
	const uint32_t *origins;
	uint32_t first, n, j;
	size_t i, count;

	origins = rsec_manrs_view_origins(view, &count);
	for (i = 0; i < count; i++) {
		n = rsec_manrs_view_of(view, origins[i], &first);
		for (j = first; j < first + n; j++)
			say_announcement(to, view, j);
	}
	for (i = 0; i < ASNS; i++)
		say_asn(to, view, asns[i]);
	for (i = 0; i < ASNS; i++)
		say_findings(to, view, asns[i]);
}

/* As assert_string_equal, of lines: the first that differs fails. */
void
must_be_same(struct rsec_buf *said, struct rsec_buf *expected)
{
	char *a, *b, *next_a, *next_b;

	text_add(said, "%c", '\0');
	text_add(expected, "%c", '\0');
	for (a = said->data, b = expected->data; *a != '\0' && *b != '\0';
	     a = next_a + 1, b = next_b + 1) {
		next_a = strchr(a, '\n');
		next_b = strchr(b, '\n');
		*next_a = *next_b = '\0';
		assert_string_equal(a, b);
	}
	assert_string_equal(a, b);
}
