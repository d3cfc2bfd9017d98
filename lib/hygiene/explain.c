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
#include "base/num.h"
#include "hygiene/hygiene_private.h"
#include "hygiene/sentence_private.h"

/* "RIPE route 192.0.2.0/22 AS64500 (EXAMPLE-MNT)" */
static void
say_object(struct rsec_sentence *to, const struct rsec_irr_routes *routes,
    const struct rsec_irr_record *record)
{
	rsec_sentence_say(
	    to, rsec_irr_routes_registry(routes, record->registry));
	rsec_sentence_say(
	    to, record->prefix.family == RSEC_IPV4 ? " route " : " route6 ");
	rsec_sentence_say_prefix(to, &record->prefix);
	rsec_sentence_say(to, " ");
	rsec_sentence_say_asn(to, record->origin);
	rsec_sentence_say_name(
	    to, rsec_irr_routes_maintainer(routes, record->maintainer));
}

static void
say_number(struct rsec_sentence *to, uint64_t number)
{
	char text[RSEC_U64_DIGITS + 1];

	text[rsec_format_u64(text, number)] = '\0';
	rsec_sentence_say(to, text);
}

/* "VRP AS64499 192.0.2.0/23-24 (arin)" */
static void
say_vrp(struct rsec_sentence *to, const struct rsec_vrps *vrps,
    const struct rsec_vrp *vrp)
{
	rsec_sentence_say(to, "VRP ");
	rsec_sentence_say_asn(to, vrp->asn);
	rsec_sentence_say(to, " ");
	rsec_sentence_say_prefix(to, &vrp->prefix);
	if (vrp->max_len != vrp->prefix.len) {
		rsec_sentence_say(to, "-");
		say_number(to, vrp->max_len);
	}
	rsec_sentence_say_name(to, rsec_vrps_ta_name(vrps, vrp->ta));
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
explain_auth(struct rsec_sentence *to, const struct rsec_hygiene_inputs *inputs,
    const struct rsec_irr_record *own, uint32_t i,
    const struct rsec_hygiene_answer *answer)
{
	struct rsec_irr_record other;

	rsec_sentence_begin(to);
	if (!answer->has_auth_record) {
		rsec_sentence_say(to, "no authoritative object covers it");
		return;
	}
	if (answer->auth_record == i) {
		rsec_sentence_say(to, "it is authoritative");
		return;
	}
	rsec_irr_routes_get(inputs->routes, answer->auth_record, &other);
	say_object(to, inputs->routes, &other);
	if (!rsec_prefix_equal(&own->prefix, &other.prefix))
		rsec_sentence_say(to, " covers it and");
	switch (answer->auth) {
	case RSEC_AUTH_RELATED:
		rsec_sentence_say(to, " has another origin, ");
		rsec_sentence_say(
		    to, relation_of(inputs, own->origin, other.origin));
		rsec_sentence_say_asn(to, own->origin);
		break;
	case RSEC_AUTH_DIFFERENT:
		rsec_sentence_say(to, " has another origin");
		break;
	default:
		rsec_sentence_say(to, " has the same origin");
		break;
	}
}

static void
explain_rpki(struct rsec_sentence *to, const struct rsec_hygiene_inputs *inputs,
    const struct rsec_irr_record *own, const struct rsec_hygiene_answer *answer)
{
	if (inputs->vrps == NULL)
		return;
	rsec_sentence_begin(to);
	if (!answer->has_vrp) {
		rsec_sentence_say(to, "no VRP covers it");
		return;
	}
	say_vrp(to, inputs->vrps, &answer->vrp);
	if (answer->rpki == RSEC_HYGIENE_VALID)
		rsec_sentence_say(to, " matches");
	else if (answer->rpki == RSEC_HYGIENE_INVALID_LENGTH) {
		rsec_sentence_say(to, " has maxLength ");
		say_number(to, answer->vrp.max_len);
		rsec_sentence_say(to, ", shorter than /");
		say_number(to, own->prefix.len);
	} else if (answer->vrp.asn == 0)
		rsec_sentence_say(to, " lets nobody announce it");
	else
		rsec_sentence_say(to, " has another AS");
}

static void
explain_bgp(struct rsec_sentence *to, const struct rsec_hygiene_answer *answer)
{
	switch (answer->bgp) {
	case RSEC_HYGIENE_EXACT:
		rsec_sentence_begin(to);
		rsec_sentence_say(to, "announced");
		if (answer->has_bgp_origin) {
			rsec_sentence_say(to, ", and by ");
			rsec_sentence_say_asn(to, answer->bgp_origin);
		}
		break;
	case RSEC_HYGIENE_OTHER_ORIGIN:
		rsec_sentence_begin(to);
		rsec_sentence_say(to, "announced by ");
		if (answer->has_bgp_origin)
			rsec_sentence_say_asn(to, answer->bgp_origin);
		else
			rsec_sentence_say(to, "an AS_SET");
		break;
	case RSEC_HYGIENE_MORE_SPECIFIC:
		rsec_sentence_begin(to);
		rsec_sentence_say(to, "announced in parts");
		break;
	case RSEC_HYGIENE_ABSENT:
		rsec_sentence_begin(to);
		rsec_sentence_say(to, "not announced");
		break;
	default:
		break;
	}
}

int
rsec_hygiene_explain(const struct rsec_hygiene_inputs *inputs, uint32_t i,
    const struct rsec_hygiene_answer *answer, struct rsec_buf *out)
{
	struct rsec_sentence to = RSEC_SENTENCE_INIT(out);
	struct rsec_irr_record own;

	rsec_irr_routes_get(inputs->routes, i, &own);
	explain_auth(&to, inputs, &own, i, answer);
	explain_rpki(&to, inputs, &own, answer);
	explain_bgp(&to, answer);
	return rsec_sentence_end(&to);
}
