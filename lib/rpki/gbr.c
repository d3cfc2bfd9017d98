/* SPDX-License-Identifier: ISC */
/*
 * Ghostbusters Records: RFC 6493 section 5, a cut of vCard 4 (RFC 6350).
 *
 * BEGIN, VERSION and END stand once and in their places; FN is there, and
 * one of ADR, TEL and EMAIL; ORG may be; nothing else.  Lines end with CRLF
 * and go on in the next one where that begins with a blank.  Values are shown
 * as they stand, escapes of vCard included; the first of each kind is kept.
 */
#include "rpki/gbr.h"

#include <string.h>
#include <strings.h>

#include "base/quote.h"
#include "rpki/content_private.h"
#include "text/escape.h"

enum property {
	PROPERTY_BEGIN,
	PROPERTY_VERSION,
	PROPERTY_FN,
	PROPERTY_ORG,
	PROPERTY_ADR,
	PROPERTY_TEL,
	PROPERTY_EMAIL,
	PROPERTY_END,
	PROPERTIES, /* any other */
};

struct reader {
	const struct rsec_der *der; /* for findings */
	struct rsec_arena *arena;
	struct rsec_gbr *gbr;
	const uint8_t *at, *end;
	uint8_t *room; /* for what is unfolded, all of it */
	unsigned seen[PROPERTIES];
	unsigned lines;
	bool version_3; /* of vCard, where N has to be */
	bool ended;	/* END was read */
	bool bare;	/* a line without CR was told */
};

/* One line without its end, at R->at, which moves behind it. */
static struct rsec_bytes
next_line(struct reader *r)
{
	const uint8_t *start = r->at;
	const uint8_t *lf = memchr(start, '\n', (size_t)(r->end - start));
	struct rsec_bytes line;

	r->at = lf == NULL ? r->end : lf + 1;
	line.data = start;
	line.len = (size_t)((lf == NULL ? r->end : lf) - start);
	if (line.len > 0 && line.data[line.len - 1] == '\r')
		line.len--;
	else if (!r->bare) {
		r->bare = true;
		rsec_der_fault(r->der, RSEC_RULE_GBR_LINE, start,
		    "a line does not end with CRLF");
	}
	return line;
}

/* A line and those that go on with it, put together in the arena. */
static struct rsec_bytes
next_unfolded(struct reader *r)
{
	struct rsec_bytes line = next_line(r), more;

	if (r->at == r->end || (*r->at != ' ' && *r->at != '\t'))
		return line;
	if (r->room == NULL)
		r->room = rsec_arena_alloc(r->arena, r->gbr->vcard.len);
	if (r->room == NULL) {
		if (r->der->findings != NULL)
			r->der->findings->no_memory = true;
		return line;
	}
	memcpy(r->room, line.data, line.len);
	line.data = r->room;
	while (r->at < r->end && (*r->at == ' ' || *r->at == '\t')) {
		more = next_line(r);
		memcpy(r->room + line.len, more.data + 1, more.len - 1);
		line.len += more.len - 1;
	}
	r->room += line.len;
	return line;
}

static enum property
find_property(struct rsec_bytes name)
{
	static const char *const names[PROPERTIES] = { "BEGIN", "VERSION", "FN",
		"ORG", "ADR", "TEL", "EMAIL", "END" };
	int i;

	for (i = 0; i < PROPERTIES; i++)
		if (name.len == strlen(names[i]) &&
		    strncasecmp((const char *)name.data, names[i], name.len) ==
			0)
			break;
	return (enum property)i;
}

/* LINE as name, parameters, and value: "TEL;TYPE=VOICE:..."; false: neither. */
static bool
split(struct rsec_bytes line, struct rsec_bytes *name, struct rsec_bytes *value)
{
	bool quoted = false;
	size_t i, name_len = line.len;

	for (i = 0; i < line.len; i++) {
		if (line.data[i] == '"')
			quoted = !quoted;
		if (quoted || (line.data[i] != ';' && line.data[i] != ':'))
			continue;
		if (name_len == line.len)
			name_len = i;
		if (line.data[i] == ':')
			break;
	}
	*name = (struct rsec_bytes){ line.data, name_len };
	if (i == line.len)
		return false;
	*value = (struct rsec_bytes){ line.data + i + 1, line.len - i - 1 };
	return true;
}

static bool
is_value(struct rsec_bytes value, const char *text)
{
	return value.len == strlen(text) &&
	       strncasecmp((const char *)value.data, text, value.len) == 0;
}

