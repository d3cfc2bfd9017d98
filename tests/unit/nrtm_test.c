/* SPDX-License-Identifier: ISC */
/*
 * Journals of NRTM: what is read, what is refused and why, and that what is
 * written is read again.  The streams are like those of IRRd's own tests,
 * which nrtm_vectors_test.c reads.
 */
#include "tests/lib/test.h"

#include <stdlib.h>
#include <string.h>

#include "irr/nrtm.h"
#include "tests/lib/nrtm.h"

#define SESSION "ca128382-78d9-41d1-8927-1ecef15275be"
#define HEAD(type)                                                  \
	"\x1e{\"nrtm_version\":4,\"type\":\"" type "\",\"source\":" \
	"\"EXAMPLE\",\"session_id\":\"" SESSION "\",\"version\":4}\n"
#define ROUTE                      \
	"route:   192.0.2.0/24\n"  \
	"origin:  AS64496\n"       \
	"mnt-by:  MAINT-EXAMPLE\n" \
	"source:  EXAMPLE\n"
#define AS_SET                      \
	"as-set:  AS64496:AS-ALL\n" \
	"members: AS64497\n"        \
	"source:  example\n"

static struct rsec_nrtm *
read_good(const char *text)
{
	struct rsec_err err = { .msg = "" };
	struct rsec_nrtm *nrtm = nrtm_of(text, strlen(text), 0, &err);

	if (nrtm == NULL)
		fail_msg("line %d: %s", (int)err.line, err.msg);
	return nrtm;
}

static void
assert_entry(const struct rsec_nrtm *nrtm, size_t i, bool deleted,
    const char *class, const char *key)
{
	const struct rsec_nrtm_entry *entry = rsec_nrtm_get(nrtm, i);

	assert_true(entry->deleted == deleted);
	assert_string_equal(rsec_rpsl_class_name(entry->class_id), class);
	assert_string_equal(entry->key, key);
	assert_ptr_equal(
	    rsec_nrtm_find(nrtm, entry->class_id, entry->key), entry);
}

/* The whole, and then cut into runs of one byte. */
static void
assert_bad(const char *text, uint64_t line, const char *message)
{
	struct rsec_err err;
	size_t chunk;

	for (chunk = 0; chunk < 2; chunk++) {
		memset(&err, 0, sizeof(err));
		assert_null(nrtm_of(text, strlen(text), chunk, &err));
		assert_string_equal(err.msg, message);
		assert_int_equal(err.line, line);
	}
}

static void
version_3_has_a_serial_at_each_operation(void **state)
{
	struct rsec_nrtm *nrtm =
	    read_good("% a comment\n"
		      "\n"
		      "%START Version: 3 Example 100-200 FILTERED\n"
		      "\n"
		      "ADD 101\n\n" ROUTE "\n\n\n"
		      "# between\n"
		      "DEL 200\n\n" AS_SET "\n"
		      "%END EXAMPLE\n");
	const struct rsec_nrtm_head *head = rsec_nrtm_head(nrtm);

	(void)state;
	assert_int_equal(head->format, RSEC_NRTM_V3);
	assert_string_equal(head->source, "EXAMPLE");
	assert_true(head->first == 100 && head->last == 200);
	assert_int_equal(rsec_nrtm_count(nrtm), 2);
	assert_entry(nrtm, 0, false, "route", "192.0.2.0/24AS64496");
	assert_entry(nrtm, 1, true, "as-set", "AS64496:AS-ALL");
	assert_int_equal(rsec_nrtm_get(nrtm, 0)->line, 7);
	assert_int_equal(rsec_nrtm_get(nrtm, 1)->line, 17);
	assert_int_equal(rsec_nrtm_get(nrtm, 0)->len, strlen(ROUTE) - 1);
	assert_memory_equal(
	    rsec_nrtm_get(nrtm, 0)->text, ROUTE, strlen(ROUTE) - 1);
	rsec_nrtm_free(nrtm);
}

