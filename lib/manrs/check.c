/* SPDX-License-Identifier: ISC */
/* The table of checks, and the names of all that a report tells. */
#include <string.h>

#include "manrs/report.h"

/* The words of check.def. */
enum {
	BGP = RSEC_MANRS_BGP,
	VRPS = RSEC_MANRS_VRPS,
	ASPAS = RSEC_MANRS_ASPAS,
	IRR = RSEC_MANRS_IRR,
	WHOIS = RSEC_MANRS_WHOIS,
	PEERINGDB = RSEC_MANRS_PEERINGDB,
	DELEGATED = RSEC_MANRS_DELEGATED,
	BOGONS = RSEC_MANRS_BOGONS,
	CIDR_REPORT = RSEC_MANRS_CIDR_REPORT,
	GRIP = RSEC_MANRS_GRIP,
	BGPSTREAM = RSEC_MANRS_BGPSTREAM,
	SPOOFER = RSEC_MANRS_SPOOFER,
	AS_REL = RSEC_MANRS_AS_REL,
	RSC = RSEC_MANRS_RSC,
	MANDATORY = RSEC_MANRS_MANDATORY,
	ADVICE = RSEC_MANRS_ADVICE,
	INFO = RSEC_MANRS_INFO,
};
#define ANY RSEC_MANRS_ANY

static const struct check {
	const char *name, *title;
	unsigned action, needs;
	enum rsec_manrs_weight weight;
} checks[RSEC_MANRS_CHECKS] = {
#define CHECK(id, name, action, weight, needs, title)                 \
	[RSEC_MANRS_##id] = { name, title, action, (unsigned)(needs), \
		(enum rsec_manrs_weight)(weight) },
#include "manrs/check.def"
#undef CHECK
};

const char *
rsec_manrs_check_name(enum rsec_manrs_check check)
{
	return checks[check].name;
}

const char *
rsec_manrs_check_title(enum rsec_manrs_check check)
{
	return checks[check].title;
}

unsigned
rsec_manrs_check_action(enum rsec_manrs_check check)
{
	return checks[check].action;
}

/*
 * Hijacks were BGPStream's until 2023, and are GRIP's since: the table says
 * GRIP, the rules say which.
 */
unsigned
rsec_manrs_check_needs(
    enum rsec_manrs_check check, const struct rsec_manrs_rules *rules)
{
	unsigned needs = checks[check].needs;

	if ((needs & RSEC_MANRS_GRIP) == 0)
		return needs;
	if (!rules->grip_counts)
		needs &= ~(unsigned)RSEC_MANRS_GRIP;
	if (rules->bgpstream_counts)
		needs |= RSEC_MANRS_BGPSTREAM;
	return needs;
}

enum rsec_manrs_weight
rsec_manrs_check_weight(enum rsec_manrs_check check)
{
	return checks[check].weight;
}

bool
rsec_manrs_check_find(const char *name, enum rsec_manrs_check *check)
{
	size_t i;

	for (i = 0; i < RSEC_MANRS_CHECKS; i++)
		if (strcmp(name, checks[i].name) == 0) {
			*check = (enum rsec_manrs_check)i;
			return true;
		}
	return false;
}

const char *
rsec_manrs_state_name(enum rsec_manrs_state state)
{
	static const char *const names[] = {
		[RSEC_MANRS_PASS] = "pass",
		[RSEC_MANRS_NOTED] = "info",
		[RSEC_MANRS_WARN] = "warn",
		[RSEC_MANRS_FAIL] = "fail",
		[RSEC_MANRS_NO_DATA] = "no-data",
	};

	return names[state];
}

const char *
rsec_manrs_figure_name(enum rsec_manrs_figure figure)
{
	static const char *const names[] = {
		[RSEC_MANRS_FILTERING] = "filtering",
		[RSEC_MANRS_ANTI_SPOOFING] = "anti-spoofing",
		[RSEC_MANRS_COORDINATION] = "coordination",
		[RSEC_MANRS_ROUTING_IRR] = "routing-information-irr",
		[RSEC_MANRS_ROUTING_RPKI] = "routing-information-rpki",
	};

	return names[figure];
}

const char *
rsec_manrs_figure_title(enum rsec_manrs_figure figure)
{
	static const char *const titles[] = {
		[RSEC_MANRS_FILTERING] = "Filtering",
		[RSEC_MANRS_ANTI_SPOOFING] = "Anti-spoofing",
		[RSEC_MANRS_COORDINATION] = "Coordination",
		[RSEC_MANRS_ROUTING_IRR] = "Routing information IRR",
		[RSEC_MANRS_ROUTING_RPKI] = "Routing information RPKI",
	};

	return titles[figure];
}

const char *
rsec_manrs_severity_name(enum rsec_manrs_severity severity)
{
	static const char *const names[] = {
		[RSEC_MANRS_READY] = "ready",
		[RSEC_MANRS_ASPIRING] = "aspiring",
		[RSEC_MANRS_LAGGING] = "lagging",
		[RSEC_MANRS_NO_SCORE] = "no_data_available",
	};

	return names[severity];
}

const char *
rsec_manrs_verdict_name(enum rsec_manrs_verdict verdict)
{
	static const char *const names[] = {
		[RSEC_MANRS_CONFORMANT] = "conformant",
		[RSEC_MANRS_NOT_CONFORMANT] = "not conformant",
		[RSEC_MANRS_VERDICT_NO_DATA] = "no data",
		[RSEC_MANRS_NOT_COMPUTED] = "not computed",
	};

	return names[verdict];
}

const char *
rsec_manrs_input_name(enum rsec_manrs_input input)
{
	static const char *const names[RSEC_MANRS_INPUTS] = { "bgp", "vrps",
		"aspas", "irr", "whois", "peeringdb", "delegated", "bogons",
		"cidr-report", "grip", "bgpstream", "spoofer", "as-rel",
		"as-org", "feedback", "previous", "rsc", "participants" };
	size_t i = 0;

	while (i < RSEC_MANRS_INPUTS - 1 && (unsigned)input >> i != 1)
		i++;
	return names[i];
}
