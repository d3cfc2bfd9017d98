/* SPDX-License-Identifier: ISC */
/* Cursors over DER, and the judge of its encoding. */
#include "tests/lib/test.h"

#include <string.h>

#include "rpki/der.h"
#include "tests/lib/random.h"

#define BYTES(s) ((struct rsec_bytes){ (const uint8_t *)(s), sizeof(s) - 1 })

/* What the judge finds in an encoding. */
struct judged {
	struct rsec_arena arena;
	struct rsec_findings f;
};

static void
judge(struct judged *j, struct rsec_bytes bytes)
{
	j->arena = RSEC_ARENA_INIT;
	rsec_findings_init(&j->f, &j->arena);
	rsec_der_check(bytes, bytes.data, &j->f);
}

static void
judged_fini(struct judged *j)
{
	rsec_findings_fini(&j->f);
	rsec_arena_fini(&j->arena);
}

#define NO_RULE RSEC_RULES

#define RUN(s)	s, sizeof(s) - 1

static const struct {
	const char *bytes;
	size_t len;
	enum rsec_rule rule; /* of the only finding */
	uint64_t offset;
} encodings[] = {
	{ RUN("\x30\x03\x02\x01\x05"), NO_RULE, 0 },
	{ RUN("\x30\x00"), NO_RULE, 0 },
	{ RUN("\x02\x02\x00\x80"), NO_RULE, 0 },
	{ RUN("\x03\x02\x07\x80"), NO_RULE, 0 },
	{ RUN("\x03\x01\x00"), NO_RULE, 0 },
	{ RUN("\x31\x06\x02\x01\x01\x02\x01\x02"), NO_RULE, 0 },
	{ RUN("\x31\x06\x02\x01\x02\x02\x01\x01"), RSEC_RULE_DER_SET_ORDER, 5 },
	{ RUN("\x30\x03\x02\x01"), RSEC_RULE_DER_TRUNCATED, 0 },
	{ RUN("\x30\x03\x02\x02\x05"), RSEC_RULE_DER_TRUNCATED, 2 },
	{ RUN("\x30"), RSEC_RULE_DER_TRUNCATED, 0 },
	{ RUN("\x30\x84\xff\xff\xff\xff"), RSEC_RULE_DER_TRUNCATED, 0 },
	{ RUN("\x30\x88\xff\xff\xff\xff\xff\xff\xff\xff"),
	    RSEC_RULE_DER_TRUNCATED, 0 },
	{ RUN("\x1f\x81\x01\x00"), RSEC_RULE_DER_TAG, 0 },
	{ RUN("\x10\x00"), RSEC_RULE_DER_TAG, 0 },
	{ RUN("\x30\x80\x02\x01\x05\x00\x00"), RSEC_RULE_DER_INDEFINITE_LENGTH,
	    0 },
	{ RUN("\x30\x81\x03\x02\x01\x05"), RSEC_RULE_DER_LENGTH_NOT_MINIMAL,
	    0 },
	{ RUN("\x24\x03\x04\x01\x05"), RSEC_RULE_DER_CONSTRUCTED_STRING, 0 },
	{ RUN("\x01\x01\x01"), RSEC_RULE_DER_BOOLEAN, 0 },
	{ RUN("\x01\x00"), RSEC_RULE_DER_BOOLEAN, 0 },
	{ RUN("\x02\x00"), RSEC_RULE_DER_INTEGER, 0 },
	{ RUN("\x02\x02\x00\x7f"), RSEC_RULE_DER_INTEGER, 0 },
	{ RUN("\x02\x02\xff\x80"), RSEC_RULE_DER_INTEGER, 0 },
	{ RUN("\x03\x00"), RSEC_RULE_DER_BIT_STRING, 0 },
	{ RUN("\x03\x01\x01"), RSEC_RULE_DER_BIT_STRING, 0 },
	{ RUN("\x03\x02\x08\x00"), RSEC_RULE_DER_BIT_STRING, 0 },
	{ RUN("\x03\x02\x01\x01"), RSEC_RULE_DER_BIT_STRING, 0 },
	{ RUN("\x05\x01\x00"), RSEC_RULE_DER_NULL, 0 },
	{ RUN("\x06\x00"), RSEC_RULE_DER_OID, 0 },
	{ RUN("\x06\x01\x80"), RSEC_RULE_DER_OID, 0 },
	{ RUN("\x06\x03\x2a\x80\x01"), RSEC_RULE_DER_OID, 0 },
	{ RUN("\x17\x0d"
	      "991231235959Z"),
	    NO_RULE, 0 },
	{ RUN("\x17\x0b"
	      "9912312359Z"),
	    RSEC_RULE_DER_TIME, 0 },
	{ RUN("\x18\x0f"
	      "20230229000000Z"),
	    RSEC_RULE_DER_TIME, 0 },
	{ RUN("\x18\x0f"
	      "20240229000000Z"),
	    NO_RULE, 0 },
};

