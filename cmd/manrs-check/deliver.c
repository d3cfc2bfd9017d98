/* SPDX-License-Identifier: ISC */
/*
 * Where reports go.  To standard output they are written as they come.  Files
 * are written by this process, which sees nothing of any input: a child reads
 * and assesses, locked down, and sends each report through a pipe as a head,
 * its name, and its text.  A name is no path: what comes out of the child goes
 * into the folder that was asked for, and nowhere else.
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cmd/cli.h"
#include "cmd/manrs-check/manrs-check.h"
#include "cmd/rewrite.h"
#include "io/replace.h"

#define NAME_MAX_SIZE 256 /* bytes of a name, its NUL included */
#define TEXT_MAX      ((size_t)1 << 30)

/* What a text is. */
enum part {
	PART_REPORT,
	PART_FIXES,
};

struct head {
	enum part part;
	char name[NAME_MAX_SIZE];
	size_t len;
};

struct delivery {
	const struct options *options;
	int pipe;	      /* to the parent; -1: there is none */
	struct rsec_out *out; /* to standard output, opened with the first */
};

static void
send_all(int fd, const void *data, size_t len)
{
	const char *at = data;
	ssize_t n;

	for (; len > 0; at += n, len -= (size_t)n) {
		n = write(fd, at, len);
		if (n < 0 && errno == EINTR)
			n = 0;
		else if (n <= 0)
			exit(CLI_TROUBLE); /* the parent has told why */
	}
}

/* Fill TO; false at the end of what the child sends. */
static bool
receive_all(int fd, void *to, size_t len)
{
	char *at = to;
	ssize_t n;

	for (; len > 0; at += n, len -= (size_t)n) {
		n = read(fd, at, len);
		if (n < 0 && errno == EINTR)
			n = 0;
		else if (n <= 0)
			return false;
	}
	return true;
}

static void
send_part(struct delivery *to, enum part part, const char *name,
    const struct rsec_buf *text)
{
	struct head head = { .part = part, .len = text->len };

	strncpy(head.name, name, sizeof(head.name) - 1);
	send_all(to->pipe, &head, sizeof(head));
	send_all(to->pipe, text->data, text->len);
}

void
deliver_report(
    struct delivery *to, const char *name, const struct rsec_buf *text)
{
	const struct options *options = to->options;

	if (options->report_dir != NULL || options->output != NULL) {
		send_part(to, PART_REPORT, name, text);
		return;
	}
	if (to->out == NULL)
		to->out = cli_out(STDOUT_FILENO, RSEC_OUT_TEXT, NULL);
	rsec_out_raw_bytes(to->out, text->data, text->len);
}

void
deliver_fixes(struct delivery *to, const struct rsec_buf *text)
{
	send_part(to, PART_FIXES, "", text);
}

static bool
is_plain_name(const char *name)
{
	return name[0] != '\0' && name[0] != '.' && strchr(name, '/') == NULL;
}

/* With WAIT it is on the disk. */
static void
write_file(const char *path, const char *text, size_t len, bool wait)
{
	struct rsec_replace *file;
	struct rsec_err err;

	if ((file = rsec_replace_begin(path, &err)) == NULL)
		cli_die_err(path, &err);
	(void)rsec_replace_write(file, text, len); /* commit tells */
	if ((wait ? rsec_replace_commit(file, &err)
		  : rsec_replace_rename(file, &err)) != 0)
		cli_die_err(path, &err);
}

/* Where the text of HEAD goes; the caller frees it. */
static char *
path_of(const struct options *options, const struct head *head)
{
	const char *path =
	    head->part == PART_FIXES ? options->fixes : options->output;
	char *to;

	if (head->part == PART_FIXES || options->report_dir == NULL) {
		if (path == NULL || (to = strdup(path)) == NULL)
			cli_die("out of memory");
		return to;
	}
	if (!is_plain_name(head->name))
		cli_die("a report has no proper name");
	if (asprintf(&to, "%s/%s", options->report_dir, head->name) < 0)
		cli_die("out of memory");
	return to;
}

/* An index is only there when all that it names is on the disk. */
static void
receive(const struct options *options, int fd)
{
	struct head head;
	char *text, *path;
	bool one_of_many;

	while (receive_all(fd, &head, sizeof(head))) {
		head.name[NAME_MAX_SIZE - 1] = '\0';
		if (head.len > TEXT_MAX)
			cli_die("a report of %zu bytes is too long", head.len);
		text = cli_calloc(head.len + 1, 1);
		if (!receive_all(fd, text, head.len)) {
			free(text);
			return; /* the child's status tells */
		}
		path = path_of(options, &head);
		one_of_many = options->report_dir != NULL &&
			      head.part == PART_REPORT &&
			      strcmp(head.name, "index.html") != 0;
		if (options->report_dir != NULL && !one_of_many)
			sync();
		write_file(path, text, head.len, !one_of_many);
		free(path);
		free(text);
	}
}

/* The child's work, and its end. */
static int
work_in_child(struct options *options, int fd,
    int (*work)(struct options *options, struct delivery *to))
{
	struct delivery to = { options, fd, NULL };
	int status = work(options, &to);

	return to.out != NULL ? cli_close(to.out, status) : status;
}

int
deliver(struct options *options,
    int (*work)(struct options *options, struct delivery *to))
{
	int fds[2], status;
	pid_t pid;

	if (options->report_dir == NULL && options->output == NULL &&
	    options->fixes == NULL)
		return work_in_child(options, -1, work);
	if (options->report_dir != NULL &&
	    mkdir(options->report_dir, 0777) != 0 && errno != EEXIST)
		cli_die("%s: %s", options->report_dir, strerror(errno));
	if (pipe(fds) != 0 || (pid = fork()) == -1)
		cli_die("cannot start a process: %s", strerror(errno));
	if (pid == 0) {
		close(fds[0]);
		status = work_in_child(options, fds[1], work);
		options_fini(options);
		exit(status);
	}
	close(fds[1]);
	receive(options, fds[0]);
	close(fds[0]);
	status = cli_wait_for(pid);
	return status;
}
