/* SPDX-License-Identifier: ISC */
/*
 * The parts of fetch: fetch.c plans and has batches fetched and ingested,
 * fetch_batch.c fetches one, fetch_folder.c is where the files are meanwhile.
 */
#ifndef RSEC_CMD_ROA_HISTORY_FETCH_H
#define RSEC_CMD_ROA_HISTORY_FETCH_H

#include "cmd/roa-history/roa-history.h"
#include "history/plan.h"

enum file_state {
	FILE_WANTED,
	FILE_HERE,    /* in the folder, whole */
	FILE_MISSING, /* the archive has none */
	FILE_FAILED,
};

struct wanted {
	struct rsec_archive_file file;
	enum file_state state;
	bool current;	 /* it was here */
	bool unverified; /* there may be a digest, but it could not be had */
	bool held;	 /* another of its day failed: it waits for that */
};

struct fetch {
	const struct options *options;
	const char *base; /* without a slash at its end */
	char *shown;	  /* it, without the password that may be in it */
	struct wanted *wanted;
	size_t count, room;

	char *folder;
	int dir; /* open on it */

	uint64_t bytes, told;	    /* received; messages */
	size_t requests, requested; /* planned, of batches that are done */
};

/* Below which everything is fetched: open it, or die. */
void folder_open(struct fetch *fetch);
/* The path of a file of it, which the caller frees. */
char *folder_path(const struct fetch *fetch, const char *path);
/* A file that the store refused is not to be taken for current again. */
void folder_forget(const struct fetch *fetch, const char *path);
/* A file, and what is beside it, is not needed any more. */
void folder_remove(const struct fetch *fetch, const char *path);
void folder_close(struct fetch *fetch);

/*
 * Fetch COUNT of the wanted files, which become HERE, MISSING or FAILED.  0, or
 * -1 when a signal asked to stop.
 */
int batch_fetch(struct fetch *fetch, struct wanted *wanted, size_t count);

#endif
