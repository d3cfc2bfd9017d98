/* SPDX-License-Identifier: ISC */
/*
 * Sessions of the CAIDA Spoofer, as its API answers:
 *
 *	{ "hydra:member": [ {
 *		"session": 891176, "timestamp": "2020-05-07T14:34:59+00:00",
 *		"asn4": "64496", "client4": "192.0.2.0/24", "nat4": true,
 *		"privatespoof": "blocked", "routedspoof": "rewritten",
 *		"asn6": null, "client6": null, "nat6": null,
 *		"privatespoof6": null, "routedspoof6": null } ] }
 *
 * A session makes a test of each family that it has an AS number for, and a
 * result: of packets whose fate is unknown nothing can be said.
 */
#include "manrs/spoofer.h"

#include <stdlib.h>
#include <string.h>

#include "base/num.h"
#include "base/quote.h"
#include "manrs/json_record_private.h"
#include "manrs/set_private.h"

#define SIZE sizeof(struct rsec_manrs_test)

static const char *const spoof_names[] = { "unknown", "received", "blocked",
	"rewritten" };
#define SPOOFS (sizeof(spoof_names) / sizeof(*spoof_names))

struct rsec_manrs_tests {
	struct rsec_manrs_set set;
};

/* What a session says of a family. */
struct family {
	const char *asn, *client, *nat, *private_source, *routed_source;
};

struct reader {
	struct rsec_manrs_record record; /* first */
	struct rsec_manrs_tests *tests;
	const char *session, *timestamp;
	struct family ipv4, ipv6;
};

struct rsec_manrs_tests *
rsec_manrs_tests_new(void)
{
	return calloc(1, sizeof(struct rsec_manrs_tests));
}

void
rsec_manrs_tests_free(struct rsec_manrs_tests *tests)
{
	if (tests == NULL)
		return;
	rsec_manrs_set_fini(&tests->set);
	free(tests);
}

static int
order(const void *a, const void *b)
{
	const struct rsec_manrs_test *x = a, *y = b;
	int c = RSEC_MANRS_CMP(x->asn, y->asn);

	if (c == 0)
		c = RSEC_MANRS_CMP(x->client.family, y->client.family);
	if (c == 0)
		c = RSEC_MANRS_CMP(x->time, y->time);
	if (c == 0)
		c = RSEC_MANRS_CMP(x->session, y->session);
	if (c == 0)
		c = rsec_prefix_cmp(&x->client, &y->client);
	if (c == 0)
		c = RSEC_MANRS_CMP(x->private_source, y->private_source);
	if (c == 0)
		c = RSEC_MANRS_CMP(x->routed_source, y->routed_source);
	return c != 0 ? c : RSEC_MANRS_CMP(x->nat, y->nat);
}

int
rsec_manrs_tests_freeze(struct rsec_manrs_tests *tests, struct rsec_err *err)
{
	(void)err;
	rsec_manrs_set_freeze(&tests->set, SIZE, order);
	return 0;
}

uint32_t
rsec_manrs_tests_count(const struct rsec_manrs_tests *tests)
{
	return rsec_manrs_set_count(&tests->set, SIZE);
}

uint32_t
rsec_manrs_tests_of(
    const struct rsec_manrs_tests *tests, uint32_t asn, uint32_t *first)
{
	return rsec_manrs_set_of(&tests->set, SIZE, asn, first);
}

const struct rsec_manrs_test *
rsec_manrs_tests_get(const struct rsec_manrs_tests *tests, uint32_t i)
{
	return rsec_manrs_set_get(&tests->set, SIZE, i);
}

const char *
rsec_manrs_spoof_name(enum rsec_manrs_spoof spoof)
{
	return spoof_names[spoof];
}

static void
begin(struct rsec_manrs_record *record)
{
	static const struct family none = { "", "", "", "", "" };
	struct reader *reader = (void *)record;

	reader->session = reader->timestamp = "";
	reader->ipv4 = reader->ipv6 = none;
}

/* What became of the packets; a value that is not there is unknown. */
static bool
read_spoof(struct rsec_manrs_record *record, const char *name, const char *text,
    enum rsec_manrs_spoof *out)
{
	char shown[RSEC_QUOTE_SIZE];
	size_t i;

