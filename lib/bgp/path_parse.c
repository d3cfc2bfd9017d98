/* SPDX-License-Identifier: ISC */
/*
 * An AS path in words, as bgpdump prints it, put back as it stood on the wire
 * (RFC 4271 section 4.3, RFC 6793), so that whoever reads paths reads it, too.
 * A segment of more than 255 ASNs becomes several.
 */
#include <string.h>

#include "base/num.h"
#include "base/quote.h"
#include "bgp/path.h"
#include "net/asn.h"

#define SEGMENT_MAX 255
#define HEAD	    2 /* bytes: type, and how many ASNs */

struct writer {
	struct rsec_buf *wire;
	size_t head; /* where the segment begins */
	bool is_open;
	unsigned count; /* of its ASNs */
	uint8_t type;
};

static int
add_asn(struct writer *writer, uint32_t asn)
{
	const uint8_t head[HEAD] = { writer->type, 0 };
	uint8_t bytes[4];

	if (!writer->is_open || writer->count == SEGMENT_MAX) {
		writer->head = writer->wire->len;
		writer->is_open = true;
		writer->count = 0;
		if (rsec_buf_add(writer->wire, head, HEAD) == -1)
			return -1;
	}
	rsec_put_be32(bytes, asn);
	if (rsec_buf_add(writer->wire, bytes, sizeof(bytes)) == -1)
		return -1;
	writer->wire->data[writer->head + 1] = (char)++writer->count;
	return 0;
}

/* The kind of segment that C opens or closes; 0 where it does neither. */
static uint8_t
kind_of(char c, const char *brackets)
{
	static const uint8_t kinds[] = { RSEC_BGP_SET, RSEC_BGP_CONFED_SEQUENCE,
		RSEC_BGP_CONFED_SET };
	const char *found = c == '\0' ? NULL : strchr(brackets, c);

	return found == NULL ? 0 : kinds[found - brackets];
}

/* Take C, which may open or close a segment, or stand between ASNs. */
static bool
take_bracket(struct writer *writer, char c)
{
	const uint8_t opens = kind_of(c, "{(["), closes = kind_of(c, "})]");

	if (opens == 0 && closes == 0)
		return c == ' ' ||
		       (c == ',' && writer->type != RSEC_BGP_SEQUENCE);
	if (opens != 0 ? writer->type != RSEC_BGP_SEQUENCE
		       : writer->type != closes)
		return false;
	writer->type = opens != 0 ? opens : RSEC_BGP_SEQUENCE;
	writer->is_open = false;
	return true;
}

int
rsec_bgp_path_parse(
    const char *text, size_t len, struct rsec_buf *wire, struct rsec_err *err)
{
	struct writer writer = { .wire = wire, .type = RSEC_BGP_SEQUENCE };
	char shown[RSEC_QUOTE_SIZE];
	uint32_t asn;
	size_t i, n;

	for (i = 0; i < len; i += n) {
		for (n = 0; i + n < len && text[i + n] != '\0' &&
			    strchr(" ,{}()[]", text[i + n]) == NULL;
		     n++)
			continue;
		if (n == 0 && take_bracket(&writer, text[i])) {
			n = 1;
			continue;
		}
		if (!rsec_asn_parse(text + i, n, &asn))
			break;
		if (add_asn(&writer, asn) == -1)
			return rsec_err_nomem(err);
	}
	if (i < len || writer.type != RSEC_BGP_SEQUENCE)
		return rsec_err_set(err, RSEC_ERR_SYNTAX,
		    "AS path %s cannot be read", rsec_quote(shown, text, len));
	return 0;
}