static void
version_1_counts_operations(void **state)
{
	struct rsec_nrtm *nrtm =
	    read_good("%START Version: 1 EXAMPLE 7-8\n\n"
		      "ADD\n\n" ROUTE "\nDEL\n\n" AS_SET "\n%END EXAMPLE");

	(void)state;
	assert_int_equal(rsec_nrtm_head(nrtm)->format, RSEC_NRTM_V1);
	assert_int_equal(rsec_nrtm_count(nrtm), 2);
	rsec_nrtm_free(nrtm);
	assert_bad("%START Version: 1 EXAMPLE 7-7\n\n"
		   "ADD\n\n" ROUTE "\nDEL\n\n" AS_SET "\n%END EXAMPLE\n",
	    10, "more operations than the serials 7-7 announce");
}

static void
the_last_word_on_an_object_counts(void **state)
{
	struct rsec_nrtm *nrtm = read_good("%START Version: 3 EXAMPLE 1-9\n"
					   "ADD 1\n\n" ROUTE "\n"
					   "DEL 2\n\n" ROUTE "\n"
					   "DEL 3\n\n" AS_SET "\n"
					   "ADD 4\n\n" AS_SET "\n"
					   "ADD 5\n\nunknown-class: x\n\n"
					   "%END EXAMPLE\n");

	(void)state;
	assert_int_equal(rsec_nrtm_count(nrtm), 2);
	assert_entry(nrtm, 0, true, "route", "192.0.2.0/24AS64496");
	assert_entry(nrtm, 1, false, "as-set", "AS64496:AS-ALL");
	assert_null(rsec_nrtm_find(nrtm, RSEC_RPSL_ROUTE6, "x"));
	rsec_nrtm_free(nrtm);
}

static void
comments_inside_an_object_are_no_marks(void **state)
{
	static const char object[] = "route: 192.0.2.0/24\r\n"
				     "%END EXAMPLE\r\n"
				     "%START Version: 3 EXAMPLE 1-2\r\n"
				     "origin: AS64496\r\n"
				     " \r\n"
				     "+\r\n"
				     "# ADD 3\r\n"
				     "source: EXAMPLE\r\n";
	struct rsec_buf text = RSEC_BUF_INIT;
	struct rsec_nrtm *nrtm;

	(void)state;
	rsec_buf_puts(&text, "%START Version: 3 EXAMPLE 1-9\r\n\r\n");
	rsec_buf_puts(&text, "ADD 1\r\n\r\n");
	rsec_buf_puts(&text, object);
	rsec_buf_puts(&text, "\r\n% END EXAMPLE\r\n");
	rsec_buf_addc(&text, '\0');
	nrtm = read_good(text.data);
	assert_int_equal(rsec_nrtm_count(nrtm), 1);
	assert_entry(nrtm, 0, false, "route", "192.0.2.0/24AS64496");
	rsec_nrtm_free(nrtm);
	rsec_buf_fini(&text);
}

static void
an_object_without_its_key_is_known_by_its_first_attribute(void **state)
{
	struct rsec_nrtm *nrtm =
	    read_good("%START Version: 3 EXAMPLE 1-9\n"
		      "ADD 1\n\nperson: No Handle\nsource: EXAMPLE\n\n"
		      "ADD 2\n\nroute: 192.0.2.1/24\norigin: as64496\n\n"
		      "%END EXAMPLE\n");

	(void)state;
	assert_entry(nrtm, 0, false, "route", "192.0.2.1/24AS64496");
	assert_entry(nrtm, 1, false, "person", "NO HANDLE");
	rsec_nrtm_free(nrtm);
}

