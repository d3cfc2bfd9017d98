/* SPDX-License-Identifier: ISC */
/*
 * The rules of a year and a program: what counts, with which weight, and where
 * the limits are.  MANRS publishes some of them; the rest is assumed, is an
 * option of the tool, and each report says so.
 */
#ifndef RSEC_MANRS_RULES_H
#define RSEC_MANRS_RULES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/api.h"

enum rsec_manrs_program {
	RSEC_MANRS_NETOPS, /* Network Operators */
	RSEC_MANRS_IXP,
	RSEC_MANRS_CDN, /* CDN and Cloud Providers */
	RSEC_MANRS_VENDOR,
	RSEC_MANRS_PROGRAMS
};

struct rsec_manrs_rules {
	enum rsec_manrs_program program;
	unsigned ruleset; /* 2018, 2023 or 2024 */

	/* By the year. */
	bool leaks_count;      /* M1 and M1C, until 2023 */
	bool bgpstream_counts; /* its hijacks and leaks, until 2023 */
	bool grip_counts;      /* from 2023 on */
	bool grip_filtered;    /* by RPKI and IRR, from 2024 on */
	bool full_bogons_only; /* administrative ones do not count: 2024 */

	/* Assumed where they are not published; options. */
	uint32_t accomplice_weight; /* hundredths of an incident: 50 */
	uint32_t ready, aspiring;   /* least score, percent: 80, 60 */
	uint32_t grip_suspicion;    /* least level that counts: 80 */
	uint32_t contact_months;    /* older contacts are a warning: 12 */
	uint32_t min_peers;	    /* that see a route: 1 */

	/* Of Action 4: least share of routes valid in RPKI or IRR, percent. */
	uint32_t conformant; /* 90; 100 for CDN (CAIDA) */
};

/*
 * One line of what a report assumes.  What cannot be set has neither option
 * nor unit: both are "".
 */
struct rsec_manrs_assumption {
	const char *name;   /* "weight of an accomplice's incident" */
	const char *option; /* "--accomplice-weight" */
	uint32_t value;
	const char *unit; /* "percent", "months" */
	const char *why;  /* where it comes from, in words */
};

RSEC_BEGIN_API

/* The defaults; false where there is no such rule set. */
bool rsec_manrs_rules_init(struct rsec_manrs_rules *rules, unsigned ruleset,
    enum rsec_manrs_program program);

/* The I-th assumption; false behind the last. */
bool rsec_manrs_rules_assumption(const struct rsec_manrs_rules *rules, size_t i,
    struct rsec_manrs_assumption *out);

/* "netops", "network operators"; parse takes the first. */
bool rsec_manrs_program_parse(
    const char *name, enum rsec_manrs_program *program);
const char *rsec_manrs_program_name(enum rsec_manrs_program program);
const char *rsec_manrs_program_title(enum rsec_manrs_program program);

RSEC_END_API

#endif
