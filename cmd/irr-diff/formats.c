/* SPDX-License-Identifier: ISC */
/*
 * -f rpsl: the objects as they stand in the dumps, each below a comment that
 * says what became of it.  Of an object that changed the new one is printed;
 * of one that was removed, the old one.
 */
#include <string.h>

#include "cmd/irr-diff/irr-diff.h"

static void
print_object(struct rsec_out *out, const char *what,
    const struct rsec_rpsl_object *object)
{
	rsec_out_raw(out, "% ");
	rsec_out_raw(out, what);
	rsec_out_raw(out, "\n");
	rsec_out_raw_bytes(out, object->text, object->len);
	if (object->len > 0 && object->text[object->len - 1] != '\n')
		rsec_out_raw(out, "\n");
	rsec_out_raw(out, "\n");
}

void
print_rpsl(const struct options *options, const struct rsec_irr_diff *diff,
    struct rsec_out *out)
{
	const struct rsec_irr_change *change;
	size_t i;

	for (i = 0; i < rsec_irr_diff_count(diff); i++) {
		change = rsec_irr_diff_get(diff, i);
		if (!changes_wanted(options, change))
			continue;
		if (change->new_object == NULL || change->op == RSEC_IRR_ORIGIN)
			print_object(out, "removed", change->old_object);
		if (change->new_object != NULL)
			print_object(out,
			    change->op == RSEC_IRR_CHANGED ? "changed"
							   : "added",
			    change->new_object);
		if (rsec_out_failed(out))
			break;
	}
}
