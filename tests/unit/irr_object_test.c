/* SPDX-License-Identifier: ISC */
/*
 * Objects of all classes but route: every field of their structs, their keys,
 * and the templates of their classes.
 */
#include "tests/lib/test.h"

#include <stdio.h>
#include <string.h>

#include "irr/object.h"
#include "tests/lib/rpsl.h"

static void
must_be(struct rsec_rpsl_piece piece, const char *s)
{
	if (piece.n != strlen(s) || memcmp(piece.s, s, piece.n) != 0)
		fail_msg("\"%.*s\" is not \"%s\"", (int)piece.n, piece.s, s);
}

/* LIST is the words of S, which are separated by '|'. */
static void
must_list(struct rsec_irr_list list, const char *s)
{
	size_t i, n;

	for (i = 0; i < list.count; i++) {
		n = strcspn(s, "|");
		if (n != list.item[i].n || memcmp(s, list.item[i].s, n) != 0)
			fail_msg("\"%.*s\" is not \"%.*s\"",
			    (int)list.item[i].n, list.item[i].s, (int)n, s);
		s += n + (s[n] == '|');
	}
	assert_string_equal(s, "");
}

/* An object and the arena of its struct. */
struct fixture {
	struct rpsl_text text;
	struct rsec_arena arena;
	struct rsec_err err;
};

static void
fixture_init(struct fixture *f, const char *text)
{
	rpsl_text_init(&f->text, text);
	f->arena = RSEC_ARENA_INIT;
	f->err.msg[0] = '\0';
}

static void
fixture_fini(struct fixture *f)
{
	rpsl_text_fini(&f->text);
	rsec_arena_fini(&f->arena);
}

static void
a_set_has_members_of_both_attributes(void **state)
{
	struct rsec_irr_set set;
	struct fixture f;

	(void)state;
	fixture_init(&f,
	    "route-set: AS64496:RS-Export # x\nmembers: 192.0.2.0/24^+, RS-A\n"
	    "mp-members: 2001:db8::/32\n\t, AS64497\nmembers: ,, AS-B^24-25 "
	    "#c\n"
	    "mbrs-by-ref: M1 M2\nmbrs-by-ref: any\nmnt-by: M3\nsource: TEST\n");
	assert_int_equal(
	    rsec_irr_set_parse(&f.text.object, &f.arena, &set, &f.err), 0);
	must_be(set.name, "AS64496:RS-Export");
	must_list(set.members,
	    "192.0.2.0/24^+|RS-A|AS-B^24-25|2001:db8::/32|AS64497");
	must_list(set.mbrs_by_ref, "M1|M2|any");
	must_list(set.mnt_by, "M3");
	must_be(set.source, "TEST");
	fixture_fini(&f);
}

static void
a_set_may_have_no_members(void **state)
{
	struct rsec_irr_set set;
	struct fixture f;

	(void)state;
	fixture_init(&f, "as-set: as-x\nmembers:\nsource: TEST\n");
	assert_int_equal(
	    rsec_irr_set_parse(&f.text.object, &f.arena, &set, &f.err), 0);
	assert_int_equal(set.members.count, 0);
	assert_int_equal(set.mbrs_by_ref.count, 0);
	assert_int_equal(set.mnt_by.count, 0);
	fixture_fini(&f);
}

