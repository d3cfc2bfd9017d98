/* SPDX-License-Identifier: ISC */
/*
 * Compressed inputs, whole, damaged and hostile.  The oracle is what was
 * compressed: a damaged file gives an error or exactly that.
 */
#include "tests/lib/test.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "io/input.h"
#include "tests/lib/compress.h"

static int
decode(const struct rsec_buf *file, struct rsec_buf *out, struct rsec_err *err)
{
	return drain(file_of(file->data, file->len), 0, out, err);
}

static void
assert_decodes(const struct rsec_buf *file, const struct rsec_buf *want)
{
	struct rsec_buf got = RSEC_BUF_INIT;
	struct rsec_err err;

	if (decode(file, &got, &err) != 0)
		fail_msg("%s at %" PRIu64, err.msg, err.offset);
	assert_true(same_bytes(&got, want));
	rsec_buf_fini(&got);
}

static void
assert_fails(const struct rsec_buf *file, enum rsec_errcode code,
    uint64_t offset, const char *message)
{
	struct rsec_buf got = RSEC_BUF_INIT;
	struct rsec_err err;

	assert_int_equal(decode(file, &got, &err), -1);
	assert_string_equal(err.msg, message);
	assert_int_equal(err.code, code);
	if (offset != RSEC_NO_OFFSET)
		assert_int_equal(err.offset, offset);
	assert_true(err.offset <= file->len);
	rsec_buf_fini(&got);
}

static void
every_size_comes_back_from_every_format(void **state)
{
	static const size_t sizes[] = { 0, 1, 5, 6, 511, 512, 513, RUN - 1, RUN,
		RUN + 1, 2 * RUN, 5 * RUN + 7 };
	struct rsec_buf text, file;
	size_t i, j;

	(void)state;
	for (i = 0; i < sizeof(sizes) / sizeof(*sizes); i++) {
		text = RSEC_BUF_INIT;
		fill(&text, sizes[i]);
		assert_decodes(&text, &text);
		for (j = 0; j < FORMATS; j++) {
			file = RSEC_BUF_INIT;
			squeeze(formats[j].command, &text, &file);
			assert_decodes(&file, &text);
			rsec_buf_fini(&file);
		}
		rsec_buf_fini(&text);
	}
}

static void
streams_one_after_the_other_are_one_input(void **state)
{
	struct rsec_buf text, twice, file;
	size_t i, n;

	(void)state;
	for (n = 0; n <= 3 * RUN; n = n * 40 + 3) {
		for (i = 0; i < FORMATS; i++) {
			text = twice = file = RSEC_BUF_INIT;
			fill(&text, n);
			rsec_buf_add(&twice, text.data, n);
			rsec_buf_add(&twice, text.data, n);
			squeeze(formats[i].command, &text, &file);
			squeeze(formats[i].command, &text, &file);
			assert_decodes(&file, &twice);
			rsec_buf_fini(&text);
			rsec_buf_fini(&twice);
			rsec_buf_fini(&file);
		}
	}
}

/*
 * A file cut after two bytes is still known for what it was.  One byte, or
 * none, is a short plain file.
 */
static void
no_truncation_looks_complete(void **state)
{
	struct rsec_buf text, file, cut, got;
	struct rsec_err err;
	size_t i;

	(void)state;
	for (i = 0; i < FORMATS; i++) {
		text = file = RSEC_BUF_INIT;
		fill(&text, 120);
		squeeze(formats[i].command, &text, &file);
		cut = file;
		while (--cut.len >= 2) {
			got = RSEC_BUF_INIT;
			assert_int_equal(decode(&cut, &got, &err), -1);
			assert_int_equal(err.code, RSEC_ERR_TRUNCATED);
			assert_int_equal(err.offset, cut.len);
			assert_non_null(strstr(err.msg, formats[i].name));
			rsec_buf_fini(&got);
		}
		rsec_buf_fini(&text);
		rsec_buf_fini(&file);
	}
}

/*
 * Every bit of every byte behind the signature; within it the file may also
 * be taken for a plain one.
 */
