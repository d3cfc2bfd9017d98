/* SPDX-License-Identifier: ISC */
/*
 * A TAL (RFC 8630) out of a TAK (RFC 9691), of its current key; out of the
 * certificate of a trust anchor, which does not say itself where it is
 * published: that must be known from where it was found; or out of a TAL,
 * without its comments.
 */
#include "cmd/roa-print/roa-print.h"

/* A URI goes into the file as it is: nothing in it may act or break lines. */
static bool
is_plain(const struct rsec_uris *uris)
{
	size_t i, j;

	for (i = 0; i < uris->count; i++)
		for (j = 0; j < uris->list[i].len; j++)
			if (uris->list[i].data[j] <= ' ' ||
			    uris->list[i].data[j] > '~')
				return false;
	return uris->count > 0;
}

int
tal_out(struct rsec_buf *out, const struct subject *subject)
{
	const struct rsec_object *object = &subject->object;
	struct rsec_uris own = { .list = { subject->item->uri },
		.count = subject->item->uri.len > 0 };
	const struct rsec_uris *uris = &own;
	struct rsec_bytes spki = { NULL, 0 };

	if (!object->decoded)
		return -1;
	if (object->type == RSEC_OBJECT_TAK && object->tak.current.present) {
		uris = &object->tak.current.uris;
		spki = object->tak.current.spki;
	} else if (object->type == RSEC_OBJECT_TAL) {
		uris = &object->tal.uris;
		spki = object->tal.spki;
	} else if (object->type == RSEC_OBJECT_CERT &&
		   object->cert.kind == RSEC_CERT_TA) {
		spki = object->cert.spki;
	}
	if (spki.len == 0 || !is_plain(uris))
		return -1;
	return rsec_tal_format(out, NULL, uris, spki);
}
