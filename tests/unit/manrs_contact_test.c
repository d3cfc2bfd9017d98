/* SPDX-License-Identifier: ISC */
#include "tests/lib/test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/utc.h"
#include "manrs/peeringdb.h"
#include "tests/lib/told.h"

/* Files of RDAP and of PeeringDB, read and joined. */
struct file {
	const char *kind; /* "rdap"; of PeeringDB: NULL, "net", ... */
	const char *text;
};

struct sets {
	struct rsec_manrs_contacts *contacts;
	struct rsec_manrs_peeringdb *peeringdb;
	struct told told;
	uint64_t count;
};

static int
read_file(struct sets *sets, const struct file *file, size_t chunk,
    struct rsec_err *err)
{
	struct rsec_memory memory = { (const uint8_t *)file->text,
		strlen(file->text), chunk };
	const struct rsec_source source = rsec_source_memory(&memory);
	const struct rsec_diag diag = told_diag(&sets->told);

	if (file->kind != NULL && strcmp(file->kind, "rdap") == 0)
		return rsec_manrs_rdap_read(
		    sets->contacts, source, &diag, &sets->count, err);
	return rsec_manrs_peeringdb_read(
	    sets->peeringdb, file->kind, source, &diag, &sets->count, err);
}

static void
sets_init(struct sets *sets)
{
	memset(sets, 0, sizeof(*sets));
	sets->contacts = rsec_manrs_contacts_new();
	sets->peeringdb = rsec_manrs_peeringdb_new();
	assert_non_null(sets->contacts);
	assert_non_null(sets->peeringdb);
}

static void
sets_fini(struct sets *sets)
{
	rsec_manrs_contacts_free(sets->contacts);
	rsec_manrs_peeringdb_free(sets->peeringdb);
}

static void
read_files(struct sets *sets, const struct file *files, size_t n, size_t chunk)
{
	struct rsec_err err;

	sets_init(sets);
	for (; n > 0; n--, files++)
		if (read_file(sets, files, chunk, &err) == -1)
			fail_msg("%u: %s", (unsigned)err.line, err.msg);
	assert_int_equal(
	    rsec_manrs_peeringdb_freeze(sets->peeringdb, sets->contacts, NULL),
	    0);
	assert_int_equal(rsec_manrs_contacts_freeze(sets->contacts, NULL), 0);
}

/* "NOC PeeringDB/PeeringDB NAME EMAIL PHONE HANDLE DAY hidden", a line each. */
static const char *
say(const struct sets *sets, uint32_t asn)
{
	static char text[1 << 14];
	char day[RSEC_UTC_SIZE];
	size_t n = 0;
	uint32_t i, count = rsec_manrs_contacts_of(sets->contacts, asn, &i);

	text[0] = '\0';
	for (count += i; i < count; i++) {
		const struct rsec_manrs_contact *c =
		    rsec_manrs_contacts_get(sets->contacts, i);

		strcpy(day, "-");
		if (c->updated != 0)
			rsec_utc_format_day(day, c->updated / RSEC_DAY);
		n += (size_t)snprintf(text + n, sizeof(text) - n,
		    "%s %s/%s (%s) (%s) (%s) (%s) %s%s%s\n",
		    rsec_manrs_role_name(c->role),
		    rsec_manrs_contact_source_name(c->source), c->registry,
		    c->name, c->email, c->phone, c->handle, day,
		    c->hidden ? " hidden" : "", c->missing ? " missing" : "");
	}
	return text;
}

/* One file gives EXPECTED for AS64496 and MESSAGES, however it is cut. */
static void
expect(const char *kind, const char *text, uint64_t records,
    const char *expected, const char *messages)
{
	static const size_t chunks[] = { 0, 1, 7 };
	const struct file file = { kind, text };
	struct sets sets;
	size_t i;

	for (i = 0; i < 3; i++) {
		read_files(&sets, &file, 1, chunks[i]);
		assert_string_equal(say(&sets, 64496), expected);
		assert_string_equal(sets.told.text, messages);
		assert_int_equal(sets.count, records);
		sets_fini(&sets);
	}
}

static void
refuse(const char *kind, const char *text, unsigned line, const char *message)
{
	const struct file file = { kind, text };
	struct sets sets;
	struct rsec_err err;

	sets_init(&sets);
	assert_int_equal(read_file(&sets, &file, 5, &err), -1);
	assert_string_equal(err.msg, message);
	assert_int_equal(err.line, line);
	sets_fini(&sets);
}

