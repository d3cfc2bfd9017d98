/* SPDX-License-Identifier: ISC */
/*
 * ROAs of the subject: missing ones, those that contradict its routes, those
 * of nothing that is announced, and those whose maxLength allows more than is
 * (RFC 9319 section 5).
 */
#include "manrs/action1_private.h"
#include "manrs/action4_private.h"

#define LISTED_MAX 32 /* more specifics that a remedy names */

static bool
has_roa(const struct rsec_manrs_route *route)
{
	return route->rpki != RSEC_ROV_NOT_FOUND;
}

static bool
is_not_invalid(const struct rsec_manrs_route *route)
{
	return route->rpki != RSEC_ROV_INVALID;
}

int
rsec_manrs_tell_rpki(struct rsec_manrs_work *work,
    const struct rsec_manrs_route *route, struct rsec_manrs_evidence *row)
{
	row->why = rsec_manrs_why_rpki(work, route);
	row->remedy =
	    rsec_manrs_remedy_own_roa(work, &route->prefix, route->origin);
	return 0;
}

static uint32_t
list_vrps(const struct rsec_manrs_work *work, const struct rsec_manrs_own *own,
    uint32_t asn, const uint32_t **number)
{
	(void)work;
	return rsec_manrs_lookup_vrps(own->lookup, asn, number);
}

static void
name_vrp(const struct rsec_manrs_work *work, uint32_t number,
    struct rsec_manrs_evidence *row)
{
	struct rsec_vrp vrp;

	rsec_vrps_get(work->data->vrps, number, &vrp);
	row->prefix = vrp.prefix;
	row->what = rsec_vrps_ta_name(work->data->vrps, vrp.ta);
}

const struct rsec_manrs_held rsec_manrs_held_vrps = { list_vrps, name_vrp,
	"no VRP has an AS number of its own" };

/* The routes of OWN that VRP makes valid; *LONGEST is of the longest. */
static size_t
count_allowed(const struct rsec_manrs_own *own, const struct rsec_vrp *vrp,
    uint8_t *longest)
{
	size_t first, count, i, allowed = 0;
	uint8_t len;

	*longest = vrp->prefix.len;
	count = rsec_manrs_own_inside(own, vrp->asn, &vrp->prefix, &first);
	for (i = first; i < first + count; i++) {
		len = own->route[i].prefix.len;
		if (len > vrp->max_len)
			continue;
		allowed++;
		if (len > *longest)
			*longest = len;
	}
	return allowed;
}

static int
tell_stale(struct rsec_manrs_work *work, const struct rsec_manrs_own *own,
    uint32_t number, struct rsec_manrs_evidence *row, bool *good)
{
	char prefix[RSEC_PREFIX_SIZE];
	struct rsec_vrp vrp;
	uint8_t longest;

	rsec_vrps_get(work->data->vrps, number, &vrp);
	*good = count_allowed(own, &vrp, &longest) > 0;
	if (*good)
		return 0;
	rsec_prefix_format(prefix, &vrp.prefix);
	row->why = rsec_manrs_text(work,
	    "AS%u announces nothing that VRP %s maxLength %u allows", vrp.asn,
	    prefix, vrp.max_len);
	row->remedy = rsec_manrs_text(work,
	    "unless kept for backup, remove from its ROA: AS%u %s maxLength %u",
	    vrp.asn, prefix, vrp.max_len);
	return row->why == NULL || row->remedy == NULL ? -1 : 0;
}

/* Whether ALLOWED prefixes are all that VRP lets pass. */
static bool
is_minimal(const struct rsec_vrp *vrp, size_t allowed)
{
	const unsigned more = vrp->max_len - vrp->prefix.len;

	return more < 40 && allowed == ((uint64_t)2 << more) - 1;
}

