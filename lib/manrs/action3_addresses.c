/* SPDX-License-Identifier: ISC */
/*
 * A3-EMAIL-FORM and A3-CONSISTENT: whether addresses are ones, and whether
 * PeeringDB and whois name one of the NOC, of technicians or administrators
 * that is the same, or the same telephone.
 *
 * Addresses are compared without case, telephones by their digits; both of an
 * AS number are sorted, so that what two sources say stands side by side.
 */
#include <stdlib.h>
#include <string.h>

#include "base/quote.h"
#include "manrs/action3_private.h"

#define DIGITS_MIN 6 /* of a telephone; fewer are an extension */

static int
add_malformed(
    struct rsec_manrs_work *work, const struct rsec_manrs_contact *contact)
{
	char shown[RSEC_QUOTE_SIZE];
	const struct rsec_manrs_evidence row = {
		.has_asn = true,
		.asn = contact->asn,
		.what = contact->handle,
		.why = rsec_manrs_text(work,
		    "%s of the %s contact in %s is no address of mail",
		    rsec_quote(shown, contact->email, strlen(contact->email)),
		    rsec_manrs_role_name(contact->role), contact->registry),
		.remedy = "write it as local-part@domain (RFC 5321 section "
			  "4.1.2)",
	};

	return row.why == NULL ? -1 : rsec_manrs_evidence_add(work, &row);
}

static int
check_form(struct rsec_manrs_work *work)
{
	const struct rsec_manrs_contacts *contacts = work->data->contacts;
	const struct rsec_manrs_contact *c;
	uint64_t good = 0, total = 0;
	uint32_t k, n;
	size_t i;

	if (!rsec_manrs_check_begin(work, RSEC_MANRS_A3_EMAIL_FORM))
		return 0;
	for (i = 0; i < work->report->asns; i++) {
		n = rsec_manrs_contacts_of(contacts, work->report->asn[i], &k);
		for (n += k; k < n; k++) {
			c = rsec_manrs_contacts_get(contacts, k);
			if (c->hidden || c->email[0] == '\0')
				continue;
			total++;
			if (rsec_manrs_is_email(c->email))
				good++;
			else if (add_malformed(work, c) == -1)
				return -1;
		}
	}
	return rsec_manrs_share_end(work, RSEC_MANRS_A3_EMAIL_FORM, good, total,
	    "e-mail addresses are well-formed", "no address is shown");
}

/* An address or a telephone, made comparable, and who says it. */
struct mark {
	const char *text;
	const char *said; /* as it stands there */
	bool peeringdb;
};

static int
by_text(const void *a, const void *b)
{
	const struct mark *x = a, *y = b;
	const int c = strcmp(x->text, y->text);

	if (c == 0 && x->peeringdb == y->peeringdb)
		return strcmp(x->said, y->said);
	return c != 0 ? c : (int)x->peeringdb - (int)y->peeringdb;
}

/* S as it is compared, in the arena; NULL without memory. */
static const char *
make_comparable(struct rsec_manrs_work *work, const char *s, bool is_phone)
{
	char *text = rsec_arena_strndup(&work->report->arena, s, strlen(s));
	char *to = text;

	if (text == NULL) {
		rsec_err_nomem(work->err);
		return NULL;
	}
	for (; *s != '\0'; s++) {
		if (!is_phone)
			*to++ = *s >= 'A' && *s <= 'Z' ? (char)(*s | 0x20) : *s;
		else if (*s >= '0' && *s <= '9')
			*to++ = *s;
	}
	if (is_phone && to - text < DIGITS_MIN)
		to = text;
	*to = '\0';
	return text;
}

static int
add_mark(struct rsec_manrs_work *work, struct rsec_buf *marks,
    const struct rsec_manrs_contact *contact, const char *s, bool is_phone)
{
	struct mark mark = { .said = s,
		.peeringdb = contact->source == RSEC_MANRS_FROM_PEERINGDB };

	if ((mark.text = make_comparable(work, s, is_phone)) == NULL)
		return -1;
	if (mark.text[0] != '\0' &&
	    rsec_buf_add(marks, &mark, sizeof(mark)) == -1)
		return rsec_err_nomem(work->err);
	return 0;
}

