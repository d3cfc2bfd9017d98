/* SPDX-License-Identifier: ISC */
/*
 * Options, messages and exit status, as a user sees them: each case runs in
 * a child whose output and status are compared.
 */
#include "tests/lib/test.h"

#include "cmd/cli.c"
#include "cmd/cli_message.c"

#include <sys/wait.h>

static const struct cli_option table[] = {
	{ 'f', "format", "FORMAT", "text, tsv or csv" },
	{ 300, "only", "STATE", "print these" },
	{ 301, "once", NULL, "print it once" },
	CLI_COMMON_OPTIONS,
	{ 0, NULL, NULL, NULL },
};

static const struct cli_tool tool = { "roa-test",
	"roa-test [-f FORMAT] [PREFIX]...\nroa-test --once", "Test it.", table,
	NULL };

static char said[3][1 << 16]; /* what the child wrote to 1 and 2 */

static void
read_back(FILE *file, char *to)
{
	size_t n;

	rewind(file);
	n = fread(to, 1, sizeof(said[0]) - 1, file);
	to[n] = '\0';
	fclose(file);
}

/* Run ACT in a child; returns its exit status. */
static int
run(void (*act)(void))
{
	FILE *out = tmpfile(), *err = tmpfile();
	int status;
	pid_t pid = fork();

	assert_true(pid >= 0);
	if (pid == 0) {
		dup2(fileno(out), STDOUT_FILENO);
		dup2(fileno(err), STDERR_FILENO);
		act();
		_exit(99); /* it should have exited */
	}
	assert_int_equal(waitpid(pid, &status, 0), pid);
	assert_true(WIFEXITED(status));
	read_back(out, said[1]);
	read_back(err, said[2]);
	return WEXITSTATUS(status);
}

static char *arguments[8]; /* of the child */
static int count;

static void
set_arguments(const char *a, const char *b, const char *c)
{
	arguments[0] = strdup("roa-test");
	arguments[1] = a != NULL ? strdup(a) : NULL;
	arguments[2] = b != NULL ? strdup(b) : NULL;
	arguments[3] = c != NULL ? strdup(c) : NULL;
	for (count = 0; arguments[count] != NULL; count++)
		continue;
}

static void
free_arguments(void)
{
	int i;

	for (i = 0; i < count; i++)
		free(arguments[i]);
}

/* Print each option and operand. */
static void
list_arguments(void)
{
	const char *arg;
	int key, i;

	while ((key = cli_next(&tool, count, arguments, &arg)) != -1)
		dprintf(STDOUT_FILENO, "%d=%s\n", key,
		    arg != NULL ? arg : "(none)");
	for (i = cli_operands(); i < count; i++)
		dprintf(STDOUT_FILENO, "%s\n", arguments[i]);
	_exit(CLI_OK);
}

static void
check(const char *a, const char *b, const char *c, int status, const char *out,
    const char *err)
{
	set_arguments(a, b, c);
	assert_int_equal(run(list_arguments), status);
	assert_string_equal(said[1], out);
	assert_string_equal(said[2], err);
	free_arguments();
}

static void
options_come_with_their_arguments(void **state)
{
	(void)state;
	check("-fcsv", "--only=x", "--once", 0, "102=csv\n300=x\n301=(none)\n",
	    "");
	check("192.0.2.0/24", "-f", "tsv", 0, "102=tsv\n192.0.2.0/24\n", "");
	check("--", "-f", "-", 0, "-f\n-\n", "");
}

static void
help_and_version_go_to_standard_output(void **state)
{
	(void)state;
	check("--help", NULL, NULL, 0,
	    "usage: roa-test [-f FORMAT] [PREFIX]...\n"
	    "       roa-test --once\n"
	    "\n"
	    "Test it.\n"
	    "\n"
	    "  -f, --format=FORMAT  text, tsv or csv\n"
	    "      --only=STATE     print these\n"
	    "      --once           print it once\n"
	    "  -h, --help           print this help and exit\n"
	    "  -V, --version        print the version and exit\n",
	    "");
	check("-V", NULL, NULL, 0, "roa-test (rsec) " RSEC_VERSION "\n", "");
}

