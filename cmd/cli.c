/* SPDX-License-Identifier: ISC */
/*
 * Options and exit status.  The option table of a tool is turned into what
 * getopt_long(3) wants, and printed as --help; messages are in cli_message.c.
 */
#include "cmd/cli.h"

#include <errno.h>
#include <fcntl.h>
#include <getopt.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/num.h"
#include "cmd/cli_private.h"

#ifndef RSEC_VERSION
#define RSEC_VERSION "unknown"
#endif

/* What getopt_long() is given; made at the first call of cli_next(). */
static char *short_options;
static struct option *long_options;

static size_t
count_options(const struct cli_tool *tool)
{
	size_t n = 0;

	while (tool->options[n].key != 0)
		n++;
	return n;
}

static void
make_options(const struct cli_tool *tool)
{
	size_t i, n = count_options(tool);
	const struct cli_option *option;
	char *s;

	long_options = cli_calloc(n + 1, sizeof(*long_options));
	s = short_options = cli_calloc(2 * n + 2, 1);
	*s++ = ':'; /* tell a missing argument from an unknown option */
	for (i = 0; i < n; i++) {
		option = &tool->options[i];
		long_options[i].name = option->name;
		long_options[i].has_arg =
		    option->arg != NULL ? required_argument : no_argument;
		long_options[i].val = option->key;
		if (option->key > 255)
			continue;
		*s++ = (char)option->key;
		if (option->arg != NULL)
			*s++ = ':';
	}
}

/*
 * Open descriptors 0 to 2 that are closed, so that no input takes their place:
 * in the direction that is not theirs, so that using them still fails.
 */
static void
hold_standard_descriptors(void)
{
	int fd;

	for (fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++)
		if (fcntl(fd, F_GETFD) == -1) /* FD is the lowest free one */
			(void)open("/dev/null",
			    fd == STDIN_FILENO ? O_WRONLY : O_RDONLY);
}

static void
start(const struct cli_tool *tool)
{
	cli_tool_name = tool->name;
	hold_standard_descriptors();
	signal(SIGPIPE, SIG_IGN);
	opterr = 0;
	make_options(tool);
}

/* "  -f, --format=FORMAT" into TO, or only its length with a NULL TO. */
static int
option_left(char *to, size_t size, const struct cli_option *option)
{
	const char *equals = option->arg != NULL ? "=" : "";
	const char *arg = option->arg != NULL ? option->arg : "";

	if (option->key > 255)
		return snprintf(
		    to, size, "      --%s%s%s", option->name, equals, arg);
	return snprintf(to, size, "  -%c, --%s%s%s", option->key, option->name,
	    equals, arg);
}

static void
print_synopsis(struct rsec_out *out, const struct cli_tool *tool)
{
	const char *line = tool->synopsis, *label = "usage: ";
	size_t len;

	while (*line != '\0') {
		len = strcspn(line, "\n");
		rsec_out_raw(out, label);
		rsec_out_raw_bytes(out, line, len);
		rsec_out_raw(out, "\n");
		line += len + (line[len] == '\n');
		label = "       ";
	}
}

static bool
is_listed(const struct cli_tool *tool, const struct cli_option *option)
{
	return tool->lists == NULL || tool->lists(option);
}

/* The layout is read by scripts: keep each option on one line. */
static void
print_help(struct rsec_out *out, const struct cli_tool *tool)
{
	const struct cli_option *option;
	char left[128];
	int width = 0, len;

	print_synopsis(out, tool);
	rsec_out_raw(out, "\n");
	rsec_out_raw(out, tool->purpose);
	rsec_out_raw(out, "\n\n");
	for (option = tool->options; option->key != 0; option++)
		if (is_listed(tool, option) &&
		    (len = option_left(NULL, 0, option)) > width)
			width = len;
	for (option = tool->options; option->key != 0; option++) {
		if (!is_listed(tool, option))
			continue;
		len = option_left(left, sizeof(left), option);
		rsec_out_raw(out, left);
		for (; len < width + 2; len++)
			rsec_out_raw(out, " ");
		rsec_out_raw(out, option->help);
		rsec_out_raw(out, "\n");
	}
}

static void
print_version(struct rsec_out *out, const struct cli_tool *tool)
{
	rsec_out_raw(out, tool->name);
	rsec_out_raw(out, " (rsec) " RSEC_VERSION "\n");
}

static void
print_and_exit(const struct cli_tool *tool,
    void (*print)(struct rsec_out *out, const struct cli_tool *tool))
{
	struct rsec_out *out = cli_out(STDOUT_FILENO, RSEC_OUT_TEXT, NULL);

	print(out, tool);
	exit(cli_close(out, CLI_OK));
}

static const struct cli_option *
find_option(const struct cli_tool *tool, int key)
{
	const struct cli_option *option = tool->options;

	while (option->key != 0 && option->key != key)
		option++;
	return option->key != 0 ? option : NULL;
}

