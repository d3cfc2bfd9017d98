/* SPDX-License-Identifier: ISC */
/*
 * fetch: what the store lacks of the RIPE NCC's archive, a batch of days after
 * the other: planned by the ledger, fetched into a folder, ingested.  However
 * it ends, the store has what came with the batches before, and the folder
 * what the next run goes on from.
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/utc.h"
#include "cmd/cli.h"
#include "cmd/roa-history/fetch.h"
#include "cmd/roa-history/ingest.h"

#define BATCH_DAYS 31 /* some 155 files of 5 MB */
#define DAY	   ((uint32_t)RSEC_DAY)

/* The store, or NULL where there is none yet. */
static struct rsec_history *
read_store(struct store *store, const struct options *options)
{
	if (access(options->store, F_OK) != 0 && errno == ENOENT) {
		*store = (struct store){ .path = options->store };
		return NULL;
	}
	store_open(store, options);
	return store_read(store);
}

static int
add_wanted(void *ctx, const struct rsec_archive_file *file)
{
	struct fetch *fetch = ctx;

	if (fetch->count == fetch->room) {
		fetch->room = fetch->room > 0 ? 2 * fetch->room : 256;
		fetch->wanted = reallocarray(
		    fetch->wanted, fetch->room, sizeof(*fetch->wanted));
		if (fetch->wanted == NULL)
			cli_die("out of memory");
	}
	fetch->wanted[fetch->count++] = (struct wanted){ .file = *file };
	fetch->requests += file->has_digest ? 2 : 1;
	return 0;
}

static void
check_tals(const struct options *options)
{
	const char *name;
	size_t i, j;

	for (i = 0; i < options->tal.count; i++) {
		for (j = 0; (name = rsec_archive_ta_name(j)) != NULL; j++)
			if (strcmp(name, options->tal.name[i]) == 0)
				break;
		if (name == NULL)
			cli_die("--tal: the archive has no \"%s\"; it has "
				"afrinic, apnic, arin, lacnic, ripe",
			    options->tal.name[i]);
	}
}

/* Without --from each trust anchor needs a last day to go on from. */
static void
check_begin(struct rsec_history *history, const struct options *options)
{
	const char *name;
	uint32_t day;
	size_t i;

	for (i = 0; (name = rsec_archive_ta_name(i)) != NULL; i++)
		if (store_wants(options, name) &&
		    !rsec_archive_last(history, name, &day))
			cli_die("%s: nothing of %s is in it yet: say --from "
				"DATE (the archive begins on 2011-01-21), or "
				"with --tal which ones to fetch",
			    options->store, name);
}

static void
plan(struct fetch *fetch)
{
	const struct options *options = fetch->options;
	const uint32_t today = (uint32_t)(time(NULL) / RSEC_DAY * RSEC_DAY);
	struct rsec_archive_wish wish = { options->tal.name, options->tal.count,
		0, today - DAY, options->kind };
	struct rsec_history *history;
	struct store store;

	check_tals(options);
	history = read_store(&store, options);
	if (options->from.given)
		wish.from = options->from.time > RSEC_ARCHIVE_BEGIN
				? options->from.time
				: RSEC_ARCHIVE_BEGIN;
	else
		check_begin(history, options);
	if (options->to.given)
		wish.to = options->to.time < today ? options->to.time : today;
	if (wish.from > wish.to)
		cli_die("--from is after %s",
		    options->to.given ? "--to" : "yesterday");
	rsec_archive_plan(history, &wish, add_wanted, fetch);
	if (history != NULL)
		store_close(&store);
}

static int
print_plan(const struct fetch *fetch)
{
	size_t i;

	for (i = 0; i < fetch->count; i++)
		printf("%s/%s\n", fetch->shown, fetch->wanted[i].file.path);
	if (fflush(stdout) != 0 || ferror(stdout))
		cli_die("standard output: %s", strerror(errno));
	return CLI_OK;
}

/* How many from FROM on are of one batch. */
static size_t
batch_size(const struct fetch *fetch, size_t from)
{
	const uint32_t first = fetch->wanted[from].file.day;
	size_t i = from;

	while (i < fetch->count &&
	       fetch->wanted[i].file.day - first < BATCH_DAYS * DAY)
		i++;
	return i - from;
}

/*
 * What became of a file that was ingested: it goes, or stays with --keep.
 * False: the store does not know of it, and it stays for the next time.
 */
