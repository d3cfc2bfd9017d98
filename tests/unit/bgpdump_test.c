/* SPDX-License-Identifier: ISC */
/*
 * bgpdump as a child: what programs that behave badly in its place lead to,
 * and, where it is installed, what it says of a table of ours.
 */
#include "tests/lib/test.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "io/bgpdump.h"
#include "tests/lib/mrttext.h"
#include "tests/lib/mrtwrite.h"

/* Two records; the second begins at 35. */
static struct mrtw
table(void)
{
	struct mrtw w = MRTW_INIT;

	mrtw_peers(&w, 1);
	mrtw_rib(&w, 2, "192.0.2.0/24", 1);
	mrtw_entry(&w, 0);
	mrtw_attribute(&w, 1, "", 1);
	mrtw_path(&w, 2, 4, "64496 64497");
	mrtw_attribute(&w, 3, "\xc0\0\2\1", 4);
	mrtw_close(&w);
	return w;
}

/* What PROGRAM prints of W[0..len), and "error OFFSET MESSAGE" behind it. */
static char *
text_of(const char *program, const struct mrtw *w, size_t len)
{
	struct rsec_memory memory = mrtw_memory(w, 7);
	struct rsec_buf text = RSEC_BUF_INIT;
	struct rsec_bgpdump *dump;
	struct rsec_source source;
	struct rsec_err err = { .offset = 0 };
	const uint8_t *data;
	size_t n;
	int more;

	memory.len = len;
	assert_int_equal(rsec_bgpdump_start(program, &dump, &err), 0);
	source = rsec_bgpdump_source(dump, rsec_source_memory(&memory));
	while ((more = source.next(source.ctx, &data, &n, &err)) == 1)
		assert_int_equal(rsec_buf_add(&text, data, n), 0);
	if (more != 0)
		text_add(
		    &text, "error %lld %s\n", (long long)err.offset, err.msg);
	text_add(&text, "%c", '\0');
	rsec_bgpdump_free(dump);
	return text.data;
}

/* A shell script in the place of bgpdump. */
static void
script_says(const char *script, size_t cut, const char *expected)
{
	char path[] = "/tmp/rsec-bgpdump-XXXXXX";
	struct mrtw w = table();
	int fd = mkstemp(path);
	char *text;

	assert_true(fd >= 0);
	assert_int_equal(fchmod(fd, 0700), 0);
	dprintf(fd, "#!/bin/sh\n%s\n", script);
	close(fd);
	text = text_of(path, &w, w.buf.len - cut);
	unlink(path);
	assert_string_equal(text, expected);
	free(text);
	mrtw_fini(&w);
}

static void
what_it_prints_is_handed_out(void **state)
{
	(void)state;
	script_says("cat >/dev/null; echo one; echo two", 0, "one\ntwo\n");
	script_says("echo \"$@\"; cat >/dev/null", 0, "-v -m -\n");
	script_says("wc -c", 0, "89\n");
}

static void
an_error_in_its_log_is_one(void **state)
{
	(void)state;
	script_says("cat >/dev/null; echo one; "
		    "echo '2026-11-23 16:39:25 [warn] never mind' >&2; "
		    "echo '2026-11-23 16:39:25 [error] so it is' >&2",
	    0, "one\nerror -1 bgpdump: so it is\n");
}

static void
a_signal_or_a_status_is_an_error_whatever_was_printed(void **state)
{
	(void)state;
	script_says("cat >/dev/null; echo one; kill -9 $$", 0,
	    "one\nerror -1 bgpdump ended with signal 9\n");
	script_says("kill -6 $$", 0, "error -1 bgpdump ended with signal 6\n");
}

static void
an_input_that_is_cut_is_found_by_its_frames(void **state)
{
	(void)state;
	script_says("wc -c", 1,
	    "88\nerror 35 the input ends inside a record (RFC 6396 section "
	    "2)\n");
	script_says("wc -c", 50,
	    "39\nerror 35 the input ends inside a record (RFC 6396 section "
	    "2)\n");
}

static int
refuse(void *ctx, const uint8_t **data, size_t *len, struct rsec_err *err)
{
	(void)ctx;
	(void)data;
	(void)len;
	return rsec_err_at_offset(err, RSEC_ERR_CORRUPT, 42, "it is corrupt");
}

static void
an_input_that_fails_is_an_error_after_what_was_printed(void **state)
{
	struct rsec_source source = { refuse, NULL };
	struct rsec_bgpdump *dump;
	const uint8_t *data;
	struct rsec_err err;
	size_t n;

	(void)state;
	assert_int_equal(rsec_bgpdump_start("cat", &dump, &err), 0);
	source = rsec_bgpdump_source(dump, source);
	assert_int_equal(source.next(source.ctx, &data, &n, &err), -1);
	assert_string_equal(err.msg, "it is corrupt");
	assert_int_equal(err.offset, 42);
	rsec_bgpdump_free(dump);
}

static void
a_program_that_is_missing_is_named(void **state)
{
	struct rsec_bgpdump *dump;
	struct rsec_err err;

	(void)state;
	assert_int_equal(
	    rsec_bgpdump_start("no-such-bgpdump", &dump, &err), -1);
	assert_int_equal(err.code, RSEC_ERR_UNSUPPORTED);
	assert_string_equal(err.msg, "no-such-bgpdump is not installed");
}

/* Two at a time: neither keeps the other's input open. */
static void
several_end_in_any_order(void **state)
{
	struct rsec_bgpdump *first, *second;
	struct rsec_memory nothing = { NULL, 0, 0 };
	struct rsec_source source;
	const uint8_t *data;
	struct rsec_err err;
	size_t n;

	(void)state;
	assert_int_equal(rsec_bgpdump_start("true", &first, &err), 0);
	assert_int_equal(rsec_bgpdump_start("sleep", &second, &err), 0);
	source = rsec_bgpdump_source(first, rsec_source_memory(&nothing));
	assert_int_equal(source.next(source.ctx, &data, &n, &err), 0);
	rsec_bgpdump_free(second);
	rsec_bgpdump_free(first);
}

static void
the_real_one_prints_our_table(void **state)
{
	struct rsec_bgpdump *dump;
	struct mrtw w;
	char *text;

	(void)state;
	if (rsec_bgpdump_start(RSEC_BGPDUMP, &dump, NULL) != 0)
		skip();
	rsec_bgpdump_free(dump);
	w = table();
	text = text_of(RSEC_BGPDUMP, &w, w.buf.len);
	assert_string_equal(text,
	    "TABLE_DUMP2|1000000000|B|192.0.2.1|64496|192.0.2.0/24|64496 "
	    "64497|IGP|192.0.2.1|0|0||NAG||\n");
	free(text);
	text = text_of(RSEC_BGPDUMP, &w, w.buf.len - 1);
	assert_non_null(strstr(text, "error "));
	free(text);
	mrtw_fini(&w);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_it_prints_is_handed_out),
		cmocka_unit_test(an_error_in_its_log_is_one),
		cmocka_unit_test(
		    a_signal_or_a_status_is_an_error_whatever_was_printed),
		cmocka_unit_test(an_input_that_is_cut_is_found_by_its_frames),
		cmocka_unit_test(
		    an_input_that_fails_is_an_error_after_what_was_printed),
		cmocka_unit_test(a_program_that_is_missing_is_named),
		cmocka_unit_test(several_end_in_any_order),
		cmocka_unit_test(the_real_one_prints_our_table),
	};

	signal(SIGPIPE, SIG_IGN); /* as every tool has it */
	return cmocka_run_group_tests(tests, NULL, NULL);
}
