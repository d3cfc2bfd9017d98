/* SPDX-License-Identifier: ISC */
/* What the Actions and the report share; not installed. */
#ifndef RSEC_MANRS_REPORT_PRIVATE_H
#define RSEC_MANRS_REPORT_PRIVATE_H

#include "base/buf.h"
#include "manrs/report.h"

/* An assessment in the making. */
struct rsec_manrs_work {
	const struct rsec_manrs_data *data;
	struct rsec_manrs_report *report;
	struct rsec_buf evidence; /* of the check at hand */
	/* Customers' routes of which no path is known: who carried them? */
	uint64_t unknown;
	struct rsec_err *err;
};

/* evidence.c: sort, keep one of the same; returns how many are left. */
size_t rsec_manrs_sort_asns(uint32_t *asn, size_t count);

/* evidence.c: whether ASN is of the subject. */
bool rsec_manrs_is_own(const struct rsec_manrs_work *work, uint32_t asn);

/*
 * evidence.c: a check begins: false where an input that it needs is missing,
 * and then its result is no-data already.
 */
bool rsec_manrs_check_begin(
    struct rsec_manrs_work *work, enum rsec_manrs_check check);

/* Text in the arena of the report; NULL without memory. */
const char *rsec_manrs_text(struct rsec_manrs_work *work, const char *fmt, ...)
    RSEC_PRINTF(2, 3);

/*
 * Add a row, whose texts are in the arena, static, or NULL for ""; 0, or -1
 * with ERR.
 */
int rsec_manrs_evidence_add(
    struct rsec_manrs_work *work, const struct rsec_manrs_evidence *row);

/* evidence.c: rows of RESULT that are not left out. */
size_t rsec_manrs_counted(const struct rsec_manrs_result *result);

/*
 * The check is done: GOOD of TOTAL.  The state is PASS where no evidence that
 * counts was added, else FAIL, WARN or NOTED by its weight;
 * of a check that needs any of its inputs NO_DATA where one of them is missing.
 * SUMMARY is in the arena or static; NULL is a text that found no memory, and
 * fails.
 */
int rsec_manrs_check_end(struct rsec_manrs_work *work,
    enum rsec_manrs_check check, uint64_t good, uint64_t total,
    const char *summary);

/*
 * The check, which ended, looked at a part of what it judges: what is bad
 * counts, but where nothing is it is NO_DATA for MISSING.  PART tells of it, as
 * SUMMARY does above.
 */
int rsec_manrs_check_part(struct rsec_manrs_work *work,
    enum rsec_manrs_check check, unsigned missing, const char *part);

/*
 * coverage.c: as rsec_manrs_check_begin(), of a check of what stands in paths:
 * where none is known it is NO_DATA, too.
 */
bool rsec_manrs_check_begin_paths(
    struct rsec_manrs_work *work, enum rsec_manrs_check check);

/*
 * coverage.c: such a check ended: was a path known of every route, or of every
 * one of the customers'?  0, or -1 with ERR.
 */
int rsec_manrs_check_paths(
    struct rsec_manrs_work *work, enum rsec_manrs_check check);
int rsec_manrs_check_carried(
    struct rsec_manrs_work *work, enum rsec_manrs_check check);

/*
 * coverage.c: *WHY paths are not known of all routes, "" where they are; 0, or
 * -1 with ERR.
 */
int rsec_manrs_lacking_paths(struct rsec_manrs_work *work, const char **why);

/*
 * coverage.c: whether CHECK is of what is announced no more, while no table
 * tells what is of FAMILY, which is then added to *UNSEEN; and such a check
 * ended.
 */
bool rsec_manrs_is_unseen(const struct rsec_manrs_work *work,
    enum rsec_manrs_check check, uint8_t family, unsigned *unseen);
int rsec_manrs_check_tables(
    struct rsec_manrs_work *work, enum rsec_manrs_check check, unsigned unseen);

/*
 * There is nothing that the check, which began, could look at: NO_DATA, which
 * SUMMARY explains.
 */
void rsec_manrs_without_data(struct rsec_manrs_work *work,
    enum rsec_manrs_check check, const char *summary);

/*
 * A check of a share is done: "GOOD of TOTAL SUMMARY".  A share of nothing is
 * without data, which NONE explains.
 */