static const struct {
	const char *name, *message;
} set_names[] = {
	{ "as-set: AS64496:AS-X:AS64497", NULL },
	{ "as-set: AS-X:AS-Y", NULL },
	{ "as-set: as-x_9", NULL },
	{ "route-set: RS-EXCEPTIONS:RS-BOGUS", NULL },
	{ "rtr-set: rtrs-x", NULL },
	{ "as-set: RS-X",
	    "\"RS-X\" is not the name of an as-set (RFC 2622 section 5)" },
	{ "route-set: AS1:AS-X",
	    "\"AS1:AS-X\" is not the name of a route-set (RFC 2622 section "
	    "5)" },
	{ "as-set: AS64496",
	    "as-set \"AS64496\": no component is a set name (RFC 2622 section "
	    "5)" },
	{ "as-set: AS64496:",
	    "as-set \"AS64496:\": a component is empty (RFC 2622 section 5)" },
	{ "as-set: AS1::AS-X",
	    "as-set \"AS1::AS-X\": a component is empty (RFC 2622 section 5)" },
	{ "as-set: AS-X:RS-Y",
	    "as-set \"AS-X:RS-Y\": its set names are of several kinds (RFC "
	    "2622 section 5)" },
	{ "as-set: AS-",
	    "as-set \"AS-\": a component is neither an AS number nor a set "
	    "name (RFC 2622 section 5)" },
	{ "as-set: FOO",
	    "as-set \"FOO\": a component is neither an AS number nor a set "
	    "name (RFC 2622 section 5)" },
	{ "as-set: AS-X Y",
	    "as-set \"AS-X Y\": a component is not made of letters, digits, - "
	    "and _ (RFC 2622 section 5)" },
	{ "as-set: AS-X-",
	    "as-set \"AS-X-\": a component is not made of letters, digits, - "
	    "and _ (RFC 2622 section 5)" },
	{ "as-set: AS-ANY",
	    "as-set \"AS-ANY\": a reserved word is no name (RFC 2622 section "
	    "5)" },
	{ "as-set:", "as-set is empty (RFC 2622 section 5)" },
	{ "mntner: AS-X", "the object is not an as-set, route-set or rtr-set" },
};

static void
names_of_sets_are_held_against_section_5(void **state)
{
	struct rsec_irr_set set;
	struct fixture f;
	char text[200];
	size_t i;
	int rc;

	(void)state;
	for (i = 0; i < sizeof(set_names) / sizeof(*set_names); i++) {
		snprintf(text, sizeof(text), "%s\nsource: TEST\n",
		    set_names[i].name);
		fixture_init(&f, text);
		rc = rsec_irr_set_parse(&f.text.object, &f.arena, &set, &f.err);
		assert_string_equal(f.err.msg,
		    set_names[i].message == NULL ? "" : set_names[i].message);
		assert_int_equal(rc, set_names[i].message == NULL ? 0 : -1);
		fixture_fini(&f);
	}
}

static void
an_aut_num_has_its_lists_and_counts_of_policies(void **state)
{
	struct rsec_irr_aut_num an;
	struct fixture f;

	(void)state;
	fixture_init(&f,
	    "aut-num: as1.10\nas-name: EXAMPLE\nmember-of: AS-A, AS-B\n"
	    "import: from AS1 accept ANY\nexport: to AS1\n announce AS2\n"
	    "mp-import: x\nmp-export: x\nmp-export: y\norg: ORG-X\n"
	    "admin-c: A1\nadmin-c: A2\ntech-c: T1\nmnt-by: M1, M2\n"
	    "source: TEST\n");
	assert_int_equal(
	    rsec_irr_aut_num_parse(&f.text.object, &f.arena, &an, &f.err), 0);
	assert_int_equal(an.asn, 65546);
	must_be(an.as_name, "EXAMPLE");
	must_list(an.member_of, "AS-A|AS-B");
	must_list(an.mnt_by, "M1|M2");
	must_list(an.admin_c, "A1|A2");
	must_list(an.tech_c, "T1");
	assert_int_equal(an.imports, 2);
	assert_int_equal(an.exports, 3);
	must_be(an.org, "ORG-X");
	must_be(an.source, "TEST");
	fixture_fini(&f);
}

static void
a_mntner_has_its_lists(void **state)
{
	struct rsec_irr_mntner m;
	struct fixture f;

	(void)state;
	fixture_init(&f,
	    "mntner: EXAMPLE-MNT\nadmin-c: A1\ntech-c: T1 T2\n"
	    "upd-to: a@example.com\nmnt-nfy: b@example.com, c@example.com\n"
	    "mnt-by: EXAMPLE-MNT\nsource: TEST\n");
	assert_int_equal(
	    rsec_irr_mntner_parse(&f.text.object, &f.arena, &m, &f.err), 0);
	must_be(m.name, "EXAMPLE-MNT");
	must_list(m.admin_c, "A1");
	must_list(m.tech_c, "T1|T2");
	must_list(m.upd_to, "a@example.com");
	must_list(m.mnt_nfy, "b@example.com|c@example.com");
	must_list(m.mnt_by, "EXAMPLE-MNT");
	must_be(m.source, "TEST");
	fixture_fini(&f);
}

