/* SPDX-License-Identifier: ISC */
/*
 * Which rules hold in which year, and what is assumed because it is not
 * published.
 */
#include "manrs/rules.h"

#include <string.h>

static const struct program {
	const char *name, *title;
} programs[RSEC_MANRS_PROGRAMS] = {
	[RSEC_MANRS_NETOPS] = { "netops", "network operators" },
	[RSEC_MANRS_IXP] = { "ixp", "internet exchange points" },
	[RSEC_MANRS_CDN] = { "cdn", "CDN and cloud providers" },
	[RSEC_MANRS_VENDOR] = { "vendor", "equipment vendors" },
};

bool
rsec_manrs_rules_init(struct rsec_manrs_rules *rules, unsigned ruleset,
    enum rsec_manrs_program program)
{
	if (ruleset != 2018 && ruleset != 2023 && ruleset != 2024)
		return false;
	*rules = (struct rsec_manrs_rules){
		.program = program,
		.ruleset = ruleset,
		.leaks_count = ruleset < 2024,
		.bgpstream_counts = ruleset < 2024,
		.grip_counts = ruleset >= 2023,
		.grip_filtered = ruleset >= 2024,
		.full_bogons_only = ruleset >= 2024,
		.accomplice_weight = 50,
		.ready = 80,
		.aspiring = 60,
		.grip_suspicion = 80,
		.contact_months = 12,
		.min_peers = 1,
		.conformant = program == RSEC_MANRS_CDN ? 100 : 90,
	};
	return true;
}

/* Those that can be set. */
static bool
assumed_value(const struct rsec_manrs_rules *rules, size_t i,
    struct rsec_manrs_assumption *out)
{
	const struct rsec_manrs_assumption all[] = {
		{ "weight of an accomplice's incident", "--accomplice-weight",
		    rules->accomplice_weight, "percent",
		    "how the Observatory weighs M1C..M4C is not published" },
		{ "least score that is ready", "--ready", rules->ready,
		    "percent", "the Observatory's limits are not published" },
		{ "least score that is aspiring", "--aspiring", rules->aspiring,
		    "percent", "the Observatory's limits are not published" },
		{ "least suspicion of GRIP that counts", "--grip-suspicion",
		    rules->grip_suspicion, "of 100",
		    "GRIP calls events from 80 on suspicious" },
		{ "age of a contact that is too old", "--contact-months",
		    rules->contact_months, "months",
		    "MANRS asks for contacts that are up to date" },
		{ "least number of peers that see a route", "--min-peers",
		    rules->min_peers, rules->min_peers == 1 ? "peer" : "peers",
		    "MANRS counts what was announced at any time" },
		{ "least share of conforming routes", "--conformant",
		    rules->conformant, "percent",
		    "CAIDA's analysis of MANRS; the audit's limit is not "
		    "published" },
	};

	if (i >= sizeof(all) / sizeof(all[0]))
		return false;
	*out = all[i];
	return true;
}

/* Those that cannot. */
static const struct rsec_manrs_assumption fixed[] = {
	{ "curve of filtering", "", 0, "",
	    "taken to be the one of anti-spoofing, 0.6 ^ sqrt(2 raw), which "
	    "is fitted to the points that are published" },
	{ "least score of RPKI", "", 0, "",
	    "a negative share counts as 0: scores are published as 0..1" },
	{ "bogons in BGP", "", 0, "",
	    "a day on which one was seen counts as 24 hours, as in the CIDR "
	    "Report" },
	{ "administrative bogons", "", 0, "",
	    "taken to be what the RIRs call reserved; available is a full "
	    "bogon" },
	{ "customers that take part in MANRS", "", 0, "",
	    "their routes are left out of Action 1, as in CAIDA's analysis, "
	    "where --participants tells who they are; without it all count" },
	{ "contacts", "", 0, "",
	    "a NOC, technical or administrative contact is enough, abuse "
	    "alone is not, as in the benchmark of 2018" },
};

bool
rsec_manrs_rules_assumption(const struct rsec_manrs_rules *rules, size_t i,
    struct rsec_manrs_assumption *out)
{
	size_t values = 0;

	while (values <= i && assumed_value(rules, values, out))
		values++;
	if (values > i)
		return true;
	i -= values;
	if (i >= sizeof(fixed) / sizeof(fixed[0]))
		return false;
	*out = fixed[i];
	return true;
}

bool
rsec_manrs_program_parse(const char *name, enum rsec_manrs_program *program)
{
	size_t i;

	for (i = 0; i < RSEC_MANRS_PROGRAMS; i++)
		if (strcmp(name, programs[i].name) == 0) {
			*program = (enum rsec_manrs_program)i;
			return true;
		}
	return false;
}

const char *
rsec_manrs_program_name(enum rsec_manrs_program program)
{
	return programs[program].name;
}

const char *
rsec_manrs_program_title(enum rsec_manrs_program program)
{
	return programs[program].title;
}