static bool
settle(const struct fetch *fetch, struct rsec_history *history,
    const struct rsec_archive_file *file)
{
	const int ta =
	    history != NULL ? rsec_history_ta_find(history, file->ta) : -1;
	enum rsec_observation_state state = RSEC_OBSERVATION_ABSENT;

	if (ta >= 0)
		state = rsec_history_day(history, (uint8_t)ta, file->day);
	if (state == RSEC_OBSERVATION_ABSENT)
		return false;
	if (fetch->options->keep == NULL)
		folder_remove(fetch, file->path);
	else if (state == RSEC_OBSERVATION_CORRUPT)
		folder_forget(fetch, file->path);
	return true;
}

static bool
is_whole(const struct wanted *wanted)
{
	return wanted->state == FILE_HERE && !wanted->held;
}

/* Ingest what is here of a batch: the exit status; *GO_ON says whether. */
static int
take_in(struct fetch *fetch, struct wanted *wanted, size_t count, bool *go_on)
{
	char **paths = cli_calloc(count, sizeof(*paths));
	struct options options = *fetch->options;
	struct rsec_history *history;
	struct store store;
	int status = CLI_OK;
	size_t i, n = 0;

	for (i = 0; i < count; i++)
		if (is_whole(&wanted[i]))
			paths[n++] = folder_path(fetch, wanted[i].file.path);
	options.tal.count = 0; /* to ingest it has another meaning */
	*go_on = true;
	if (n > 0) {
		status = ingest_operands(&options, paths, n);
		history = read_store(&store, fetch->options);
		for (i = 0; i < count; i++)
			if (is_whole(&wanted[i]) &&
			    !settle(fetch, history, &wanted[i].file))
				*go_on = false;
		if (history != NULL)
			store_close(&store);
	}
	while (n > 0)
		free(paths[--n]);
	free(paths);
	return status;
}

/* What became of all files: the exit status that it makes. */
static int
sum_up(const struct fetch *fetch)
{
	uint64_t fetched = 0, current = 0, missing = 0, failed = 0;
	const struct wanted *wanted;
	struct rsec_buf text = RSEC_BUF_INIT;
	size_t i;

	for (i = 0; i < fetch->count; i++) {
		wanted = &fetch->wanted[i];
		if (wanted->state == FILE_FAILED || wanted->unverified)
			failed++;
		else if (wanted->state == FILE_MISSING)
			missing++;
		else if (wanted->state == FILE_HERE)
			*(wanted->current ? &current : &fetched) += 1;
	}
	cli_add_count(&text, fetched, "fetched");
	cli_add_count(&text, current, "here before");
	cli_add_count(&text, missing, "not in the archive");
	cli_add_count(&text, failed, "failed");
	if (!fetch->options->input.quiet)
		cli_warn("%s: %zu file%s: %.*s", fetch->shown, fetch->count,
		    fetch->count == 1 ? "" : "s", (int)text.len, text.data);
	rsec_buf_fini(&text);
	if (failed > 0)
		return CLI_TROUBLE;
	return missing > 0 ? CLI_FINDING : CLI_OK;
}

/* All batches: the exit status. */
static int
run(struct fetch *fetch)
{
	int status = CLI_OK, one;
	bool go_on = true;
	size_t from, n;

	for (from = 0; go_on && from < fetch->count; from += n) {
		n = batch_size(fetch, from);
		if (batch_fetch(fetch, fetch->wanted + from, n) != 0) {
			cli_warn("interrupted; what was fetched is in %s, and "
				 "the next run goes on from there",
			    fetch->folder);
			return CLI_TROUBLE;
		}
		one = take_in(fetch, fetch->wanted + from, n, &go_on);
		if (one == CLI_TROUBLE)
			status = CLI_TROUBLE;
	}
	one = sum_up(fetch);
	return status == CLI_OK ? one : status;
}

int
fetch(const struct options *options)
{
	struct fetch fetch = { .options = options };
	const size_t len = strlen(options->base);
	char *base = strndup(options->base,
	    len > 0 && options->base[len - 1] == '/' ? len - 1 : len);
	int status = CLI_OK;

	if (base == NULL)
		cli_die("out of memory");
	fetch.base = base;
	fetch.shown = cli_shown_name(base);
	need_operands(options, 0, 0, NULL);
	plan(&fetch);
	if (options->dry_run) {
		status = print_plan(&fetch);
	} else if (fetch.count == 0) {
		if (!options->input.quiet)
			cli_warn("%s: nothing is missing", options->store);
	} else {
		folder_open(&fetch);
		status = run(&fetch);
		folder_close(&fetch);
	}
	free(fetch.wanted);
	free(fetch.shown);
	free(base);
	return status;
}
