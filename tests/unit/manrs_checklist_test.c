/* SPDX-License-Identifier: ISC */
/* Signed checklists: lib/manrs/checklist.h, and PLUS-RSC. */
#include "tests/lib/test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "rpki/object.h"
#include "tests/lib/cadefect.h"
#include "tests/lib/manrs.h"
#include "tests/lib/told.h"
#include "tests/unit/manrs_checklist/find.h"

/* What reading one object came to. */
struct reading {
	struct rsec_manrs_checklists *lists;
	struct told told;
	struct rsec_err err;
	uint64_t count;
	int rc;
};

static struct ca ca;

static int
make_authority(void **state)
{
	(void)state;
	ca_init(&ca, "ta", 0, NULL, "rsync://rpki.example.net/repo/");
	ca.ip = CA_DOC_IP;
	ca.asn = CA_DOC_ASN;
	return 0;
}

static void
read_bytes(struct reading *r, const void *data, size_t len, size_t chunk)
{
	struct rsec_memory memory = { data, len, chunk };
	struct rsec_diag diag = told_diag(&r->told);

	memset(&r->told, 0, sizeof(r->told));
	r->count = 0;
	assert_non_null(r->lists = rsec_manrs_checklists_new());
	r->rc = rsec_manrs_checklist_read(r->lists, rsec_source_memory(&memory),
	    "list.sig", &diag, &r->count, &r->err);
	assert_int_equal(rsec_manrs_checklists_count(r->lists), r->count);
}

static void
read_signed(struct reading *r, const struct ca_object *object)
{
	struct derw w = { 0 };

	ca_sign(&ca, object, &w);
	read_bytes(r, w.data, w.len, 0);
	derw_fini(&w);
}

/* "AS64496 192.0.2.0/24 2001:db8::/32" */
static void
say_resources(const struct rsec_resources *r, char *to, size_t size)
{
	char text[RSEC_IP_RANGE_SIZE];
	size_t i, n = 0;

	for (i = 0; i < r->asn.count; i++)
		n += (size_t)snprintf(to + n, size - n, "AS%u-%u ",
		    r->asn.list[i].min, r->asn.list[i].max);
	for (i = 0; i < r->ipv4.count; i++) {
		rsec_ip_range_format(text, &r->ipv4.list[i], RSEC_IPV4);
		n += (size_t)snprintf(to + n, size - n, "%s ", text);
	}
	for (i = 0; i < r->ipv6.count; i++) {
		rsec_ip_range_format(text, &r->ipv6.list[i], RSEC_IPV6);
		n += (size_t)snprintf(to + n, size - n, "%s ", text);
	}
}

static void
a_signed_checklist_is_read(void **state)
{
	static const struct ca_file files[] = { { "b.txt", { 1 } },
		{ NULL, { 2 } } };
	const struct ca_object object = { .type = CA_RSC,
		.name = "list.sig",
		.providers = "64496 64500-64511",
		.prefixes = "192.0.2.1-192.0.2.7 198.51.100.0/24 "
			    "2001:db8::/33",
		.signing_time = FIRST + 60,
		.not_after = FIRST + 3600,
		.files = files,
		.file_count = 2 };
	static const size_t chunks[] = { 0, 1, 7 };
	const struct rsec_manrs_checklist *list;
	struct derw w = { 0 };
	struct reading r;
	char text[256];
	size_t i;

	(void)state;
	ca_sign(&ca, &object, &w);
	for (i = 0; i < 3; i++) {
		read_bytes(&r, w.data, w.len, chunks[i]);
		assert_int_equal(r.rc, 0);
		assert_int_equal(r.count, 1);
		assert_string_equal(r.told.text, "");
		list = rsec_manrs_checklists_get(r.lists, 0);
		assert_string_equal(list->path, "list.sig");
		assert_int_equal(list->not_before, FIRST);
		assert_int_equal(list->not_after, FIRST + 3600);
		assert_int_equal(list->signing_time, FIRST + 60);
		say_resources(&list->resources, text, sizeof(text));
		assert_string_equal(text,
		    "AS64496-64496 AS64500-64511 192.0.2.1-192.0.2.7 "
		    "198.51.100.0/24 2001:db8::/33 ");
		assert_int_equal(list->files, 2);
		assert_string_equal(list->file[0].name, "b.txt");
		assert_int_equal(list->file[0].digest[0], 1);
		assert_string_equal(list->file[1].name, "");
		assert_int_equal(list->file[1].digest[0], 2);
		rsec_manrs_checklists_free(r.lists);
	}
	derw_fini(&w);
}

