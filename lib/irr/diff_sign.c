/* SPDX-License-Identifier: ISC */
/*
 * From texts to meanings.  A text that both sides have is unchanged and has no
 * need of a signature.  Of those that only one side has, some mean the same as
 * one of the other side, or as another one of its own.
 */
#include <stdlib.h>

#include "irr/diff_private.h"

/* KEPT has the meaning, too: what comes first in the dump is kept. */
static void
keep_first(struct rsec_diff_set *meanings, struct rsec_diff_entry *meaning,
    struct rsec_diff_kept *kept)
{
	struct rsec_diff_kept had;

	if (meaning->text == NULL || meaning->offset <= kept->offset)
		return;
	rsec_diff_set_give(meanings, meaning, &had);
	rsec_diff_set_keep(meanings, meaning, kept);
	*kept = had;
}

static int
sign_entry(struct rsec_irr_diff *diff, struct rsec_rpsl *rpsl,
    struct rsec_diff_entry *text, struct rsec_err *err)
{
	enum rsec_irr_side side = rsec_diff_side_of(text);
	struct rsec_rpsl_signature signature;
	struct rsec_diff_entry *meaning;
	struct rsec_rpsl_object object;
	struct rsec_diff_kept kept;
	uint64_t key;

	if (rsec_rpsl_parse(rpsl, text->text, text->len, &object, err) != 0)
		return -1;
	signature = rsec_rpsl_sign(&object, diff->options.all_attributes);
	meaning = rsec_diff_set_get(&diff->meanings, &signature);
	if (meaning == NULL)
		return rsec_err_nomem(err);
	rsec_diff_set_give(&diff->texts, text, &kept);
	key = text->key & ~RSEC_DIFF_SIDES;
	if (!rsec_diff_set_add(&diff->meanings, meaning, side, key, &kept)) {
		keep_first(&diff->meanings, meaning, &kept);
		diff->side[side].same++;
		diff->side[side].same_routes += (key & RSEC_DIFF_ROUTE) != 0;
	}
	if (kept.owned)
		free(kept.text);
	return 0;
}

int
rsec_diff_sign(
    struct rsec_irr_diff *diff, struct rsec_rpsl *rpsl, struct rsec_err *err)
{
	struct rsec_diff_entry *text;
	size_t i;

	for (i = 0; i < diff->texts.count; i++) {
		text = rsec_diff_set_at(&diff->texts, i);
		if (text->text != NULL &&
		    sign_entry(diff, rpsl, text, err) != 0)
			return -1;
	}
	return 0;
}