static void
wrong_options_say_how_to_get_help(void **state)
{
	(void)state;
	check("-x", NULL, NULL, 2, "",
	    "roa-test: unknown option -x; see roa-test --help\n");
	check("--nonesuch=1", NULL, NULL, 2, "",
	    "roa-test: unknown option --nonesuch; see roa-test --help\n");
	check("--on", NULL, NULL, 2, "",
	    "roa-test: ambiguous option --on; see roa-test --help\n");
	check("--once=1", NULL, NULL, 2, "",
	    "roa-test: option --once takes no argument; "
	    "see roa-test --help\n");
	check("-f", NULL, NULL, 2, "",
	    "roa-test: option --format needs an argument, FORMAT; "
	    "see roa-test --help\n");
	check("--\033[2J", NULL, NULL, 2, "",
	    "roa-test: unknown option --\\x1b[2J; see roa-test --help\n");
}

static const char *number; /* of the child */

static void
print_size(void)
{
	cli_tool_name = "roa-test";
	dprintf(STDOUT_FILENO, "%llu\n",
	    (unsigned long long)cli_size("--max-size", number));
	_exit(CLI_OK);
}

static void
print_number(void)
{
	cli_tool_name = "roa-test";
	dprintf(STDOUT_FILENO, "%llu\n",
	    (unsigned long long)cli_number("--timeout", number, 86400));
	_exit(CLI_OK);
}

static void
sizes_have_units(void **state)
{
	static const struct {
		const char *text, *size;
	} good[] = { { "0", "0\n" }, { "17", "17\n" }, { "1k", "1024\n" },
		{ "512M", "536870912\n" }, { "8G", "8589934592\n" },
		{ "16777215T", "18446742974197923840\n" } };
	static const char *const bad[] = { "", "M", "1Q", "-1", "1.5M", "1MB",
		"16777216T", "18446744073709551616" };
	char wanted[256];
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(good) / sizeof(good[0]); i++) {
		number = good[i].text;
		assert_int_equal(run(print_size), 0);
		assert_string_equal(said[1], good[i].size);
	}
	for (i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		number = bad[i];
		assert_int_equal(run(print_size), 2);
		snprintf(wanted, sizeof(wanted),
		    "roa-test: --max-size: \"%s\" is not a size: bytes, or a "
		    "number with K, M, G or T behind it\n",
		    bad[i]);
		assert_string_equal(said[2], wanted);
	}
}

static void
numbers_have_limits(void **state)
{
	(void)state;
	number = "86400";
	assert_int_equal(run(print_number), 0);
	assert_string_equal(said[1], "86400\n");
	number = "86401";
	assert_int_equal(run(print_number), 2);
	assert_string_equal(said[2],
	    "roa-test: --timeout: \"86401\" is not a number from 0 to "
	    "86400\n");
}

static void
counts_are_grouped(void **state)
{
	char to[CLI_COUNT_SIZE];

	(void)state;
	assert_string_equal(cli_count(to, 0), "0");
	assert_string_equal(cli_count(to, 999), "999");
	assert_string_equal(cli_count(to, 1000), "1,000");
	assert_string_equal(cli_count(to, 723521), "723,521");
	assert_string_equal(
	    cli_count(to, UINT64_MAX), "18,446,744,073,709,551,615");
}

static struct cli_diag diag;
static int reports;

/* REPORTS errors through DIAG, then the summary of 723,521 lines. */
static void
report(void)
{
	struct rsec_err err;
	int i;

	cli_tool_name = "roa-test";
	rsec_err_at_line(&err, RSEC_ERR_RANGE, 10342, "maxLength is \x1b");
	for (i = 0; i < reports; i++)
		if (cli_diag_report(&diag, &err) != 0)
			_exit(3);
	cli_diag_summary(&diag, 723521);
	_exit(0);
}