	*out = RSEC_MANRS_SPOOF_UNKNOWN;
	for (i = 0; i < SPOOFS && text[0] != '\0'; i++)
		if (strcmp(text, spoof_names[i]) == 0)
			break;
	if (i < SPOOFS) {
		*out = (enum rsec_manrs_spoof)i;
		return true;
	}
	rsec_manrs_record_spoil(record,
	    "%s %s is not received, blocked, rewritten or unknown", name,
	    rsec_quote(shown, text, strlen(text)));
	return false;
}

/* The test of a FAMILY, what is common to both being in TEST already. */
static bool
read_family(struct reader *reader, const struct family *family, uint8_t number,
    struct rsec_manrs_test *test)
{
	struct rsec_manrs_record *record = &reader->record;

	if (!rsec_manrs_record_asn(record, "asn", family->asn, &test->asn) ||
	    !rsec_manrs_record_prefix(
		record, "client", family->client, &test->client) ||
	    !read_spoof(record, "privatespoof", family->private_source,
		&test->private_source) ||
	    !read_spoof(record, "routedspoof", family->routed_source,
		&test->routed_source))
		return false;
	if (test->client.family != number) {
		rsec_manrs_record_spoil(
		    record, "client is not of IPv%u", (unsigned)number);
		return false;
	}
	test->nat = strcmp(family->nat, "true") == 0;
	return true;
}

/* Add TEST, unless it has no result. */
static int
add(struct reader *reader, const struct rsec_manrs_test *test,
    struct rsec_err *err)
{
	if (test->private_source == RSEC_MANRS_SPOOF_UNKNOWN &&
	    test->routed_source == RSEC_MANRS_SPOOF_UNKNOWN)
		return 0;
	return rsec_manrs_set_add(&reader->tests->set, test, SIZE, err);
}

static int
finish(struct rsec_manrs_record *record, struct rsec_err *err)
{
	struct reader *reader = (void *)record;
	const bool has4 = reader->ipv4.asn[0] != '\0';
	const bool has6 = reader->ipv6.asn[0] != '\0';
	struct rsec_manrs_test test4 = { .asn = 0 }, test6;
	char shown[RSEC_QUOTE_SIZE];

	if (!rsec_parse_u64(reader->session, strlen(reader->session),
		UINT64_MAX, &test4.session))
		return rsec_manrs_record_spoil(record,
		    "session %s is not a number",
		    rsec_quote(
			shown, reader->session, strlen(reader->session)));
	if (!rsec_manrs_record_time(
		record, "timestamp", reader->timestamp, &test4.time))
		return 0;
	test6 = test4;
	if ((has4 && !read_family(reader, &reader->ipv4, RSEC_IPV4, &test4)) ||
	    (has6 && !read_family(reader, &reader->ipv6, RSEC_IPV6, &test6)))
		return 0;
	if (has4 && add(reader, &test4, err) == -1)
		return -1;
	return has6 ? add(reader, &test6, err) : 0;
}

#define TEXT(member, field)                                            \
	{                                                              \
		.name = (member), .at = offsetof(struct reader, field) \
	}

static const struct rsec_manrs_member members[] = {
	TEXT("session", session),
	TEXT("timestamp", timestamp),
	TEXT("asn4", ipv4.asn),
	TEXT("client4", ipv4.client),
	TEXT("nat4", ipv4.nat),
	TEXT("privatespoof", ipv4.private_source),
	TEXT("routedspoof", ipv4.routed_source),
	TEXT("asn6", ipv6.asn),
	TEXT("client6", ipv6.client),
	TEXT("nat6", ipv6.nat),
	TEXT("privatespoof6", ipv6.private_source),
	TEXT("routedspoof6", ipv6.routed_source),
	{ .name = NULL },
};

int
rsec_manrs_spoofer_read(struct rsec_manrs_tests *tests,
    struct rsec_source source, const struct rsec_diag *diag, uint64_t *count,
    struct rsec_err *err)
{
	static const struct rsec_manrs_member page[] = {
		{ .name = "hydra:member", .read = rsec_manrs_record_list },
		{ .name = "hydra:totalItems", .read = rsec_manrs_record_total },
		{ .name = NULL },
	};
	static const struct rsec_manrs_kind kind = { "session",
		"sessions of the Spoofer", page, members, begin, finish };
	struct reader reader = { .tests = tests };

	return rsec_manrs_records_read(
	    &reader.record, &kind, source, diag, count, err);
}