static const struct {
	const char *head;
	enum rsec_rpsl_class class;
	const char *key, *name;
} contacts[] = {
	{ "person: An Example\nnic-hdl: AE1-TEST\n", RSEC_RPSL_PERSON,
	    "AE1-TEST", "An Example" },
	{ "role: Example NOC\nnic-hdl: NOC1-TEST\n", RSEC_RPSL_ROLE,
	    "NOC1-TEST", "Example NOC" },
	{ "organisation: ORG-E1\norg-name: Example\n", RSEC_RPSL_ORGANISATION,
	    "ORG-E1", "Example" },
	{ "irt: IRT-EXAMPLE\n", RSEC_RPSL_IRT, "IRT-EXAMPLE", "IRT-EXAMPLE" },
};

static void
a_contact_of_each_class_has_key_and_name(void **state)
{
	struct rsec_irr_contact c;
	struct fixture f;
	char text[400];
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(contacts) / sizeof(*contacts); i++) {
		snprintf(text, sizeof(text),
		    "%se-mail: a@example.com\nphone: +49 30 1\nphone: +49 2\n"
		    "abuse-mailbox: b@example.com\nmnt-by: M\nsource: TEST\n",
		    contacts[i].head);
		fixture_init(&f, text);
		assert_int_equal(rsec_irr_contact_parse(
				     &f.text.object, &f.arena, &c, &f.err),
		    0);
		assert_int_equal(c.class_id, contacts[i].class);
		must_be(c.key, contacts[i].key);
		must_be(c.name, contacts[i].name);
		must_list(c.e_mail, "a@example.com");
		must_list(c.phone, "+49 30 1|+49 2");
		must_list(c.abuse_mailbox, "b@example.com");
		must_list(c.mnt_by, "M");
		must_be(c.source, "TEST");
		assert_false(c.dummy);
		fixture_fini(&f);
	}
}

/* What is not an object of the class, and why. */
enum parser {
	SET,
	AUT_NUM,
	MNTNER,
	CONTACT
};

static int
parse(struct fixture *f, enum parser parser)
{
	const struct rsec_rpsl_object *object = &f->text.object;
	struct rsec_irr_aut_num aut_num;
	struct rsec_irr_mntner mntner;
	struct rsec_irr_contact contact;
	struct rsec_irr_set set;

	switch (parser) {
	case SET:
		return rsec_irr_set_parse(object, &f->arena, &set, &f->err);
	case AUT_NUM:
		return rsec_irr_aut_num_parse(
		    object, &f->arena, &aut_num, &f->err);
	case MNTNER:
		return rsec_irr_mntner_parse(
		    object, &f->arena, &mntner, &f->err);
	default:
		return rsec_irr_contact_parse(
		    object, &f->arena, &contact, &f->err);
	}
}

static const struct {
	enum parser parser;
	const char *text;
	uint64_t line;
	const char *message;
} refused[] = {
	{ SET, "as-set: AS-X\n", 1,
	    "no source attribute (RFC 2622 section 3.1)" },
	{ SET, "as-set: AS-X\nas-set: AS-Y\nsource: TEST\n", 2,
	    "a second as-set attribute (RFC 2622 section 5)" },
	{ SET, "as-set: AS-X\nsource: A\nsource: B\n", 3,
	    "a second source attribute (RFC 2622 section 3.1)" },
	{ SET, "as-set: AS-X\nmembers: AS1\nsource: -\n", 3,
	    "source \"-\" is not a registry name (RFC 2622 section 2)" },
	{ AUT_NUM, "aut-num: 64496\nsource: TEST\n", 1,
	    "aut-num \"64496\" is not an AS number (RFC 2622 section 6)" },
	{ AUT_NUM, "aut-num: AS-X\nsource: TEST\n", 1,
	    "aut-num \"AS-X\" is not an AS number (RFC 2622 section 6)" },
	{ AUT_NUM, "as-set: AS-X\nsource: TEST\n", 1,
	    "the object is not an aut-num" },
	{ AUT_NUM, "aut-num: AS1\nsource:\n", 2,
	    "source is empty (RFC 2622 section 3.1)" },
	{ MNTNER, "mntner: a b\nsource: TEST\n", 1,
	    "mntner \"a b\" is not a name (RFC 2622 section 2)" },
	{ MNTNER, "mntner:\nsource: TEST\n", 1,
	    "mntner is empty (RFC 2622 section 3.1)" },
	{ MNTNER, "as-set: AS-X\nsource: TEST\n", 1,
	    "the object is not a mntner" },
	{ CONTACT, "person: A B\nsource: TEST\n", 1,
	    "no nic-hdl attribute (RFC 2622 section 3.2)" },
	{ CONTACT, "role: A B\nnic-hdl: X\nnic-hdl: Y\nsource: TEST\n", 3,
	    "a second nic-hdl attribute (RFC 2622 section 3.3)" },
	{ CONTACT, "organisation: ORG-X\nsource: TEST\n", 1,
	    "no org-name attribute (RIPE database)" },
	{ CONTACT, "irt: IRT-X\n", 1,
	    "no source attribute (RFC 2622 section 3.1)" },
	{ CONTACT, "mntner: M\nsource: TEST\n", 1,
	    "the object is not a person, role, organisation or irt" },
};

