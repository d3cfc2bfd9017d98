/* SPDX-License-Identifier: ISC */
/*
 * The parts of rsec-fetch:
 *
 *	options.c	the command line
 *	sources.c	the configuration, and which of its sources are meant
 *	plan.c		jobs: a source, a step of time, a page
 *	folder.c	the folder: its lock, and what it has of a job
 *	rounds.c	jobs fetched, several at once, and what follows of each
 *	verify.c	whether what came is whole, in a process of its own
 *	inspect.c	that question, and what a page says of the next
 *	report.c	rows and counts
 */
#ifndef RSEC_CMD_RSEC_FETCH_RSEC_FETCH_H
#define RSEC_CMD_RSEC_FETCH_RSEC_FETCH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#include "io/feeds.h"
#include "io/fetchmany.h"
#include "io/out.h"

#define DIGEST_MAX 32	/* bytes */
#define NEXT_MAX   1024 /* bytes of the URL of a next page, and NUL */

struct options {
	const char *conf;   /* -c, or NULL */
	const char *folder; /* -d, or the environment's */
	enum rsec_out_format format;
	bool list, dry_run, force, all, quiet, verbose;
	int64_t now;	       /* seconds UTC */
	bool has_month;	       /* --month: */
	int64_t from, to;      /* its first second, and that after its last */
	unsigned at_once;      /* -j */
	uint64_t rate;	       /* bytes a second; 0: no limit */
	unsigned stall, tries; /* 0: default */
	char **operands;
	size_t operand_count;
};

/* What a check found. */
struct verdict {
	bool good;
	struct rsec_err err; /* why it is not */
	bool last;	     /* page: there is none behind it */
	char next[NEXT_MAX]; /* or its URL, where the page says it */
};

/* A check that runs in a process of its own. */
struct check {
	pid_t pid; /* 0: none */
	int fd;	   /* its verdict comes from here */
};

/* What is expected of a file. */
struct expectation {
	const struct rsec_feed *feed;
	const char *path, *url;
	const uint8_t *digest; /* or NULL */
};

enum job_state {
	JOB_FRESH,   /* here, and was found current a short while ago */
	JOB_DUE,     /* to be asked for */
	JOB_FETCHED, /* new */
	JOB_CURRENT, /* asked for, and is what was there */
	JOB_ABSENT,  /* the server has none */
	JOB_FAILED,
};

/* One file to have. */
struct job {
	const struct rsec_feed *feed;
	struct rsec_feed_place place;
	unsigned back; /* earlier steps that will do, too */
	char *url, *path;
	char *digest_url, *digest_path; /* or NULL */
	bool has_digest;
	uint8_t digest[DIGEST_MAX];
	enum job_state state;
	bool replaced; /* the file is of this run */
	struct check check;
	struct verdict verdict;	  /* of what was fetched */
	uint64_t size, resumed;	  /* bytes; of the file as it is there now */
	uint64_t part;		  /* bytes of a transfer that was broken off */
	int64_t fetched, checked; /* seconds UTC; 0: never */
	struct rsec_err err;
};

struct jobs {
	struct job *job;
	size_t count, room;
};

struct fetch {
	const struct options *options;
	struct rsec_feeds feeds;
	bool *chosen; /* of each feed */
	int dir;      /* the folder, open; -1: there is none yet */
	struct jobs jobs;
	uint64_t bytes; /* received */
	bool asked;	/* anything of any server */
	bool stopped;
};

void options_parse(struct options *options, int argc, char *argv[]);

/* Read the configuration and choose, or die. */
void sources_read(struct fetch *fetch);

/* The jobs of the chosen sources, with the state of each file. */
void plan(struct fetch *fetch);
/* Add the page behind JOB, which is of place.page + 1; NULL: it has none. */
void plan_next_page(struct fetch *fetch, size_t job);
/* Take an earlier step for a job whose file the server does not have yet. */
bool plan_step_back(struct fetch *fetch, struct job *job);
void plan_free(struct fetch *fetch);

/* Open the folder, and with TO_WRITE make and lock it; or die. */
void folder_open(struct fetch *fetch, bool to_write);
/* From here on write there alone. */
void folder_guard(const struct fetch *fetch);
/* Size and times of the file of JOB: false, there is none. */
bool folder_stat(const struct fetch *fetch, struct job *job);
/* Remove pages of JOB's source that are behind its own. */
void folder_trim(const struct fetch *fetch, const struct job *job);

/* Fetch all that is due. */
void rounds(struct fetch *fetch);

/* Begin to check FD; ask: 1 not known yet, 0 with *VERDICT, or -1 with ERR. */
int verify_begin(struct check *check, const struct expectation *expected,
    int fd, struct rsec_err *err);
int verify_ask(struct check *check, bool wait, struct verdict *verdict,
    struct rsec_err *err);
void verify_abort(struct check *check);

/* Look at all of FD, wherever it is, and close it. */
void inspect(
    const struct expectation *expected, int fd, struct verdict *verdict);

/* Print a row for each job: the exit status. */
int report(const struct fetch *fetch);
/* What became of all, to standard error. */
void report_counts(const struct fetch *fetch);

#endif
