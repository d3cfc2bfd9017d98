/* SPDX-License-Identifier: ISC */
/* Judging what a builder holds, and writing it. */
#include "history/builder_private.h"

int
rsec_builder_write(struct rsec_builder *builder,
    int (*write)(void *ctx, const void *data, size_t len), void *ctx,
    struct rsec_err *err)
{
	struct rsec_image image;
	size_t i;
	int rc = -1;

	for (i = 0; i < builder->count; i++)
		if (rsec_ta_judge(&builder->tas[i], err) == -1)
			return -1;
	if (rsec_image_init(&image, builder, err) == 0 &&
	    rsec_image_put_vrps(&image, err) == 0 &&
	    rsec_image_put_extras(&image, err) == 0 &&
	    rsec_image_put_ledger(&image, err) == 0)
		rc = rsec_image_write(&image, write, ctx, err);
	rsec_image_fini(&image);
	return rc;
}
