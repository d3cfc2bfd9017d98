/* SPDX-License-Identifier: ISC */
/*
 * ingest: inputs into the store.
 *
 * The store is replaced whole or not at all, and by one process at a time: it
 * is held from before the old one is read until the new one has its name.
 */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cmd/rewrite.h"
#include "cmd/roa-history/ingest.h"
#include "cmd/sandbox.h"
#include "io/tar.h"

struct ingest {
	const struct options *options;
	struct parts parts;
	char **operand;
	size_t operands;
	uint64_t passed;
	bool trouble;
	pid_t parent;
};

/* What needs the network, and standard input, is opened before. */
static void
open_ahead(struct ingest *ingest)
{
	struct part *part;
	size_t i;

	for (i = 0; i < ingest->parts.count; i++) {
		part = ingest->parts.list[i];
		if (rsec_fetch_is_url(part->name))
			part_fetch(&ingest->options->input, part);
		if (strcmp(part->name, "-") != 0)
			continue;
		part->in = cli_open(&ingest->options->input, part->name);
		part_rename(part, "stdin");
	}
}

/* From here on only the operands can be read, and the digests beside them. */
static void
lock_down(struct ingest *ingest)
{
	const size_t n = ingest->operands;
	char **paths = cli_calloc((1 + LISTS) * n, sizeof(*paths));
	size_t i, j;

	rsec_input_preload();
	rsec_hasher_preload();
	for (i = 0; i < n; i++) {
		paths[i] = ingest->operand[i];
		for (j = 0; j < LISTS; j++)
			paths[(1 + j) * n + i] =
			    list_path(ingest->operand[i], lists[j]);
	}
	sandbox_enter_reading((const char *const *)paths, (1 + LISTS) * n);
	for (i = n; i < (1 + LISTS) * n; i++)
		free(paths[i]);
	free(paths);
}

/* Whether a file that is none of the RIPE NCC's is an archive of tar. */
static bool
is_tar(struct rsec_input *in)
{
	const uint8_t *data;
	size_t len;

	return rsec_input_peek(in, &data, &len, NULL) == 0 &&
	       rsec_tar_is(data, len);
}

/* An archive of tar is whole before any member of it counts. */
static int
verify_archive(struct part *part, struct rsec_err *err)
{
	struct rsec_hasher *hasher = rsec_hasher_new(err);
	int rc;

	if (hasher == NULL)
		return -1;
	rc = part_verify(part, hasher, err);
	rsec_hasher_free(hasher);
	return rc;
}

/* A single part: its members, or itself. */
static void
add_one(struct ingest *ingest, struct crew *crew, struct tally *tally,
    struct part *part)
{
	const struct rsec_input_options options = {
		.max_size = ingest->options->input.max_size
	};
	const bool was_open = part->in != NULL;
	struct rsec_err err;

	if (part->in_archive ||
	    (!was_open &&
		rsec_input_open(part->name, &options, &part->in, &err) != 0)) {
		crew_add(crew, &part, 1); /* which tells what is wrong */
		return;
	}
	if (!is_tar(part->in)) {
		/* A file is opened anew, and verified; a pipe cannot be. */
		if (!was_open && part->size > 0) {
			rsec_input_close(part->in);
			part->in = NULL;
		}
		crew_add(crew, &part, 1);
		return;
	}
	if (verify_archive(part, &err) != 0 ||
	    members_add(crew, part, &err) != 0) {
		cli_warn_err(part->name, &err);
		tally->corrupt++;
	}
	tally->bytes += part->size;
	part_free(part);
}

/* A reader is of no use to a parent that was killed. */
static void
look_for_parent(const struct ingest *ingest)
{
	if (getppid() != ingest->parent)
		_exit(CLI_TROUBLE);
}

static void
read_all(struct ingest *ingest, struct tally *tally)
{
	struct parts *parts = &ingest->parts;
	struct crew *crew = crew_start(ingest->options, tally);
	size_t from, n, i;

	for (i = 0; i < parts->count; i++)
		tally->all_bytes += parts->list[i]->size;
	for (from = 0; from < parts->count; from += n) {
		look_for_parent(ingest);
		n = parts_of_job(parts, from);
		if (n > 1)
			crew_add(crew, parts->list + from, n);
		else
			add_one(ingest, crew, tally, parts->list[from]);
	}
	crew_finish(crew);
	free(parts->list);
	cli_progress_end();
}

static void
say(const struct ingest *ingest, const struct tally *tally)
{
	char inputs[CLI_COUNT_SIZE], snapshots[CLI_COUNT_SIZE];
	char passed[CLI_COUNT_SIZE], corrupt[CLI_COUNT_SIZE];

	if (ingest->options->input.verbose && ingest->passed > 0)
		cli_warn("%s file%s passed over",
		    cli_count(passed, ingest->passed),
		    ingest->passed == 1 ? "" : "s");
	if (ingest->options->input.quiet)
		return;
	cli_warn("%s: %s input%s, %s observation%s, %s refused",
	    ingest->options->store, cli_count(inputs, tally->inputs),
	    tally->inputs == 1 ? "" : "s",
	    cli_count(snapshots, tally->snapshots),
	    tally->snapshots == 1 ? "" : "s",
	    cli_count(corrupt, tally->corrupt));
}

/* The child. */
static int
fill(void *ctx, struct rsec_replace *to)
{
	struct ingest *ingest = ctx;
	const char *name = ingest->options->store;
	struct tally tally = { .options = ingest->options };
	struct rsec_builder *builder;
	struct rsec_err err;

	if (access(name, F_OK) == 0)
		store_open(&tally.old, ingest->options);
	lock_down(ingest);
	read_all(ingest, &tally);
	builder = snapshots_builder(&tally);
	if (tally.inputs == 0 && tally.corrupt == 0)
		cli_die("there is nothing to read in what is named");
	look_for_parent(ingest);
	if (rsec_builder_write(builder, cli_rewrite_put, to, &err) != 0)
		cli_die_err(name, &err);
	rsec_builder_free(builder);
	say(ingest, &tally);
	return CLI_REWRITTEN |
	       (tally.corrupt > 0 || ingest->trouble ? CLI_TROUBLE : CLI_OK);
}

/* Standard input can be read once. */
static void
check_stdin(char **operand, size_t operands)
{
	size_t i, stdins = 0;

	for (i = 0; i < operands; i++)
		stdins += strcmp(operand[i], "-") == 0;
	if (stdins > 1)
		cli_die("-: standard input can be read once");
}

int
ingest_operands(const struct options *options, char **operand, size_t operands)
{
	struct ingest ingest = { .options = options,
		.operand = operand,
		.operands = operands,
		.parent = getpid() };
	int status;

	check_stdin(operand, operands);
	parts_find(
	    &ingest.parts, operand, operands, &ingest.trouble, &ingest.passed);
	open_ahead(&ingest);
	status = cli_rewrite(options->store, fill, &ingest);
	parts_fini(&ingest.parts);
	return status;
}

int
ingest(const struct options *options)
{
	need_operands(options, 1, SIZE_MAX, "inputs: files, folders, URLs");
	return ingest_operands(options, options->operand, options->operands);
}
