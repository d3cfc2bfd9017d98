/* SPDX-License-Identifier: ISC */
/* See compress.h. */
#include "tests/lib/test.h"

#include "tests/lib/compress.h"

#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

const struct format formats[FORMATS] = {
	{ RSEC_COMPRESSION_GZIP, "gzip", "gzip -c", 3 },
	{ RSEC_COMPRESSION_BZIP2, "bzip2", "bzip2 -c", 3 },
	{ RSEC_COMPRESSION_XZ, "xz", "xz -c", 6 },
	{ RSEC_COMPRESSION_ZSTD, "zstd", "zstd -q -c", 4 },
};

void
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

int
file_of(const void *data, size_t n)
{
	int fd = memfd_create("input_test", MFD_CLOEXEC);

	assert_true(fd >= 0);
	assert_true(write(fd, data, n) == (ssize_t)n);
	assert_true(lseek(fd, 0, SEEK_SET) == 0);
	return fd;
}

void
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

int
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

bool
same_bytes(const struct rsec_buf *a, const struct rsec_buf *b)
{
	return a->len == b->len &&
	       (a->len == 0 || memcmp(a->data, b->data, a->len) == 0);
}
