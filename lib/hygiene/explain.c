/* SPDX-License-Identifier: ISC */
/*
 * Why an object is in its classes, in words:
 *
 *	RIPE route 192.0.2.0/22 AS64500 (EXAMPLE-MNT) has another origin; VRP
 *	AS64499 192.0.2.0/23-24 (arin) has another AS; announced by AS64511
 *
 * One part for each class whose input was given.  The words judge nobody:
 * several origins of a prefix, and objects that a provider makes for his
 * customer, are legitimate.
 */
#include <string.h>

#include "base/num.h"
#include "hygiene/hygiene_private.h"
#include "net/asn.h"

/*
 * A sentence that is being written.  Once it is out of memory it stays so:
 * that is asked for once, in the end.
 */
struct sentence {
	struct rsec_buf *out;
	bool failed;
	bool begun; /* it has a part */
};

static void
say(struct sentence *to, const char *text)
{
	if (rsec_buf_puts(to->out, text) == -1)
		to->failed = true;
}

static void
say_asn(struct sentence *to, uint32_t asn)
{
	char text[RSEC_ASN_SIZE];

	rsec_asn_format(text, asn);
	say(to, text);
}

static void
say_prefix(struct sentence *to, const struct rsec_prefix *prefix)
{
	char text[RSEC_PREFIX_SIZE];

	rsec_prefix_format(text, prefix);
	say(to, text);
}

/* " (NAME)", unless it is empty. */
static void
say_name(struct sentence *to, const char *name)
{
	if (*name == '\0')
		return;
	say(to, " (");
	say(to, name);
	say(to, ")");
}

static void
begin_part(struct sentence *to)
{
	if (to->begun)
		say(to, "; ");
	to->begun = true;
}

/* "RIPE route 192.0.2.0/22 AS64500 (EXAMPLE-MNT)" */
static void
say_object(struct sentence *to, const struct rsec_irr_routes *routes,
    const struct rsec_irr_record *record)
{
	say(to, rsec_irr_routes_registry(routes, record->registry));
	say(to, record->prefix.family == RSEC_IPV4 ? " route " : " route6 ");
	say_prefix(to, &record->prefix);
	say(to, " ");
	say_asn(to, record->origin);
	say_name(to, rsec_irr_routes_maintainer(routes, record->maintainer));
}

/* "VRP AS64499 192.0.2.0/23-24 (arin)" */
static void
say_vrp(struct sentence *to, const struct rsec_vrps *vrps,
    const struct rsec_vrp *vrp)
{
	char length[RSEC_U64_DIGITS + 1];

	say(to, "VRP ");
	say_asn(to, vrp->asn);
	say(to, " ");
	say_prefix(to, &vrp->prefix);
	if (vrp->max_len != vrp->prefix.len) {
		length[rsec_format_u64(length, vrp->max_len)] = '\0';
		say(to, "-");
		say(to, length);
	}
	say_name(to, rsec_vrps_ta_name(vrps, vrp->ta));
}

/* What B is to A. */
static const char *
relation_of(const struct rsec_hygiene_inputs *inputs, uint32_t a, uint32_t b)
{
	if (inputs->organisations != NULL &&
	    rsec_organisations_siblings(inputs->organisations, a, b))
		return "a sibling of ";
	switch (rsec_relations_get(inputs->relations, b, a)) {
	case RSEC_RELATION_PROVIDER:
		return "a provider of ";
	case RSEC_RELATION_CUSTOMER:
		return "a customer of ";
	default:
		return "a peer of ";
	}
}

static void
explain_auth(struct sentence *to, const struct rsec_hygiene_inputs *inputs,
    const struct rsec_irr_record *own, uint32_t i,
    const struct rsec_hygiene_answer *answer)
{
	struct rsec_irr_record other;

	begin_part(to);
	if (!answer->has_auth_record) {
		say(to, "no authoritative object covers it");
		return;
	}
	if (answer->auth_record == i) {
		say(to, "it is authoritative");
		return;
	}
	rsec_irr_routes_get(inputs->routes, answer->auth_record, &other);
	say_object(to, inputs->routes, &other);
	if (!rsec_prefix_equal(&own->prefix, &other.prefix))
		say(to, " covers it and");
	switch (answer->auth) {
	case RSEC_AUTH_RELATED:
		say(to, " has ");
		say(to, relation_of(inputs, own->origin, other.origin));
		say_asn(to, own->origin);
		break;
	case RSEC_AUTH_DIFFERENT:
		say(to, " has another origin");
		break;
	default:
		say(to, " has the same origin");
		break;
	}
}

static void
explain_rpki(struct sentence *to, const struct rsec_hygiene_inputs *inputs,
    const struct rsec_hygiene_answer *answer)
{
	if (inputs->vrps == NULL)
		return;
	begin_part(to);
	if (!answer->has_vrp) {
		say(to, "no VRP covers it");
		return;
	}
	say_vrp(to, inputs->vrps, &answer->vrp);
	if (answer->rpki == RSEC_HYGIENE_VALID)
		say(to, " matches");
	else if (answer->rpki == RSEC_HYGIENE_INVALID_LENGTH)
		say(to, " ends at a shorter length");
	else if (answer->vrp.asn == 0)
		say(to, " lets nobody announce it");
	else
		say(to, " has another AS");
}

static void
explain_bgp(struct sentence *to, const struct rsec_hygiene_answer *answer)
{
	switch (answer->bgp) {
	case RSEC_HYGIENE_EXACT:
		begin_part(to);
		say(to, "announced");
		if (answer->has_bgp_origin) {
			say(to, ", and by ");
			say_asn(to, answer->bgp_origin);
		}
		break;
	case RSEC_HYGIENE_OTHER_ORIGIN:
		begin_part(to);
		say(to, "announced by ");
		if (answer->has_bgp_origin)
			say_asn(to, answer->bgp_origin);
		else
			say(to, "an AS_SET");
		break;
	case RSEC_HYGIENE_MORE_SPECIFIC:
		begin_part(to);
		say(to, "announced in parts");
		break;
	case RSEC_HYGIENE_ABSENT:
		begin_part(to);
		say(to, "not announced");
		break;
	default:
		break;
	}
}

int
rsec_hygiene_explain(const struct rsec_hygiene_inputs *inputs, uint32_t i,
    const struct rsec_hygiene_answer *answer, struct rsec_buf *out)
{
	struct sentence to = { out, false, false };
	const size_t len = out->len;
	struct rsec_irr_record own;

	rsec_irr_routes_get(inputs->routes, i, &own);
	explain_auth(&to, inputs, &own, i, answer);
	explain_rpki(&to, inputs, answer);
	explain_bgp(&to, answer);
	if (!to.failed)
		return 0;
	out->len = len;
	return -1;
}
