/* SPDX-License-Identifier: ISC */
/* Fetching a batch of the archive's files, each with its digest. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cmd/cli.h"
#include "cmd/roa-history/fetch.h"
#include "cmd/stop.h"
#include "io/fetchmany.h"

/*
 * A day of all trust anchors is ten requests: a year in six minutes, and not
 * more than a person does to a mirror's index.
 */
#define REQUESTS_A_SECOND 10
#define FILE_MAX	  ((uint64_t)256 << 20) /* bytes; they have 5 MB */
#define DIGEST_MAX	  4096
#define AGENT		  "rsec/" RSEC_VERSION " (roa-history fetch)"

struct request {
	struct wanted *wanted;
	bool digest;
};

struct batch {
	struct fetch *fetch;
	struct rsec_fetch_item *items;
	struct request *requests;
	size_t count;
	uint64_t bytes; /* so far */
};

static char *
concat(const char *a, const char *b, const char *c, const char *d)
{
	char *all;

	if (asprintf(&all, "%s%s%s%s", a, b, c, d) < 0)
		cli_die("out of memory");
	return all;
}

static void
add_request(struct batch *batch, struct wanted *wanted, bool digest)
{
	const size_t i = batch->count++;
	const char *suffix = digest ? ".sha256" : "";

	batch->requests[i] = (struct request){ wanted, digest };
	batch->items[i].url =
	    concat(batch->fetch->base, "/", wanted->file.path, suffix);
	batch->items[i].path = concat(wanted->file.path, suffix, "", "");
	batch->items[i].max_size = digest ? DIGEST_MAX : FILE_MAX;
}

/* What is not as it should be, but not without end. */
static void
tell(struct fetch *fetch, const char *url, const char *what)
{
	fetch->told++;
	if (fetch->options->input.verbose || fetch->told <= CLI_DIAG_MAX)
		cli_warn(
		    "%s%s: %s", fetch->shown, url + strlen(fetch->base), what);
	else if (fetch->told == CLI_DIAG_MAX + 1)
		cli_warn("further messages suppressed (use -v)");
}

static void
take_file(struct fetch *fetch, struct wanted *wanted, const char *url,
    const struct rsec_fetch_outcome *outcome)
{
	switch (outcome->state) {
	case RSEC_FETCH_DONE:
	case RSEC_FETCH_CURRENT:
		wanted->state = FILE_HERE;
		wanted->current = outcome->state == RSEC_FETCH_CURRENT;
		break;
	case RSEC_FETCH_MISSING:
		wanted->state = FILE_MISSING;
		tell(fetch, url, "not in the archive");
		break;
	case RSEC_FETCH_FAILED:
		wanted->state = FILE_FAILED;
		tell(fetch, url, outcome->err.msg);
		break;
	}
}

static int
take_outcome(void *ctx, const struct rsec_fetch_outcome *outcome)
{
	struct batch *batch = ctx;
	struct fetch *fetch = batch->fetch;
	const struct request *request = &batch->requests[outcome->item];
	const char *url = batch->items[outcome->item].url;

	if (!request->digest) {
		take_file(fetch, request->wanted, url, outcome);
	} else if (outcome->state == RSEC_FETCH_FAILED) {
		request->wanted->unverified = true;
		tell(fetch, url, outcome->err.msg);
	}
	return 0;
}

static void
take_progress(void *ctx, const struct rsec_fetch_progress *progress)
{
	struct batch *batch = ctx;
	const struct fetch *fetch = batch->fetch;

	batch->bytes = progress->bytes;
	if (!fetch->options->input.quiet)
		cli_progress_items(fetch->requested + progress->done,
		    fetch->requests, fetch->bytes + progress->bytes, "");
}

static int
run(struct batch *batch)
{
	struct fetch *fetch = batch->fetch;
	const struct rsec_fetch_many_options options = {
		.at_once = fetch->options->connections,
		.per_host = fetch->options->connections,
		.requests_per_second = REQUESTS_A_SECOND,
		.bytes_per_second = fetch->options->rate,
		.conditional = true,
		.agent = AGENT,
		.outcome = take_outcome,
		.progress = take_progress,
		.stop = cli_is_stopped,
		.ctx = batch,
	};
	struct rsec_err err;
	int rc;

	cli_stop_begin();
	rc = rsec_fetch_many(
	    fetch->dir, batch->items, batch->count, &options, &err);
	cli_stop_end();
	cli_progress_end();
	if (rc != 0 && err.code != RSEC_ERR_STOPPED)
		cli_die("%s", err.msg);
	return rc;
}

/*
 * Of a day in several trees the store would take what it gets for all that
 * there was: it gets all, or none.
 */
static void
hold_together(struct wanted *wanted, size_t count)
{
	size_t from, to, i;
	bool failed;

	for (from = 0; from < count; from = to) {
		failed = false;
		for (to = from; to < count &&
				wanted[to].file.day == wanted[from].file.day &&
				wanted[to].file.ta == wanted[from].file.ta;
		     to++)
			failed = failed || wanted[to].unverified ||
				 wanted[to].state == FILE_FAILED;
		for (i = from; i < to; i++)
			wanted[i].held = failed;
	}
}

int
batch_fetch(struct fetch *fetch, struct wanted *wanted, size_t count)
{
	struct batch batch = { .fetch = fetch };
	size_t i;
	int rc;

	batch.items = cli_calloc(2 * count, sizeof(*batch.items));
	batch.requests = cli_calloc(2 * count, sizeof(*batch.requests));
	for (i = 0; i < count; i++) {
		add_request(&batch, &wanted[i], false);
		if (wanted[i].file.has_digest)
			add_request(&batch, &wanted[i], true);
	}
	rc = run(&batch);
	hold_together(wanted, count);
	fetch->requested += batch.count;
	fetch->bytes += batch.bytes;
	for (i = 0; i < batch.count; i++) {
		free((char *)(uintptr_t)batch.items[i].url);
		free((char *)(uintptr_t)batch.items[i].path);
	}
	free(batch.items);
	free(batch.requests);
	return rc;
}
