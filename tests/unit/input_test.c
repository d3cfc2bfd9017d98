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
			    !same(&got, &text) &&
			    !(bit / 8 < formats[i].signature &&
				same(&got, &file))) {
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
		"\xfd"
		"7zXZ",
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
			assert_true(!good || same(&got, &text));
			rsec_buf_fini(&file);
			rsec_buf_fini(&got);
		}
	}
	rsec_buf_fini(&text);
}

static void
xz_streams_may_follow_padding_and_zstd_frames_may_be_skippable(void **state)
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
	got = RSEC_BUF_INIT; /* what is not compressed cannot be a bomb */
	assert_int_equal(drain(file_of(text.data, n), 1, &got, &err), 0);
	assert_true(same(&got, &text));
	rsec_buf_fini(&got);
	rsec_buf_fini(&text);
}

/* A child writes FILE to a pipe, CHUNK bytes at once. */
static int
pipe_of(const struct rsec_buf *file, size_t chunk)
{
	int fds[2];
	size_t i, n;
	pid_t child;

	assert_int_equal(pipe(fds), 0);
	assert_true((child = fork()) >= 0);
	if (child == 0) {
		for (i = 0; i < file->len; i += n) {
			n = file->len - i < chunk ? file->len - i : chunk;
			if (write(fds[1], file->data + i, n) != (ssize_t)n)
				_exit(1);
		}
		_exit(0);
	}
	close(fds[1]);
	return fds[0];
}

static void
pipes_read_as_files_do_however_they_are_cut_up(void **state)
{
	static const size_t chunks[] = { 1, 7, 4096 };
	struct rsec_buf text = RSEC_BUF_INIT, file, got;
	struct rsec_err err;
	size_t i, j;

	(void)state;
	fill(&text, 5000);
	for (i = 0; i <= FORMATS; i++) {
		file = RSEC_BUF_INIT;
		if (i < FORMATS)
			squeeze(formats[i].command, &text, &file);
		squeeze(i < FORMATS ? formats[i].command : "cat", &text, &file);
		for (j = 0; j < sizeof(chunks) / sizeof(*chunks); j++) {
			got = RSEC_BUF_INIT;
			assert_int_equal(
			    drain(pipe_of(&file, chunks[j]), 0, &got, &err), 0);
			assert_int_equal(
			    got.len, text.len * (i < FORMATS ? 2 : 1));
			assert_memory_equal(got.data, text.data, text.len);
			rsec_buf_fini(&got);
			wait(NULL);
		}
		rsec_buf_fini(&file);
	}
	rsec_buf_fini(&text);
}

static void
a_line_on_a_pipe_is_handed_out_before_the_next_comes(void **state)
{
	struct rsec_source source;
	struct rsec_input *in;
	struct rsec_err err;
	const uint8_t *data;
	size_t n;
	int fds[2];

	(void)state;
	assert_int_equal(pipe2(fds, O_NONBLOCK), 0);
	assert_int_equal(write(fds[1], "192.0.2.0/24\n", 13), 13);
	assert_int_equal(
	    rsec_input_open_fd(fds[0], "pipe", NULL, &in, &err), 0);
	source = rsec_input_source(in);
	assert_int_equal(source.next(source.ctx, &data, &n, &err), 1);
	assert_int_equal(n, 13);
	assert_int_equal(write(fds[1], "x", 1), 1);
	assert_int_equal(source.next(source.ctx, &data, &n, &err), 1);
	assert_int_equal(n, 1);
	assert_int_equal(rsec_input_consumed(in), 14);
	close(fds[1]);
	assert_int_equal(source.next(source.ctx, &data, &n, &err), 0);
	rsec_input_close(in);
}

static void
peek_shows_what_the_source_then_gives(void **state)
{
	static const size_t sizes[] = { 0, 1, 511, 512, 513, 2 * RUN + 3 };
	struct rsec_buf text, file, got;
	struct rsec_input *in;
	struct rsec_err err;
	const uint8_t *data;
	char *all;
	size_t i, j, n, want;

	(void)state;
	for (i = 0; i < sizeof(sizes) / sizeof(*sizes); i++) {
		for (j = 0; j < FORMATS; j++) {
			text = file = got = RSEC_BUF_INIT;
			fill(&text, sizes[i]);
			want = sizes[i] < RSEC_INPUT_PEEK ? sizes[i]
							  : RSEC_INPUT_PEEK;
			squeeze(formats[j].command, &text, &file);
			assert_int_equal(
			    rsec_input_open_fd(file_of(file.data, file.len),
				"x", NULL, &in, &err),
			    0);
			assert_int_equal(
			    rsec_input_peek(in, &data, &n, &err), 0);
			assert_int_equal(n, want);
			assert_memory_equal(data, text.data, want);
			assert_int_equal(
			    rsec_input_peek(in, &data, &n, &err), 0);
			assert_int_equal(n, want);
			assert_int_equal(
			    rsec_input_slurp(in, SIZE_MAX, &all, &n, &err), 0);
			assert_int_equal(n, text.len);
			assert_memory_equal(all, text.data, n);
			assert_int_equal(all[n], '\0');
			assert_int_equal(rsec_input_consumed(in), file.len);
			free(all);
			rsec_input_close(in);
			rsec_buf_fini(&text);
			rsec_buf_fini(&file);
		}
	}
}

