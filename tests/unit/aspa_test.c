/* SPDX-License-Identifier: ISC */
/* The contents of ASPAs and of signed prefix lists. */
#include "tests/lib/test.h"

#include <stdlib.h>
#include <string.h>

#include "rpki/aspa.h"
#include "rpki/spl.h"
#include "tests/lib/content.h"

#define V1	 "a0 03 02 01 01"
#define CUSTOMER "02 03 00 fb f0" /* 64496 */
#define BOTH                                     \
	"30 1a"                                  \
	"30 0b 04 02 00 01 30 05 03 03 00 c0 00" \
	"30 0b 04 02 00 02 30 05 03 03 00 20 01"

static struct rsec_der
write_sequence(struct content *c, const char *fields)
{
	derw_reset(&c->w, NULL);
	derw_begin(&c->w, 0x30, NULL);
	derw_hex(&c->w, fields);
	derw_end(&c->w);
	return content_der(c);
}

static int
parse_aspa(struct content *c, const char *fields, struct rsec_aspa *aspa)
{
	struct rsec_der der = write_sequence(c, fields);

	return rsec_aspa_parse(&der, &c->arena, aspa);
}

static int
parse_spl(struct content *c, const char *fields, struct rsec_spl *spl)
{
	struct rsec_der der = write_sequence(c, fields);

	return rsec_spl_parse(&der, &c->arena, spl);
}

static void
an_aspa_is_read_as_it_stands(void **state)
{
	struct rsec_aspa aspa;

	assert_int_equal(parse_aspa(*state,
			     V1 CUSTOMER "30 0b 02 03 00 fb f1 02 04 ff ff ff"
					 "ff",
			     &aspa),
	    0);
	content_must_find(
	    *state, RSEC_RULE_ASPA_PROVIDER_RANGE, 19, "provider is negative");
	assert_int_equal(aspa.version, 1);
	assert_int_equal(aspa.customer, 64496);
	assert_int_equal(aspa.count, 1);
	assert_int_equal(aspa.providers[0], 64497);
	assert_int_equal(
	    parse_aspa(*state,
		V1 CUSTOMER "30 0c 02 03 00 fb f1 02 05 00 ff ff ff ff", &aspa),
	    0);
	content_must_be_sound(*state);
	assert_int_equal(aspa.providers[1], 4294967295);
}

static const struct {
	const char *fields;
	enum rsec_rule rule;
	long at;
	const char *message;
} aspas[] = {
	{ CUSTOMER "30 03 02 01 01", RSEC_RULE_ASPA_VERSION, 2,
	    "version is 0, not 1" },
	{ V1 "02 01 00 30 03 02 01 01", RSEC_RULE_ASPA_CUSTOMER, 7,
	    "customerASID is 0, not one of 1 to 4294967295" },
	{ V1 CUSTOMER "30 00", RSEC_RULE_ASPA_PROVIDERS_EMPTY, 14,
	    "no provider; AS0 stands for having none" },
	{ V1 CUSTOMER, RSEC_RULE_ASPA_SYNTAX, 12, "no list of providers" },
	{ V1 CUSTOMER "30 06 02 01 02 02 01 01", RSEC_RULE_ASPA_PROVIDERS_ORDER,
	    17, "provider AS1 comes after AS2" },
	{ V1 CUSTOMER "30 06 02 01 02 02 01 02", RSEC_RULE_ASPA_PROVIDERS_ORDER,
	    17, "provider AS2 is there again after AS2" },
	{ V1 CUSTOMER "30 05" CUSTOMER, RSEC_RULE_ASPA_PROVIDER_CUSTOMER, 14,
	    "AS64496 is its own provider" },
	{ V1 CUSTOMER "30 06 02 01 00 02 01 01", RSEC_RULE_ASPA_AS0, 14,
	    "AS0 is among 2 providers" },
	{ V1 CUSTOMER "30 05 30 00 02 01 01", RSEC_RULE_ASPA_SYNTAX, 14,
	    "provider is not of its type (tag 30)" },
	{ V1 CUSTOMER "30 05 00 00 02 01 01", RSEC_RULE_ASPA_SYNTAX, 14,
	    "provider is not of its type (tag 00)" },
	{ V1 CUSTOMER "30 03 02 01 01 05 00", RSEC_RULE_ASPA_SYNTAX, 17,
	    "something follows the end of the ASPA (tag 05)" },
};

