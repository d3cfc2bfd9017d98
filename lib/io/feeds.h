/* SPDX-License-Identifier: ISC */
/*
 * Which public inputs there are to fetch, from where, and what is known of
 * them: the file that rsec-fetch.conf(5) describes.
 *
 *	source nttcom
 *		group	irr
 *		file	irr/nttcom.db.gz
 *		url	https://example.net/nttcom.db.gz
 *
 * Some are published anew each step of time (a month, two hours), under a URL
 * that has the time in it: "{year}{month}01.as-rel.txt".  A feed whose file
 * has it, too, is a series: each step is a file of its own.
 */
#ifndef RSEC_IO_FEEDS_H
#define RSEC_IO_FEEDS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/source.h"

struct rsec_arena;

#define RSEC_FEEDS_MAX	2000 /* in one file */
#define RSEC_FEED_EVERY 3600 /* default of every, seconds */

enum rsec_feed_digest {
	RSEC_FEED_NO_DIGEST,
	RSEC_FEED_MD5,
	RSEC_FEED_SHA256,
};

struct rsec_feed {
	uint64_t line; /* where it begins */
	const char *name, *group;
	const char *file, *url; /* with placeholders */
	enum rsec_feed_digest digest;
	const char *digest_url;	     /* of what has the digest, or NULL */
	const char *accept;	     /* media type to ask for, or NULL */
	uint64_t min_size, max_size; /* bytes as published; 0: no limit */
	uint32_t every;		     /* seconds that a copy counts as fresh */
	uint32_t step;		     /* seconds; 0: none, or of months */
	uint32_t step_months;
	const char *records; /* array of each page, or NULL: one page */
	uint64_t page_size;  /* its elements in each page but the last */
	const char *next;    /* member with the next page's URL, or NULL */
	bool optional;	     /* only where it is asked for */
	bool series;	     /* FILE has the time */
	bool dated; /* URL has the time: what is past can be had, too */
};

struct rsec_feeds {
	struct rsec_feed *feed;
	size_t count;
	struct rsec_arena *arena; /* of all the strings */
};

/* Read them: 0, or -1 with ERR (line and reason) and nothing in FEEDS. */
int rsec_feeds_read(
    struct rsec_feeds *feeds, struct rsec_source source, struct rsec_err *err);
void rsec_feeds_fini(struct rsec_feeds *feeds);

/* What a placeholder stands for: a step of time, seconds UTC, and a page. */
struct rsec_feed_place {
	int64_t from, to;
	uint64_t page; /* from 0 */
};

/* The step of FEED that T is in; without steps, all of time. */
struct rsec_feed_place rsec_feed_step(const struct rsec_feed *feed, int64_t t);

/* TEXT of FEED with its placeholders replaced; NULL without memory. */
char *rsec_feed_expand(const struct rsec_feed *feed, const char *text,
    const struct rsec_feed_place *place);

#endif
