/* SPDX-License-Identifier: ISC */
/*
 * --match: whether an object speaks of an AS number or a prefix.  A prefix is
 * matched by what covers it and by what lies in it.  Certificates are matched
 * by the resources that they list, not by those that they inherit.
 */
#include <string.h>

#include "cmd/roa-print/roa-print.h"
#include "net/asn.h"

bool
match_parse(struct match *match, const char *arg)
{
	const size_t n = strlen(arg);

	match->is_asn = rsec_asn_parse(arg, n, &match->asn);
	return match->is_asn ||
	       rsec_prefix_parse(arg, n, &match->prefix, NULL) == 0;
}

static bool
match_prefix(const struct match *match, const struct rsec_prefix *p)
{
	return !match->is_asn && (rsec_prefix_contains(p, &match->prefix) ||
				     rsec_prefix_contains(&match->prefix, p));
}

static bool
match_asn(const struct match *match, uint32_t asn)
{
	return match->is_asn && match->asn == asn;
}

static bool
is_before(struct rsec_address a, struct rsec_address b)
{
	return a.hi < b.hi || (a.hi == b.hi && a.lo < b.lo);
}

static bool
match_ranges(const struct match *match, const struct rsec_ip_resources *set)
{
	const struct rsec_ip_range range = rsec_ip_range_of(&match->prefix);
	size_t i;

	for (i = 0; i < set->count; i++)
		if (!is_before(range.max, set->list[i].min) &&
		    !is_before(set->list[i].max, range.min))
			return true;
	return false;
}

static bool
match_resources(const struct match *match, const struct rsec_resources *r)
{
	size_t i;

	if (!match->is_asn)
		return match_ranges(match,
		    match->prefix.family == RSEC_IPV4 ? &r->ipv4 : &r->ipv6);
	for (i = 0; i < r->asn.count; i++)
		if (match->asn >= r->asn.list[i].min &&
		    match->asn <= r->asn.list[i].max)
			return true;
	return false;
}

static bool
match_roa(const struct match *match, const struct rsec_roa *roa)
{
	size_t i;

	if (match_asn(match, roa->asn))
		return true;
	for (i = 0; i < roa->count; i++)
		if (match_prefix(match, &roa->prefixes[i].prefix))
			return true;
	return false;
}

static bool
match_spl(const struct match *match, const struct rsec_spl *spl)
{
	size_t i;

	if (match_asn(match, spl->asn))
		return true;
	for (i = 0; i < spl->count; i++)
		if (match_prefix(match, &spl->prefixes[i]))
			return true;
	return false;
}

static bool
match_aspa(const struct match *match, const struct rsec_aspa *aspa)
{
	size_t i;

	if (match_asn(match, aspa->customer))
		return true;
	for (i = 0; i < aspa->count; i++)
		if (match_asn(match, aspa->providers[i]))
			return true;
	return false;
}

bool
match_object(const struct match *match, const struct rsec_object *object)
{
	if (!object->decoded)
		return false;
	switch (object->type) {
	case RSEC_OBJECT_ROA:
		return match_roa(match, &object->roa);
	case RSEC_OBJECT_SPL:
		return match_spl(match, &object->spl);
	case RSEC_OBJECT_ASPA:
		return match_aspa(match, &object->aspa);
	case RSEC_OBJECT_RSC:
		return match_resources(match, &object->rsc.resources);
	case RSEC_OBJECT_CERT:
		return match_resources(match, &object->cert.resources);
	default:
		return false;
	}
}
