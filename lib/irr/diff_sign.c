/* SPDX-License-Identifier: ISC */
/*
 * From texts to meanings.  A text that both sides have is unchanged and has no
 * need of a signature.  Of those that only one side has, some mean the same as
 * one of the other side, or as another one of its own.
 */
#include <stdlib.h>

#include "irr/diff_private.h"

/* Another text of that meaning: what comes first in the dump is kept. */
static void
keep_first(struct rsec_diff_entry *meaning, struct rsec_diff_entry *text)
{
	struct rsec_diff_kept *kept = text->kept;

	if (meaning->kept == NULL || meaning->kept->offset <= kept->offset)
		return;
	text->kept = meaning->kept;
	meaning->kept = kept;
}

static int
sign_entry(struct rsec_irr_diff *diff, struct rsec_rpsl *rpsl,
    struct rsec_diff_entry *text, struct rsec_err *err)
{
	enum rsec_irr_side side = rsec_diff_side_of(text);
	struct rsec_diff_side *own = &diff->side[side];
	struct rsec_rpsl_signature signature;
	struct rsec_diff_entry *meaning;
	struct rsec_rpsl_object object;

	if (rsec_rpsl_parse(
		rpsl, text->kept->text, text->kept->len, &object, err) != 0)
		return -1;
	signature = rsec_rpsl_sign(&object, diff->options.all_attributes);
	meaning = rsec_diff_set_get(&diff->meanings, &signature);
	if (meaning == NULL)
		return rsec_err_nomem(err);
	if (!rsec_diff_set_add(&diff->meanings, meaning, side,
		text->key & ~RSEC_DIFF_SIDES, &text->kept)) {
		keep_first(meaning, text);
		own->same++;
		own->same_routes += (text->key & RSEC_DIFF_ROUTE) != 0;
	}
	free(text->kept);
	text->kept = NULL;
	return 0;
}

int
rsec_diff_sign(
    struct rsec_irr_diff *diff, struct rsec_rpsl *rpsl, struct rsec_err *err)
{
	struct rsec_diff_entry *text = diff->texts.slot;
	size_t i;

	for (i = 0; i < diff->texts.slots; i++)
		if (text[i].kept != NULL &&
		    sign_entry(diff, rpsl, &text[i], err) != 0)
			return -1;
	return 0;
}
