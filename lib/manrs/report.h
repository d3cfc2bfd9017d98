/* SPDX-License-Identifier: ISC */
/*
 * An assessment: scores, verdicts, checks with their evidence, and what to fix
 * first.  It is data: each format prints the same.
 */
#ifndef RSEC_MANRS_REPORT_H
#define RSEC_MANRS_REPORT_H

#include "manrs/route.h"

enum rsec_manrs_check {
#define CHECK(id, name, action, weight, needs, title) RSEC_MANRS_##id,
#include "manrs/check.def"
#undef CHECK
	RSEC_MANRS_CHECKS
};

enum rsec_manrs_weight {
	RSEC_MANRS_MANDATORY,
	RSEC_MANRS_ADVICE,
	RSEC_MANRS_INFO,
};

enum rsec_manrs_state {
	RSEC_MANRS_PASS,
	RSEC_MANRS_NOTED, /* it decides nothing, and has something to tell */
	RSEC_MANRS_WARN,
	RSEC_MANRS_FAIL,
	RSEC_MANRS_NO_DATA,
};

/* One row of evidence. */
struct rsec_manrs_evidence {
	bool has_prefix, has_asn;
	struct rsec_prefix prefix;
	uint32_t asn;
	const char *what;     /* "AS-EXAMPLE", an event's id; "" */
	const char *why;      /* one sentence, as the tools write them; "" */
	const char *remedy;   /* to be pasted where it belongs; "" */
	const char *left_out; /* why it does not count, though bad; "" */
};

struct rsec_manrs_result {
	enum rsec_manrs_check check;
	bool applies; /* to the program; else there is nothing more */
	enum rsec_manrs_state state;
	unsigned missing;     /* inputs: why it is no-data, else 0 */
	uint64_t good, total; /* of what it looked at; 0, 0: nothing to */
	const char *summary;  /* "2 of 50 routes are RPKI-invalid" */
	const struct rsec_manrs_evidence *evidence; /* sorted */
	size_t evidences;
};

/* The five figures, in the order of the monthly report. */
enum rsec_manrs_figure {
	RSEC_MANRS_FILTERING,
	RSEC_MANRS_ANTI_SPOOFING,
	RSEC_MANRS_COORDINATION,
	RSEC_MANRS_ROUTING_IRR,
	RSEC_MANRS_ROUTING_RPKI,
	RSEC_MANRS_FIGURES
};

enum rsec_manrs_severity {
	RSEC_MANRS_READY,
	RSEC_MANRS_ASPIRING,
	RSEC_MANRS_LAGGING,
	RSEC_MANRS_NO_SCORE,
};

/* Exact; a score in millionths is only made of it for print. */
struct rsec_manrs_score {
	bool has_value;
	uint32_t value;	   /* millionths: 1,000,000 is 100 % */
	bool has_share;	   /* RAW is a share NUMERATOR/DENOMINATOR, else ... */
	int64_t numerator; /* ... in ten-thousandths, DENOMINATOR 10,000 */
	int64_t denominator;
	enum rsec_manrs_severity severity;
	bool has_previous;
	uint32_t previous;  /* millionths */
	bool has_projected; /* at month's end, if nothing changes */
	uint32_t projected;
	unsigned missing;	/* inputs, where there is no value */
	const char *arithmetic; /* "47 valid - 10 x 2 invalid, of 50" */
};

enum rsec_manrs_verdict {
	RSEC_MANRS_CONFORMANT,
	RSEC_MANRS_NOT_CONFORMANT,
	RSEC_MANRS_VERDICT_NO_DATA,
	RSEC_MANRS_NOT_COMPUTED, /* nothing to compute: read the checklist */
};

struct rsec_manrs_action {
	unsigned number; /* 1.. as the program counts */
	const char *title;
	bool mandatory;
	enum rsec_manrs_verdict verdict;
	const char *why; /* with the limit that it was held to */
};
#define RSEC_MANRS_ACTIONS_MAX 6

