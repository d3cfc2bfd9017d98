/* SPDX-License-Identifier: ISC */
/*
 * The serial that a journal begins with: --serial N, or one more than that in
 * a file, as registries publish it with each dump: RADB.CURRENTSERIAL beside
 * radb.db.gz, a number on a line.
 *
 * Without --serial the file that belongs to OLD is looked for beside it.  Where
 * NEW lies in the same folder the file may be that of NEW, and is not read.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/num.h"
#include "base/quote.h"
#include "cmd/cli.h"
#include "cmd/irr-diff/irr-diff.h"

#define FILE_MAX 64 /* bytes of a serial, blanks and all */

static bool
is_end(char c)
{
	return c == '\n' || c == '\r' || c == ' ' || c == '\t';
}

/* The serial in the file PATH, or die. */
static uint64_t
read_serial(const struct options *options, const char *path)
{
	struct rsec_input *in = cli_open(&options->input, path);
	char shown[RSEC_QUOTE_SIZE], *text;
	struct rsec_err err;
	uint64_t serial;
	size_t len;

	if (rsec_input_slurp(in, FILE_MAX, &text, &len, &err) != 0)
		cli_die_err(path, &err);
	while (len > 0 && is_end(text[len - 1]))
		len--;
	if (!rsec_parse_u64(text, len, UINT64_MAX - 1, &serial))
		cli_die("%s: %s is not a serial", path,
		    rsec_quote(shown, text, len));
	free(text);
	rsec_input_close(in);
	return serial;
}

/* The folder that PATH lies in, with its slash; the caller frees it. */
static char *
folder_of(const char *path)
{
	const char *slash = strrchr(path, '/');
	size_t n = slash != NULL ? (size_t)(slash - path) + 1 : 0;
	char *folder = cli_calloc(n + sizeof("./"), 1);

	memcpy(folder, n > 0 ? path : "./", n > 0 ? n : 2);
	return folder;
}

static bool
in_one_folder(const char *a, const char *b)
{
	char *folder[2] = { folder_of(a), folder_of(b) };
	struct stat st[2];
	bool same =
	    stat(folder[0], &st[0]) == 0 && stat(folder[1], &st[1]) == 0 &&
	    st[0].st_dev == st[1].st_dev && st[0].st_ino == st[1].st_ino;

	free(folder[0]);
	free(folder[1]);
	return same;
}

/* What is beside OLD, or NULL; the caller frees it. */
static char *
find_beside(const struct options *options)
{
	static const char ending[] = ".CURRENTSERIAL";
	const struct operand *old = &options->dump[0];
	char *source = dump_path_source(old->path), *folder, *path;
	const char *name = old->source != NULL ? old->source : source;
	size_t size;

	if (name == NULL || in_one_folder(old->path, options->dump[1].path)) {
		free(source);
		return NULL;
	}
	folder = folder_of(old->path);
	size = strlen(folder) + strlen(name) + sizeof(ending);
	path = cli_calloc(size, 1);
	snprintf(path, size, "%s%s%s", folder, name, ending);
	free(folder);
	free(source);
	if (access(path, R_OK) == 0)
		return path;
	free(path);
	return NULL;
}

void
serial_choose(struct options *options, const char *arg)
{
	char *beside = NULL;

	options->serial = 1;
	if (arg != NULL && strspn(arg, "-+0123456789") == strlen(arg)) {
		options->serial = cli_number("--serial", arg, UINT64_MAX);
		return;
	}
	if (options->shape != SHAPE_NRTM3) {
		if (arg != NULL)
			cli_die(
			    "--serial: the serial of a file is for -f nrtm3");
		return;
	}
	if (arg == NULL)
		arg = beside = find_beside(options);
	if (arg != NULL)
		options->serial = read_serial(options, arg) + 1;
	if (beside != NULL && !options->input.quiet)
		cli_warn("%s: the journal begins with the serial %llu", beside,
		    (unsigned long long)options->serial);
	free(beside);
}