static void
slurp_takes_no_more_than_it_may(void **state)
{
	struct rsec_input *in;
	struct rsec_err err;
	char *all;
	size_t n;

	(void)state;
	assert_int_equal(
	    rsec_input_open_fd(file_of("12345", 5), "x", NULL, &in, &err), 0);
	assert_int_equal(rsec_input_slurp(in, 4, &all, &n, &err), -1);
	assert_int_equal(err.code, RSEC_ERR_LIMIT);
	assert_string_equal(
	    err.msg, "more than 4 bytes, the limit for this format");
	rsec_input_close(in);
	assert_int_equal(
	    rsec_input_open_fd(file_of("12345", 5), "x", NULL, &in, &err), 0);
	assert_int_equal(rsec_input_slurp(in, 5, &all, &n, &err), 0);
	assert_string_equal(all, "12345");
	free(all);
	rsec_input_close(in);
}

static void
only_plain_files_are_mapped(void **state)
{
	struct rsec_buf file = RSEC_BUF_INIT, text = RSEC_BUF_INIT;
	struct rsec_input *in;
	struct rsec_err err;
	const uint8_t *data;
	size_t n;
	int fd;

	(void)state;
	fill(&text, 5000);
	fd = file_of(text.data, text.len);
	assert_int_equal(lseek(fd, 5, SEEK_SET), 5);
	assert_int_equal(rsec_input_open_fd(fd, "x", NULL, &in, &err), 0);
	assert_int_equal(rsec_input_peek(in, &data, &n, &err), 0);
	assert_int_equal(rsec_input_map(in, &data, &n, &err), 0);
	assert_int_equal(n, text.len - 5);
	assert_memory_equal(data, text.data + 5, n);
	rsec_input_close(in);

	assert_int_equal(
	    rsec_input_open_fd(file_of("", 0), "x", NULL, &in, &err), 0);
	assert_int_equal(rsec_input_map(in, &data, &n, &err), 0);
	assert_int_equal(n, 0);
	assert_non_null(data);
	rsec_input_close(in);

	squeeze("gzip -c", &text, &file);
	assert_int_equal(rsec_input_open_fd(file_of(file.data, file.len), "x",
			     NULL, &in, &err),
	    0);
	assert_int_equal(rsec_input_map(in, &data, &n, &err), -1);
	assert_int_equal(err.code, RSEC_ERR_UNSUPPORTED);
	rsec_input_close(in);

	assert_int_equal(
	    rsec_input_open_fd(pipe_of(&text, 4096), "x", NULL, &in, &err), 0);
	assert_int_equal(rsec_input_map(in, &data, &n, &err), -1);
	assert_int_equal(err.code, RSEC_ERR_UNSUPPORTED);
	rsec_input_close(in);
	wait(NULL);
	rsec_buf_fini(&file);
	rsec_buf_fini(&text);
}

static void
what_cannot_be_opened_says_why(void **state)
{
	struct rsec_input *in;
	struct rsec_err err;
	int fds[2];

	(void)state;
	assert_int_equal(
	    rsec_input_open("/nonexistent/file", NULL, &in, &err), -1);
	assert_int_equal(err.code, RSEC_ERR_IO);
	assert_string_equal(err.msg, "No such file or directory");
	assert_int_equal(rsec_input_open("/", NULL, &in, &err), -1);
	assert_string_equal(err.msg, "Is a directory");
	assert_int_equal(rsec_input_open_fd(-1, "x", NULL, &in, &err), -1);
	assert_string_equal(err.msg, "Bad file descriptor");
	assert_int_equal(pipe(fds), 0);
	assert_int_equal(rsec_input_open_fd(fds[1], "x", NULL, &in, &err), -1);
	assert_string_equal(err.msg, "cannot read: Bad file descriptor");
	close(fds[0]);
	rsec_input_close(NULL);
}

static void
an_input_may_be_closed_half_read(void **state)
{
	struct rsec_buf text = RSEC_BUF_INIT, file;
	struct rsec_source source;
	struct rsec_input *in;
	struct rsec_err err;
	const uint8_t *data;
	size_t i, runs, n;

	(void)state;
	fill(&text, 6 * RUN);
	for (i = 0; i < FORMATS; i++) {
		file = RSEC_BUF_INIT;
		squeeze(formats[i].command, &text, &file);
		for (runs = 0; runs <= 6; runs++) {
			assert_int_equal(
			    rsec_input_open_fd(file_of(file.data, file.len),
				"x", NULL, &in, &err),
			    0);
			assert_int_equal(
			    rsec_input_compression(in), formats[i].code);
			source = rsec_input_source(in);
			for (n = 0; n < runs; n++) {
				size_t len;

				assert_int_equal(
				    source.next(source.ctx, &data, &len, &err),
				    1);
			}
			rsec_input_close(in);
		}
		rsec_buf_fini(&file);
	}
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
		    xz_streams_may_follow_padding_and_zstd_frames_may_be_skippable),
		cmocka_unit_test(
		    checksums_are_told_where_the_library_tells_them),
		cmocka_unit_test(a_bomb_stops_at_the_limit),
		cmocka_unit_test(
		    pipes_read_as_files_do_however_they_are_cut_up),
		cmocka_unit_test(
		    a_line_on_a_pipe_is_handed_out_before_the_next_comes),
		cmocka_unit_test(peek_shows_what_the_source_then_gives),
		cmocka_unit_test(slurp_takes_no_more_than_it_may),
		cmocka_unit_test(only_plain_files_are_mapped),
		cmocka_unit_test(what_cannot_be_opened_says_why),
		cmocka_unit_test(an_input_may_be_closed_half_read),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
