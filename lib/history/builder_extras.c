/* SPDX-License-Identifier: ISC */
/* ASPAs and router keys of an input, by their bytes. */
#include "history/builder_private.h"

int
rsec_ta_take_extras(struct rsec_builder *builder, struct rsec_ta *ta,
    const struct rsec_snapshot_extra *extra, struct rsec_history_entry *entry,
    struct rsec_err *err)
{
	(void)builder;
	(void)ta;
	(void)extra;
	(void)entry;
	return rsec_err_set(err, RSEC_ERR_UNSUPPORTED, "ASPAs and router keys");
}

int
rsec_builder_load_extras(struct rsec_builder *builder, struct rsec_history *old,
    struct rsec_err *err)
{
	(void)builder;
	(void)old;
	(void)err;
	return 0;
}

int
rsec_image_put_extras(struct rsec_image *image, struct rsec_err *err)
{
	(void)image;
	(void)err;
	return 0;
}
