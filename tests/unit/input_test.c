/* SPDX-License-Identifier: ISC */
/* Inputs as files, pipes and what is neither; peek, map and slurp. */
#include "tests/lib/test.h"

#include <fcntl.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "io/input.h"
#include "tests/lib/compress.h"

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
keep(void *ctx, const void *data, size_t len)
{
	assert_int_equal(rsec_buf_add(ctx, data, len), 0);
}

static void
a_tap_is_told_the_file_as_it_lies_there(void **state)
{
	struct rsec_buf text = RSEC_BUF_INIT, file, told;
	struct rsec_input_options options = { .tap = keep };
	struct rsec_input *in;
	struct rsec_err err;
	const uint8_t *run;
	size_t i, len;
	int status;

	(void)state;
	fill(&text, 3 * RUN);
	for (i = 0; i <= FORMATS; i++) {
		file = told = RSEC_BUF_INIT;
		squeeze(i < FORMATS ? formats[i].command : "cat", &text, &file);
		options.tap_ctx = &told;
		assert_int_equal(
		    rsec_input_open_fd(file_of(file.data, file.len), "tapped",
			&options, &in, &err),
		    0);
		do
			status = rsec_input_source(in).next(
			    rsec_input_source(in).ctx, &run, &len, &err);
		while (status > 0);
		assert_int_equal(status, 0);
		rsec_input_close(in);
		assert_true(same_bytes(&told, &file));
		rsec_buf_fini(&file);
		rsec_buf_fini(&told);
	}
	rsec_buf_fini(&text);
}