static size_t
lines(const char *s)
{
	size_t n = 0;

	for (; (s = strchr(s, '\n')) != NULL; s++)
		n++;
	return n;
}

#define REPORT "roa-test: vrps.csv:10342: maxLength is \\x1b; line skipped\n"
#define TOTAL  " of 723,521 lines skipped\n"

static void
a_skipped_line_is_told_and_counted(void **state)
{
	(void)state;
	diag = (struct cli_diag){ .file = "vrps.csv" };
	reports = 1;
	assert_int_equal(run(report), 0);
	assert_string_equal(said[2], REPORT "roa-test: vrps.csv: 1" TOTAL);
	reports = 0;
	assert_int_equal(run(report), 0);
	assert_string_equal(said[2], "");
}

static void
a_flood_is_cut_but_counted(void **state)
{
	(void)state;
	diag = (struct cli_diag){ .file = "vrps.csv" };
	reports = 1000;
	assert_int_equal(run(report), 0);
	assert_int_equal(lines(said[2]), CLI_DIAG_MAX + 2);
	assert_non_null(strstr(said[2],
	    REPORT "roa-test: vrps.csv: further messages suppressed (use -v)\n"
		   "roa-test: vrps.csv: 1,000" TOTAL));
	diag.verbose = true;
	assert_int_equal(run(report), 0);
	assert_int_equal(lines(said[2]), 1001);
	diag.verbose = false;
	diag.quiet = true;
	assert_int_equal(run(report), 0);
	assert_string_equal(said[2], "roa-test: vrps.csv: 1,000" TOTAL);
}

static void
strict_stops_at_the_first(void **state)
{
	(void)state;
	diag = (struct cli_diag){ .file = "vrps.csv", .strict = true };
	reports = 2;
	assert_int_equal(run(report), 3);
	assert_string_equal(
	    said[2], "roa-test: vrps.csv:10342: maxLength is \\x1b\n");
}

static void
die_at_an_offset(void)
{
	struct rsec_err err;

	cli_tool_name = "roa-test";
	rsec_err_set(&err, RSEC_ERR_STOPPED, "stopped");
	cli_warn_err("a", &err); /* was told before */
	rsec_err_set(&err, RSEC_ERR_IO, "no such file");
	cli_warn_err("b", &err);
	rsec_err_at_offset(&err, RSEC_ERR_TRUNCATED, 123, "truncated");
	cli_die_err("c", &err);
}

static void
errors_name_the_file_and_the_place(void **state)
{
	(void)state;
	assert_int_equal(run(die_at_an_offset), 2);
	assert_string_equal(said[2],
	    "roa-test: b: no such file\nroa-test: c: byte 123: truncated\n");
}

static int output; /* of the child */

static void
write_and_close(void)
{
	const char *arg;
	struct rsec_out *out;

	if (output >= 0)
		dup2(output, STDOUT_FILENO);
	else
		close(STDOUT_FILENO);
	set_arguments(NULL, NULL, NULL);
	cli_next(&tool, count, arguments, &arg);
	/* An input never takes the place of standard output. */
	if (open("/dev/null", O_RDWR) <= STDERR_FILENO)
		_exit(98);
	out = cli_out(STDOUT_FILENO, RSEC_OUT_TEXT, NULL);
	rsec_out_raw(out, "x\n");
	_exit(cli_close(out, CLI_FINDING));
}

static void
what_is_not_written_is_trouble(void **state)
{
	(void)state;
	output = STDOUT_FILENO;
	assert_int_equal(run(write_and_close), CLI_FINDING);
	assert_string_equal(said[1], "x\n");
	assert_string_equal(said[2], "");

	output = -1;
	assert_int_equal(run(write_and_close), CLI_TROUBLE);
	assert_string_equal(
	    said[2], "roa-test: standard output: write: Bad file descriptor\n");

	if ((output = open("/dev/full", O_WRONLY)) < 0)
		return;
	assert_int_equal(run(write_and_close), CLI_TROUBLE);
	assert_string_equal(said[2],
	    "roa-test: standard output: write: No space left on device\n");
	close(output);
}