#define CARD(name, email, phone)                                        \
	"\"vcardArray\":[\"vcard\",[[\"version\",{},\"text\",\"4.0\"]," \
	"[\"fn\",{},\"text\",\"" name "\"],"                            \
	"[\"adr\",{},\"text\",[\"\",[\"a\",\"b\"]]],"                   \
	"[\"tel\",{\"type\":[\"voice\"]},\"uri\",\"" phone "\"],"       \
	"[\"email\",{},\"text\",\"" email "\"],"                        \
	"[\"email\",{},\"text\",\"other@example.net\"]]]"

static void
an_autnum_of_rdap_tells_its_contacts_in_each_role(void **state)
{
	(void)state;
	expect("rdap",
	    "{\"objectClassName\": \"autnum\", \"handle\": \"AS64496\",\n"
	    "\"startAutnum\": 64496, \"endAutnum\": 64496,\n"
	    "\"port43\": \"whois.ripe.net\", \"events\": [\n"
	    " {\"eventAction\": \"registration\", \"eventDate\":"
	    " \"2001-01-01T00:00:00Z\"},\n"
	    " {\"eventAction\": \"last changed\", \"eventDate\":"
	    " \"2026-02-03T04:05:06Z\"}],\n"
	    "\"entities\": [{\"objectClassName\": \"entity\",\n"
	    " \"handle\": \"NOC1\", \"roles\": [\"technical\","
	    " \"administrative\"],\n" CARD("Example NOC", "noc@example.net",
		"tel:+1-555-0100") "},\n{\"handle\": \"ORG1\", \"roles\": "
				   "[\"registrant\"],\n"
				   "\"entities\": [{\"handle\": \"AB1\", "
				   "\"roles\": [\"abuse\"],"
				   "\"events\": [{\"eventAction\": \"last "
				   "changed\","
				   "\"eventDate\": \"2025-01-01\"}],\n" CARD(
				       "", "abuse@example.net", "") "}]}]}",
	    1,
	    "technical RDAP/RIPE (Example NOC) (noc@example.net) (+1-555-0100)"
	    " (NOC1) 2026-02-03\n"
	    "administrative RDAP/RIPE (Example NOC) (noc@example.net)"
	    " (+1-555-0100) (NOC1) 2026-02-03\n"
	    "abuse RDAP/RIPE () (abuse@example.net) () (AB1) 2025-01-01\n"
	    "other RDAP/RIPE () () () (ORG1) 2026-02-03 hidden\n",
	    "");
}

static void
a_block_of_rdap_counts_for_each_number(void **state)
{
	(void)state;
	expect("rdap",
	    "[{\"startAutnum\":64490,\"endAutnum\":64500,\"entities\":"
	    "[{\"roles\":[\"noc\"]}]}]\n"
	    "{\"startAutnum\":\"64496\",\"entities\":"
	    "[{\"roles\":[\"noc\"],\"handle\":\"X\"}]}",
	    2,
	    "NOC RDAP/RDAP () () () () - hidden\n"
	    "NOC RDAP/RDAP () () () (X) - hidden\n",
	    "");
}

static void
a_wrong_autnum_is_told_and_left_out(void **state)
{
	(void)state;
	expect("rdap",
	    "[{\"objectClassName\":\"entity\",\"handle\":\"X\"},\n"
	    "{\"objectClassName\":\"autnum\"},\n"
	    "{\"startAutnum\":64496,\"endAutnum\":64495},\n"
	    "{\"startAutnum\":0,\"endAutnum\":4294967295,\"entities\":"
	    "[{\"roles\":[\"noc\"]}]},\n"
	    "{\"startAutnum\":64496,\"entities\":[{\"roles\":[\"noc\"],"
	    "\"events\":[{\"eventAction\":\"last changed\","
	    "\"eventDate\":\"2026-02-30\"}]}]}]",
	    0, "",
	    "1: the RDAP object is not an autnum\n"
	    "2: startAutnum \"\" is not an AS number\n"
	    "3: endAutnum is below startAutnum, or the block has more than "
	    "1024 AS numbers\n"
	    "4: endAutnum is below startAutnum, or the block has more than "
	    "1024 AS numbers\n"
	    "5: eventDate \"2026-02-30\" is not a time\n");
	refuse("rdap", "{\"net\": []}", 1,
	    "the JSON object holds no autnum objects");
}

static void
odd_shapes_of_a_jcard_do_no_harm(void **state)
{
	(void)state;
	expect("rdap",
	    "{\"startAutnum\":64496,\"entities\":{\"roles\":\"noc\","
	    "\"vcardArray\":[\"vcard\",[[\"fn\"],[],[\"email\",{},\"text\","
	    "[\"a\",\"b\"],\"c\"],[[\"tel\"]],\"tel\",7,null]]}}",
	    1, "NOC RDAP/RDAP () () () () - hidden\n", "");
}

