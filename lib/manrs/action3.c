/* SPDX-License-Identifier: ISC */
/*
 * A3-*: whether somebody can be reached about each AS number of the subject.
 *
 * A contact that a dump hides behind a dummy is known to be published; one
 * that PeeringDB shows to its users only is not.  That a public dump of
 * PeeringDB holds no contact proves nothing, and the summary says so.
 */
#include <stdio.h>
#include <string.h>

#include "base/utc.h"
#include "manrs/action3_private.h"

#define LAST_DAY 28 /* that every month has */

bool
rsec_manrs_is_whois(const struct rsec_manrs_contact *contact)
{
	return contact->source == RSEC_MANRS_FROM_WHOIS ||
	       contact->source == RSEC_MANRS_FROM_RDAP;
}

bool
rsec_manrs_is_operational(const struct rsec_manrs_contact *contact)
{
	return contact->role == RSEC_MANRS_NOC ||
	       contact->role == RSEC_MANRS_TECHNICAL ||
	       contact->role == RSEC_MANRS_ADMINISTRATIVE;
}

/* Whether it is published, with a way to reach it. */
static bool
is_reachable(const struct rsec_manrs_contact *contact)
{
	if (contact->missing)
		return false;
	if (contact->hidden)
		return contact->source != RSEC_MANRS_FROM_PEERINGDB;
	return contact->email[0] != '\0' || contact->phone[0] != '\0';
}

static bool
wants_any(const struct rsec_manrs_contact *contact)
{
	return rsec_manrs_is_operational(contact) && is_reachable(contact);
}

static bool
wants_peeringdb(const struct rsec_manrs_contact *contact)
{
	return contact->source == RSEC_MANRS_FROM_PEERINGDB &&
	       (contact->role == RSEC_MANRS_NOC ||
		   contact->role == RSEC_MANRS_TECHNICAL) &&
	       is_reachable(contact);
}

static bool
wants_whois(const struct rsec_manrs_contact *contact)
{
	return rsec_manrs_is_whois(contact) && wants_any(contact);
}

static bool
wants_abuse(const struct rsec_manrs_contact *contact)
{
	return rsec_manrs_is_whois(contact) &&
	       contact->role == RSEC_MANRS_ABUSE && is_reachable(contact);
}

/* A check that asks for a contact of each AS number. */
struct question {
	enum rsec_manrs_check check;
	const char *wanted; /* "NOC, technical or administrative contact" */
	const char *place;  /* " in PeeringDB"; "" */
	bool (*is_wanted)(const struct rsec_manrs_contact *contact);
	const char *(*remedy)(struct rsec_manrs_work *work, uint32_t asn);
};

static bool
has_contact(const struct rsec_manrs_work *work, uint32_t asn,
    bool (*is_wanted)(const struct rsec_manrs_contact *contact))
{
	uint32_t i, n = rsec_manrs_contacts_of(work->data->contacts, asn, &i);

	for (n += i; i < n; i++)
		if (is_wanted(rsec_manrs_contacts_get(work->data->contacts, i)))
			return true;
	return false;
}

/* Why there is none: what stands in its place. */
static const char *
explain(struct rsec_manrs_work *work, const struct question *q, uint32_t asn)
{
	const struct rsec_manrs_contact *c;
	uint32_t i, n = rsec_manrs_contacts_of(work->data->contacts, asn, &i);

	for (n += i; i < n; i++) {
		c = rsec_manrs_contacts_get(work->data->contacts, i);
		if (c->missing && rsec_manrs_is_operational(c) &&
		    q->is_wanted != wants_peeringdb)
			return rsec_manrs_text(work,
			    "the %s contact %s is not in %s",
			    rsec_manrs_role_name(c->role), c->handle,
			    c->registry[0] ? c->registry : "the registry");
		if (c->hidden && c->source == RSEC_MANRS_FROM_PEERINGDB &&
		    rsec_manrs_is_operational(c) &&
		    q->is_wanted != wants_abuse && q->is_wanted != wants_whois)
			return rsec_manrs_text(work,
			    "PeeringDB shows the %s contact to its users only",
			    rsec_manrs_role_name(c->role));
	}
	return rsec_manrs_text(work, "no %s%s", q->wanted, q->place);
}