/* Whether DEFECT breaks a rule for which an object is refused. */
static bool
is_fatal(const struct ca_defect *defect)
{
	return defect->rule != NULL &&
	       rsec_rule_info(rsec_rule_find(defect->rule))->severity[0] ==
		   RSEC_ERROR;
}

static void
what_breaks_a_rule_is_told_and_left_out(void **state)
{
	const struct ca_defect *defect;
	struct derw w = { 0 };
	struct reading r;
	size_t i, broken = 0, sound = 0;

	(void)state;
	for (i = 0; (defect = ca_defect_get(i)) != NULL; i++) {
		if (defect->type != CA_RSC)
			continue;
		ca_defect_sign(&ca, CA_RSC, "list.sig", defect, &w);
		read_bytes(&r, w.data, w.len, 0);
		if (r.rc != 0 || r.count != !is_fatal(defect))
			fail_msg("%s: %s", defect->name, r.told.text);
		assert_int_equal(r.told.n > 0, is_fatal(defect));
		if (!is_fatal(defect))
			sound++;
		else if (strstr(r.told.text,
			     rsec_rule_info(rsec_rule_find(defect->rule))
				 ->cite) != NULL)
			broken++;
		else
			fail_msg("%s: %s", defect->name, r.told.text);
		rsec_manrs_checklists_free(r.lists);
	}
	assert_true(broken == 13);
	assert_true(sound >= 1);
	derw_fini(&w);
}

/* Resources that stand as EDIT puts them, and what is told of it. */
static void
must_refuse(const char *prefixes, struct derw_edit edit, const char *said)
{
	struct ca_object object = ca_example(CA_RSC, "list.sig");
	struct reading r;

	object.prefixes = prefixes;
	object.providers = NULL;
	object.edits[0] = edit;
	read_signed(&r, &object);
	assert_int_equal(r.rc, 0);
	assert_string_equal(r.told.text, said);
	assert_int_equal(r.count, 0);
	rsec_manrs_checklists_free(r.lists);
}

static void
resources_out_of_order_are_refused_in_both_families(void **state)
{
	static const char at[] = "resources/ip/families/family/list";
	const struct derw_edit reverse = { .at = at, .op = DERW_REVERSE };
	const struct derw_edit twice = { .at = "resources/ip/families/family",
		.op = DERW_TWICE };

	(void)state;
	must_refuse("192.0.2.0/24 198.51.100.0/24", reverse,
	    "0: 192.0.2.0/24 comes after, not before 198.51.100.0/24 (RFC 3779 "
	    "section 2.2.3.6)\n");
	must_refuse("2001:db8::/40 2001:db8:8000::/40", reverse,
	    "0: 2001:db8::/40 comes after, not before 2001:db8:8000::/40 (RFC "
	    "3779 "
	    "section 2.2.3.6)\n");
	must_refuse("192.0.2.0/24", twice,
	    "0: address family 1 after 1 (RFC 6487 section 4.8.10)\n");
	must_refuse("2001:db8::/40", twice,
	    "0: address family 2 after 2 (RFC 6487 section 4.8.10)\n");
}

static void
what_is_cut_is_no_checklist(void **state)
{
	struct ca_object object = ca_example(CA_RSC, "list.sig");
	struct derw w = { 0 };
	struct reading r;
	size_t len;

	(void)state;
	object.prefixes = "192.0.2.0/24 2001:db8::/32";
	ca_sign(&ca, &object, &w);
	for (len = 0; len < w.len; len++) {
		read_bytes(&r, w.data, len, 0);
		assert_int_equal(r.count, 0);
		assert_int_equal(r.rc, -1);
		assert_non_null(strstr(r.err.msg, "no RSC in it: "));
		rsec_manrs_checklists_free(r.lists);
	}
	derw_fini(&w);
}

static void
bytes_behind_it_are_refused(void **state)
{
	struct ca_object object = ca_example(CA_RSC, "list.sig");
	struct derw w = { 0 };
	struct reading r;
	uint8_t *more;

	(void)state;
	object.prefixes = NULL;
	ca_sign(&ca, &object, &w);
	assert_non_null(more = calloc(1, w.len + 3));
	memcpy(more, w.data, w.len);
	read_bytes(&r, more, w.len + 3, 100);
	assert_int_equal(r.rc, 0);
	assert_int_equal(r.count, 0);
	assert_string_equal(
	    r.told.text, "0: 3 bytes follow the object (RFC 6488 section 3)\n");
	rsec_manrs_checklists_free(r.lists);
	free(more);
	derw_fini(&w);
}