#define NET                                                          \
	"{\"id\":7,\"org_id\":9,\"asn\":64496,\"name\":\"Example\"," \
	"\"aka\":\"\",\"website\":\"https://example.net\","          \
	"\"irr_as_set\":\"RADB::AS-X\",\"info_type\":\"NSP\","       \
	"\"info_prefixes4\":10,\"info_prefixes6\":null,"             \
	"\"updated\":\"2026-10-05T00:00:00Z\",\"status\":\"ok\"}"
#define NOC                                                               \
	"{\"id\":1,\"net_id\":7,\"role\":\"NOC\",\"visible\":\"Public\"," \
	"\"name\":\"N\",\"email\":\"noc@example.net\",\"phone\":\"+1\","  \
	"\"url\":\"\",\"updated\":\"2026-10-05T00:00:00Z\","              \
	"\"status\":\"ok\"}"
#define NOC_SAID \
	"NOC PeeringDB/PeeringDB (N) (noc@example.net) (+1) () 2026-10-05\n"
#define IX(id, rs)                                               \
	"{\"id\":" id ",\"net_id\":7,\"ix_id\":3,\"asn\":64496," \
	"\"speed\":10000,\"is_rs_peer\":" rs ",\"operational\":true}"

/* The network and its contact, joined from N files. */
static void
joins(const struct file *files, size_t n, uint32_t exchanges, uint32_t rs,
    int64_t time)
{
	const struct rsec_manrs_network *network;
	struct sets sets;

	read_files(&sets, files, n, 3);
	assert_string_equal(sets.told.text, "");
	assert_string_equal(say(&sets, 64496), NOC_SAID);
	network = rsec_manrs_peeringdb_of(sets.peeringdb, 64496);
	assert_non_null(network);
	assert_string_equal(network->name, "Example");
	assert_string_equal(network->website, "https://example.net");
	assert_string_equal(network->irr_as_set, "RADB::AS-X");
	assert_string_equal(network->info_type, "NSP");
	assert_string_equal(network->policy_url, "");
	assert_int_equal(network->id, 7);
	assert_int_equal(network->org_id, 9);
	assert_int_equal(network->prefixes4, 10);
	assert_int_equal(network->prefixes6, 0);
	assert_int_equal(network->updated, 1791158400);
	assert_int_equal(network->exchanges, exchanges);
	assert_int_equal(network->rs_peerings, rs);
	assert_true(rsec_manrs_peeringdb_has_contacts(sets.peeringdb));
	assert_int_equal(rsec_manrs_peeringdb_time(sets.peeringdb), time);
	assert_null(rsec_manrs_peeringdb_of(sets.peeringdb, 64497));
	sets_fini(&sets);
}

static void
all_shapes_of_peeringdb_and_any_order_join_to_the_same(void **state)
{
	static const struct file whole = { NULL,
		"{\"org\":{\"data\":[{\"id\":9}]},\"poc\":{\"data\":[" NOC
		"]},\"netixlan\":{\"data\":[" IX("1", "true") "," IX(
		    "2", "false") "]},\"net\":{\"data\":[" NET "]}}" };
	static const struct file parts[] = {
		{ "poc", "{\"data\":[" NOC "],\"meta\":{\"generated\":5.5}}" },
		{ "netixlan", "{\"meta\":{},\"data\":[" IX("1", "true") "," IX(
				  "2", "false") "," IX("2", "false") "]}" },
		{ "net", "{\"meta\":{\"generated\":4},\"data\":[" NET "]}" },
	};
	static const struct file told[] = {
		{ NULL, "{\"data\":[" NET "]}" },
		{ NULL, "[" IX("1", "true") "," IX("2", "false") "]" },
		{ NULL, "{\"data\":[" NOC "]}" },
	};
	const struct file back[] = { parts[2], parts[1], parts[0] };

	(void)state;
	joins(&whole, 1, 2, 1, 0);
	joins(parts, 3, 2, 1, 5);
	joins(back, 3, 2, 1, 5);
	joins(told, 3, 2, 1, 0);
}

static void
what_peeringdb_hides_is_a_hidden_contact(void **state)
{
	(void)state;
	expect(NULL,
	    "{\"net\":{\"data\":[" NET "]},\"poc\":{\"data\":["
	    "{\"net_id\":7,\"role\":\"Technical\",\"visible\":\"Users\","
	    "\"email\":\"t@example.net\"},"
	    "{\"net_id\":7,\"role\":\"Abuse\",\"visible\":\"Private\"},"
	    "{\"net_id\":7,\"role\":\"Sales\",\"name\":\"S\"},"
	    "{\"net_id\":7,\"role\":\"NOC\",\"status\":\"deleted\"},"
	    "{\"net_id\":8,\"role\":\"NOC\"}]}}",
	    6,
	    "technical PeeringDB/PeeringDB () () () () - hidden\n"
	    "abuse PeeringDB/PeeringDB () () () () - hidden\n"
	    "other PeeringDB/PeeringDB (S) () () () -\n",
	    "");
}

