/* SPDX-License-Identifier: ISC */
/* Archives of tar(1): as its implementations write them, and hostile ones. */
#include "tests/lib/test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "io/tar.h"

/* Archives are put together here, field by field. */
struct archive {
	uint8_t data[16384];
	size_t len;
};

static void
add(struct archive *archive, const void *data, size_t n)
{
	memcpy(archive->data + archive->len, data, n);
	archive->len += n;
}

static void
pad(struct archive *archive)
{
	archive->len = (archive->len + 511) / 512 * 512;
}

/* A header; SIZE is what stands in the field of 12 bytes. */
static uint8_t *
add_header(struct archive *archive, const char *prefix, const char *name,
    char type, const char *size)
{
	uint8_t *header = archive->data + archive->len;
	unsigned sum = 0;
	char text[8];
	size_t i;

	memcpy(header, name, strlen(name));
	memcpy(header + 124, size, strlen(size));
	memset(header + 148, ' ', 8);
	header[156] = (uint8_t)type;
	memcpy(header + 257,
	    "ustar\0"
	    "00",
	    8);
	memcpy(header + 345, prefix, strlen(prefix));
	for (i = 0; i < 512; i++)
		sum += header[i];
	snprintf(text, sizeof(text), "%06o", sum);
	memcpy(header + 148, text, 7);
	archive->len += 512;
	return header;
}

static void
add_member(
    struct archive *archive, const char *name, char type, const char *content)
{
	char size[24];

	snprintf(size, sizeof(size), "%011zo", strlen(content));
	add_header(archive, "", name, type, size);
	add(archive, content, strlen(content));
	pad(archive);
}

static void
end(struct archive *archive)
{
	archive->len += 1024;
}

/* "name=content;" for each member, or the message of the error. */
static char *
walk(const struct archive *archive, size_t len, size_t chunk)
{
	struct rsec_memory memory = { archive->data, len, chunk };
	struct rsec_buf text = RSEC_BUF_INIT;
	struct rsec_err err = { .code = RSEC_ERR_NONE };
	struct rsec_tar tar;
	const char *name;
	uint64_t size;
	int status;

	rsec_tar_init(&tar, rsec_source_memory(&memory));
	while ((status = rsec_tar_next(&tar, &name, &size, &err)) > 0) {
		rsec_buf_puts(&text, name);
		rsec_buf_addc(&text, '=');
		if (*name != '-' && rsec_tar_read(&tar, &text, &err) != 0) {
			status = -1;
			break;
		}
		rsec_buf_addc(&text, ';');
	}
	if (status < 0)
		rsec_buf_puts(&text, err.msg);
	rsec_buf_addc(&text, '\0');
	rsec_tar_fini(&tar);
	return text.data;
}

static void
assert_walk(const struct archive *archive, const char *expected)
{
	static const size_t chunks[] = { 0, 1, 7, 511, 512, 513 };
	size_t i;
	char *text;

	for (i = 0; i < sizeof(chunks) / sizeof(chunks[0]); i++) {
		text = walk(archive, archive->len, chunks[i]);
		assert_string_equal(text, expected);
		free(text);
	}
}

static void
members_come_with_their_names_and_bytes(void **state)
{
	struct archive archive = { .len = 0 };

	(void)state;
	add_member(&archive, "a", '0', "first");
	add_member(&archive, "b", '\0', "");
	add_member(&archive, "c", '7', "third");
	end(&archive);
	assert_true(rsec_tar_is(archive.data, archive.len));
	assert_walk(&archive, "a=first;b=;c=third;");
}

static void
a_member_that_is_not_read_is_passed_over(void **state)
{
	struct archive archive = { .len = 0 };

	(void)state;
	add_member(&archive, "-a", '0', "first");
	add_member(&archive, "b", '0', "second");
	end(&archive);
	assert_walk(&archive, "-a=;b=second;");
}

static void
only_regular_files_are_handed_out(void **state)
{
	static const char types[] = "123456gNSVX";
	struct archive archive = { .len = 0 };
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(types) - 1; i++)
		add_member(&archive, "x", types[i], "y");
	add_member(&archive, "a", '0', "b");
	end(&archive);
	assert_walk(&archive, "a=b;");
}

static void
a_prefix_stands_before_the_name(void **state)
{
	struct archive archive = { .len = 0 };

	(void)state;
	add_header(&archive, "some/folder", "a", '0', "00000000000");
	end(&archive);
	assert_walk(&archive, "some/folder/a=;");
}

