/* SPDX-License-Identifier: ISC */
/* The sections of the ledger, and of what its suspect observations said. */
#include <string.h>

#include "history/builder_private.h"

static int
add_list(struct rsec_image *image, const struct rsec_suspect_list *list)
{
	return rsec_image_add(
	    image, RSEC_SECTION_LISTS, list->gaps.data, list->gaps.len);
}

/* Suspect observation VRPS, and the same one among the extras, or NULL. */
static int
add_suspect(struct rsec_image *image, const struct rsec_suspect_list *vrps,
    const struct rsec_suspect_list *extras)
{
	struct rsec_history_suspect suspect = {
		.entry = image->header.observations,
		.vrps = vrps->count,
		.extras = extras == NULL ? 0 : extras->count,
		.offset = image->sections[RSEC_SECTION_LISTS].len,
	};

	if (add_list(image, vrps) == -1 ||
	    (extras != NULL && add_list(image, extras) == -1))
		return -1;
	suspect.len = image->sections[RSEC_SECTION_LISTS].len - suspect.offset;
	image->header.suspects++;
	return rsec_image_add(
	    image, RSEC_SECTION_SUSPECTS, &suspect, sizeof(suspect));
}

static int
add_ledger(struct rsec_image *image, uint8_t number)
{
	const struct rsec_ta *ta = image->tas[number];
	const struct rsec_suspect_list *vrps = image->vrps[number].suspects;
	const struct rsec_suspect_list *extras = image->extras[number].suspects;
	struct rsec_history_entry entry;
	bool has_extra;
	size_t i;

	for (i = 0; i < ta->count; i++) {
		entry = ta->ledger[i].entry;
		entry.ta = number;
		if (entry.state == RSEC_OBSERVATION_SUSPECT) {
			has_extra = entry.flags & RSEC_ENTRY_EXTRA_COUNTS;
			if (add_suspect(image, vrps++,
				has_extra ? extras++ : NULL) == -1)
				return -1;
		}
		if (rsec_image_add(image, RSEC_SECTION_LEDGER, &entry,
			sizeof(entry)) == -1)
			return -1;
		image->header.observations++;
	}
	return 0;
}

int
rsec_image_put_ledger(struct rsec_image *image, struct rsec_err *err)
{
	const char *name;
	uint32_t i;

	for (i = 0; i < image->header.tas; i++) {
		name = image->tas[i]->name;
		if (rsec_image_add(image, RSEC_SECTION_NAMES, name,
			strlen(name) + 1) == -1 ||
		    add_ledger(image, (uint8_t)i) == -1)
			return rsec_err_nomem(err);
	}
	return 0;
}