static void
what_breaks_a_rule_is_refused_with_line_and_reason(void **state)
{
	struct fixture f;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(refused) / sizeof(*refused); i++) {
		fixture_init(&f, refused[i].text);
		assert_int_equal(parse(&f, refused[i].parser), -1);
		assert_string_equal(f.err.msg, refused[i].message);
		assert_int_equal(f.err.line, refused[i].line);
		fixture_fini(&f);
	}
}

static const struct {
	const char *text, *key; /* or the reason why there is none */
	bool good;
} keys[] = {
	{ "route: 192.0.2.0/24\norigin: as64496 # x\n", "192.0.2.0/24AS64496",
	    true },
	{ "route6: 2001:0DB8::/32\norigin: AS1.10\n", "2001:db8::/32AS65546",
	    true },
	{ "route: 192.0.2.0/24\norigin: AS1\nsource: A\nsource: B\n",
	    "192.0.2.0/24AS1", true },
	{ "as-set: AS1:as-Example\n", "AS1:AS-EXAMPLE", true },
	{ "aut-num: as064496\n", "AS64496", true },
	{ "aut-num: x\n", "X", true },
	{ "mntner: example-mnt # x\n", "EXAMPLE-MNT", true },
	{ "person: A B\nnic-hdl: ab1-test\n", "AB1-TEST", true },
	{ "organisation: org-x\norg-name: Y\n", "ORG-X", true },
	{ "inetnum: 192.0.2.0-192.0.2.255\n", "192.0.2.0 - 192.0.2.255", true },
	{ "inetnum: 192.0.2.0   -\t192.0.2.255\n", "192.0.2.0 - 192.0.2.255",
	    true },
	{ "inet6num: 2001:DB8:0::/48\n", "2001:db8::/48", true },
	{ "inet6num: X\n", "X", true },
	{ "as-block: AS64496 - as064511\n", "AS64496 - AS64511", true },
	{ "as-block: AS64496\n", "AS64496", true },
	{ "domain: 2.0.192.IN-addr.arpa\n", "2.0.192.IN-ADDR.ARPA", true },
	{ "poem: a  \t b\n", "A B", true },
	{ "route: 192.0.2.1/24\norigin: AS1\n",
	    "route 192.0.2.1/24 has host bits set (RFC 2622 section 4)",
	    false },
	{ "route: 192.0.2.0/24\n", "no origin attribute (RFC 2622 section 4)",
	    false },
	{ "route: 192.0.2.0/24\norigin: AS1\norigin: AS1\n",
	    "a second origin attribute (RFC 2622 section 4)", false },
	{ "person: A B\n", "no nic-hdl attribute (RFC 2622 section 3)", false },
	{ "mntner: #\n", "mntner is empty (RFC 2622 section 3)", false },
	{ "foo-block: X\n", "unknown class \"foo-block\"", false },
};

static void
keys_are_written_in_one_way(void **state)
{
	struct rsec_buf out = RSEC_BUF_INIT;
	struct fixture f;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(keys) / sizeof(*keys); i++) {
		fixture_init(&f, keys[i].text);
		out.len = 0;
		assert_int_equal(rsec_buf_puts(&out, "DEL "), 0);
		assert_int_equal(rsec_rpsl_key(&f.text.object, &out, &f.err),
		    keys[i].good ? 0 : -1);
		assert_int_equal(rsec_buf_addc(&out, '\0'), 0);
		if (keys[i].good) {
			assert_string_equal(out.data + 4, keys[i].key);
		} else {
			assert_string_equal(out.data, "DEL ");
			assert_string_equal(f.err.msg, keys[i].key);
		}
		fixture_fini(&f);
	}
	rsec_buf_fini(&out);
}