static int
gather(struct rsec_manrs_work *work, uint32_t asn, struct rsec_buf *marks)
{
	const struct rsec_manrs_contact *c;
	uint32_t i, n = rsec_manrs_contacts_of(work->data->contacts, asn, &i);

	marks->len = 0;
	for (n += i; i < n; i++) {
		c = rsec_manrs_contacts_get(work->data->contacts, i);
		if (c->hidden || c->missing || !rsec_manrs_is_operational(c))
			continue;
		if (add_mark(work, marks, c, c->email, false) == -1 ||
		    add_mark(work, marks, c, c->phone, true) == -1)
			return -1;
	}
	return 0;
}

/* The first that one of both sources says; NULL: none. */
static const struct mark *
first_of(const struct mark *mark, size_t count, bool peeringdb)
{
	for (; count > 0; count--, mark++)
		if (mark->peeringdb == peeringdb)
			return mark;
	return NULL;
}

static int
add_disagreement(struct rsec_manrs_work *work, uint32_t asn,
    const struct mark *peeringdb, const struct mark *whois)
{
	const struct rsec_manrs_evidence row = {
		.has_asn = true,
		.asn = asn,
		.why = rsec_manrs_text(work,
		    "PeeringDB says %s, whois says %s, and no address or "
		    "telephone is the same",
		    peeringdb->said, whois->said),
		.remedy = "publish the same address of the NOC in both",
	};

	return row.why == NULL ? -1 : rsec_manrs_evidence_add(work, &row);
}

/* Compare what is said of ASN, if both sources show anything. */
static int
compare(struct rsec_manrs_work *work, uint32_t asn, struct rsec_buf *marks,
    uint64_t *good, uint64_t *total)
{
	const struct mark *mark = (void *)marks->data, *peeringdb, *whois;
	const size_t count = marks->len / sizeof(*mark);
	size_t i;

	if (count == 0)
		return 0;
	qsort(marks->data, count, sizeof(*mark), by_text);
	peeringdb = first_of(mark, count, true);
	whois = first_of(mark, count, false);
	if (peeringdb == NULL || whois == NULL)
		return 0;
	++*total;
	for (i = 1; i < count; i++)
		if (mark[i].peeringdb != mark[i - 1].peeringdb &&
		    strcmp(mark[i].text, mark[i - 1].text) == 0) {
			++*good;
			return 0;
		}
	return add_disagreement(work, asn, peeringdb, whois);
}

static int
check_consistent(struct rsec_manrs_work *work)
{
	struct rsec_buf marks = RSEC_BUF_INIT;
	uint64_t good = 0, total = 0;
	size_t i;
	int rc = 0;

	if (!rsec_manrs_check_begin(work, RSEC_MANRS_A3_CONSISTENT))
		return 0;
	for (i = 0; i < work->report->asns && rc == 0; i++) {
		rc = gather(work, work->report->asn[i], &marks);
		if (rc == 0)
			rc = compare(
			    work, work->report->asn[i], &marks, &good, &total);
	}
	rsec_buf_fini(&marks);
	if (rc == -1)
		return -1;
	if (total == 0) {
		rsec_manrs_without_data(work, RSEC_MANRS_A3_CONSISTENT,
		    "PeeringDB and whois do not both show an address");
		return 0;
	}
	return rsec_manrs_check_end(work, RSEC_MANRS_A3_CONSISTENT, good, total,
	    rsec_manrs_text(work,
		"PeeringDB and whois agree on a contact of %llu of %llu AS "
		"number%s",
		(unsigned long long)good, (unsigned long long)total,
		total == 1 ? "" : "s"));
}

int
rsec_manrs_action3_addresses(struct rsec_manrs_work *work)
{
	return check_form(work) == -1 ? -1 : check_consistent(work);
}
