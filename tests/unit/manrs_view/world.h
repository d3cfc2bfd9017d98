/* SPDX-License-Identifier: ISC */
/*
 * A month of random tables and updates, and what a view of it must say: the
 * oracle is a list of what was written, looked through for each question.
 */
#ifndef RSEC_TESTS_UNIT_MANRS_VIEW_WORLD_H
#define RSEC_TESTS_UNIT_MANRS_VIEW_WORLD_H

#include "bgp/relations.h"
#include "manrs/view.h"
#include "tests/lib/mrtwrite.h"
#include "tests/lib/random.h"

#define ASNS	 10
#define PREFIXES 9
#define HOPS	 6
#define PEERS	 8
#define ENTRIES	 400
#define FILES	 5
#define BEGIN	 1698796800U /* 2023-11-01 */
#define DAY	 86400U

extern const uint32_t asns[ASNS];
extern const char *const prefixes[PREFIXES]; /* in order */

/* One route, as it was written. */
struct entry {
	unsigned file, record; /* of the table; of updates, each its own */
	bool table;
	uint32_t time;
	unsigned prefix, peer, len;
	uint32_t path[HOPS];
	bool set; /* the last is one */
	bool has_otc;
	uint32_t otc;
};

struct world {
	struct entry entry[ENTRIES];
	unsigned entries;
	/* [a][b]: what a is to b */
	enum rsec_relation relation[ASNS][ASNS];
	struct rsec_relations *relations;
	struct mrtw file[FILES];
};

/* world.c */
struct world *make_world(struct random *r);
void free_world(struct world *world);
/* The time in the head of the last record. */
void set_time(struct mrtw *w, uint32_t time);

/* oracle.c: all that there is to say, a line for each thing. */
void expect_all(struct rsec_buf *to, const struct world *world);
/* What is said of a finding, without where it was seen; and a path behind it.
 */
void say_finding(char text[160], uint32_t asn, unsigned rule, bool accomplice,
    uint32_t other);
void say_path(char text[160], const uint32_t *path, unsigned len);

/* say.c: the same of VIEW; as assert_string_equal, the first line that differs
 * fails. */
void say_all(struct rsec_buf *to, const struct rsec_manrs_view *view);
void must_be_same(struct rsec_buf *said, struct rsec_buf *expected);

#endif