/* The ROAs of what is announced of VRP's prefix, in its place. */
static const char *
minimal_roas(struct rsec_manrs_work *work, const struct rsec_manrs_own *own,
    const struct rsec_vrp *vrp)
{
	struct rsec_buf text = RSEC_BUF_INIT;
	size_t first, count, i, listed = 0;
	char prefix[RSEC_PREFIX_SIZE];
	const char *line, *copy = NULL;
	int rc = 0;

	count = rsec_manrs_own_inside(own, vrp->asn, &vrp->prefix, &first);
	for (i = first; i < first + count && rc == 0; i++) {
		if (own->route[i].prefix.len > vrp->max_len ||
		    listed++ >= LISTED_MAX)
			continue;
		rsec_prefix_format(prefix, &own->route[i].prefix);
		line = rsec_manrs_text(work, "\nAS%u %s maxLength %u", vrp->asn,
		    prefix, own->route[i].prefix.len);
		rc = line == NULL ? -1 : rsec_buf_puts(&text, line);
	}
	if (rc == 0 && rsec_buf_addc(&text, '\0') == 0) {
		rsec_prefix_format(prefix, &vrp->prefix);
		copy = rsec_manrs_text(work,
		    "replace AS%u %s maxLength %u in its ROA by:%s%s", vrp->asn,
		    prefix, vrp->max_len, text.data,
		    listed > LISTED_MAX ? "\nand the others that are announced"
					: "");
	}
	rsec_buf_fini(&text);
	return copy;
}

static int
tell_loose(struct rsec_manrs_work *work, const struct rsec_manrs_own *own,
    uint32_t number, struct rsec_manrs_evidence *row, bool *good)
{
	char prefix[RSEC_PREFIX_SIZE];
	struct rsec_vrp vrp;
	uint8_t longest;
	size_t allowed;

	rsec_vrps_get(work->data->vrps, number, &vrp);
	if (vrp.max_len == vrp.prefix.len)
		return 0;
	allowed = count_allowed(own, &vrp, &longest);
	if (allowed == 0 || is_minimal(&vrp, allowed))
		return 0; /* none: the ROA is stale, which is told elsewhere */
	*good = false;
	rsec_prefix_format(prefix, &vrp.prefix);
	row->why = rsec_manrs_text(work,
	    "VRP %s maxLength %u allows more than the %zu prefix%s announced, "
	    "the longest a /%u",
	    prefix, vrp.max_len, allowed, allowed == 1 ? "" : "es", longest);
	row->remedy = minimal_roas(work, own, &vrp);
	return row->why == NULL || row->remedy == NULL
		   ? rsec_err_nomem(work->err)
		   : 0;
}

int
rsec_manrs_action4_rpki(
    struct rsec_manrs_work *work, const struct rsec_manrs_own *own)
{
	static const struct rsec_manrs_route_check checks[] = {
		{ RSEC_MANRS_A4_RPKI_COVER, NULL, has_roa, rsec_manrs_tell_rpki,
		    "routes are covered by a ROA" },
		{ RSEC_MANRS_A4_RPKI_INVALID, NULL, is_not_invalid,
		    rsec_manrs_tell_rpki, "routes are not RPKI-invalid" },
	};
	static const struct rsec_manrs_held_check of_vrps[] = {
		{ RSEC_MANRS_A4_STALE_ROA, &rsec_manrs_held_vrps, tell_stale,
		    "VRPs match something that is announced" },
		{ RSEC_MANRS_A4_MAXLEN, &rsec_manrs_held_vrps, tell_loose,
		    "VRPs allow no more than is announced" },
	};
	size_t i;

	for (i = 0; i < sizeof(checks) / sizeof(checks[0]); i++)
		if (rsec_manrs_check_routes(work, own, &checks[i]) == -1)
			return -1;
	for (i = 0; i < sizeof(of_vrps) / sizeof(of_vrps[0]); i++)
		if (rsec_manrs_check_held(work, own, &of_vrps[i]) == -1)
			return -1;
	return 0;
}