static void
long_names_of_gnu_and_pax_hold_for_the_next_member_only(void **state)
{
	struct archive archive = { .len = 0 };

	(void)state;
	add_member(&archive, "././@LongLink", 'L', "a/long/name");
	add_member(&archive, "a", '0', "1");
	add_member(&archive, "b", '0', "2");
	add_member(&archive, "pax", 'x', "14 path=c/d/e\n");
	add_member(&archive, "c", '0', "3");
	add_member(&archive, "d", '0', "4");
	add_member(&archive, "././@LongLink", 'L', "");
	add_member(&archive, "", '0', "none");
	add_member(&archive, "pax", 'x', "10 path=x\n");
	add_member(&archive, "folder", '5', "");
	add_member(&archive, "e", '0', "5");
	end(&archive);
	assert_walk(&archive, "a/long/name=1;b=2;c/d/e=3;d=4;=none;e=5;");
}

static void
sizes_of_pax_and_in_base_256_are_read(void **state)
{
	struct archive archive = { .len = 0 };

	(void)state;
	add_member(&archive, "pax", 'x', "9 size=3\n11 mtime=1\n");
	add_header(&archive, "", "a", '0', "00000000000");
	add(&archive, "abc", 3);
	pad(&archive);
	add_header(&archive, "", "b", '0', "\x80");
	end(&archive);
	assert_walk(&archive, "a=abc;b=;");
}

static void
every_cut_is_told_before_the_zeros_at_the_end(void **state)
{
	struct archive archive = { .len = 0 };
	size_t len, members;
	char *text;

	(void)state;
	add_member(&archive, "a", '0', "first");
	add_member(&archive, "b", '0', "second");
	members = archive.len;
	end(&archive);
	for (len = 0; len <= archive.len; len++) {
		text = walk(&archive, len, 0);
		if (len < members + 512)
			assert_non_null(strstr(text, "truncated tar archive"));
		else
			assert_string_equal(text, "a=first;b=second;");
		free(text);
	}
}

static void
what_follows_the_end_is_not_passed_over_in_silence(void **state)
{
	struct archive archive = { .len = 0 };

	(void)state;
	add_member(&archive, "a", '0', "first");
	end(&archive);
	add_member(&archive, "b", '0', "second");
	end(&archive);
	assert_walk(&archive,
	    "a=first;corrupt tar archive: bytes that are no zeros follow its "
	    "end");
}

static void
assert_refused(const struct archive *archive, const char *message)
{
	char *text = walk(archive, archive->len, 0);

	assert_string_equal(text, message);
	free(text);
}

static void
hostile_headers_are_refused(void **state)
{
	struct archive checksum = { .len = 0 }, size = { .len = 0 },
		       huge = { .len = 0 }, name = { .len = 0 };

	(void)state;
	add_member(&checksum, "a", '0', "");
	checksum.data[0] ^= 1;
	assert_false(rsec_tar_is(checksum.data, checksum.len));
	assert_refused(
	    &checksum, "corrupt tar archive: no header with a right checksum");
	add_header(&size, "", "a", '0', "9");
	assert_refused(&size, "corrupt tar archive: no size");
	add_header(&huge, "", "a", '0', "77777777777");
	assert_refused(&huge, "a=truncated tar archive");
	add_header(&name, "", "a", 'L', "00000200001");
	assert_refused(&name, "a name or pax header has more than 65536 bytes");
}

static void
hostile_records_of_pax_are_refused(void **state)
{
	static const char *const records[] = { "0 path=a\n", "x path=a\n",
		"99 path=a\n", "4 a\n ", "999999999999 path=a\n", "9 size=x\n",
		"9 size=\n\n", "29 size=99999999999999999999\n", "3  \n" };
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(records) / sizeof(records[0]); i++) {
		struct archive archive = { .len = 0 };

		add_member(&archive, "pax", 'x', records[i]);
		add_member(&archive, "a", '0', "");
		end(&archive);
		assert_refused(&archive, "corrupt pax header");
	}
}

static void
random_bytes_are_no_archive(void **state)
{
	uint8_t zeros[1024] = { 0 };

	(void)state;
	assert_false(rsec_tar_is(zeros, sizeof(zeros)));
	assert_false(rsec_tar_is(zeros, 511));
	memset(zeros, '0', sizeof(zeros));
	assert_false(rsec_tar_is(zeros, sizeof(zeros)));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(members_come_with_their_names_and_bytes),
		cmocka_unit_test(a_member_that_is_not_read_is_passed_over),
		cmocka_unit_test(only_regular_files_are_handed_out),
		cmocka_unit_test(a_prefix_stands_before_the_name),
		cmocka_unit_test(
		    long_names_of_gnu_and_pax_hold_for_the_next_member_only),
		cmocka_unit_test(sizes_of_pax_and_in_base_256_are_read),
		cmocka_unit_test(every_cut_is_told_before_the_zeros_at_the_end),
		cmocka_unit_test(
		    what_follows_the_end_is_not_passed_over_in_silence),
		cmocka_unit_test(hostile_headers_are_refused),
		cmocka_unit_test(hostile_records_of_pax_are_refused),
		cmocka_unit_test(random_bytes_are_no_archive),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
