/* SPDX-License-Identifier: ISC */
/*
 * PLUS-RSC: signed checklists (RFC 9323) of the subject's resources: those that
 * have one of its AS numbers or share addresses with what it announces.  Each
 * is told, with what it lists and until when; nobody has to have one.
 */
#include "base/utc.h"
#include "manrs/action4_private.h"

#define SHOWN 3 /* resources, and files, that are named */

/* LIST, and one more behind a comma; NULL without memory. */
static const char *
join(struct rsec_manrs_work *work, const char *list, const char *more)
{
	return rsec_manrs_text(
	    work, "%s%s%s", list, list[0] != '\0' ? ", " : "", more);
}

/* LIST, and that there are MORE; NULL as it is. */
static const char *
end_list(struct rsec_manrs_work *work, const char *list, size_t more)
{
	if (list == NULL || more == 0)
		return list;
	return rsec_manrs_text(work, "%s and %zu more", list, more);
}

static const char *
name_resources(struct rsec_manrs_work *work,
    const struct rsec_manrs_claim *claim, size_t count)
{
	const size_t shown = count < SHOWN ? count : SHOWN;
	char text[RSEC_IP_RANGE_SIZE];
	const char *list = "";
	size_t i;

	for (i = 0; i < shown && list != NULL; i++) {
		rsec_manrs_claim_format(
		    text, work->data->checklists, &claim[i]);
		list = join(work, list, text);
	}
	return end_list(work, list, count - shown);
}

static const char *
name_files(
    struct rsec_manrs_work *work, const struct rsec_manrs_checklist *checklist)
{
	const size_t count = checklist->files;
	const size_t shown = count < SHOWN ? count : SHOWN;
	const char *list = "";
	size_t i;

	for (i = 0; i < shown && list != NULL; i++)
		list = join(work, list,
		    checklist->file[i].name[0] != '\0' ? checklist->file[i].name
						       : "one without a name");
	return end_list(work, list, count - shown);
}

static bool
is_current(const struct rsec_manrs_checklist *checklist, int64_t now)
{
	return checklist->not_before <= now && now <= checklist->not_after;
}

/* "valid until 2027-10-01T00:00:00Z" */
static const char *
name_validity(
    struct rsec_manrs_work *work, const struct rsec_manrs_checklist *checklist)
{
	const int64_t now = work->data->now;
	char time[RSEC_UTC_SIZE];

	if (now < checklist->not_before) {
		rsec_utc_format(time, checklist->not_before);
		return rsec_manrs_text(work, "not valid before %s", time);
	}
	rsec_utc_format(time, checklist->not_after);
	return rsec_manrs_text(work, "%s %s",
	    is_current(checklist, now) ? "valid until" : "expired at", time);
}

/* A row about the checklist of COUNT claims. */
static int
tell(struct rsec_manrs_work *work, const struct rsec_manrs_claim *claim,
    size_t count)
{
	const struct rsec_manrs_checklist *checklist =
	    rsec_manrs_checklists_get(work->data->checklists, claim->checklist);
	const char *resources = name_resources(work, claim, count);
	const char *files = name_files(work, checklist);
	const char *validity = name_validity(work, checklist);
	struct rsec_manrs_evidence row = { .what = checklist->path };

	if (resources == NULL || files == NULL || validity == NULL)
		return rsec_err_nomem(work->err);
	row.why = rsec_manrs_text(work,
	    "it has %s, and lists %zu file%s: %s; %s, not validated against a "
	    "trust anchor",
	    resources, checklist->files, checklist->files == 1 ? "" : "s",
	    files, validity);
	row.remedy = rsec_manrs_text(
	    work, "validate it: roa-print -d CACHE -t TAL %s", checklist->path);
	if (row.why == NULL || row.remedy == NULL)
		return rsec_err_nomem(work->err);
	return rsec_manrs_evidence_add(work, &row);
}

/* All claims to what is the subject's, sorted. */
static int
find_claims(struct rsec_manrs_work *work, const struct rsec_manrs_own *own,
    struct rsec_buf *claims)
{
	const struct rsec_manrs_checklists *lists = work->data->checklists;
	const struct rsec_manrs_report *report = work->report;
	size_t i;

	for (i = 0; i < report->asns; i++)
		if (rsec_manrs_checklists_of(
			lists, report->asn[i], claims, work->err) == -1)
			return -1;
	for (i = 0; i < own->count; i++)
		if (rsec_manrs_checklists_within(
			lists, &own->route[i].prefix, claims, work->err) == -1)
			return -1;
	rsec_manrs_claims_sort(claims);
	return 0;
}

static int
tell_all(struct rsec_manrs_work *work, const struct rsec_buf *claims)
{
	const struct rsec_manrs_checklists *lists = work->data->checklists;
	const struct rsec_manrs_claim *claim = (const void *)claims->data;
	const size_t count = claims->len / sizeof(*claim);
	uint64_t good = 0, total = 0;
	size_t i, next;

	for (i = 0; i < count; i = next, total++) {
		for (next = i + 1; next < count; next++)
			if (claim[next].checklist != claim[i].checklist)
				break;
		if (tell(work, &claim[i], next - i) == -1)
			return -1;
		good += is_current(
		    rsec_manrs_checklists_get(lists, claim[i].checklist),
		    work->data->now);
	}
	if (total == 0)
		return rsec_manrs_check_end(work, RSEC_MANRS_PLUS_RSC, 0, 0,
		    rsec_manrs_text(work,
			"none of %u checklists is of its resources",
			rsec_manrs_checklists_count(lists)));
	return rsec_manrs_check_end(work, RSEC_MANRS_PLUS_RSC, good, total,
	    rsec_manrs_text(work,
		"%llu of %llu checklists of its resources are current, "
		"none validated against a trust anchor",
		(unsigned long long)good, (unsigned long long)total));
}

int
rsec_manrs_beyond_checklists(
    struct rsec_manrs_work *work, const struct rsec_manrs_own *own)
{
	struct rsec_buf claims = RSEC_BUF_INIT;
	int rc;

	if (!rsec_manrs_check_begin(work, RSEC_MANRS_PLUS_RSC))
		return 0;
	rc = find_claims(work, own, &claims);
	if (rc == 0)
		rc = tell_all(work, &claims);
	rsec_buf_fini(&claims);
	return rc;
}