static int
add_missing(
    struct rsec_manrs_work *work, const struct question *q, uint32_t asn)
{
	const struct rsec_manrs_evidence row = { .has_asn = true,
		.asn = asn,
		.why = explain(work, q, asn),
		.remedy = q->remedy(work, asn) };

	if (row.why == NULL || row.remedy == NULL)
		return -1;
	return rsec_manrs_evidence_add(work, &row);
}

const char *
rsec_manrs_summarise_asns(struct rsec_manrs_work *work, uint64_t good,
    const char *what, const char *more)
{
	if (work->report->asns == 1)
		return rsec_manrs_text(work, "AS%u has %s %s%s",
		    (unsigned)work->report->asn[0], good == 1 ? "a" : "no",
		    what, more);
	return rsec_manrs_text(work, "%llu of %llu AS numbers have a %s%s",
	    (unsigned long long)good, (unsigned long long)work->report->asns,
	    what, more);
}

static int
ask(struct rsec_manrs_work *work, const struct question *q, const char *more)
{
	const size_t total = work->report->asns;
	char wanted[96];
	uint64_t good = 0;
	size_t i;

	for (i = 0; i < total; i++) {
		if (has_contact(work, work->report->asn[i], q->is_wanted))
			good++;
		else if (add_missing(work, q, work->report->asn[i]) == -1)
			return -1;
	}
	snprintf(wanted, sizeof(wanted), "%s%s", q->wanted, q->place);
	return rsec_manrs_check_end(work, q->check, good, total,
	    rsec_manrs_summarise_asns(
		work, good, wanted, good < total ? more : ""));
}

static const char *
remedy_any(struct rsec_manrs_work *work, uint32_t asn)
{
	if (work->data->peeringdb != NULL)
		return rsec_manrs_remedy_point(work, asn);
	return rsec_manrs_remedy_role(work, asn);
}

static int
check_contacts(struct rsec_manrs_work *work)
{
	static const struct question questions[] = {
		{ RSEC_MANRS_A3_CONTACT,
		    "NOC, technical or administrative contact", "", wants_any,
		    remedy_any },
		{ RSEC_MANRS_A3_PDB_POC, "public NOC or technical contact",
		    " in PeeringDB", wants_peeringdb, rsec_manrs_remedy_point },
		{ RSEC_MANRS_A3_RIR_CONTACT,
		    "technical or administrative contact", " at the RIR",
		    wants_whois, rsec_manrs_remedy_role },
		{ RSEC_MANRS_A3_ABUSE, "published abuse contact", "",
		    wants_abuse, rsec_manrs_remedy_abuse },
	};
	const struct question *q = questions;
	const struct rsec_manrs_peeringdb *peeringdb = work->data->peeringdb;
	const bool has_points =
	    peeringdb != NULL && rsec_manrs_peeringdb_has_contacts(peeringdb);
	size_t left = sizeof(questions) / sizeof(*questions);
	int rc = 0;

	for (; left > 0 && rc == 0; left--, q++) {
		if (!rsec_manrs_check_begin(work, q->check))
			continue;
		if (q->is_wanted == wants_peeringdb && !has_points)
			rsec_manrs_without_data(work, q->check,
			    "no points of contact of PeeringDB were read");
		else
			rc = ask(work, q,
			    has_points && (q->is_wanted == wants_any ||
					      q->is_wanted == wants_peeringdb)
				? " (public dumps of PeeringDB hold only "
				  "public contacts)"
				: "");
	}
	return rc;
}

