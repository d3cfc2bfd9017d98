/* SPDX-License-Identifier: ISC */
/* See content.h. */
#include "tests/lib/test.h"

#include <string.h>

#include "tests/lib/content.h"

void
content_init(struct content *c)
{
	memset(c, 0, sizeof(*c));
	c->arena = RSEC_ARENA_INIT;
	rsec_findings_init(&c->findings, &c->arena);
}

void
content_fini(struct content *c)
{
	rsec_findings_fini(&c->findings);
	rsec_arena_fini(&c->arena);
	derw_fini(&c->w);
}

int
content_setup(void **state)
{
	static struct content c;

	content_init(&c);
	*state = &c;
	return 0;
}

int
content_teardown(void **state)
{
	content_fini(*state);
	return 0;
}

struct rsec_der
content_der(struct content *c)
{
	rsec_arena_reset(&c->arena);
	rsec_findings_reset(&c->findings);
	return rsec_der_init((struct rsec_bytes){ c->w.data, c->w.len },
	    c->w.data, &c->findings);
}

size_t
content_count(const struct content *c, enum rsec_rule rule)
{
	size_t i, n = 0;

	for (i = 0; i < c->findings.count; i++)
		n += c->findings.list[i].rule == rule;
	return n;
}

void
content_must_find(
    const struct content *c, enum rsec_rule rule, long at, const char *message)
{
	const char *name = rsec_rule_info(rule)->name;
	size_t i;

	if (content_count(c, rule) != 1)
		fail_msg(
		    "%s was found %zu times", name, content_count(c, rule));
	for (i = 0; c->findings.list[i].rule != rule; i++)
		;
	if (at >= 0 && c->findings.list[i].offset != (uint64_t)at)
		fail_msg("%s is at %llu, not %ld", name,
		    (unsigned long long)c->findings.list[i].offset, at);
	if (message != NULL)
		assert_string_equal(c->findings.list[i].message, message);
}

void
content_must_be_sound(const struct content *c)
{
	if (c->findings.count > 0)
		fail_msg("%s: %s",
		    rsec_rule_info(c->findings.list[0].rule)->name,
		    c->findings.list[0].message);
}
