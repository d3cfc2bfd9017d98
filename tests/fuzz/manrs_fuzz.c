/* SPDX-License-Identifier: ISC */
/*
 * Events, contacts, tests and earlier reports for an assessment: the same bytes
 * go to each of the readers.  Whatever they hold, no event ends before it
 * begins, what is frozen is found by its AS number, a message is one printable
 * line, and none of it depends on how the source cuts its runs.
 */
#include "manrs/event.h"
#include "manrs/participants.h"
#include "manrs/peeringdb.h"
#include "manrs/previous.h"
#include "manrs/spoofer.h"
#include "tests/fuzz/report.h"

/* The input, and what was told of it. */
struct run {
	const uint8_t *data;
	size_t size, chunk;
	struct rsec_memory memory;
	struct rsec_buf told;
	struct rsec_diag diag;
	struct rsec_err err;
	uint64_t count;
};

static struct rsec_source
again(struct run *run)
{
	run->memory = (struct rsec_memory){ run->data, run->size, run->chunk };
	return rsec_source_memory(&run->memory);
}

/* A reader has returned RC. */
static void
read_one(struct run *run, int rc)
{
	if (rc == -1)
		check_message(&run->err);
	rsec_buf_add(&run->told, &run->count, sizeof(run->count));
	rsec_buf_addc(&run->told, rc == -1 ? '!' : '.');
}

static void
read_events(struct run *run)
{
	static const struct rsec_manrs_grip_options options = { 80, true };
	struct rsec_manrs_events *events = rsec_manrs_events_new();
	const struct rsec_manrs_event *event;
	uint32_t i, first;

	MUST(events != NULL);
	read_one(run, rsec_manrs_grip_read(events, &options, again(run),
			  &run->diag, &run->count, &run->err));
	read_one(run, rsec_manrs_bgpstream_read(events, again(run), &run->diag,
			  &run->count, &run->err));
	read_one(run, rsec_manrs_cidr_report_read(events, again(run), INT32_MIN,
			  &run->diag, &run->count, &run->err));
	read_one(run, rsec_manrs_feedback_read(events, again(run), &run->diag,
			  &run->count, &run->err));
	MUST(rsec_manrs_events_freeze(events, NULL) == 0);
	for (i = 0; i < rsec_manrs_events_count(events); i++) {
		event = rsec_manrs_events_get(events, i);
		MUST(event->begin <= event->end);
		MUST(rsec_manrs_events_of(events, event->asn, &first) > 0);
		MUST(first <= i);
		rsec_buf_add(&run->told, &event->asn, sizeof(event->asn));
		rsec_buf_add(&run->told, &event->begin, sizeof(event->begin));
		rsec_buf_add(&run->told, &event->end, sizeof(event->end));
		rsec_buf_puts(&run->told, event->id);
		rsec_buf_puts(&run->told, event->why);
		rsec_buf_puts(&run->told, event->url);
	}
	rsec_manrs_events_free(events);
}

static void
read_contacts(struct run *run, uint32_t asn)
{
	struct rsec_manrs_contacts *contacts = rsec_manrs_contacts_new();
	struct rsec_manrs_peeringdb *peeringdb = rsec_manrs_peeringdb_new();
	const struct rsec_manrs_contact *contact;
	uint32_t i, n;

	MUST(contacts != NULL && peeringdb != NULL);
	read_one(run, rsec_manrs_rdap_read(contacts, again(run), &run->diag,
			  &run->count, &run->err));
	read_one(run, rsec_manrs_peeringdb_read(peeringdb, NULL, again(run),
			  &run->diag, &run->count, &run->err));
	MUST(rsec_manrs_peeringdb_freeze(peeringdb, contacts, NULL) == 0);
	MUST(rsec_manrs_contacts_freeze(contacts, NULL) == 0);
	n = rsec_manrs_contacts_of(contacts, asn, &i);
	for (n += i; i < n; i++) {
		contact = rsec_manrs_contacts_get(contacts, i);
		MUST(contact->asn == asn);
		MUST(!contact->hidden || contact->email[0] == '\0');
		rsec_buf_puts(&run->told, contact->name);
		rsec_buf_puts(&run->told, contact->email);
		rsec_buf_addc(&run->told,
		    rsec_manrs_is_email(contact->email) ? '@' : '-');
	}
	rsec_manrs_peeringdb_free(peeringdb);
	rsec_manrs_contacts_free(contacts);
}

