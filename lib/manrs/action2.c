/* SPDX-License-Identifier: ISC */
/*
 * A2-*: whether forged packets leave the network, by tests of the Spoofer in
 * the month.  A month without a test is no data for any of these checks; it is
 * neither good nor bad.
 */
#include <stdlib.h>

#include "base/utc.h"
#include "manrs/report_private.h"
#include "net/asn.h"

#define CLIENT "the Spoofer client (https://www.caida.org/projects/spoofer/)"

/* Tests of the subject in the month, by client. */
struct tests {
	const struct rsec_manrs_test **test;
	size_t count;
	int64_t last; /* before the month; 0: none */
};

static int
by_client(const void *a, const void *b)
{
	const struct rsec_manrs_test *const *x = a, *const *y = b;
	int c = rsec_prefix_cmp(&(*x)->client, &(*y)->client);

	if (c == 0)
		c = ((*x)->time > (*y)->time) - ((*x)->time < (*y)->time);
	if (c == 0)
		c = ((*x)->session > (*y)->session) -
		    ((*x)->session < (*y)->session);
	return c;
}

static int
gather(struct rsec_manrs_work *work, struct tests *tests)
{
	const struct rsec_manrs_month *month = &work->data->month;
	const struct rsec_manrs_test *test;
	size_t i, room = 0;
	uint32_t first, n;

	for (i = 0; i < work->report->asns; i++)
		room += rsec_manrs_tests_of(
		    work->data->tests, work->report->asn[i], &first);
	tests->test = rsec_arena_alloc(
	    &work->report->arena, (room + 1) * sizeof(*tests->test));
	if (tests->test == NULL)
		return rsec_err_nomem(work->err);
	for (i = 0; i < work->report->asns; i++) {
		n = rsec_manrs_tests_of(
		    work->data->tests, work->report->asn[i], &first);
		for (n += first; first < n; first++) {
			test = rsec_manrs_tests_get(work->data->tests, first);
			if (rsec_manrs_month_bit(month, test->time) != 0)
				tests->test[tests->count++] = test;
			else if (test->time < month->begin &&
				 test->time > tests->last)
				tests->last = test->time;
		}
	}
	qsort(tests->test, tests->count, sizeof(*tests->test), by_client);
	return 0;
}

/* Whether the client of test I is another one than that before. */
static bool
is_new_client(const struct tests *tests, size_t i)
{
	return i == 0 || !rsec_prefix_equal(&tests->test[i]->client,
			     &tests->test[i - 1]->client);
}

/* Distinct clients of FAMILY; of both, where it is 0. */
static uint64_t
count_clients(const struct tests *tests, uint8_t family)
{
	uint64_t count = 0;
	size_t i;

	for (i = 0; i < tests->count; i++)
		count +=
		    is_new_client(tests, i) &&
		    (family == 0 || tests->test[i]->client.family == family);
	return count;
}

static int
check_present(struct rsec_manrs_work *work, const struct tests *tests)
{
	const unsigned long long count = tests->count;
	const unsigned long long clients = count_clients(tests, 0);

	return rsec_manrs_check_end(work, RSEC_MANRS_A2_TEST_PRESENT, count,
	    count,
	    rsec_manrs_text(work, "%llu test%s of %llu prefix%s", count,
		count == 1 ? "" : "s", clients, clients == 1 ? "" : "es"));
}

static bool
is_received(const struct rsec_manrs_test *test)
{
	return test->private_source == RSEC_MANRS_SPOOF_RECEIVED ||
	       test->routed_source == RSEC_MANRS_SPOOF_RECEIVED;
}

static int
add_spoofable(struct rsec_manrs_work *work, const struct rsec_manrs_test *test)
{
	char day[RSEC_UTC_SIZE], prefix[RSEC_PREFIX_SIZE];
	struct rsec_manrs_evidence row = { .has_prefix = true,
		.has_asn = true,
		.prefix = test->client,
		.asn = test->asn };

	rsec_utc_format_day(day, test->time / RSEC_DAY);
	rsec_prefix_format(prefix, &test->client);
	row.what = rsec_manrs_text(
	    work, "session %llu", (unsigned long long)test->session);
	row.why = rsec_manrs_text(work,
	    "a packet with a forged %s source address was received on %s",
	    test->routed_source == RSEC_MANRS_SPOOF_RECEIVED ? "routed"
							     : "private",
	    day);
	row.remedy = rsec_manrs_text(work,
	    "drop what comes from the network of %s with a source address "
	    "that is not of it (RFC 2827, RFC 8704)",
	    prefix);
	if (row.what == NULL || row.why == NULL || row.remedy == NULL)
		return -1;
	return rsec_manrs_evidence_add(work, &row);
}

static const char *
summarise(struct rsec_manrs_work *work, uint64_t bad, uint64_t clients)
{
	const char *es = clients == 1 ? "" : "es";

	if (bad == 0)
		return rsec_manrs_text(work,
		    "no forged packet was received from %llu prefix%s",
		    (unsigned long long)clients, es);
	return rsec_manrs_text(work,
	    "forged packets were received from %llu of %llu prefix%s",
	    (unsigned long long)bad, (unsigned long long)clients, es);
}