static void
each_fault_of_an_aspa_has_its_message_and_place(void **state)
{
	struct rsec_aspa aspa;
	size_t i;

	for (i = 0; i < sizeof(aspas) / sizeof(*aspas); i++) {
		parse_aspa(*state, aspas[i].fields, &aspa);
		content_must_find(
		    *state, aspas[i].rule, aspas[i].at, aspas[i].message);
	}
}

static void
as0_may_stand_alone(void **state)
{
	struct rsec_aspa aspa;

	assert_int_equal(
	    parse_aspa(*state, V1 CUSTOMER "30 03 02 01 00", &aspa), 0);
	content_must_be_sound(*state);
	assert_int_equal(aspa.count, 1);
}

static void
more_providers_than_a_router_takes_are_not_read(void **state)
{
	struct content *c = *state;
	struct rsec_aspa aspa;
	struct rsec_der der;
	unsigned i;

	derw_reset(&c->w, NULL);
	derw_begin(&c->w, 0x30, NULL);
	derw_hex(&c->w, V1 CUSTOMER);
	derw_begin(&c->w, 0x30, NULL);
	for (i = 1; i <= RSEC_ASPA_PROVIDERS_MAX + 1; i++)
		derw_uint(&c->w, NULL, i);
	derw_end(&c->w);
	derw_end(&c->w);
	der = content_der(c);
	assert_int_equal(rsec_aspa_parse(&der, &c->arena, &aspa), 0);
	assert_int_equal(aspa.count, RSEC_ASPA_PROVIDERS_MAX);
	assert_int_equal(c->findings.count, 1);
	content_must_find(c, RSEC_RULE_ASPA_LIMIT, -1,
	    "16381 entries, of which the first 16380 are read");
}

/* What a certificate with this AS resource gives. */
static const struct {
	struct rsec_asn_resources asn;
	const char *message; /* NULL: sound */
} holders[] = {
	{ { .present = false }, "the certificate has no AS resources" },
	{ { .present = true, .inherit = true },
	    "AS resources of the certificate are inherited" },
	{ { .present = true,
	      .list = &(struct rsec_asn_range){ 64496, 64497, 0 },
	      .count = 1 },
	    "AS resources of the certificate are not just the one AS64496" },
	{ { .present = true,
	      .list = &(struct rsec_asn_range){ 64497, 64497, 0 },
	      .count = 1 },
	    "the certificate is about AS64497, the ASPA about AS64496" },
	{ { .present = true,
	      .list = &(struct rsec_asn_range){ 64496, 64496, 0 },
	      .count = 1 },
	    NULL },
};

static void
the_certificate_has_the_customer_and_nothing_else(void **state)
{
	const struct rsec_aspa aspa = { .customer = 64496 };
	const struct rsec_spl spl = { .asn = 64496 };
	struct rsec_cert ee = { .offset = 9 };
	struct content *c = *state;
	size_t i;

	for (i = 0; i < sizeof(holders) / sizeof(*holders); i++) {
		ee.resources.asn = holders[i].asn;
		content_der(c);
		rsec_aspa_check_ee(&aspa, &ee, &c->findings);
		if (holders[i].message == NULL)
			content_must_be_sound(c);
		else
			content_must_find(
			    c, RSEC_RULE_ASPA_EE_AS, 9, holders[i].message);
		content_der(c);
		rsec_spl_check_ee(&spl, &ee, &c->findings);
		assert_int_equal(content_count(c, RSEC_RULE_SPL_EE_AS),
		    holders[i].message != NULL);
	}
	ee.resources.ipv6.present = true;
	content_der(c);
	rsec_aspa_check_ee(&aspa, &ee, &c->findings);
	rsec_spl_check_ee(&spl, &ee, &c->findings);
	assert_int_equal(c->findings.count, 2);
	content_must_find(
	    c, RSEC_RULE_ASPA_EE_IP, 9, "the certificate has IP resources");
	content_must_find(c, RSEC_RULE_SPL_EE_IP, 9, NULL);
}

