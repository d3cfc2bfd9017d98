/* SPDX-License-Identifier: ISC */
/*
 * A1-PATH-* and A1-CUST-BOGON-ASN: paths in which the subject broke a rule, or
 * accepted what its neighbour did.  A finding is a row, with the first of its
 * paths.
 */
#include <stdio.h>
#include <string.h>

#include "manrs/action1_private.h"
#include "net/asn.h"

#define SHOWN_MAX 32 /* ASNs of a path in a sentence */

/* "64497 64496 64499" */
static const char *
say_path(
    struct rsec_manrs_work *work, const struct rsec_manrs_path_finding *finding)
{
	char text[SHOWN_MAX * RSEC_ASN_SIZE + 8] = "";
	size_t n = 0;
	uint32_t i;

	for (i = 0; i < finding->path_len && i < SHOWN_MAX; i++)
		n += (size_t)snprintf(text + n, sizeof(text) - n, "%s%u",
		    i > 0 ? " " : "", (unsigned)finding->path[i]);
	return rsec_manrs_text(
	    work, "%s%s", text, finding->path_len > SHOWN_MAX ? " ..." : "");
}

/* To whom ASN passed the route: on its left; 0 for the collector. */
static uint32_t
passed_to(const struct rsec_manrs_path_finding *finding)
{
	uint32_t i;

	for (i = 1; i < finding->path_len; i++)
		if (finding->path[i] == finding->asn)
			return finding->path[i - 1];
	return 0;
}

/* What B is to A: "its provider". */
static const char *
relation_of(const struct rsec_manrs_data *data, uint32_t a, uint32_t b)
{
	switch (rsec_relations_get(data->relations, a, b)) {
	case RSEC_RELATION_PROVIDER:
		return "its customer ";
	case RSEC_RELATION_CUSTOMER:
		return "its provider ";
	case RSEC_RELATION_PEER:
		return "its peer ";
	default:
		return "";
	}
}

/* What the subject did, or accepted. */
static const char *
say_breach(
    struct rsec_manrs_work *work, const struct rsec_manrs_path_finding *finding)
{
	static const char *const accepted[] = {
		[RSEC_MANRS_PATH_BOGON] = "",
		[RSEC_MANRS_PATH_VALLEY] = "which it has from its own provider "
					   "or peer",
		[RSEC_MANRS_PATH_OTC] = "passed on against Only to Customer "
					"(RFC 9234 section 5)",
		[RSEC_MANRS_PATH_ASPA] = "which ASPAs forbid it to pass on",
	};
	const uint32_t asn = finding->asn, to = passed_to(finding);
	const uint32_t other = finding->other;
	char why[RSEC_MANRS_WHY_SIZE];

	if (finding->rule == RSEC_MANRS_PATH_BOGON) {
		rsec_manrs_bogon_asn(work->data->delegated, other, why);
		return rsec_manrs_text(work, "AS%u accepted %s AS%u (%s)", asn,
		    finding->accomplice ? "from its neighbour a path with"
					: "routes of its neighbour",
		    other, why);
	}
	if (finding->accomplice)
		return rsec_manrs_text(work,
		    "AS%u accepted from AS%u routes %s", asn, other,
		    accepted[finding->rule]);
	if (finding->rule == RSEC_MANRS_PATH_VALLEY)
		return rsec_manrs_text(work,
		    "AS%u passed routes of %sAS%u to %sAS%u", asn,
		    relation_of(work->data, asn, other), other,
		    relation_of(work->data, asn, to), to);
	if (finding->rule == RSEC_MANRS_PATH_OTC)
		return rsec_manrs_text(work,
		    "AS%u passed routes that are Only to Customer since AS%u "
		    "to %sAS%u (RFC 9234 section 5)",
		    asn, other, relation_of(work->data, asn, to), to);
	return rsec_manrs_text(work,
	    "AS%u passed routes of AS%u to AS%u, neither of which has it for "
	    "a provider or customer by ASPA",
	    asn, other, to);
}

static const char *
remedy(
    struct rsec_manrs_work *work, const struct rsec_manrs_path_finding *finding)
{
	if (finding->rule == RSEC_MANRS_PATH_BOGON)
		return rsec_manrs_text(work,
		    "accept no path with AS%u in it from a neighbour",
		    finding->other);
	if (finding->accomplice)
		return rsec_manrs_text(work,
		    "accept from AS%u only routes of itself and its customers",
		    finding->other);
	return rsec_manrs_text(work,
	    "announce to AS%u only own routes and those of customers",
	    passed_to(finding));
}