static void
a_byte_order_mark_is_no_part_of_a_text(void **state)
{
	static const struct {
		const char *file, *text;
	} cases[] = {
		{ "\xef\xbb\xbf{}", "{}" },
		{ "\xef\xbb\xbf", "" },
		{ "\xef\xbb\xbf\xef\xbb\xbf", "\xef\xbb\xbf" },
		{ "\xef\xbb", "\xef\xbb" },
		{ "\xef\xbbx", "\xef\xbbx" },
		{ "x\xef\xbb\xbf", "x\xef\xbb\xbf" },
	};
	struct rsec_input_options options = { .text = true };
	struct rsec_buf file;
	struct rsec_input *in;
	struct rsec_err err;
	const char *wanted;
	size_t i, n, chunk;
	char *got;

	(void)state;
	for (i = 0; i < 2 * sizeof(cases) / sizeof(*cases); i++) {
		file = RSEC_BUF_INIT;
		options.text = i % 2 == 0;
		assert_int_equal(rsec_buf_puts(&file, cases[i / 2].file), 0);
		wanted = options.text ? cases[i / 2].text : cases[i / 2].file;
		for (chunk = 1; chunk <= 8; chunk += 7) {
			assert_int_equal(
			    rsec_input_open_fd(pipe_of(&file, chunk), "pipe",
				&options, &in, &err),
			    0);
			assert_int_equal(
			    rsec_input_slurp(in, 64, &got, &n, &err), 0);
			assert_string_equal(got, wanted);
			free(got);
			rsec_input_close(in);
			wait(NULL);
		}
		rsec_buf_fini(&file);
	}
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

#define PLAIN ((size_t)8 << 20) /* bytes that are worth a thread */

/* More runs than are read ahead, in each format and in none. */
static struct rsec_buf long_file[FORMATS], long_plain;

static int
make_long_files(void **state)
{
	struct rsec_buf text = RSEC_BUF_INIT;
	size_t i;

	(void)state;
	fill(&text, 13 * RUN + 7);
	for (i = 0; i < FORMATS; i++)
		squeeze(formats[i].command, &text, &long_file[i]);
	rsec_buf_fini(&text);
	fill(&long_plain, PLAIN + 7);
	return 0;
}

static int
remove_long_files(void **state)
{
	size_t i;

	(void)state;
	for (i = 0; i < FORMATS; i++)
		rsec_buf_fini(&long_file[i]);
	rsec_buf_fini(&long_plain);
	return 0;
}

static void
close_half_read(const struct rsec_buf *file, enum rsec_compression code)
{
	struct rsec_source source;
	struct rsec_input *in;
	struct rsec_err err;
	const uint8_t *data;
	size_t runs, n, len;

	for (runs = 0; runs <= 12; runs += 3) {
		assert_int_equal(
		    rsec_input_open_fd(
			file_of(file->data, file->len), "x", NULL, &in, &err),
		    0);
		assert_int_equal(rsec_input_compression(in), code);
		source = rsec_input_source(in);
		for (n = 0; n < runs; n++)
			assert_int_equal(
			    source.next(source.ctx, &data, &len, &err), 1);
		rsec_input_close(in);
	}
}

static void
an_input_may_be_closed_half_read(void **state)
{
	size_t i;

	(void)state;
	for (i = 0; i < FORMATS; i++)
		close_half_read(&long_file[i], formats[i].code);
	close_half_read(&long_plain, RSEC_COMPRESSION_NONE);
}

/* A tap that wants to know whether another thread than SELF reads. */
struct threads {
	pthread_t self;
	bool other;
};

static void
look_who_reads(void *ctx, const void *data, size_t len)
{
	struct threads *threads = ctx;

	(void)data;
	(void)len;
	if (!pthread_equal(pthread_self(), threads->self))
		threads->other = true;
}

/* Whether a thread reads the file FD. */
static bool
has_thread(int fd)
{
	struct threads threads = { pthread_self(), false };
	const struct rsec_input_options options = { .tap = look_who_reads,
		.tap_ctx = &threads };
	struct rsec_input *in;
	struct rsec_err err;
	size_t len;
	char *data;

	assert_int_equal(rsec_input_open_fd(fd, "x", &options, &in, &err), 0);
	assert_int_equal(rsec_input_slurp(in, SIZE_MAX, &data, &len, &err), 0);
	rsec_input_close(in);
	free(data);
	return threads.other;
}

static void
only_a_long_plain_file_has_a_thread(void **state)
{
	int rest = file_of(long_plain.data, PLAIN);

	(void)state;
	assert_true(has_thread(file_of(long_plain.data, PLAIN)));
	assert_false(has_thread(file_of(long_plain.data, PLAIN - 1)));
	assert_int_equal(lseek(rest, 1, SEEK_SET), 1);
	assert_false(has_thread(rest));
	assert_false(has_thread(pipe_of(&long_plain, RUN)));
	wait(NULL);
}

/* What it came to, to read an input to its end. */
struct outcome {
	struct rsec_buf got;
	struct rsec_err err;
	uint64_t consumed;
	int status;
};

/* Read IN to its end and close it, with a rest of PAUSE ms every 8 runs. */
static struct outcome
read_slowly(struct rsec_input *in, long pause)
{
	const struct timespec rest = { 0, pause * 1000000 };
	struct rsec_source source = rsec_input_source(in);
	struct outcome outcome = { .got = RSEC_BUF_INIT };
	const uint8_t *data;
	size_t len, n = 0;

	while ((outcome.status = source.next(
		    source.ctx, &data, &len, &outcome.err)) == 1) {
		assert_int_equal(rsec_buf_add(&outcome.got, data, len), 0);
		if (pause > 0 && ++n % 8 == 0)
			nanosleep(&rest, NULL);
	}
	outcome.consumed = rsec_input_consumed(in);
	rsec_input_close(in);
	return outcome;
}

/* FILE is read ahead, by a reader that is slow or not; its bytes are not. */
static void
check_read_ahead(const struct rsec_buf *file, int status)
{
	struct outcome memory, ahead;
	struct rsec_input *in;
	struct rsec_err err;
	long pause;

	assert_int_equal(rsec_input_open_memory((const uint8_t *)file->data,
			     file->len, "x", NULL, &in, &err),
	    0);
	memory = read_slowly(in, 0);
	assert_int_equal(memory.status, status);
	for (pause = 0; pause < 8; pause += 4) {
		assert_int_equal(
		    rsec_input_open_fd(
			file_of(file->data, file->len), "x", NULL, &in, &err),
		    0);
		ahead = read_slowly(in, pause);
		assert_int_equal(ahead.status, status);
		assert_true(same_bytes(&ahead.got, &memory.got));
		assert_int_equal(ahead.consumed, memory.consumed);
		if (status != 0) {
			assert_string_equal(ahead.err.msg, memory.err.msg);
			assert_int_equal(ahead.err.offset, memory.err.offset);
		}
		rsec_buf_fini(&ahead.got);
	}
	rsec_buf_fini(&memory.got);
}

static void
what_is_read_ahead_is_what_is_read_without(void **state)
{
	struct rsec_buf *file;

	(void)state;
	check_read_ahead(&long_plain, 0);
	for (file = long_file; file < long_file + FORMATS; file++) {
		check_read_ahead(file, 0);
		file->data[file->len * 2 / 3] ^= 0x55;
		check_read_ahead(file, -1);
		file->data[file->len * 2 / 3] ^= 0x55;
		file->len--;
		check_read_ahead(file, -1);
		file->len++;
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    pipes_read_as_files_do_however_they_are_cut_up),
		cmocka_unit_test(
		    a_line_on_a_pipe_is_handed_out_before_the_next_comes),
		cmocka_unit_test(a_byte_order_mark_is_no_part_of_a_text),
		cmocka_unit_test(a_tap_is_told_the_file_as_it_lies_there),
		cmocka_unit_test(peek_shows_what_the_source_then_gives),
		cmocka_unit_test(slurp_takes_no_more_than_it_may),
		cmocka_unit_test(only_plain_files_are_mapped),
		cmocka_unit_test(what_cannot_be_opened_says_why),
		cmocka_unit_test(an_input_may_be_closed_half_read),
		cmocka_unit_test(only_a_long_plain_file_has_a_thread),
		cmocka_unit_test(what_is_read_ahead_is_what_is_read_without),
	};

	return cmocka_run_group_tests(
	    tests, make_long_files, remove_long_files);
}
