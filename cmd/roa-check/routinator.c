/* SPDX-License-Identifier: ISC */
/*
 * -f routinator: the JSON of Routinator's validity checker, field for field.
 * One route on the command line gives the document of its HTTP interface
 * (validated_route), any other input that of its command (validated_routes).
 * generatedTime is when the VRPs were made; older versions of Routinator do not
 * have it, and neither do we where an export does not say.
 *
 * An origin that there is not, an AS_SET's, is shown as AS0: it too is never
 * valid.
 *
 * Two things are Routinator's own.  A VRP that is too short for the route
 * stands under unmatched_length whatever its AS, and "as" is the reason as
 * soon as one VRP stands under unmatched_as.
 */
#include <string.h>

#include "base/num.h"
#include "base/utc.h"
#include "cmd/roa-check/roa-check.h"
#include "net/asn.h"

enum group {
	MATCHED,
	UNMATCHED_AS,
	UNMATCHED_LENGTH,
	GROUPS,
};

static const char *const group_names[GROUPS] = {
	[MATCHED] = "matched",
	[UNMATCHED_AS] = "unmatched_as",
	[UNMATCHED_LENGTH] = "unmatched_length",
};

static enum group
group_of(const struct rsec_vrp *vrp, const struct rsec_route *route)
{
	if (route->prefix.len > vrp->max_len)
		return UNMATCHED_LENGTH;
	return rsec_rov_match(vrp, route) == RSEC_VRP_MATCHES ? MATCHED
							      : UNMATCHED_AS;
}

static void
put(struct check *check, const char *s)
{
	rsec_out_raw(check->out, s);
}

static void
put_number(struct check *check, uint64_t v)
{
	char text[RSEC_U64_DIGITS];

	rsec_out_raw_bytes(check->out, text, rsec_format_u64(text, v));
}

static void
put_asn(struct check *check, uint32_t asn)
{
	put(check, "AS");
	put_number(check, asn);
}

static void
put_prefix(struct check *check, const struct rsec_prefix *prefix)
{
	char text[RSEC_PREFIX_SIZE];

	rsec_prefix_format(text, prefix);
	put(check, text);
}

static void
put_group(struct check *check, const struct rsec_route *route, enum group group)
{
	struct rsec_vrp_walk walk;
	struct rsec_vrp vrp;
	bool some = false;

	put(check, "        \"");
	put(check, group_names[group]);
	put(check, "\": [");
	walk = rsec_vrps_covering(check->vrps, &route->prefix);
	while (rsec_vrp_walk_next(&walk, &vrp)) {
		if (group_of(&vrp, route) != group)
			continue;
		put(check, some ? ",\n" : "\n");
		put(check, "          {\n            \"asn\": \"");
		put_asn(check, vrp.asn);
		put(check, "\",\n            \"prefix\": \"");
		put_prefix(check, &vrp.prefix);
		put(check, "\",\n            \"max_length\": \"");
		put_number(check, vrp.max_len);
		put(check, "\"\n          }");
		some = true;
	}
	put(check, "\n        ]");
}

static bool
has_group(
    const struct check *check, const struct rsec_route *route, enum group group)
{
	struct rsec_vrp_walk walk;
	struct rsec_vrp vrp;

	walk = rsec_vrps_covering(check->vrps, &route->prefix);
	while (rsec_vrp_walk_next(&walk, &vrp))
		if (group_of(&vrp, route) == group)
			return true;
	return false;
}

static void
put_state(struct check *check, const struct rsec_route *route, enum state state)
{
	bool as = has_group(check, route, UNMATCHED_AS);

	put(check, "      \"state\": \"");
	put(check, state_name(state));
	put(check, "\",\n");
	if (state == STATE_INVALID)
		put(check, as ? "      \"reason\": \"as\",\n"
			      : "      \"reason\": \"length\",\n");
	put(check, "      \"description\": \"");
	if (state == STATE_VALID)
		put(check, "At least one VRP Matches the Route Prefix");
	else if (state == STATE_NOT_FOUND)
		put(check, "No VRP Covers the Route Prefix");
	else if (as)
		put(check,
		    "At least one VRP Covers the Route Prefix, but no VRP ASN "
		    "matches the route origin ASN");
	else
		put(check,
		    "At least one VRP Covers the Route Prefix, but the Route "
		    "Prefix length is greater than the maximum length allowed "
		    "by VRP(s) matching this route origin ASN");
	put(check, "\",\n");
}

static void
begin(struct check *check)
{
	if (check->one_question)
		put(check, "{\n  \"validated_route\": {\n");
	else if (check->printed)
		put(check, ",\n    {\n");
	else
		put(check, "{\n  \"validated_routes\": [\n    {\n");
	check->printed = true;
}

void
routinator_print(
    struct check *check, const struct question *question, enum state state)
{
	const struct rsec_route *route = &question->route;
	int group;

	begin(check);
	put(check, "    \"route\": {\n      \"origin_asn\": \"");
	put_asn(check, route->has_origin ? route->origin : 0);
	put(check, "\",\n      \"prefix\": \"");
	put_prefix(check, &route->prefix);
	put(check, "\"\n    },\n    \"validity\": {\n");
	put_state(check, route, state);
	put(check, "      \"VRPs\": {\n");
	for (group = 0; group < GROUPS; group++) {
		put_group(check, route, (enum group)group);
		put(check, group + 1 < GROUPS ? ",\n" : "\n");
	}
	put(check, "      }\n    }\n  }");
}

void
routinator_end(struct check *check)
{
	char time[RSEC_UTC_SIZE];

	if (!check->printed)
		put(check, "{\n  \"validated_routes\": [");
	if (!check->one_question || !check->printed)
		put(check, "\n  ]");
	if (check->vrps_time != 0) {
		rsec_utc_format(time, check->vrps_time);
		put(check, ",\n  \"generatedTime\": \"");
		put(check, time);
		put(check, "\"");
	}
	put(check, "\n}\n");
}