static void
a_prefix_list_is_read_as_it_stands(void **state)
{
	char text[RSEC_PREFIX_SIZE];
	struct rsec_spl spl;

	assert_int_equal(parse_spl(*state, CUSTOMER BOTH, &spl), 0);
	content_must_be_sound(*state);
	assert_int_equal(spl.asn, 64496);
	assert_int_equal(spl.count, 2);
	rsec_prefix_format(text, &spl.prefixes[0]);
	assert_string_equal(text, "192.0.0.0/16");
	assert_int_equal(spl.offsets[0], 17);
	rsec_prefix_format(text, &spl.prefixes[1]);
	assert_string_equal(text, "2001::/16");
	assert_int_equal(spl.offsets[1], 30);
}

static const struct {
	const char *fields;
	enum rsec_rule rule;
	long at;
	const char *message;
} spls[] = {
	{ "a0 03 02 01 01" CUSTOMER BOTH, RSEC_RULE_SPL_VERSION, 2,
	    "version is 1, not 0" },
	{ CUSTOMER, RSEC_RULE_SPL_SYNTAX, 7, "no prefixBlocks" },
	{ CUSTOMER "30 08 30 06 04 02 00 01 30 00", RSEC_RULE_SPL_FAMILY_EMPTY,
	    15, "address family without a prefix" },
	{ CUSTOMER "30 0d 30 0b 04 02 00 03 30 05 03 03 00 c0 00",
	    RSEC_RULE_SPL_AFI, 11,
	    "address family 0003 is neither 0001 nor 0002" },
	{ CUSTOMER "30 12 30 10 04 02 00 01 30 0a 03 03 00 c0 01 03 03 00 c0 "
		   "00",
	    RSEC_RULE_SPL_ORDER, 22, "192.0.0.0/16 comes after 192.1.0.0/16" },
	{ CUSTOMER "30 1a 30 0b 04 02 00 02 30 05 03 03 00 20 01 30 0b 04 02 "
		   "00 01 30 05 03 03 00 c0 00",
	    RSEC_RULE_SPL_ORDER, 22, "address family IPv4 comes after IPv6" },
	{ CUSTOMER "30 10 30 0e 04 02 00 01 30 08 03 06 07 c0 00 02 00 80",
	    RSEC_RULE_SPL_PREFIX_LENGTH, 17,
	    "prefix of 33 bits, over the 32 of IPv4" },
};

static void
each_fault_of_a_prefix_list_has_its_message_and_place(void **state)
{
	struct rsec_spl spl;
	size_t i;

	for (i = 0; i < sizeof(spls) / sizeof(*spls); i++) {
		parse_spl(*state, spls[i].fields, &spl);
		content_must_find(
		    *state, spls[i].rule, spls[i].at, spls[i].message);
	}
}

#define TEST(name) \
	cmocka_unit_test_setup_teardown(name, content_setup, content_teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(an_aspa_is_read_as_it_stands),
		TEST(each_fault_of_an_aspa_has_its_message_and_place),
		TEST(as0_may_stand_alone),
		TEST(more_providers_than_a_router_takes_are_not_read),
		TEST(the_certificate_has_the_customer_and_nothing_else),
		TEST(a_prefix_list_is_read_as_it_stands),
		TEST(each_fault_of_a_prefix_list_has_its_message_and_place),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