static void
no_flipped_bit_goes_unnoticed(void **state)
{
	struct rsec_buf text, file, got;
	struct rsec_err err;
	size_t i, bit, wrong = 0;

	(void)state;
	for (i = 0; i < FORMATS; i++) {
		text = file = RSEC_BUF_INIT;
		fill(&text, 120);
		squeeze(formats[i].command, &text, &file);
		for (bit = 0; bit < file.len * 8; bit++) {
			file.data[bit / 8] ^= (char)(1 << bit % 8);
			got = RSEC_BUF_INIT;
			if (decode(&file, &got, &err) == 0 &&
			    !same_bytes(&got, &text) &&
			    !(bit / 8 < formats[i].signature &&
				same_bytes(&got, &file))) {
				printf("%s byte %zu bit %zu\n", formats[i].name,
				    bit / 8, bit % 8);
				wrong++;
			}
			rsec_buf_fini(&got);
			file.data[bit / 8] ^= (char)(1 << bit % 8);
		}
		rsec_buf_fini(&text);
		rsec_buf_fini(&file);
	}
	assert_int_equal(wrong, 0);
}

/* "corrupt NAME stream: bytes ..." at OFFSET, or "truncated NAME stream" */
static void
assert_tail(const struct format *format, const struct rsec_buf *text,
    const char *tail, size_t n, enum rsec_errcode code)
{
	struct rsec_buf file = RSEC_BUF_INIT;
	char message[100];
	size_t end, zeros = strspn(tail, "0");

	squeeze(format->command, text, &file);
	end = file.len;
	rsec_buf_add(&file, tail, n);
	memset(file.data + end, 0, zeros);
	if (code == RSEC_ERR_TRUNCATED) {
		snprintf(message, sizeof(message), "truncated %s stream",
		    format->name);
		assert_fails(&file, code, file.len, message);
	} else {
		snprintf(message, sizeof(message),
		    "corrupt %s stream: bytes that are no stream follow "
		    "its end",
		    format->name);
		assert_fails(&file, code, end + zeros, message);
	}
	rsec_buf_fini(&file);
}

static void
what_follows_the_last_stream_must_be_one(void **state)
{
	/* '0' at the start of a tail stands for a zero byte */
	static const char *const tails[] = { "x", "x\n", "000x", "00000x",
		"plain text that is much longer than a signature" };
	static const char *const cut[] = { "\x1f\x8b", "BZh",
		("\xfd"
		 "7zXZ"),
		"\x28\xb5\x2f" };
	struct rsec_buf text = RSEC_BUF_INIT;
	enum rsec_errcode code;
	size_t i, j;

	(void)state;
	fill(&text, 300);
	for (i = 0; i < FORMATS; i++) {
		for (j = 0; j < sizeof(tails) / sizeof(*tails); j++)
			assert_tail(&formats[i], &text, tails[j],
			    strlen(tails[j]), RSEC_ERR_CORRUPT);
		for (j = 0; j < FORMATS; j++) {
			code = i == j ? RSEC_ERR_TRUNCATED : RSEC_ERR_CORRUPT;
			assert_tail(
			    &formats[i], &text, cut[j], strlen(cut[j]), code);
		}
	}
	rsec_buf_fini(&text);
}

static void
padding_is_what_the_format_allows(void **state)
{
	static const char zeros[1024];
	struct rsec_buf text = RSEC_BUF_INIT, file, got;
	struct rsec_err err;
	bool good;
	size_t i, n;

	(void)state;
	fill(&text, 300);
	for (i = 0; i < FORMATS; i++) {
		for (n = 1; n <= sizeof(zeros); n += n > 8 ? 127 : 1) {
			file = got = RSEC_BUF_INIT;
			squeeze(formats[i].command, &text, &file);
			rsec_buf_add(&file, zeros, n);
			good = formats[i].code == RSEC_COMPRESSION_GZIP ||
			       (formats[i].code == RSEC_COMPRESSION_XZ &&
				   n % 4 == 0);
			assert_int_equal(
			    decode(&file, &got, &err), good ? 0 : -1);
			assert_true(!good || same_bytes(&got, &text));
			rsec_buf_fini(&file);
			rsec_buf_fini(&got);
		}
	}
	rsec_buf_fini(&text);
}

