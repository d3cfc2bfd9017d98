/* SPDX-License-Identifier: ISC */
/* Objects from their text; see rpsl.h. */
#include "tests/lib/test.h"

#include <string.h>

#include "tests/lib/rpsl.h"

void
rpsl_text_init(struct rpsl_text *t, const char *text)
{
	t->memory = (struct rsec_memory){ (const uint8_t *)"", 0, 0 };
	t->reader = rsec_rpsl_new(rsec_source_memory(&t->memory), NULL);
	assert_non_null(t->reader);
	rpsl_text_set(t, text);
}

void
rpsl_text_fini(struct rpsl_text *t)
{
	rsec_rpsl_free(t->reader);
}

void
rpsl_text_set(struct rpsl_text *t, const char *text)
{
	struct rsec_err err;

	if (rsec_rpsl_parse(t->reader, text, strlen(text), &t->object, &err) ==
	    -1)
		fail_msg("%s: %s", text, err.msg);
}
