/* SPDX-License-Identifier: ISC */
/*
 * The parts of irr_gen: a plan says which objects there are and what becomes
 * of each; a text is what one of them says; a layout is how that is written.
 * Every part is a function of the seed alone.
 */
#ifndef RSEC_TESTS_BENCH_IRR_GEN_H
#define RSEC_TESTS_BENCH_IRR_GEN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include "net/prefix.h"
#include "tests/lib/random.h"

#define GEN_SOURCES_MAX 32

enum gen_class {
	GEN_ROUTE,
	GEN_ROUTE6,
	GEN_AS_SET,
	GEN_AUT_NUM,
	GEN_MNTNER
};

/* What the second dump does to an object of the first. */
enum gen_op {
	GEN_SAME,
	GEN_REMOVED,
	GEN_ADDED, /* not in the first dump */
	GEN_ORIGIN,
	GEN_CHANGED,
	GEN_REFORMATTED,
	GEN_OPS
};

struct gen_object {
	struct rsec_prefix prefix; /* of route and route6 */
	uint32_t origin;
	uint32_t new_origin; /* of GEN_ORIGIN */
	uint32_t maintainer;
	uint32_t seed;	/* of its text and layout */
	uint32_t after; /* of GEN_ADDED: the object that it stands behind */
	uint8_t class, op, source;
	bool shared; /* another object has its prefix */
};

struct gen_plan {
	struct gen_object *objects; /* added ones last */
	uint32_t count;		    /* in the first dump */
	uint32_t total;		    /* in either */
	uint64_t seed;
	const char *source[GEN_SOURCES_MAX];
	unsigned sources;
};

/* Make the objects, and mutate SHARE of them.  Dies without memory. */
void gen_plan_init(struct gen_plan *plan, uint32_t count, double share);
void gen_plan_fini(struct gen_plan *plan);

/* Announcements as CAIDA's pfx2as, and VRPs as CSV, that overlap the plan. */
void gen_write_bgp(const struct gen_plan *plan, FILE *out);
void gen_write_vrps(const struct gen_plan *plan, FILE *out);

enum gen_attribute {
	GEN_KEY, /* "route" and so on */
	GEN_DESCR,
	GEN_ORIGIN_AS,
	GEN_AS_NAME,
	GEN_MEMBERS,
	GEN_IMPORT,
	GEN_AUTH,
	GEN_UPD_TO,
	GEN_ADMIN_C,
	GEN_TECH_C,
	GEN_NOTIFY,
	GEN_REMARKS,
	GEN_MNT_BY,
	GEN_CREATED,
	GEN_CHANGED_BY,
	GEN_LAST_MODIFIED,
	GEN_SOURCE,
	GEN_ATTRIBUTES
};

#define GEN_LINES_MAX 32

/* What an object says: one value a line, repeated attributes next to it. */
struct gen_text {
	uint8_t class;
	uint8_t count;
	size_t used;
	struct {
		uint8_t attribute;
		uint8_t len;
		uint16_t at; /* in pool */
	} line[GEN_LINES_MAX];
	char pool[2048];
};

/* The difference that GEN_CHANGED makes; "" is no value. */
struct gen_change {
	enum gen_attribute attribute;
	char old[128], new[128];
};

/*
 * OBJECT as the first dump has it, or (SECOND) the second; CHANGE may be NULL
 * and is filled for GEN_CHANGED only.
 */
void gen_text_make(struct gen_text *text, const struct gen_plan *plan,
    const struct gen_object *object, bool second, struct gen_change *change);

/* The value of an object's key: a prefix or a name. */
size_t gen_key_format(const struct gen_object *object, char to[64]);
const char *gen_class_name(unsigned class);
const char *gen_attribute_name(unsigned class, enum gen_attribute attribute);

/*
 * Write TEXT to TO, 16 KiB or more, with the empty line behind it; WILD: as
 * nobody wrote it before.  Returns the bytes.
 */
size_t gen_layout(
    const struct gen_text *text, uint64_t seed, bool wild, char *to);

#endif