/* Keep the first value of its kind. */
static void
keep(struct reader *r, enum property property, struct rsec_bytes value)
{
	struct rsec_gbr *gbr = r->gbr;
	struct rsec_bytes *const to[PROPERTIES] = {
		[PROPERTY_FN] = &gbr->fn,
		[PROPERTY_ORG] = &gbr->org,
		[PROPERTY_ADR] = &gbr->adr,
		[PROPERTY_TEL] = &gbr->tel,
		[PROPERTY_EMAIL] = &gbr->email,
	};

	if (to[property] != NULL && to[property]->len == 0)
		*to[property] = value;
}

/* BEGIN is the first line, VERSION the second, END the last. */
static void
judge_place(struct reader *r, const uint8_t *at, enum property property,
    struct rsec_bytes value)
{
	if (r->ended) {
		rsec_der_fault(r->der, RSEC_RULE_GBR_VCARD, at,
		    "something follows END:VCARD");
		return;
	}
	if ((property == PROPERTY_BEGIN) != (r->lines == 1))
		rsec_der_fault(r->der, RSEC_RULE_GBR_VCARD, at,
		    "the first line, and no other, is BEGIN:VCARD");
	if ((property == PROPERTY_BEGIN || property == PROPERTY_END) &&
	    !is_value(value, "VCARD"))
		rsec_der_fault(r->der, RSEC_RULE_GBR_VCARD, at,
		    "BEGIN or END of something other than VCARD");
	if (property == PROPERTY_VERSION &&
	    (r->lines != 2 || !is_value(value, "4.0")))
		rsec_der_fault(r->der, RSEC_RULE_GBR_VERSION, at,
		    "the second line, and no other, is VERSION:4.0");
	if (property == PROPERTY_VERSION)
		r->version_3 = is_value(value, "3.0");
	r->ended = property == PROPERTY_END;
}

static void
read_line(struct reader *r, const uint8_t *at, struct rsec_bytes line)
{
	char quoted[RSEC_QUOTE_SIZE];
	struct rsec_bytes name, value;
	enum property property;

	r->lines++;
	rsec_quote(quoted, (const char *)line.data, line.len);
	if (rsec_escape_run((const char *)line.data, line.len, 0) != line.len)
		rsec_der_fault(r->der, RSEC_RULE_GBR_CHARS, at,
		    "line %s is no printable UTF-8", quoted);
	if (!split(line, &name, &value)) {
		rsec_der_fault(r->der, RSEC_RULE_GBR_VCARD, at,
		    "line %s is no property of a vCard", quoted);
		return;
	}
	property = find_property(name);
	judge_place(r, at, property, value);
	if (property == PROPERTIES && r->version_3 && is_value(name, "N"))
		return; /* GBR_VERSION was told */
	if (property == PROPERTIES) {
		rsec_quote(quoted, (const char *)name.data, name.len);
		rsec_der_fault(r->der, RSEC_RULE_GBR_PROPERTY, at,
		    "property %s is not allowed", quoted);
		return;
	}
	r->seen[property]++;
	keep(r, property, value);
}

static void
judge_whole(const struct reader *r, const uint8_t *at)
{
	if (r->seen[PROPERTY_BEGIN] == 0 || r->seen[PROPERTY_END] == 0)
		rsec_der_fault(r->der, RSEC_RULE_GBR_VCARD, at,
		    "no vCard from BEGIN:VCARD to END:VCARD");
	if (r->seen[PROPERTY_VERSION] == 0)
		rsec_der_fault(r->der, RSEC_RULE_GBR_VERSION, at, "no VERSION");
	if (r->seen[PROPERTY_FN] == 0)
		rsec_der_fault(r->der, RSEC_RULE_GBR_FN, at, "no name (FN)");
	if (r->seen[PROPERTY_ADR] + r->seen[PROPERTY_TEL] +
		r->seen[PROPERTY_EMAIL] ==
	    0)
		rsec_der_fault(r->der, RSEC_RULE_GBR_CONTACT, at,
		    "none of ADR, TEL and EMAIL");
}

int
rsec_gbr_parse(
    struct rsec_der *der, struct rsec_arena *arena, struct rsec_gbr *out)
{
	struct reader r = { .der = der, .arena = arena, .gbr = out };
	const uint8_t *at;

	*out = (struct rsec_gbr){ .vcard = {
				      der->at, (size_t)(der->end - der->at) } };
	r.at = der->at;
	r.end = der->end;
	while (r.at < r.end) {
		at = r.at;
		read_line(&r, at, next_unfolded(&r));
	}
	judge_whole(&r, der->at);
	der->at = der->end;
	return 0;
}

void
rsec_gbr_check_ee(const struct rsec_gbr *gbr, const struct rsec_cert *ee,
    struct rsec_findings *f)
{
	(void)gbr;
	rsec_content_check_inherit(ee, RSEC_RULE_GBR_EE_INHERIT, f);
}
