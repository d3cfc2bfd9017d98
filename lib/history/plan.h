/* SPDX-License-Identifier: ISC */
/*
 * What a store lacks of the RIPE NCC's archive: the files of days that its
 * ledger does not have, or has as corrupt.  A suspect day is there: more of the
 * same would not help.
 *
 * The archive begins on 2011-01-21, a file for each trust anchor and day; of
 * APNIC's there are five, in trees apnic-*, from 2012-10-26 to 2018-04-04.
 * Five days, 2023-06-24 and 2023-07-14 to 17, have no archive and never will:
 * they are not wanted.  Whatever else the server turns out not to have is
 * wanted again each time, since nothing says that it never comes.
 */
#ifndef RSEC_HISTORY_PLAN_H
#define RSEC_HISTORY_PLAN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/api.h"
#include "history/archive.h"
#include "history/store.h"

#define RSEC_ARCHIVE_PATH 64 /* bytes of a path and its NUL */

/* Days as seconds UTC of their midnights. */
#define RSEC_ARCHIVE_BEGIN  UINT32_C(1295568000) /* 2011-01-21: the first */
#define RSEC_ARCHIVE_JSON   UINT32_C(1696982400) /* 2023-10-11: output.json */
#define RSEC_ARCHIVE_SHA256 UINT32_C(1658188800) /* 2022-07-19: digests */

/* A file that is wanted. */
struct rsec_archive_file {
	char path[RSEC_ARCHIVE_PATH]; /* "apnic.tal/2024/01/02/roas.csv.xz" */
	const char *ta;		      /* "apnic"; it stays */
	uint32_t day;
	bool has_digest; /* PATH.sha256 is beside it */
};

struct rsec_archive_wish {
	const char *const *tas; /* names as in stores; others are passed over */
	size_t ta_count;	/* 0: all that the archive has */
	uint32_t from; /* 0: for each the day after its last trusted one */
	uint32_t to;   /* included */
	/* OUTPUT is had from RSEC_ARCHIVE_JSON on, and ROAS before. */
	enum rsec_archive_kind kind;
};

typedef int rsec_archive_found(void *ctx, const struct rsec_archive_file *file);

RSEC_BEGIN_API

/* The trust anchors of the archive, by name; NULL behind the last. */
const char *rsec_archive_ta_name(size_t i);

/*
 * Call FOUND with each file that HISTORY (NULL: an empty one) lacks, by day,
 * trust anchor, tree.  FOUND returns 0 to go on.  Returns 0, or what FOUND
 * returned.
 */
int rsec_archive_plan(struct rsec_history *history,
    const struct rsec_archive_wish *wish, rsec_archive_found *found, void *ctx);

/* The last day with a trusted observation of TA; false: there is none. */
bool rsec_archive_last(
    const struct rsec_history *history, const char *ta, uint32_t *day);

RSEC_END_API

#endif
