/* SPDX-License-Identifier: ISC */
/* The sections of ASPAs and router keys. */
#include <stdlib.h>

#include "history/builder_private.h"

struct item {
	const struct rsec_extra_key *key;
	uint32_t at; /* its number in the lane */
	uint8_t ta;
};

static int
cmp_items(const void *a, const void *b)
{
	const struct item *left = a, *right = b;
	const int order = rsec_extra_key_cmp(left->key, right->key);

	return order != 0 ? order : left->ta - right->ta;
}

/* Those of all trust anchors, in order; NULL without memory. */
static struct item *
list_items(const struct rsec_image *image, size_t *count)
{
	struct item *list;
	size_t n = 0;
	uint32_t i, j;

	for (i = 0; i < image->header.tas; i++)
		n += image->tas[i]->extras.keys;
	list = malloc((n + 1) * sizeof(*list));
	if (list == NULL)
		return NULL;
	n = 0;
	for (i = 0; i < image->header.tas; i++)
		for (j = 0; j < image->tas[i]->extras.keys; j++)
			list[n++] =
			    (struct item){ &image->tas[i]->extra_keys[j], j,
				    (uint8_t)i };
	qsort(list, n, sizeof(*list), cmp_items);
	*count = n;
	return list;
}

static int
put_one(struct rsec_image *image, const struct item *item)
{
	struct rsec_timeline *timeline = &image->extras[item->ta];
	struct rsec_history_header *header = &image->header;
	struct rsec_history_extra_entry entry = {
		.offset = image->sections[RSEC_SECTION_KEYS].len,
		.len = item->key->len,
		.ta = item->ta,
		.run = header->extra_runs,
	};

	if (rsec_timeline_runs(timeline, item->at, header->extras) == -1)
		return -1;
	if (timeline->raw_count == 0)
		return 0;
	entry.runs = (uint32_t)timeline->count;
	header->extras++;
	header->extra_runs += entry.runs;
	if (rsec_image_add(image, RSEC_SECTION_EXTRAS, &entry, sizeof(entry)) ==
		-1 ||
	    rsec_image_add(image, RSEC_SECTION_KEYS, item->key->data,
		item->key->len) == -1)
		return -1;
	return rsec_image_add_runs(image, RSEC_SECTION_EXTRA_RUNS, timeline);
}

int
rsec_image_put_extras(struct rsec_image *image, struct rsec_err *err)
{
	struct item *list;
	size_t i, count;
	int rc = 0;

	list = list_items(image, &count);
	if (list == NULL)
		return rsec_err_nomem(err);
	for (i = 0; i < count && rc == 0; i++)
		rc = put_one(image, &list[i]);
	free(list);
	return rc == 0 ? 0 : rsec_err_nomem(err);
}