/* How many long options start with NAME[0..n). */
static size_t
count_matches(const struct cli_tool *tool, const char *name, size_t n)
{
	const struct cli_option *option;
	size_t matches = 0;

	for (option = tool->options; option->key != 0; option++)
		matches += strncmp(option->name, name, n) == 0;
	return matches;
}

/* What getopt_long() answered with '?'. */
static void
refuse(const struct cli_tool *tool, const char *word)
{
	const struct cli_option *option = find_option(tool, optopt);
	size_t len = strcspn(word, "=");
	const char *what = "unknown";

	if (optopt != 0 && option != NULL)
		cli_die("option --%s takes no argument; see %s --help",
		    option->name, tool->name);
	if (optopt != 0)
		cli_die(
		    "unknown option -%c; see %s --help", optopt, tool->name);
	if (count_matches(tool, word + 2, len - 2) > 1)
		what = "ambiguous";
	cli_die(
	    "%s option %.*s; see %s --help", what, (int)len, word, tool->name);
}

int
cli_next(const struct cli_tool *tool, int argc, char *argv[], const char **arg)
{
	const struct cli_option *option;
	int key;

	if (long_options == NULL)
		start(tool);
	key = getopt_long(argc, argv, short_options, long_options, NULL);
	switch (key) {
	case 'h':
		print_and_exit(tool, print_help);
		break;
	case 'V':
		print_and_exit(tool, print_version);
		break;
	case '?':
		refuse(tool, argv[optind - 1]);
		break;
	case ':':
		option = find_option(tool, optopt);
		cli_die("option --%s needs an argument, %s; see %s --help",
		    option->name, option->arg, tool->name);
	}
	*arg = optarg;
	return key;
}

const char *
cli_long_name(const struct cli_option *table, int key)
{
	static char name[32];

	while (table->key != key)
		table++;
	snprintf(name, sizeof(name), "--%s", table->name);
	return name;
}

int
cli_operands(void)
{
	return optind;
}

void *
cli_calloc(size_t n, size_t size)
{
	void *p = calloc(n > 0 ? n : 1, size);

	if (p == NULL)
		cli_die("out of memory");
	return p;
}

uint64_t
cli_number(const char *option, const char *arg, uint64_t max)
{
	uint64_t v;

	if (!rsec_parse_u64(arg, strlen(arg), max, &v))
		cli_die("%s: \"%s\" is not a number from 0 to %llu", option,
		    arg, (unsigned long long)max);
	return v;
}

uint64_t
cli_size(const char *option, const char *arg)
{
	static const char units[] = "KMGT";
	size_t len = strlen(arg);
	const char *unit = NULL;
	unsigned shift = 0;
	uint64_t v;

	if (len > 0)
		unit = strchr(units, arg[len - 1] & ~0x20);
	if (unit != NULL && *unit != '\0') {
		shift = 10 * (unsigned)(unit - units + 1);
		len--;
	}
	if (!rsec_parse_u64(arg, len, UINT64_MAX >> shift, &v))
		cli_die("%s: \"%s\" is not a size: bytes, or a number with K, "
			"M, G or T behind it",
		    option, arg);
	return v << shift;
}

bool
cli_colour(int fd)
{
	const char *no_color = getenv("NO_COLOR"), *term = getenv("TERM");

	return isatty(fd) && (no_color == NULL || *no_color == '\0') &&
	       (term == NULL || strcmp(term, "dumb") != 0);
}

struct rsec_out *
cli_out(
    int fd, enum rsec_out_format format, const struct rsec_out_column *columns)
{
	struct rsec_out *out = rsec_out_new(fd, format, columns);

	if (out == NULL)
		cli_die("out of memory");
	rsec_out_set_colour(out, cli_colour(fd));
	return out;
}

int
cli_close(struct rsec_out *out, int status)
{
	struct rsec_err err;

	switch (rsec_out_close(out, &err)) {
	case 1:
		return status;
	case -1:
		cli_warn_err("standard output", &err);
		return CLI_TROUBLE;
	}
	/* Some file systems tell of a full disk only here. */
	if (close(STDOUT_FILENO) != 0 && errno != EINTR) {
		cli_warn("standard output: close: %s", strerror(errno));
		return CLI_TROUBLE;
	}
	return status;
}

void
cli_add_count(struct rsec_buf *text, uint64_t n, const char *what)
{
	char count[CLI_COUNT_SIZE];

	if (n == 0)
		return;
	if ((text->len > 0 && rsec_buf_puts(text, ", ") != 0) ||
	    rsec_buf_puts(text, cli_count(count, n)) != 0 ||
	    rsec_buf_addc(text, ' ') != 0 || rsec_buf_puts(text, what) != 0)
		cli_die("out of memory");
}