static void
read_tests(struct run *run, uint32_t asn)
{
	struct rsec_manrs_tests *tests = rsec_manrs_tests_new();
	const struct rsec_manrs_test *test;
	uint32_t i, n;

	MUST(tests != NULL);
	read_one(run, rsec_manrs_spoofer_read(tests, again(run), &run->diag,
			  &run->count, &run->err));
	MUST(rsec_manrs_tests_freeze(tests, NULL) == 0);
	n = rsec_manrs_tests_of(tests, asn, &i);
	for (n += i; i < n; i++) {
		test = rsec_manrs_tests_get(tests, i);
		MUST(test->asn == asn);
		MUST(test->private_source != RSEC_MANRS_SPOOF_UNKNOWN ||
		     test->routed_source != RSEC_MANRS_SPOOF_UNKNOWN);
		rsec_buf_add(&run->told, &test->session, sizeof(test->session));
	}
	rsec_manrs_tests_free(tests);
}

static void
read_earlier(struct run *run, uint32_t asn)
{
	struct rsec_manrs_earlier *earlier = rsec_manrs_earlier_new();
	struct rsec_manrs_previous scores;
	size_t i;

	MUST(earlier != NULL);
	read_one(run, rsec_manrs_earlier_read(earlier, again(run), &run->diag,
			  &run->count, &run->err));
	if (rsec_manrs_earlier_of(earlier, &asn, 1, &scores))
		for (i = 0; i < RSEC_MANRS_FIGURES; i++) {
			MUST(scores.value[i] <= 1000000);
			MUST(scores.has[i] || scores.value[i] == 0);
			rsec_buf_add(&run->told, &scores.value[i],
			    sizeof(scores.value[i]));
		}
	rsec_manrs_earlier_free(earlier);
}

static void
read_participants(struct run *run, uint32_t asn)
{
	struct rsec_manrs_participants *table = rsec_manrs_participants_new();
	struct rsec_manrs_participant line;
	const char *name;
	size_t i, k;

	MUST(table != NULL);
	read_one(run, rsec_manrs_participants_read(table, again(run),
			  &run->diag, &run->count, &run->err));
	MUST(rsec_manrs_participants_freeze(table, NULL) == 0);
	for (i = 0; i < rsec_manrs_participants_count(table); i++) {
		line = rsec_manrs_participants_get(table, i);
		MUST(line.asns > 0);
		for (k = 0; k < line.asns; k++)
			MUST(rsec_manrs_participants_name(table, line.asn[k]) !=
			     NULL);
		rsec_buf_puts(&run->told, line.name);
	}
	name = rsec_manrs_participants_name(table, asn);
	rsec_buf_puts(&run->told, name != NULL ? name : "-");
	rsec_manrs_participants_free(table);
}

static struct rsec_buf
read_all(const uint8_t *data, size_t size, size_t chunk)
{
	struct run run = { .data = data, .size = size, .chunk = chunk };

	run.diag = (struct rsec_diag){ keep_message, &run.told };
	read_events(&run);
	read_contacts(&run, 64496);
	read_tests(&run, 64496);
	read_earlier(&run, 64496);
	read_participants(&run, 64496);
	return run.told;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct rsec_buf whole = read_all(data, size, 0);
	struct rsec_buf cut = read_all(data, size, 1 + size % 7);

	check_same(&whole, &cut);
	rsec_buf_fini(&whole);
	rsec_buf_fini(&cut);
	return 0;
}