/* Each bit of PART, which is in W, is flipped in turn. */
static void
must_refuse_flips(struct derw *w, struct rsec_bytes part)
{
	uint8_t *at = w->data + (part.data - w->data);
	struct reading r;
	size_t i;

	assert_true(part.len > 0);
	for (i = 0; i < 8 * part.len; i++) {
		at[i / 8] ^= (uint8_t)(1 << i % 8);
		read_bytes(&r, w->data, w->len, 0);
		at[i / 8] ^= (uint8_t)(1 << i % 8);
		if (r.rc != 0 || r.count != 0 || r.told.n == 0)
			fail_msg("bit %u", (unsigned)i);
		rsec_manrs_checklists_free(r.lists);
	}
}

static void
no_bit_of_what_is_signed_can_change(void **state)
{
	struct ca_object signing = ca_example(CA_RSC, "list.sig");
	struct rsec_object object;
	struct derw w = { 0 };

	(void)state;
	signing.prefixes = "192.0.2.0/24 2001:db8::/32";
	ca_sign(&ca, &signing, &w);
	rsec_object_init(&object);
	assert_int_equal(
	    rsec_object_parse(&object, (struct rsec_bytes){ w.data, w.len },
		NULL, false, NULL),
	    0);
	must_refuse_flips(&w, object.cms.content);
	must_refuse_flips(&w, object.cms.signature);
	rsec_object_fini(&object);
	derw_fini(&w);
}

static void
another_object_is_an_error(void **state)
{
	static const struct {
		enum ca_type type;
		const char *name; /* of it, by rsec_object_type_name() */
	} types[] = { { CA_ROA, "ROA" }, { CA_MFT, "Manifest" },
		{ CA_CRL, "CRL" }, { CA_TA, "Certificate" },
		{ CA_ASPA, "ASPA" }, { CA_GBR, "GBR" } };
	struct derw w = { 0 };
	struct reading r;
	char said[128];
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(types) / sizeof(*types); i++) {
		ca_defect_sign(&ca, types[i].type, "object", NULL, &w);
		read_bytes(&r, w.data, w.len, 0);
		assert_int_equal(r.rc, -1);
		snprintf(said, sizeof(said), "no RSC in it, it is of type %s",
		    types[i].name);
		assert_string_equal(r.err.msg, said);
		assert_string_equal(r.told.text, "");
		rsec_manrs_checklists_free(r.lists);
	}
	derw_fini(&w);
}

static void
an_object_has_a_largest_size(void **state)
{
	uint8_t *zeros = calloc(1, RSEC_OBJECT_MAX + 1);
	struct reading r;

	(void)state;
	assert_non_null(zeros);
	read_bytes(&r, zeros, RSEC_OBJECT_MAX + 1, 65536);
	assert_int_equal(r.rc, -1);
	assert_int_equal(r.err.code, RSEC_ERR_LIMIT);
	assert_string_equal(r.err.msg, "an object of more than 8388608 bytes");
	rsec_manrs_checklists_free(r.lists);
	free(zeros);
}

static void
who_listens_may_stop_the_reader(void **state)
{
	const struct ca_defect *defect = ca_defect_find("rsc-empty");
	struct rsec_manrs_checklists *lists = rsec_manrs_checklists_new();
	struct told told = { .stop = -1 };
	struct rsec_diag diag = told_diag(&told);
	struct rsec_memory memory;
	struct derw w = { 0 };
	struct rsec_err err;

	(void)state;
	ca_defect_sign(&ca, CA_RSC, "list.sig", defect, &w);
	memory = (struct rsec_memory){ w.data, w.len, 0 };
	assert_int_equal(
	    rsec_manrs_checklist_read(
		lists, rsec_source_memory(&memory), "a", &diag, NULL, &err),
	    -1);
	assert_int_equal(err.code, RSEC_ERR_STOPPED);
	rsec_manrs_checklists_free(lists);
	derw_fini(&w);
}

