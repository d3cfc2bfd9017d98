/* SPDX-License-Identifier: ISC */
/* Writing a sentence.  See sentence_private.h. */
#include "hygiene/sentence_private.h"

#include "base/utc.h"
#include "net/asn.h"

void
rsec_sentence_say(struct rsec_sentence *to, const char *text)
{
	if (rsec_buf_puts(to->out, text) == -1)
		to->failed = true;
}

void
rsec_sentence_say_asn(struct rsec_sentence *to, uint32_t asn)
{
	char text[RSEC_ASN_SIZE];

	rsec_asn_format(text, asn);
	rsec_sentence_say(to, text);
}

void
rsec_sentence_say_prefix(
    struct rsec_sentence *to, const struct rsec_prefix *prefix)
{
	char text[RSEC_PREFIX_SIZE];

	rsec_prefix_format(text, prefix);
	rsec_sentence_say(to, text);
}

void
rsec_sentence_say_address(
    struct rsec_sentence *to, const struct rsec_prefix *address)
{
	char text[RSEC_PREFIX_SIZE];

	rsec_prefix_format_address(text, address);
	rsec_sentence_say(to, text);
}

void
rsec_sentence_say_day(struct rsec_sentence *to, int32_t days)
{
	char text[RSEC_UTC_SIZE];

	rsec_utc_format_day(text, days);
	rsec_sentence_say(to, text);
}

void
rsec_sentence_say_name(struct rsec_sentence *to, const char *name)
{
	if (*name == '\0')
		return;
	rsec_sentence_say(to, " (");
	rsec_sentence_say(to, name);
	rsec_sentence_say(to, ")");
}

void
rsec_sentence_begin(struct rsec_sentence *to)
{
	if (to->begun)
		rsec_sentence_say(to, "; ");
	to->begun = true;
}

int
rsec_sentence_end(struct rsec_sentence *to)
{
	if (!to->failed)
		return 0;
	to->out->len = to->start;
	return -1;
}