/* One change, or changes of one kind, and what it wins. */
struct rsec_manrs_fix {
	enum rsec_manrs_figure figure;
	enum rsec_manrs_check check;
	int64_t points;	   /* millionths that FIGURE gains after those before */
	bool decides;	   /* an Action's verdict turns with it */
	const char *title; /* "2 routes are RPKI-invalid" */
	const char *remedy; /* all of it, ready to be pasted */
	size_t changes;
};

/* What to tell a customer. */
struct rsec_manrs_customer {
	uint32_t asn;
	const char *name;		   /* "" */
	struct rsec_manrs_evidence *route; /* what is bad, and the remedy */
	size_t routes;
	uint64_t total; /* routes that were carried for it */
};

struct rsec_manrs_report {
	const uint32_t *asn; /* the subject, sorted */
	size_t asns;
	const char *name; /* of the organisation; "" */
	const struct rsec_manrs_data *data;
	struct rsec_manrs_tally tally;
	struct rsec_manrs_score score[RSEC_MANRS_FIGURES];
	struct rsec_manrs_action action[RSEC_MANRS_ACTIONS_MAX];
	size_t actions;
	struct rsec_manrs_result result[RSEC_MANRS_CHECKS];
	const struct rsec_manrs_incident *incident;
	size_t incidents;
	const struct rsec_manrs_fix *fix; /* each the one that then wins most */
	size_t fixes;
	const struct rsec_manrs_customer *customer; /* by ASN */
	size_t customers;
	const char *first_clean_month; /* "2026-12"; "": this one is */
	struct rsec_arena arena;       /* of all that is pointed to */
};

/* Scores of an earlier report, for the trend. */
struct rsec_manrs_previous {
	bool has[RSEC_MANRS_FIGURES];
	uint32_t value[RSEC_MANRS_FIGURES]; /* millionths */
};

RSEC_BEGIN_API

/*
 * Assess the ASNs, which are one organisation's, COUNT of them, in any order.
 * PREVIOUS may be NULL.  Any number of threads may do this at once.  Returns
 * 0, or -1 with ERR and nothing to free.
 */
int rsec_manrs_assess(const struct rsec_manrs_data *data, const uint32_t *asn,
    size_t count, const struct rsec_manrs_previous *previous,
    struct rsec_manrs_report *out, struct rsec_err *err);
void rsec_manrs_report_fini(struct rsec_manrs_report *report);

/* Would it pass?  Mandatory Actions: all conform, one does not, or unknown. */
enum rsec_manrs_verdict rsec_manrs_report_verdict(
    const struct rsec_manrs_report *report);

/*
 * 0.6 ^ sqrt(2 raw), of RAW in ten-thousandths, in millionths: the curve
 * through what docs.manrs.org publishes (0.5: 60 %, 1: 48.6 %, 2: 36 %).
 */
uint32_t rsec_manrs_decay(uint64_t raw);
enum rsec_manrs_severity rsec_manrs_severity_of(
    const struct rsec_manrs_rules *rules, uint32_t value);

/* Names: stable ones for machines, titles for people. */
const char *rsec_manrs_check_name(enum rsec_manrs_check check);
const char *rsec_manrs_check_title(enum rsec_manrs_check check);
unsigned rsec_manrs_check_action(enum rsec_manrs_check check); /* 0: none */
/* Inputs, by RULES: hijacks are those of GRIP or of BGPStream. */
unsigned rsec_manrs_check_needs(
    enum rsec_manrs_check check, const struct rsec_manrs_rules *rules);
enum rsec_manrs_weight rsec_manrs_check_weight(enum rsec_manrs_check check);
bool rsec_manrs_check_find(const char *name, enum rsec_manrs_check *check);
const char *rsec_manrs_state_name(enum rsec_manrs_state state);
const char *rsec_manrs_figure_name(enum rsec_manrs_figure figure);
const char *rsec_manrs_figure_title(enum rsec_manrs_figure figure);
const char *rsec_manrs_severity_name(enum rsec_manrs_severity severity);
const char *rsec_manrs_verdict_name(enum rsec_manrs_verdict verdict);

RSEC_END_API

#endif