static void
a_wrong_record_of_peeringdb_is_told_and_left_out(void **state)
{
	(void)state;
	expect(NULL,
	    "{\"net\":{\"data\":[\n{\"id\":1,\"asn\":\"x\"},\n{\"asn\":1},\n"
	    "{\"id\":-1,\"asn\":1},\n"
	    "{\"id\":1,\"asn\":1,\"info_prefixes4\":4294967296},\n"
	    "{\"id\":1,\"asn\":1,\"updated\":\"now\"},\nnull]},\n"
	    "\"poc\":{\"data\":[{\"role\":\"NOC\"}]},\n"
	    "\"netixlan\":{\"data\":[{\"id\":1}]}}",
	    0, "",
	    "2: asn \"x\" is not an AS number\n"
	    "3: the record has no id\n"
	    "4: id \"-1\" is not a number\n"
	    "5: info_prefixes4 \"4294967296\" is not a number\n"
	    "6: updated \"now\" is not a time\n"
	    "7: the record is not a JSON object\n"
	    "8: the record has no net_id\n"
	    "9: the record has no net_id\n");
	refuse(NULL, "{\"meta\": {\"generated\": 1}}", 1,
	    "the JSON object holds no records of PeeringDB");
	refuse(
	    NULL, "{\"data\": [" NET "\n", 2, "document ends inside an array");
}

static void
the_newest_of_two_records_of_a_network_counts(void **state)
{
	static const struct file files[] = {
		{ "net", "[{\"id\":1,\"asn\":64496,\"name\":\"old\","
			 "\"updated\":\"2025-01-01\"}]" },
		{ "net", "[{\"id\":1,\"asn\":64496,\"name\":\"new\","
			 "\"updated\":\"2026-01-01\"}]" },
	};
	const struct file back[] = { files[1], files[0] };
	struct sets sets;
	int i;

	(void)state;
	for (i = 0; i < 2; i++) {
		read_files(&sets, i == 0 ? files : back, 2, 0);
		assert_string_equal(
		    rsec_manrs_peeringdb_of(sets.peeringdb, 64496)->name,
		    "new");
		assert_false(rsec_manrs_peeringdb_has_contacts(sets.peeringdb));
		sets_fini(&sets);
	}
}

static void
an_address_has_a_local_part_and_a_domain(void **state)
{
	static const char *const good[] = { "noc@example.net",
		"a.b+c@x-y.example", "o'neil@example.co.uk",
		"n\xc3\xb6\x63@example.net" };
	static const char *const bad[] = { "", "noc", "@example.net", "noc@",
		"noc@example", "noc@.net", "noc@example.", "noc@-x.net",
		"noc@x-.net", "noc@example..net", "a..b@example.net",
		".a@example.net", "a.@example.net", "a b@example.net",
		"a@b@example.net", "noc at example.net", "<noc@example.net>",
		"noc@example.net,", "unread@ripe.net x" };
	char longest[400];
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(good) / sizeof(*good); i++)
		assert_true(rsec_manrs_is_email(good[i]));
	for (i = 0; i < sizeof(bad) / sizeof(*bad); i++)
		if (rsec_manrs_is_email(bad[i]))
			fail_msg("%s", bad[i]);
	memset(longest, 'a', sizeof(longest));
	memcpy(longest + 64, "@example.net", 13);
	assert_true(rsec_manrs_is_email(longest));
	assert_false(rsec_manrs_is_email(strcpy(longest + 64, "a@b.net") - 64));
	memcpy(longest, "a@", 2);
	memset(longest + 2, 'b', 63);
	strcpy(longest + 65, ".net");
	assert_true(rsec_manrs_is_email(longest));
	strcpy(longest + 65, "b.net");
	assert_false(rsec_manrs_is_email(longest));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    an_autnum_of_rdap_tells_its_contacts_in_each_role),
		cmocka_unit_test(a_block_of_rdap_counts_for_each_number),
		cmocka_unit_test(a_wrong_autnum_is_told_and_left_out),
		cmocka_unit_test(odd_shapes_of_a_jcard_do_no_harm),
		cmocka_unit_test(
		    all_shapes_of_peeringdb_and_any_order_join_to_the_same),
		cmocka_unit_test(what_peeringdb_hides_is_a_hidden_contact),
		cmocka_unit_test(
		    a_wrong_record_of_peeringdb_is_told_and_left_out),
		cmocka_unit_test(the_newest_of_two_records_of_a_network_counts),
		cmocka_unit_test(an_address_has_a_local_part_and_a_domain),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