static int
tell_finding(
    struct rsec_manrs_work *work, const struct rsec_manrs_path_finding *finding)
{
	const char *when = rsec_manrs_when(work, finding->days, finding->last);
	const char *what = say_breach(work, finding);
	struct rsec_manrs_evidence row = { .has_prefix = true,
		.has_asn = true,
		.prefix = finding->prefix,
		.asn = finding->asn,
		.what = say_path(work, finding),
		.remedy = remedy(work, finding) };

	if (when == NULL || what == NULL || row.what == NULL ||
	    row.remedy == NULL)
		return -1;
	row.why = rsec_manrs_text(work, "%s%s; %u path%s, %llu route%s", what,
	    when, finding->paths, finding->paths == 1 ? "" : "s",
	    (unsigned long long)finding->routes,
	    finding->routes == 1 ? "" : "s");
	if (row.why == NULL)
		return -1;
	return rsec_manrs_evidence_add(work, &row);
}

/* Whether the finding is of the check: bogons may be administrative. */
static bool
is_asked(const struct rsec_manrs_data *data,
    const struct rsec_manrs_path_finding *finding,
    enum rsec_manrs_path_rule rule)
{
	char why[RSEC_MANRS_WHY_SIZE];

	if (finding->rule != rule)
		return false;
	if (rule != RSEC_MANRS_PATH_BOGON || !data->rules.full_bogons_only)
		return true;
	return rsec_manrs_bogon_asn(data->delegated, finding->other, why) ==
	       RSEC_MANRS_BOGON_FULL;
}

static int
check_rule(struct rsec_manrs_work *work, enum rsec_manrs_check check,
    enum rsec_manrs_path_rule rule, const char *none, const char *what)
{
	const struct rsec_manrs_view *view = work->data->view;
	uint64_t paths = 0, routes = 0;
	uint32_t i, first, end;
	struct rsec_manrs_path_finding finding;
	size_t asn;

	if (!rsec_manrs_check_begin_paths(work, check))
		return 0;
	for (asn = 0; asn < work->report->asns; asn++) {
		end = rsec_manrs_view_findings(
		    view, work->report->asn[asn], &first);
		end += first;
		for (i = first; i < end; i++) {
			rsec_manrs_view_finding(view, i, &finding);
			if (!is_asked(work->data, &finding, rule))
				continue;
			if (tell_finding(work, &finding) == -1)
				return -1;
			paths += finding.paths;
			routes += finding.routes;
		}
	}
	if (rsec_manrs_check_end(work, check, 0, paths,
		paths == 0
		    ? none
		    : rsec_manrs_text(work, "%s: %llu path%s, %llu route%s",
			  what, (unsigned long long)paths,
			  paths == 1 ? "" : "s", (unsigned long long)routes,
			  routes == 1 ? "" : "s")) == -1)
		return -1;
	return rsec_manrs_check_paths(work, check);
}

int
rsec_manrs_action1_paths(struct rsec_manrs_work *work)
{
	static const struct {
		enum rsec_manrs_check check;
		enum rsec_manrs_path_rule rule;
		const char *none, *what;
	} checks[] = {
		{ RSEC_MANRS_A1_CUST_BOGON_ASN, RSEC_MANRS_PATH_BOGON,
		    "no bogon ASN was accepted", "bogon ASNs were accepted" },
		{ RSEC_MANRS_A1_PATH_VALLEY, RSEC_MANRS_PATH_VALLEY,
		    "no path leads from a provider or peer to another",
		    "routes of a provider or peer were passed to another" },
		{ RSEC_MANRS_A1_PATH_OTC, RSEC_MANRS_PATH_OTC,
		    "no route was passed on against Only to Customer",
		    "routes were passed on against Only to Customer" },
		{ RSEC_MANRS_A1_PATH_ASPA, RSEC_MANRS_PATH_ASPA,
		    "no path contradicts an ASPA", "paths contradict ASPAs" },
	};
	size_t i;

	for (i = 0; i < sizeof(checks) / sizeof(checks[0]); i++)
		if (check_rule(work, checks[i].check, checks[i].rule,
			checks[i].none, checks[i].what) == -1)
			return -1;
	return 0;
}