static void
each_encoding_breaks_its_rule_alone(void **state)
{
	struct judged j;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(encodings) / sizeof(*encodings); i++) {
		judge(&j,
		    (struct rsec_bytes){ (const uint8_t *)encodings[i].bytes,
			encodings[i].len });
		if (encodings[i].rule == NO_RULE)
			assert_int_equal(j.f.count, 0);
		else {
			assert_int_equal(j.f.count, 1);
			assert_int_equal(j.f.list[0].rule, encodings[i].rule);
			assert_int_equal(
			    j.f.list[0].offset, encodings[i].offset);
		}
		judged_fini(&j);
	}
}

static void
nesting_is_followed_to_a_depth_and_no_further(void **state)
{
	uint8_t nest[2 * (RSEC_DER_DEPTH + 1)];
	struct rsec_bytes bytes;
	struct judged j;
	size_t i, n = sizeof(nest) / 2;

	(void)state;
	for (i = 0; i < n; i++) {
		nest[2 * i] = RSEC_DER_SEQUENCE;
		nest[2 * i + 1] = (uint8_t)(2 * (n - i - 1));
	}
	bytes = (struct rsec_bytes){ nest + 2, sizeof(nest) - 2 };
	judge(&j, bytes);
	assert_int_equal(j.f.count, 1);
	assert_int_equal(j.f.list[0].rule, RSEC_RULE_DER_DEPTH);
	judged_fini(&j);
	bytes = (struct rsec_bytes){ nest + 4, sizeof(nest) - 4 };
	judge(&j, bytes);
	assert_int_equal(j.f.count, 0);
	judged_fini(&j);
}

/* A cursor over S. */
static struct rsec_der
over(struct rsec_bytes bytes)
{
	return rsec_der_init(bytes, bytes.data, NULL);
}

static void
integers_are_numbers_up_to_64_bits(void **state)
{
	struct rsec_der der = over(BYTES("\x02\x01\x00\x02\x02\x00\xff"
					 "\x02\x09\x00\xff\xff\xff\xff\xff\xff"
					 "\xff\xff\x02\x01\xff"));
	uint64_t v;

	(void)state;
	assert_true(rsec_der_uint(&der, &v) && v == 0);
	assert_true(rsec_der_uint(&der, &v) && v == 255);
	assert_true(rsec_der_uint(&der, &v) && v == UINT64_MAX);
	assert_false(rsec_der_uint(&der, &v)); /* -1 */
	assert_int_equal(rsec_der_peek(&der), RSEC_DER_INTEGER);
	der = over(BYTES("\x02\x09\x01\x00\x00\x00\x00\x00\x00\x00\x00"));
	assert_false(rsec_der_uint(&der, &v)); /* 2^64 */
}

static void
a_read_of_another_type_leaves_the_cursor(void **state)
{
	struct rsec_der der = over(BYTES("\x05\x00")), inner;
	struct rsec_bytes octets;
	struct rsec_tlv tlv;
	unsigned unused;
	uint8_t tag;
	int64_t t;
	bool b;

	(void)state;
	assert_false(rsec_der_sequence(&der, &inner));
	assert_false(rsec_der_boolean(&der, &b));
	assert_false(rsec_der_oid(&der, &octets));
	assert_false(rsec_der_integer(&der, &octets));
	assert_false(rsec_der_bit_string(&der, &octets, &unused));
	assert_false(rsec_der_octet_string(&der, &octets));
	assert_false(rsec_der_time(&der, &t, &tag));
	assert_true(rsec_der_read(&der, RSEC_DER_NULL, &tlv));
	assert_true(rsec_der_at_end(&der));
	assert_false(rsec_der_next(&der, &tlv));
}