int rsec_manrs_share_end(struct rsec_manrs_work *work,
    enum rsec_manrs_check check, uint64_t good, uint64_t total,
    const char *summary, const char *none);

/*
 * The remedies.  The VRP that would make the route valid, as "create a ROA:
 * AS64496 192.0.2.0/24 maxLength 24"; the RPSL of a route object, with the
 * maintainer and source to fill in where they are not known.
 */
const char *rsec_manrs_remedy_roa(struct rsec_manrs_work *work,
    const struct rsec_prefix *prefix, uint32_t origin);
const char *rsec_manrs_remedy_route(struct rsec_manrs_work *work,
    const struct rsec_prefix *prefix, uint32_t origin);

/* route.c: whether a route object of its origin covers it. */
bool rsec_manrs_route_is_covered(const struct rsec_manrs_route *route);

/* route.c: as rsec_manrs_route_counts(), but default routes, too. */
bool rsec_manrs_route_is_seen(const struct rsec_manrs_data *data,
    const struct rsec_manrs_announcement *announcement);

/* One file an Action; each runs all checks of its own: 0, or -1 with ERR. */
int rsec_manrs_action1(struct rsec_manrs_work *work); /* action1_*.c */
int rsec_manrs_action1_incidents(struct rsec_manrs_work *work);
int rsec_manrs_action2(struct rsec_manrs_work *work);
int rsec_manrs_action3(struct rsec_manrs_work *work);
int rsec_manrs_action4(struct rsec_manrs_work *work); /* action4_*.c */
int rsec_manrs_beyond(struct rsec_manrs_work *work);  /* beyond.c */

/* assess.c: incidents of all ASNs; open ones last until NOW. */
int rsec_manrs_gather(struct rsec_manrs_work *work, int64_t now,
    const struct rsec_manrs_incident **out, size_t *count);

/* action1_incidents.c: "hijacks" */
const char *rsec_manrs_metric_title(enum rsec_manrs_metric metric);

/* assess.c: "not evaluated without grip, bgp" of the bits MISSING, or "". */
const char *rsec_manrs_text_missing(
    struct rsec_manrs_work *work, unsigned missing);

/* score.c: whether METRIC is part of the score of filtering. */
bool rsec_manrs_metric_counts(
    const struct rsec_manrs_rules *rules, enum rsec_manrs_metric metric);

/* score.c: "3.5" of ten-thousandths, NUL-terminated. */
#define RSEC_MANRS_RAW_SIZE 32
void rsec_manrs_raw_format(char to[RSEC_MANRS_RAW_SIZE], int64_t raw);

/*
 * score.c: the raw value of a figure of routes by TALLY, in routes, of
 * tally->routes; and the score that it makes, in millionths.
 */
int64_t rsec_manrs_share(
    enum rsec_manrs_figure figure, const struct rsec_manrs_tally *tally);
uint32_t rsec_manrs_share_score(int64_t numerator, uint64_t denominator);

/* What verdicts are made of: as it is, or as it would be. */
struct rsec_manrs_facts {
	enum rsec_manrs_state state[RSEC_MANRS_CHECKS];
	struct rsec_manrs_tally tally;
	bool tested;	 /* the Spoofer was run */
	uint64_t served; /* routes of a route server */
};

/* verdict.c: the facts as they are, and what becomes of an Action by FACTS. */
void rsec_manrs_facts_init(
    const struct rsec_manrs_work *work, struct rsec_manrs_facts *facts);
enum rsec_manrs_verdict rsec_manrs_verdict_by(
    const struct rsec_manrs_facts *facts, const struct rsec_manrs_rules *rules,
    unsigned number);

/* fix_remedy.c: what each of the sorted fixes is to be done by. */
int rsec_manrs_fix_remedies(
    struct rsec_manrs_work *work, struct rsec_manrs_fix *fix, size_t fixes);

/* After all checks. */
int rsec_manrs_scores(struct rsec_manrs_work *work,
    const struct rsec_manrs_previous *previous);	  /* score.c */
int rsec_manrs_verdicts(struct rsec_manrs_work *work);	  /* verdict.c */
int rsec_manrs_fixes(struct rsec_manrs_work *work);	  /* fix.c */
int rsec_manrs_customers(struct rsec_manrs_work *work);	  /* customer.c */
int rsec_manrs_clean_month(struct rsec_manrs_work *work); /* clean.c */

#endif
