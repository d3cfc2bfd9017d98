/* SPDX-License-Identifier: ISC */
/*
 * What fetch_many_test asks for, from tests/lib/httpd.py on loopback, and what
 * became of it.
 */
#ifndef RSEC_TESTS_UNIT_FETCH_MANY_RUN_H
#define RSEC_TESTS_UNIT_FETCH_MANY_RUN_H

#include <stdbool.h>
#include <stddef.h>

#include "io/fetchmany.h"
#include "tests/lib/httpd.h"

#define ITEMS_MAX 64

extern int dir; /* a new, empty one for each test */

/* What rsec_fetch_many() is asked for, and what it told. */
extern struct run {
	char url[ITEMS_MAX][128], path[ITEMS_MAX][32];
	struct rsec_fetch_item items[ITEMS_MAX];
	size_t count;
	struct rsec_fetch_outcome outcome[ITEMS_MAX];
	size_t told[ITEMS_MAX];	 /* how often */
	size_t order[ITEMS_MAX]; /* items, as they were told */
	size_t outcomes;
	size_t stop_after; /* outcomes; 0: never */
	unsigned stop_polls;
	struct rsec_fetch_progress progress;
	struct rsec_err err;
} run;

/* A directory for each test. */
int new_directory(void **state);
int close_directory(void **state);

/* Ask for the URL, or for that of FROM, as the file PATH. */
void want_url(const char *url, const char *path);
void want(const char *from, const char *path);

/* Callbacks: note what is told; stop after run.stop_polls. */
int note_outcome(void *ctx, const struct rsec_fetch_outcome *outcome);
bool count_polls(void *ctx);

/* Fetch what is wanted; each has exactly one outcome. */
void fetch(struct rsec_fetch_many_options options);
#define FETCH(...) fetch((struct rsec_fetch_many_options){ __VA_ARGS__ })

/* Whether the file PATH is there, and is a whole body. */
bool exists(const char *path);
bool is_whole(const char *path);

/* What became of item I; where it failed, there is no file. */
void assert_outcome(size_t i, enum rsec_fetch_state state, long status);
void assert_failed(size_t i, enum rsec_errcode code, const char *message);

void write_file(const char *path, const char *text);
/* What /log or /peak says. */
const char *ask(const char *path);
double seconds(void);

/* resume.c */
void a_broken_body_is_resumed_or_begun_anew_never_mixed(void **state);
void a_later_call_goes_on_where_one_was_broken_off(void **state);
void a_part_that_nothing_vouches_for_is_begun_anew(void **state);
void a_failed_fetch_leaves_the_file_that_was_there(void **state);
void a_current_file_is_not_fetched_again(void **state);
void a_stop_in_the_middle_leaves_what_can_be_resumed(void **state);
void two_processes_do_not_write_one_file(void **state);
void no_path_leads_out_of_the_directory(void **state);

/* check.c */
void what_a_check_refuses_does_not_replace_a_file(void **state);

#endif