static void
bad_streams_are_refused_with_the_reason(void **state)
{
	static const struct {
		const char *text, *message;
		uint64_t line;
	} cases[] = {
		{ "", "journal is empty", 0 },
		{ "% nothing\n", "journal has no %START line", 0 },
		{ "ADD 1\n", "no %START line before the first operation", 1 },
		{ "\n" ROUTE, "no %START line before the first operation", 2 },
		{ "%END EXAMPLE\n", "no %START line before the first operation",
		    1 },
		{ "%START Version: 99 EXAMPLE 1-2",
		    "NRTM version \"99\" is none of 1, 3 and 4", 1 },
		{ "%START\n",
		    "\"%START\" is not \"%START Version: 3 SOURCE "
		    "FIRST-LAST\"",
		    1 },
		{ "%START Version: 3 EXAMPLE 2-1",
		    "\"%START Version: 3 EXAMPLE 2-1\" is not \"%START "
		    "Version: 3 SOURCE FIRST-LAST\"",
		    1 },
		{ "%START Version: 3 EXAMPLE 1-2 more",
		    "\"%START Version: 3 EXAMPLE 1-2 more\" is not \"%START "
		    "Version: 3 SOURCE FIRST-LAST\"",
		    1 },
		{ "%START Version: 3 EX.AMPLE 1-2",
		    "\"EX.AMPLE\" is not the name of a registry (RFC 2622 "
		    "section 2)",
		    1 },
		{ "%ERROR:401: invalid range\n",
		    "the server answered \"%ERROR:401: invalid range\"", 1 },
		{ "%START Version: 3 EXAMPLE 1-2\n",
		    "journal ends without \"%END EXAMPLE\"", 1 },
		{ "%START Version: 3 EXAMPLE 1-2\n\nADD 1\n\n" ROUTE,
		    "journal ends without \"%END EXAMPLE\"", 8 },
		{ "%START Version: 3 EXAMPLE 1-2\n\n"
		  "%START Version: 3 EXAMPLE 1-2\n",
		    "a second %START line", 3 },
		{ "%START Version: 3 EXAMPLE 1-2\nADD 3\n",
		    "serial 3 is outside the announced 1-2", 2 },
		{ "%START Version: 3 EXAMPLE 1-2\nADD\n",
		    "\"\" is not the serial of an operation", 2 },
		{ "%START Version: 1 EXAMPLE 1-2\nADD 1\n",
		    "version 1 has no serials at operations", 2 },
		{ "%START Version: 3 EXAMPLE 1-2\nADD 2\n\n" ROUTE "\nDEL 2\n",
		    "serial 2 after 2: serials must grow", 9 },
		{ "%START Version: 3 EXAMPLE 1-2\nADD 1\nADD 2\n",
		    "an operation without an object before this one", 3 },
		{ "%START Version: 3 EXAMPLE 1-2\nADD 1\n%END EXAMPLE\n",
		    "%END after an operation without an object", 3 },
		{ "%START Version: 3 EXAMPLE 1-2\n" ROUTE,
		    "an object without ADD or DEL", 2 },
		{ "%START Version: 3 EXAMPLE 1-2\n%END OTHER\n",
		    "%END of \"OTHER\" in a journal of EXAMPLE", 2 },
		{ "%START Version: 3 EXAMPLE 1-2\n%END EXAMPLE\nADD 1\n",
		    "an operation after %END", 3 },
		{ "%START Version: 3 EXAMPLE 1-2\n%END EXAMPLE\n" ROUTE,
		    "text after %END", 3 },
		{ "%START Version: 3 EXAMPLE 1-2\n%END EXAMPLE\n%END "
		  "EXAMPLE\n",
		    "%END after %END", 3 },
		{ "%START Version: 3 EXAMPLE 1-2\nADD 1\n\n"
		  "route: 192.0.2.0/24\norigin: AS64496\nsource: OTHER\n\n",
		    "source \"OTHER\" in a journal of EXAMPLE", 6 },
		{ "%START Version: 3 EXAMPLE 1-2\nADD 1\n\n"
		  "route: 192.0.2.0/24\nnothing\n\n",
		    "\"nothing\" is neither an attribute nor goes on with one "
		    "(RFC 2622 section 2)",
		    5 },
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		assert_bad(cases[i].text, cases[i].line, cases[i].message);
}

static void
a_delta_adds_and_deletes(void **state)
{
	struct rsec_nrtm *nrtm = read_good(HEAD(
	    "delta") "\x1e{\"action\":\"delete\",\"object_class\":\"ROUTE6\","
		     "\"primary_key\":\"2001:DB8::/32as64496\",\"more\":[{}]}\n"
		     "\x1e{\"action\":\"delete\",\"object_class\":\"person\","
		     "\"primary_key\":\"ex1-example\"}\n"
		     "\x1e{\"action\":\"delete\",\"object_class\":\"unheard-"
		     "of\","
		     "\"primary_key\":\"x\"}\n"
		     "\x1e{\"action\":\"add_modify\",\"object\":\"route: "
		     "192.0.2.0/24"
		     "\\norigin: AS64496\\nsource: EXAMPLE\\n\"}\n");
	const struct rsec_nrtm_head *head = rsec_nrtm_head(nrtm);

	(void)state;
	assert_int_equal(head->format, RSEC_NRTM_V4_DELTA);
	assert_string_equal(head->source, "EXAMPLE");
	assert_string_equal(head->session, SESSION);
	assert_true(head->first == 4 && head->last == 4);
	assert_int_equal(rsec_nrtm_count(nrtm), 3);
	assert_entry(nrtm, 0, false, "route", "192.0.2.0/24AS64496");
	assert_entry(nrtm, 1, true, "route6", "2001:db8::/32AS64496");
	assert_entry(nrtm, 2, true, "person", "EX1-EXAMPLE");
	assert_null(rsec_nrtm_get(nrtm, 1)->text);
	assert_int_equal(rsec_nrtm_get(nrtm, 0)->line, 5);
	rsec_nrtm_free(nrtm);
}

static void
a_snapshot_adds(void **state)
{
	struct rsec_nrtm *nrtm =
	    read_good(HEAD("snapshot") "\x1e{\"object\":\"as-set: "
				       "AS-EXAMPLE\\nsource: EXAMPLE\"}");

	(void)state;
	assert_int_equal(rsec_nrtm_head(nrtm)->format, RSEC_NRTM_V4_SNAPSHOT);
	assert_int_equal(rsec_nrtm_count(nrtm), 1);
	assert_entry(nrtm, 0, false, "as-set", "AS-EXAMPLE");
	rsec_nrtm_free(nrtm);
}

#define DRAFT " (draft-ietf-grow-nrtm-v4)"

static void
bad_sequences_are_refused_with_the_reason(void **state)
{
	static const struct {
		const char *text, *message;
		uint64_t line;
	} cases[] = {
		{ "\x1e", "journal has no head" DRAFT, 0 },
		{ "{\"nrtm_version\":4}",
		    "text before the first record separator (RFC 7464 section "
		    "2.2)",
		    1 },
		{ "\x1e[]\n", "record is not a JSON object", 1 },
		{ "\x1e{\"type\":\"delta\"}\n",
		    "no nrtm_version in the record" DRAFT, 1 },
		{ "\x1e{\"nrtm_version\":\"4\"}\n",
		    "nrtm_version is not a number", 1 },
		{ "\x1e{\"type\":\"delta\",\n\"type\":\"delta\"}\n",
		    "a second type in one record", 2 },
		{ "\x1e{\"nrtm_version\":5,\"type\":\"delta\",\"source\":\"X\","
		  "\"session_id\":\"" SESSION "\",\"version\":1}",
		    "nrtm_version \"5\" is not 4" DRAFT, 1 },
		{ "\x1e{\"nrtm_version\":4,\"type\":\"notification\","
		  "\"source\":\"X\",\"session_id\":\"" SESSION
		  "\",\"version\":1}",
		    "type \"notification\" is none of delta and snapshot" DRAFT,
		    1 },
		{ "\x1e{\"nrtm_version\":4,\"type\":\"delta\",\"source\":\"X\","
		  "\"session_id\":\"x\",\"version\":1}",
		    "session_id \"x\" is not a UUID" DRAFT, 1 },
		{ "\x1e{\"nrtm_version\":4,\"type\":\"delta\",\"source\":\"X\","
		  "\"session_id\":\"" SESSION "\",\"version\":1.5}",
		    "version \"1.5\" is not a positive integer" DRAFT, 1 },
		{ HEAD("delta") "\x1e{\"action\":\"add_modify\",",
		    "document ends inside an object", 2 },
		{ HEAD("delta") "\n\n\x1e{}\n", "no action in the record" DRAFT,
		    4 },
		{ HEAD("delta") "\x1e{\"action\":\"replace\"}\n",
		    "action \"replace\" is none of add_modify and "
		    "delete" DRAFT,
		    2 },
		{ HEAD("delta") "\x1e{\"action\":\"delete\"}\n",
		    "no object_class in the record" DRAFT, 2 },
		{ HEAD("delta") "\x1e{\"action\":\"delete\",\"object_class\":"
				"\"route\",\"primary_key\":\"a\\nb\"}\n",
		    "\"a\\x0ab\" is not a primary key", 2 },
		{ HEAD("snapshot") "\x1e{}\n", "no object in the record" DRAFT,
		    2 },
		{ HEAD("snapshot") "\x1e{\"object\":\"\\n\"}\n",
		    "object \"\\x0a\" is empty" DRAFT, 2 },
		{ HEAD("snapshot") "\x1e{\"object\":\"route: "
				   "192.0.2.0/24\\nx\"}\n",
		    "line 2 of the object: \"x\" is neither an attribute nor "
		    "goes on with one (RFC 2622 section 2)",
		    2 },
		{ HEAD("snapshot") "\x1e{\"object\":\"as-set: AS-A\\n\\n"
				   "as-set: AS-B\"}\n",
		    "line 3 of the object: another object follows after an "
		    "empty line",
		    2 },
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		assert_bad(cases[i].text, cases[i].line, cases[i].message);
}

static void
the_first_bytes_tell_a_journal_from_a_dump(void **state)
{
	static const struct {
		const char *text;
		enum rsec_nrtm_format format;
	} cases[] = {
		{ "", RSEC_NRTM_NONE },
		{ "% a dump\n\n" ROUTE, RSEC_NRTM_NONE },
		{ "#ADD 1\r\n\r\n" ROUTE, RSEC_NRTM_NONE },
		{ "ADD: 1\n", RSEC_NRTM_NONE },
		{ "{\"roas\":[]}", RSEC_NRTM_NONE },
		{ "ADD 1\n\n" ROUTE, RSEC_NRTM_V3 },
		{ "\n% hello\n%START Version: 3 EXAMPLE 1-2", RSEC_NRTM_V3 },
		{ "% START Version: 1 EXAMPLE 1-2", RSEC_NRTM_V1 },
		{ "%START Version: 99 EXAMPLE 1-2", RSEC_NRTM_V3 },
		{ HEAD("delta"), RSEC_NRTM_V4_DELTA },
		{ HEAD("snapshot"), RSEC_NRTM_V4_SNAPSHOT },
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		assert_int_equal(
		    rsec_nrtm_sniff(cases[i].text, strlen(cases[i].text)),
		    cases[i].format);
}

/* Write a head, ADD, DEL and an end. */
static int
write_two(struct rsec_buf *out, const struct rsec_nrtm_head *head,
    const char *add, size_t add_len, const char *del, const char *key,
    struct rsec_err *err)
{
	struct rsec_rpsl_object added = {
		.text = add, .len = add_len, .class_id = RSEC_RPSL_ROUTE
	};
	struct rsec_rpsl_object deleted = {
		.text = del, .len = strlen(del), .class_id = RSEC_RPSL_AS_SET
	};

	if (rsec_nrtm_write_head(out, head, err) != 0 ||
	    rsec_nrtm_write_add(out, head, head->first, &added, err) != 0 ||
	    rsec_nrtm_write_delete(
		out, head, head->first + 1, &deleted, key, err) != 0)
		return -1;
	return rsec_nrtm_write_end(out, head, err);
}

static void
what_is_written_is_read_again(void **state)
{
	static const char route[] = "route: 192.0.2.0/24\n% \xc3\xa9 \"\\\x01"
				    "\n+\norigin: AS64496";
	struct rsec_nrtm_head head = {
		.source = "EXAMPLE", .session = SESSION, .first = 12, .last = 13
	};
	struct rsec_buf text = RSEC_BUF_INIT;
	const struct rsec_nrtm_entry *entry;
	struct rsec_nrtm *nrtm;
	struct rsec_err err;

	(void)state;
	for (head.format = RSEC_NRTM_V1; head.format <= RSEC_NRTM_V4_DELTA;
	     head.format++) {
		text.len = 0;
		assert_int_equal(
		    write_two(&text, &head, route, sizeof(route) - 1, AS_SET,
			"AS64496:AS-ALL", &err),
		    0);
		assert_int_equal(
		    rsec_nrtm_sniff(text.data, text.len), head.format);
		nrtm = nrtm_of(text.data, text.len, 0, &err);
		assert_non_null(nrtm);
		assert_string_equal(rsec_nrtm_head(nrtm)->source, "EXAMPLE");
		assert_int_equal(rsec_nrtm_head(nrtm)->first, 12);
		assert_int_equal(rsec_nrtm_count(nrtm), 2);
		assert_entry(nrtm, 0, false, "route", "192.0.2.0/24AS64496");
		assert_entry(nrtm, 1, true, "as-set", "AS64496:AS-ALL");
		entry = rsec_nrtm_get(nrtm, 0);
		assert_int_equal(entry->len, sizeof(route) - 1);
		assert_memory_equal(entry->text, route, entry->len);
		rsec_nrtm_free(nrtm);
	}
	rsec_buf_fini(&text);
}

static void
version_3_is_written_as_servers_send_it(void **state)
{
	struct rsec_nrtm_head head = { .format = RSEC_NRTM_V3,
		.source = "EXAMPLE",
		.first = 1,
		.last = 2 };
	struct rsec_buf text = RSEC_BUF_INIT;
	struct rsec_err err;

	(void)state;
	assert_int_equal(write_two(&text, &head, "route: 192.0.2.0/24", 19,
			     "as-set: AS-X", "AS-X", &err),
	    0);
	rsec_buf_addc(&text, '\0');
	assert_string_equal(text.data, "%START Version: 3 EXAMPLE 1-2\n\n"
				       "ADD 1\n\nroute: 192.0.2.0/24\n\n"
				       "DEL 2\n\nas-set: AS-X\n\n"
				       "%END EXAMPLE\n");
	rsec_buf_fini(&text);
}

static void
version_4_is_written_as_the_draft_shows_it(void **state)
{
	struct rsec_nrtm_head head = { .format = RSEC_NRTM_V4_DELTA,
		.source = "EXAMPLE",
		.session = SESSION,
		.first = 4,
		.last = 4 };
	struct rsec_buf text = RSEC_BUF_INIT;
	struct rsec_err err;

	(void)state;
	assert_int_equal(write_two(&text, &head, "route: 192.0.2.0/24\nx: y",
			     24, "as-set: AS-X", "AS-X", &err),
	    0);
	rsec_buf_addc(&text, '\0');
	assert_string_equal(text.data,
	    HEAD("delta") "\x1e{\"action\":\"add_modify\",\"object\":"
			  "\"route: 192.0.2.0/24\\nx: y\"}\n"
			  "\x1e{\"action\":\"delete\",\"object_class\":"
			  "\"as-set\",\"primary_key\":\"AS-X\"}\n");
	rsec_buf_fini(&text);
}

static void
bytes_that_are_not_utf8_are_for_version_3_only(void **state)
{
	static const char route[] = "route: 192.0.2.0/24\ndescr: \xe9\n";
	struct rsec_rpsl_object object = { .text = route,
		.len = sizeof(route) - 1,
		.class_id = RSEC_RPSL_ROUTE };
	struct rsec_nrtm_head head = { .format = RSEC_NRTM_V4_DELTA };
	struct rsec_buf text = RSEC_BUF_INIT;
	struct rsec_err err;

	(void)state;
	assert_int_equal(
	    rsec_nrtm_write_add(&text, &head, 1, &object, &err), -1);
	assert_int_equal(err.code, RSEC_ERR_UNSUPPORTED);
	assert_string_equal(err.msg,
	    "line 2 of the object is not UTF-8, which NRTM version 4 cannot "
	    "carry (RFC 8259 section 8.1); version 3 can");
	assert_int_equal(text.len, 0);
	assert_int_equal(
	    rsec_nrtm_write_delete(&text, &head, 1, &object, "\xff", &err), -1);
	assert_int_equal(text.len, 0);
	head.format = RSEC_NRTM_V3;
	assert_int_equal(
	    rsec_nrtm_write_add(&text, &head, 1, &object, &err), 0);
	rsec_buf_fini(&text);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(version_3_has_a_serial_at_each_operation),
		cmocka_unit_test(version_1_counts_operations),
		cmocka_unit_test(the_last_word_on_an_object_counts),
		cmocka_unit_test(comments_inside_an_object_are_no_marks),
		cmocka_unit_test(
		    an_object_without_its_key_is_known_by_its_first_attribute),
		cmocka_unit_test(bad_streams_are_refused_with_the_reason),
		cmocka_unit_test(a_delta_adds_and_deletes),
		cmocka_unit_test(a_snapshot_adds),
		cmocka_unit_test(bad_sequences_are_refused_with_the_reason),
		cmocka_unit_test(the_first_bytes_tell_a_journal_from_a_dump),
		cmocka_unit_test(what_is_written_is_read_again),
		cmocka_unit_test(version_3_is_written_as_servers_send_it),
		cmocka_unit_test(version_4_is_written_as_the_draft_shows_it),
		cmocka_unit_test(
		    bytes_that_are_not_utf8_are_for_version_3_only),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