static void
a_closed_pipe_ends_quietly(void **state)
{
	int fds[2];

	(void)state;
	assert_int_equal(pipe(fds), 0);
	close(fds[0]);
	output = fds[1];
	assert_int_equal(run(write_and_close), CLI_FINDING);
	assert_string_equal(said[2], "");
	close(fds[1]);
}

static void
colours_are_for_a_terminal_that_wants_them(void **state)
{
	int fd = open("/dev/null", O_WRONLY);

	(void)state;
	unsetenv("NO_COLOR");
	setenv("TERM", "xterm", 1);
	assert_false(cli_colour(fd));
	close(fd);
	if ((fd = posix_openpt(O_RDWR | O_NOCTTY)) < 0)
		skip();
	assert_true(cli_colour(fd));
	setenv("NO_COLOR", "", 1); /* no-color.org: not empty */
	assert_true(cli_colour(fd));
	setenv("NO_COLOR", "1", 1);
	assert_false(cli_colour(fd));
	unsetenv("NO_COLOR");
	setenv("TERM", "dumb", 1);
	assert_false(cli_colour(fd));
	close(fd);
}

static int terminal; /* of the child */

static void
show_progress(void)
{
	dup2(terminal, STDERR_FILENO);
	cli_tool_name = "roa-test";
	cli_progress(NULL, 500000, 2000000);
	cli_progress(NULL, 500001, 2000000); /* too soon to be shown */
	cli_warn("x");
	cli_progress_end();
	_exit(0);
}

static void
a_bar_is_for_terminals_and_gives_way(void **state)
{
	static const char wanted[] =
	    "\r[#######.......................]  25 % of 2.0 MB"
	    "\r\033[Kroa-test: x\r\n";
	char shown[256];
	int master = posix_openpt(O_RDWR | O_NOCTTY);
	ssize_t n, len = 0;

	(void)state;
	if (master < 0 || grantpt(master) != 0 || unlockpt(master) != 0 ||
	    (terminal = open(ptsname(master), O_RDWR | O_NOCTTY)) < 0)
		skip();
	assert_int_equal(run(show_progress), 0);
	/* A terminal hands out what was written piece by piece. */
	while (len < (ssize_t)sizeof(wanted) - 1 &&
	       (n = read(master, shown + len, sizeof(shown) - (size_t)len)) > 0)
		len += n;
	assert_int_equal(len, sizeof(wanted) - 1);
	assert_memory_equal(shown, wanted, sizeof(wanted) - 1);
	close(terminal);
	close(master);
}

static void
show_progress_in_a_file(void)
{
	cli_progress(NULL, 1, 2);
	cli_progress(NULL, 2, 2);
	_exit(0);
}

static void
a_file_gets_no_bar(void **state)
{
	(void)state;
	assert_int_equal(run(show_progress_in_a_file), 0);
	assert_string_equal(said[2], "");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(options_come_with_their_arguments),
		cmocka_unit_test(help_and_version_go_to_standard_output),
		cmocka_unit_test(wrong_options_say_how_to_get_help),
		cmocka_unit_test(sizes_have_units),
		cmocka_unit_test(numbers_have_limits),
		cmocka_unit_test(counts_are_grouped),
		cmocka_unit_test(a_skipped_line_is_told_and_counted),
		cmocka_unit_test(a_flood_is_cut_but_counted),
		cmocka_unit_test(strict_stops_at_the_first),
		cmocka_unit_test(errors_name_the_file_and_the_place),
		cmocka_unit_test(what_is_not_written_is_trouble),
		cmocka_unit_test(a_closed_pipe_ends_quietly),
		cmocka_unit_test(colours_are_for_a_terminal_that_wants_them),
		cmocka_unit_test(a_file_gets_no_bar),
		cmocka_unit_test(a_bar_is_for_terminals_and_gives_way),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