/* What a check reported, a line each. */
struct reports {
	char text[1000];
	unsigned left; /* before it asks to stop */
};

static int
note(void *ctx, const struct rsec_err *err)
{
	struct reports *reports = ctx;
	const size_t len = strlen(reports->text);

	snprintf(reports->text + len, sizeof(reports->text) - len, "%d: %s\n",
	    (int)err->line, err->msg);
	return --reports->left == 0 ? -1 : 0;
}

static const struct {
	const char *text;
	int found;
	const char *reports;
} checks[] = {
	{ "route: x\norigin: x\nmnt-by: M\nsource: X\n", 0, "" },
	{ "route: x\norigin: x\nmnt-by: M\nmnt-by: N\nchanged: a\nchanged: b\n"
	  "remarks: a\nremarks: b\nsource: X\n",
	    0, "" },
	{ "route: x\norigin: x\nsource: X\n", 1,
	    "1: no mnt-by attribute (RFC 2622 section 4)\n" },
	{ "route6: x\n", 3,
	    "1: no mnt-by attribute (RFC 4012 section 3)\n"
	    "1: no source attribute (RFC 4012 section 3)\n"
	    "1: no origin attribute (RFC 4012 section 3)\n" },
	{ "route: x\norigin: x\nmnt-by: M\nsource: X\nsource: Y\n", 1,
	    "5: a second source attribute (RFC 2622 section 4)\n" },
	{ "route: x\norigin: x\nmnt-by: M\ncreated: a\ncreated: b\nsource: X\n",
	    1, "5: a second created attribute (RFC 2622 section 4)\n" },
	{ "route: x\norigin: x\nfoo: y\nfoo: z\nmnt-by: M\nsource: X\n", 2,
	    "3: unknown attribute \"foo\"\n4: unknown attribute \"foo\"\n" },
	{ "route: x\norigin: x\nmembers: y\nmnt-by: M\nsource: X\n", 1,
	    "3: attribute members does not belong in an object of class route "
	    "(RFC 2622 section 4)\n" },
	{ "person: x\naddress: y\nphone: z\nnic-hdl: X\nsource: X\n", 0, "" },
	{ "mntner: x\nadmin-c: A\nmnt-by: x\nsource: X\n", 1,
	    "1: no upd-to attribute (RFC 2622 section 3.1)\n" },
	{ "foo-block: x\nbar: y\n", 1, "1: unknown class \"foo-block\"\n" },
	{ "limerick: x\nbar: y\n", 0, "" },
};

static void
templates_tell_what_is_missing_twice_or_foreign(void **state)
{
	struct reports reports;
	const struct rsec_diag diag = { note, &reports };
	struct fixture f;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(checks) / sizeof(*checks); i++) {
		fixture_init(&f, checks[i].text);
		reports = (struct reports){ "", 100 };
		assert_int_equal(
		    rsec_rpsl_check(&f.text.object, &diag), checks[i].found);
		assert_string_equal(reports.text, checks[i].reports);
		assert_int_equal(
		    rsec_rpsl_check(&f.text.object, NULL), checks[i].found);
		fixture_fini(&f);
	}
}

static void
a_check_stops_when_it_is_told_to(void **state)
{
	struct reports reports = { "", 2 };
	const struct rsec_diag diag = { note, &reports };
	struct fixture f;

	(void)state;
	fixture_init(&f, "route6: x\n");
	assert_int_equal(rsec_rpsl_check(&f.text.object, &diag), -1);
	assert_string_equal(reports.text,
	    "1: no mnt-by attribute (RFC 4012 section 3)\n"
	    "1: no source attribute (RFC 4012 section 3)\n");
	fixture_fini(&f);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_set_has_members_of_both_attributes),
		cmocka_unit_test(a_set_may_have_no_members),
		cmocka_unit_test(names_of_sets_are_held_against_section_5),
		cmocka_unit_test(
		    an_aut_num_has_its_lists_and_counts_of_policies),
		cmocka_unit_test(a_mntner_has_its_lists),
		cmocka_unit_test(a_contact_of_each_class_has_key_and_name),
		cmocka_unit_test(
		    what_breaks_a_rule_is_refused_with_line_and_reason),
		cmocka_unit_test(keys_are_written_in_one_way),
		cmocka_unit_test(
		    templates_tell_what_is_missing_twice_or_foreign),
		cmocka_unit_test(a_check_stops_when_it_is_told_to),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