/* M5: clients from which a packet was received, each once. */
static int
check_spoofable(struct rsec_manrs_work *work, const struct tests *tests)
{
	const uint64_t clients = count_clients(tests, 0);
	uint64_t bad = 0;
	bool told = false;
	size_t i;

	for (i = 0; i < tests->count; i++) {
		if (is_new_client(tests, i))
			told = false;
		if (told || !is_received(tests->test[i]))
			continue;
		told = true;
		bad++;
		if (add_spoofable(work, tests->test[i]) == -1)
			return -1;
	}
	return rsec_manrs_check_end(work, RSEC_MANRS_A2_SPOOFABLE,
	    clients - bad, clients, summarise(work, bad, clients));
}

/* A row that asks for another test. */
static int
ask(struct rsec_manrs_work *work, const char *why, const char *remedy)
{
	const struct rsec_manrs_evidence row = { .why = why, .remedy = remedy };

	return rsec_manrs_evidence_add(work, &row);
}

static int
check_family(struct rsec_manrs_work *work, const struct tests *tests,
    enum rsec_manrs_check check, uint8_t family, const char *remedy)
{
	const uint64_t clients = count_clients(tests, family);
	const char *summary =
	    clients == 0
		? rsec_manrs_text(
		      work, "not tested over IPv%u", (unsigned)family)
		: rsec_manrs_text(work, "%llu prefix%s tested over IPv%u",
		      (unsigned long long)clients,
		      clients == 1 ? " was" : "es were", (unsigned)family);

	if (clients == 0 && ask(work, summary, remedy) == -1)
		return -1;
	return rsec_manrs_check_end(work, check, clients > 0, 1, summary);
}

static int
check_v4(struct rsec_manrs_work *work, const struct tests *tests)
{
	return check_family(work, tests, RSEC_MANRS_A2_V4, RSEC_IPV4,
	    "run " CLIENT " on a host that has an IPv4 address");
}

static int
check_v6(struct rsec_manrs_work *work, const struct tests *tests)
{
	return check_family(work, tests, RSEC_MANRS_A2_V6, RSEC_IPV6,
	    "run " CLIENT " on a host that has an IPv6 address");
}

/* A host with both families is in one segment. */
static int
check_segments(struct rsec_manrs_work *work, const struct tests *tests)
{
	const uint64_t ipv4 = count_clients(tests, RSEC_IPV4);
	const uint64_t ipv6 = count_clients(tests, RSEC_IPV6);
	const uint64_t segments = ipv4 > ipv6 ? ipv4 : ipv6;
	const char *summary =
	    rsec_manrs_text(work, "tested from %llu segment%s",
		(unsigned long long)segments, segments == 1 ? "" : "s");

	if (segments < 2 &&
	    ask(work, summary,
		"run " CLIENT " in another segment, too: customers, hosting, "
		"the office") == -1)
		return -1;
	return rsec_manrs_check_end(work, RSEC_MANRS_A2_SEGMENTS,
	    segments < 2 ? segments : 2, 2, summary);
}

/* A test behind NAT says little: the packet is rewritten on its way. */
static bool
is_behind_nat(const struct rsec_manrs_test *test)
{
	return test->nat ||
	       test->private_source == RSEC_MANRS_SPOOF_REWRITTEN ||
	       test->routed_source == RSEC_MANRS_SPOOF_REWRITTEN;
}

static int
check_nat(struct rsec_manrs_work *work, const struct tests *tests)
{
	uint64_t good = 0;
	const char *summary;
	size_t i;

	for (i = 0; i < tests->count; i++)
		good += !is_behind_nat(tests->test[i]);
	summary = rsec_manrs_text(work, "%llu of %llu tests were without NAT",
	    (unsigned long long)good, (unsigned long long)tests->count);
	if (good == 0 &&
	    ask(work, summary,
		"run " CLIENT " on a host that is not behind NAT") == -1)
		return -1;
	return rsec_manrs_check_end(
	    work, RSEC_MANRS_A2_NAT, good, tests->count, summary);
}

/* No test: the check that began has no data. */
static int
without_test(struct rsec_manrs_work *work, enum rsec_manrs_check check,
    const struct tests *tests)
{
	char day[RSEC_UTC_SIZE];
	const char *summary =
	    "no test of the Spoofer in the month: run " CLIENT;

	if (tests->last != 0) {
		rsec_utc_format_day(day, tests->last / RSEC_DAY);
		summary = rsec_manrs_text(work,
		    "no test of the Spoofer in the month, the last was on %s: "
		    "run " CLIENT,
		    day);
	}
	work->report->result[check].summary = summary;
	return summary == NULL ? -1 : 0;
}

int
rsec_manrs_action2(struct rsec_manrs_work *work)
{
	static const struct {
		enum rsec_manrs_check check;
		int (*run)(
		    struct rsec_manrs_work *work, const struct tests *tests);
	} checks[] = {
		{ RSEC_MANRS_A2_TEST_PRESENT, check_present },
		{ RSEC_MANRS_A2_SPOOFABLE, check_spoofable },
		{ RSEC_MANRS_A2_V4, check_v4 },
		{ RSEC_MANRS_A2_V6, check_v6 },
		{ RSEC_MANRS_A2_SEGMENTS, check_segments },
		{ RSEC_MANRS_A2_NAT, check_nat },
	};
	struct tests tests = { .count = 0 };
	size_t i;
	int rc = 0;

	for (i = 0; i < sizeof(checks) / sizeof(*checks) && rc == 0; i++) {
		if (!rsec_manrs_check_begin(work, checks[i].check))
			continue;
		if (tests.test == NULL && gather(work, &tests) == -1)
			return -1;
		if (tests.count == 0)
			rc = without_test(work, checks[i].check, &tests);
		else
			rc = checks[i].run(work, &tests);
	}
	return rc;
}
