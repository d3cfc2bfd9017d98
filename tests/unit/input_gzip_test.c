/* SPDX-License-Identifier: ISC */
/*
 * A gzip member may be cut into runs anywhere, its header too: one with each
 * optional field (RFC 1952 section 2.3.1), handed over in two parts at every
 * place, and byte by byte.
 */
#include "tests/lib/test.h"

#include <string.h>

#include "io/input_private.h"

#define TEXT "valid\n"

static const uint8_t member[] = {
	0x1f, 0x8b, 0x08, 0x1e, 0, 0, 0, 0, 0, 0xff, /* all four fields */
	0x06, 0x00, 'X', 'X', 0x02, 0x00, 'a', 'b',  /* FEXTRA */
	'v', 'r', 'p', 's', 0,			     /* FNAME */
	'a', 'l', 'l', 0,			     /* FCOMMENT */
	0xfb, 0x52,				     /* FHCRC */
	0x01, 0x06, 0x00, 0xf9, 0xff, 'v', 'a', 'l', 'i', 'd', '\n', 0x2b, 0xee,
	0x59, 0x1f, 0x06, 0x00, 0x00, 0x00, /* CRC32, ISIZE */
};

/* Read on from AT to END of the member; what it gives goes to TO + *USED. */
static enum rsec_step
feed(struct rsec_codec *codec, size_t at, size_t end, uint8_t *to, size_t size,
    size_t *used)
{
	uint8_t bytes[sizeof(member)];
	enum rsec_step step = RSEC_STEP_MORE;
	size_t in_len, out_len;

	memcpy(bytes, member, sizeof(member));
	do {
		in_len = end - at;
		out_len = size - *used;
		step = codec->step(
		    codec->state, bytes + at, &in_len, to + *used, &out_len);
		at += in_len;
		*used += out_len;
	} while (step == RSEC_STEP_MORE && (in_len > 0 || out_len > 0));
	assert_true(at == end || step != RSEC_STEP_MORE);
	return step;
}

static void
a_member_may_be_cut_anywhere(void **state)
{
	struct rsec_codec codec;
	uint8_t out[sizeof(TEXT)];
	size_t cut, used;

	(void)state;
	assert_int_equal(rsec_gzip_new(&codec, NULL), 0);
	for (cut = 1; cut < sizeof(member); cut++) {
		used = 0;
		assert_int_equal(feed(&codec, 0, cut, out, sizeof(out), &used),
		    RSEC_STEP_MORE);
		assert_int_equal(
		    feed(&codec, cut, sizeof(member), out, sizeof(out), &used),
		    RSEC_STEP_END);
		assert_int_equal(used, strlen(TEXT));
		assert_memory_equal(out, TEXT, used);
		assert_int_equal(codec.reset(codec.state), 0);
	}
	codec.free(codec.state);
}

static void
a_member_may_come_byte_by_byte(void **state)
{
	enum rsec_step step = RSEC_STEP_MORE;
	struct rsec_codec codec;
	uint8_t out[sizeof(TEXT)];
	size_t at, used = 0;

	(void)state;
	assert_int_equal(rsec_gzip_new(&codec, NULL), 0);
	for (at = 0; at < sizeof(member); at++) {
		assert_int_equal(step, RSEC_STEP_MORE);
		step = feed(&codec, at, at + 1, out, sizeof(out), &used);
	}
	assert_int_equal(step, RSEC_STEP_END);
	assert_int_equal(used, strlen(TEXT));
	assert_memory_equal(out, TEXT, used);
	codec.free(codec.state);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_member_may_be_cut_anywhere),
		cmocka_unit_test(a_member_may_come_byte_by_byte),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