/* What PLUS-RSC says of AS201, which announces ROUTES, NOW. */
static void
must_tell(const char *routes, const char *checklist, int64_t now,
    const char *expected)
{
	static const uint32_t asn = 201;
	struct manrs_world world;
	struct rsec_manrs_report report;

	manrs_world_init(&world, "2026-10");
	world.data.now = now;
	manrs_world_give(&world, RSEC_MANRS_BGP, routes);
	manrs_world_give(&world, RSEC_MANRS_RSC, checklist);
	manrs_world_give(&world, RSEC_MANRS_RSC, "other.sig AS299 x");
	manrs_world_read(&world);
	assert_int_equal(
	    rsec_manrs_assess(&world.data, &asn, 1, NULL, &report, NULL), 0);
	manrs_must_tell(&report, RSEC_MANRS_PLUS_RSC, expected);
	rsec_manrs_report_fini(&report);
	manrs_world_fini(&world);
}

#define SUMMARY(n)                                                        \
	"info: " n " of 1 checklists of its resources are current, none " \
	"validated against a trust anchor\n"
#define ROW(what, until)                                           \
	"AS0 [a.sig] it has " what ", and lists 1 file: f; " until \
	", not validated against a trust anchor\n"                 \
	"> validate it: roa-print -d CACHE -t TAL a.sig\n"
#define NONE  "pass: none of 2 checklists is of its resources\n"
#define UNTIL "valid until 2027-10-01T00:00:00Z"

static void
a_report_tells_what_is_of_its_resources(void **state)
{
	(void)state;
	must_tell("20.0.0.0/24 201\n", "a.sig 20.0.0.0/22 f", FIRST,
	    SUMMARY("1") ROW("20.0.0.0/22", UNTIL));
	must_tell("2600::/40 201\n", "a.sig 2600::/32 f", LAST,
	    SUMMARY("1") ROW("2600::/32", UNTIL));
	must_tell("20.0.0.0/20 201\n", "a.sig 20.0.8.0/24 f", LAST + 1,
	    SUMMARY("0") ROW("20.0.8.0/24", "expired at 2027-10-01T00:00:00Z"));
	must_tell("2600::/20 201\n", "a.sig 2600::/32 f", FIRST - 1,
	    SUMMARY("0")
		ROW("2600::/32", "not valid before 2026-10-01T00:00:00Z"));
	must_tell("20.0.0.0/24 299\n", "a.sig AS200-AS202 f", FIRST,
	    SUMMARY("1") ROW("AS200-AS202", UNTIL));
	/* What others announce, and what is next to it. */
	must_tell("20.0.0.0/24 299\n", "a.sig 20.0.0.0/24 f", FIRST, NONE);
	must_tell("20.0.0.0/24 201\n", "a.sig 20.0.1.0/24 f", FIRST, NONE);
	must_tell("2600::/40 201\n", "a.sig 2600:0:100::/40 f", FIRST, NONE);
}

static void
of_many_resources_and_files_some_are_named(void **state)
{
	(void)state;
	must_tell("20.0.0.0/16 201\n2600::/32 201\n",
	    "a.sig AS201 20.0.1.0/24 20.0.3.0/24 2600::/48 one two three four",
	    FIRST,
	    SUMMARY("1") "AS0 [a.sig] it has AS201, 20.0.1.0/24, 20.0.3.0/24 "
			 "and 1 more, and lists 4 files: one, two, three and "
			 "1 more; " UNTIL
			 ", not validated against a trust anchor\n"
			 "> validate it: roa-print -d CACHE -t TAL a.sig\n");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_signed_checklist_is_read),
		cmocka_unit_test(what_breaks_a_rule_is_told_and_left_out),
		cmocka_unit_test(
		    resources_out_of_order_are_refused_in_both_families),
		cmocka_unit_test(what_is_cut_is_no_checklist),
		cmocka_unit_test(bytes_behind_it_are_refused),
		cmocka_unit_test(no_bit_of_what_is_signed_can_change),
		cmocka_unit_test(another_object_is_an_error),
		cmocka_unit_test(an_object_has_a_largest_size),
		cmocka_unit_test(who_listens_may_stop_the_reader),
		cmocka_unit_test(
		    resources_are_found_as_an_address_by_address_search_does),
		cmocka_unit_test(the_first_and_the_last_are_found),
		cmocka_unit_test(the_order_of_files_makes_no_difference),
		cmocka_unit_test(a_report_tells_what_is_of_its_resources),
		cmocka_unit_test(of_many_resources_and_files_some_are_named),
	};

	return cmocka_run_group_tests(tests, make_authority, NULL);
}