static void
parts_of_a_string_are_put_together(void **state)
{
	struct rsec_bytes bytes =
	    BYTES("\x24\x80\x04\x01\x61\x04\x02\x62\x63\x00\x00\x05\x00");
	struct rsec_bytes octets;
	struct rsec_der der;
	struct judged j;

	(void)state;
	judge(&j, bytes);
	der = rsec_der_init(bytes, bytes.data, &j.f);
	assert_true(rsec_der_octet_string(&der, &octets));
	assert_int_equal(octets.len, 3);
	assert_memory_equal(octets.data, "abc", 3);
	assert_int_equal(rsec_der_peek(&der), RSEC_DER_NULL);
	/* They stand nowhere in the file. */
	der = rsec_der_within(&der, octets);
	assert_int_equal(rsec_der_offset(&der, der.at), RSEC_NO_OFFSET);
	judged_fini(&j);
}

static void
times_have_their_century(void **state)
{
	struct rsec_der der = over(BYTES("\x17\x0d"
					 "491231235959Z"
					 "\x17\x0d"
					 "500101000000Z"
					 "\x18\x0f"
					 "20500101000000Z"));
	uint8_t tag;
	int64_t t;

	(void)state;
	assert_true(rsec_der_time(&der, &t, &tag));
	assert_int_equal(t, 2524607999);
	assert_true(rsec_der_time(&der, &t, &tag));
	assert_int_equal(t, -631152000);
	assert_int_equal(tag, RSEC_DER_UTC_TIME);
	assert_true(rsec_der_time(&der, &t, &tag));
	assert_int_equal(t, 2524608000);
	assert_int_equal(tag, RSEC_DER_GENERALIZED_TIME);
}

static void
object_identifiers_are_written_with_dots(void **state)
{
	char text[32];

	(void)state;
	rsec_oid_format(text, sizeof(text), BYTES("\x2a\x86\x48\x86\xf7\x0d"));
	assert_string_equal(text, "1.2.840.113549");
	rsec_oid_format(text, sizeof(text), BYTES("\x88\x37\x03"));
	assert_string_equal(text, "2.999.3");
	assert_int_equal(
	    rsec_oid_format(text, 8, BYTES("\x2a\x86\x48\x86\xf7\x0d")), 7);
	assert_string_equal(text, "1.2.840");
}

/* Whatever the bytes are, elements lie inside and follow each other. */
static void
elements_of_noise_stay_inside(void **state)
{
	struct random random = { 7 };
	uint8_t noise[40];
	struct rsec_bytes bytes = { noise, sizeof(noise) };
	struct rsec_tlv tlv;
	struct rsec_der der;
	struct judged j;
	size_t i, run;

	(void)state;
	for (run = 0; run < 20000; run++) {
		const uint8_t *at = noise;

		for (i = 0; i < sizeof(noise); i++)
			noise[i] = (uint8_t)(random_below(&random, 3) == 0
						 ? random_below(&random, 256)
						 : 0x30 * (i % 2));
		judge(&j, bytes);
		der = rsec_der_init(bytes, noise, &j.f);
		while (rsec_der_next(&der, &tlv)) {
			assert_ptr_equal(tlv.whole.data, at);
			at += tlv.whole.len;
			assert_true(at <= noise + sizeof(noise));
			assert_true(tlv.body.data > tlv.whole.data);
			assert_true(tlv.body.data + tlv.body.len <= at);
		}
		assert_true(at == noise + sizeof(noise) || j.f.count > 0);
		judged_fini(&j);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_encoding_breaks_its_rule_alone),
		cmocka_unit_test(nesting_is_followed_to_a_depth_and_no_further),
		cmocka_unit_test(integers_are_numbers_up_to_64_bits),
		cmocka_unit_test(a_read_of_another_type_leaves_the_cursor),
		cmocka_unit_test(parts_of_a_string_are_put_together),
		cmocka_unit_test(times_have_their_century),
		cmocka_unit_test(object_identifiers_are_written_with_dots),
		cmocka_unit_test(elements_of_noise_stay_inside),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
