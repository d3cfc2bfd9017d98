/* SPDX-License-Identifier: ISC */
/*
 * Inputs against files that the ordinary tools compress here.  The oracle is
 * what was compressed: a damaged file gives an error or exactly that.
 */
#include "tests/lib/test.h"

#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/buf.h"
#include "io/input.h"

#define RUN ((size_t)256 * 1024) /* of the library; edges are around it */

static const struct format {
	enum rsec_compression code;
	const char *name;
	const char *command; /* stdin to stdout */
	size_t signature;    /* bytes by which it is recognised */
} formats[] = {
	{ RSEC_COMPRESSION_GZIP, "gzip", "gzip -c", 3 },
	{ RSEC_COMPRESSION_BZIP2, "bzip2", "bzip2 -c", 3 },
	{ RSEC_COMPRESSION_XZ, "xz", "xz -c", 6 },
	{ RSEC_COMPRESSION_ZSTD, "zstd", "zstd -q -c", 4 },
};
#define FORMATS (sizeof(formats) / sizeof(*formats))

/* Bytes that compress, but not to nothing. */
static void
fill(struct rsec_buf *buf, size_t n)
{
	uint32_t x = 64496;
	char *p = rsec_buf_reserve(buf, n + 1);
	size_t i;

	assert_non_null(p);
	for (i = 0; i < n; i++) {
		x = x * 1664525 + 1013904223;
		p[i] = "0123456789abcdef.,\n"[(x >> 24) % 19];
	}
	buf->len += n;
}

static int
file_of(const void *data, size_t n)
{
	int fd = memfd_create("input_test", MFD_CLOEXEC);

	assert_true(fd >= 0);
	assert_true(write(fd, data, n) == (ssize_t)n);
	assert_true(lseek(fd, 0, SEEK_SET) == 0);
	return fd;
}

/* Append to OUT what COMMAND makes of IN. */
static void
squeeze(const char *command, const struct rsec_buf *in, struct rsec_buf *out)
{
	char line[128], *to;
	size_t n;
	int fd = file_of(in->data, in->len);
	FILE *pipe;

	snprintf(line, sizeof(line), "%s </proc/%d/fd/%d", command,
	    (int)getpid(), fd);
	assert_non_null(pipe = popen(line, "r"));
	do {
		assert_non_null(to = rsec_buf_reserve(out, 4096));
		n = fread(to, 1, 4096, pipe);
		out->len += n;
	} while (n > 0);
	assert_int_equal(pclose(pipe), 0);
	close(fd);
}

/* Read FD to its end into OUT; 0 or -1. */
static int
drain(int fd, uint64_t max_size, struct rsec_buf *out, struct rsec_err *err)
{
	struct rsec_input_options options = { .max_size = max_size };
	struct rsec_source source;
	struct rsec_input *in;
	const uint8_t *data;
	size_t n;
	int status;

	*err = (struct rsec_err){ .code = RSEC_ERR_NONE };
	if (rsec_input_open_fd(fd, "test", &options, &in, err) != 0)
		return -1;
	source = rsec_input_source(in);
	while ((status = source.next(source.ctx, &data, &n, err)) > 0) {
		assert_true(n > 0);
		assert_int_equal(rsec_buf_add(out, data, n), 0);
	}
	if (status == 0)
		assert_int_equal(rsec_input_produced(in), out->len);
	rsec_input_close(in);
	return status;
}

static int
decode(const struct rsec_buf *file, struct rsec_buf *out, struct rsec_err *err)
{
	return drain(file_of(file->data, file->len), 0, out, err);
}

static bool
same(const struct rsec_buf *a, const struct rsec_buf *b)
{
	return a->len == b->len &&
	       (a->len == 0 || memcmp(a->data, b->data, a->len) == 0);
}

static void
assert_decodes(const struct rsec_buf *file, const struct rsec_buf *want)
{
	struct rsec_buf got = RSEC_BUF_INIT;
	struct rsec_err err;

	if (decode(file, &got, &err) != 0)
		fail_msg("%s at %" PRIu64, err.msg, err.offset);
	assert_true(same(&got, want));
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

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_size_comes_back_from_every_format),
		cmocka_unit_test(streams_one_after_the_other_are_one_input),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