static int
check_network(struct rsec_manrs_work *work)
{
	struct rsec_manrs_evidence row = { .has_asn = true,
		.why = "PeeringDB does not have the network",
		.remedy = "add the network at https://www.peeringdb.com/" };
	uint64_t good = 0;
	size_t i;

	if (!rsec_manrs_check_begin(work, RSEC_MANRS_A3_PDB_NET))
		return 0;
	for (i = 0; i < work->report->asns; i++) {
		row.asn = work->report->asn[i];
		if (rsec_manrs_peeringdb_of(work->data->peeringdb, row.asn) !=
		    NULL)
			good++;
		else if (rsec_manrs_evidence_add(work, &row) == -1)
			return -1;
	}
	return rsec_manrs_check_end(work, RSEC_MANRS_A3_PDB_NET, good,
	    work->report->asns,
	    rsec_manrs_summarise_asns(work, good, "record in PeeringDB", ""));
}

/* The time MONTHS before T, by the calendar. */
static int64_t
months_before(int64_t t, uint32_t months)
{
	const int64_t days = t / RSEC_DAY;
	struct rsec_civil date = rsec_utc_civil(days);
	const int64_t month = date.year * 12 + (date.month - 1) - months;

	date.year = month / 12;
	date.month = (unsigned)(month % 12) + 1;
	if (date.day > LAST_DAY)
		date.day = LAST_DAY;
	return rsec_utc_days(&date) * RSEC_DAY + t % RSEC_DAY;
}

/* What was last changed at UPDATED, 0 if not said: count it, tell if old. */
static int
judge_age(struct rsec_manrs_work *work, uint32_t asn, const char *what,
    int64_t updated, uint64_t *good, uint64_t *total)
{
	const uint32_t months = work->data->rules.contact_months;
	struct rsec_manrs_evidence row = { .has_asn = true,
		.asn = asn,
		.what = what,
		.remedy = "check the record at PeeringDB, and save it again" };
	char day[RSEC_UTC_SIZE];

	if (updated == 0)
		return 0;
	++*total;
	if (updated >= months_before(work->data->now, months)) {
		++*good;
		return 0;
	}
	rsec_utc_format_day(day, updated / RSEC_DAY);
	row.why =
	    rsec_manrs_text(work, "last changed on %s, more than %u months ago",
		day, (unsigned)months);
	if (row.why == NULL)
		return -1;
	return rsec_manrs_evidence_add(work, &row);
}

static int
judge_ages(
    struct rsec_manrs_work *work, uint32_t asn, uint64_t *good, uint64_t *total)
{
	const struct rsec_manrs_network *network =
	    rsec_manrs_peeringdb_of(work->data->peeringdb, asn);
	const struct rsec_manrs_contact *c;
	uint32_t i, n = rsec_manrs_contacts_of(work->data->contacts, asn, &i);

	if (network != NULL && judge_age(work, asn, "network", network->updated,
				   good, total) == -1)
		return -1;
	for (n += i; i < n; i++) {
		c = rsec_manrs_contacts_get(work->data->contacts, i);
		if (wants_peeringdb(c) &&
		    judge_age(work, asn, rsec_manrs_role_name(c->role),
			c->updated, good, total) == -1)
			return -1;
	}
	return 0;
}

static int
check_age(struct rsec_manrs_work *work)
{
	uint64_t good = 0, total = 0;
	size_t i;

	if (!rsec_manrs_check_begin(work, RSEC_MANRS_A3_PDB_AGE))
		return 0;
	for (i = 0; i < work->report->asns; i++)
		if (judge_ages(work, work->report->asn[i], &good, &total) == -1)
			return -1;
	if (total == 0) {
		rsec_manrs_without_data(work, RSEC_MANRS_A3_PDB_AGE,
		    "PeeringDB does not tell when anything was changed");
		return 0;
	}
	return rsec_manrs_check_end(work, RSEC_MANRS_A3_PDB_AGE, good, total,
	    rsec_manrs_text(work,
		"%llu of %llu records in PeeringDB were changed in the last "
		"%u months",
		(unsigned long long)good, (unsigned long long)total,
		(unsigned)work->data->rules.contact_months));
}

int
rsec_manrs_action3(struct rsec_manrs_work *work)
{
	if (check_contacts(work) == -1 || check_network(work) == -1 ||
	    check_age(work) == -1)
		return -1;
	return rsec_manrs_action3_addresses(work);
}
