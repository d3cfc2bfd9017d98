/* SPDX-License-Identifier: ISC */
/*
 * A TAL (RFC 8630) out of a TAK (RFC 9691), of its current key, or out of the
 * certificate of a trust anchor, which does not say itself where it is
 * published: that must be known from where it was found.
 */
#include "roa-print.h"

int
tal_out(struct rsec_buf *out, const struct subject *subject)
{
	const struct rsec_object *object = &subject->object;
	struct rsec_uris uris = { .count = 1 };

	if (!object->decoded)
		return -1;
	if (object->type == RSEC_OBJECT_TAK && object->tak.current.present &&
	    object->tak.current.uris.count > 0)
		return rsec_tal_format(out, NULL, &object->tak.current.uris,
		    object->tak.current.spki);
	if (object->type == RSEC_OBJECT_TAL)
		return rsec_tal_format(
		    out, NULL, &object->tal.uris, object->tal.spki);
	if (object->type != RSEC_OBJECT_CERT || object->cert.spki.len == 0 ||
	    subject->item->uri.len == 0)
		return -1;
	uris.list[0] = subject->item->uri;
	return rsec_tal_format(out, NULL, &uris, object->cert.spki);
}