static void
xz_padding_and_zstd_skippable_frames_are_between(void **state)
{
	struct rsec_buf text = RSEC_BUF_INIT, twice = RSEC_BUF_INIT;
	struct rsec_buf xz = RSEC_BUF_INIT, zstd = RSEC_BUF_INIT;

	(void)state;
	fill(&text, 300);
	rsec_buf_add(&twice, text.data, text.len);
	rsec_buf_add(&twice, text.data, text.len);
	squeeze("xz -c", &text, &xz);
	rsec_buf_add(&xz, "\0\0\0\0", 4);
	squeeze("xz -c", &text, &xz);
	assert_decodes(&xz, &twice);
	rsec_buf_add(&zstd, "\x5e\x2a\x4d\x18\3\0\0\0abc", 11);
	squeeze("zstd -q -c", &text, &zstd);
	rsec_buf_add(&zstd, "\x50\x2a\x4d\x18\0\0\0\0", 8);
	squeeze("zstd -q -c", &text, &zstd);
	assert_decodes(&zstd, &twice);
	rsec_buf_fini(&text);
	rsec_buf_fini(&twice);
	rsec_buf_fini(&xz);
	rsec_buf_fini(&zstd);
}

static void
checksums_are_told_where_the_library_tells_them(void **state)
{
	struct rsec_buf text = RSEC_BUF_INIT, file = RSEC_BUF_INIT;

	(void)state;
	fill(&text, 300);
	squeeze("gzip -nc", &text, &file);
	file.data[file.len - 8] ^= 1; /* RFC 1952 section 2.3.1: CRC32 */
	assert_fails(&file, RSEC_ERR_CORRUPT, RSEC_NO_OFFSET,
	    "corrupt gzip stream: the checksum does not match");
	file.data[file.len - 8] ^= 1;
	file.data[file.len - 1] ^= 1; /* ISIZE */
	assert_fails(&file, RSEC_ERR_CORRUPT, RSEC_NO_OFFSET,
	    "corrupt gzip stream: the checksum does not match");
	file.len = 0;
	squeeze("zstd -q -c", &text, &file);
	file.data[file.len - 1] ^= 1; /* RFC 8878 section 3.1.1 */
	assert_fails(&file, RSEC_ERR_CORRUPT, RSEC_NO_OFFSET,
	    "corrupt zstd stream: the checksum does not match");
	rsec_buf_fini(&text);
	rsec_buf_fini(&file);
}

static void
a_bomb_stops_at_the_limit(void **state)
{
	struct rsec_buf text = RSEC_BUF_INIT, file, got;
	struct rsec_err err;
	size_t i, n = 3 * RUN + 5;

	(void)state;
	assert_non_null(rsec_buf_reserve(&text, n));
	memset(text.data, 0, text.len = n);
	for (i = 0; i < FORMATS; i++) {
		file = got = RSEC_BUF_INIT;
		squeeze(formats[i].command, &text, &file);
		assert_int_equal(
		    drain(file_of(file.data, file.len), n, &got, &err), 0);
		got.len = 0;
		assert_int_equal(
		    drain(file_of(file.data, file.len), n - 1, &got, &err), -1);
		assert_int_equal(err.code, RSEC_ERR_LIMIT);
		assert_string_equal(err.msg,
		    "more than 786436 bytes after decompression, the limit");
		assert_true(got.len < n);
		rsec_buf_fini(&file);
		rsec_buf_fini(&got);
	}
	got = RSEC_BUF_INIT;
	assert_int_equal(drain(file_of(text.data, n), n - 1, &got, &err), -1);
	assert_string_equal(err.msg, "more than 786436 bytes, the limit");
	rsec_buf_fini(&got);
	rsec_buf_fini(&text);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_size_comes_back_from_every_format),
		cmocka_unit_test(streams_one_after_the_other_are_one_input),
		cmocka_unit_test(no_truncation_looks_complete),
		cmocka_unit_test(no_flipped_bit_goes_unnoticed),
		cmocka_unit_test(what_follows_the_last_stream_must_be_one),
		cmocka_unit_test(padding_is_what_the_format_allows),
		cmocka_unit_test(
		    xz_padding_and_zstd_skippable_frames_are_between),
		cmocka_unit_test(
		    checksums_are_told_where_the_library_tells_them),
		cmocka_unit_test(a_bomb_stops_at_the_limit),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
