/* SPDX-License-Identifier: ISC */
/* What the collection of sets and their expansion share; not installed. */
#ifndef RSEC_IRR_SETS_PRIVATE_H
#define RSEC_IRR_SETS_PRIVATE_H

#include "base/buf.h"
#include "irr/names_private.h"
#include "irr/range_private.h"
#include "irr/sets.h"

#define RSEC_NO_NAME UINT32_MAX /* no source was told, no such set */

enum rsec_member_kind {
	RSEC_MEMBER_ASN,
	RSEC_MEMBER_SET,
	RSEC_MEMBER_PREFIX,
	RSEC_MEMBER_ANY,
	RSEC_MEMBER_MALFORMED,
};

/* A member of a set as it is kept: 16 bytes, there are millions. */
struct rsec_member {
	uint8_t kind;
	uint8_t why;		 /* MALFORMED: see rsec_member_why() */
	struct rsec_range range; /* behind an ASN or a set in a route-set */
	uint32_t source;	 /* of a set, or RSEC_NO_NAME */
	uint32_t value; /* ASN, number of a name, index of a prefix range */
};

/* An array that grows by doubling. */
struct rsec_array {
	void *data;
	uint32_t count, cap;
};

/* Members that follow each other in an array. */
struct rsec_slice {
	uint32_t first, count;
};

/* One as-set or route-set. */
struct rsec_set {
	uint32_t name, source; /* numbers of names */
	struct rsec_slice members;
	struct rsec_slice refs;	       /* members by reference; the freeze's */
	struct rsec_slice maintainers; /* mbrs-by-ref */
	struct rsec_slice mnt_by;
	bool is_route_set;
	bool any; /* mbrs-by-ref: ANY */
};

/* An aut-num or a route that says that it is a member of a set. */
struct rsec_member_of {
	uint32_t set, source;
	struct rsec_slice maintainers; /* its mnt-by */
	struct rsec_member member;
};

struct rsec_irr_sets {
	struct rsec_irr_names names;   /* of sets, sources, maintainers */
	struct rsec_array sets;	       /* struct rsec_set */
	struct rsec_array members;     /* struct rsec_member */
	struct rsec_array ranges;      /* struct rsec_irr_prefix_range */
	struct rsec_array maintainers; /* uint32_t: numbers of names */
	struct rsec_array member_of;   /* struct rsec_member_of */
	struct rsec_buf routes;	       /* records of RSEC_ORIGIN_RECORD bytes */
	struct rsec_arena scratch;     /* of the object that is being added */
	/* After the freeze, for each name: */
	uint32_t *first; /* the first set of it */
	uint32_t *count; /* how many sets have it */
	uint32_t *rank;	 /* as a source: the preferred first */
	bool frozen;
	bool ready; /* frozen, and nothing failed */
};

/* A route of an origin: ASN, family, address, length, all big-endian. */
#define RSEC_ORIGIN_RECORD ((size_t)22)

/* Room for one more of SIZE bytes; NULL without memory or at 2^32 - 2. */
void *rsec_array_add(struct rsec_array *array, size_t size);

/* MEMBER, of a set of the class of IS_ROUTE_SET, into OUT; -1 with ERR. */
int rsec_member_parse(struct rsec_irr_sets *sets, bool is_route_set,
    struct rsec_rpsl_piece piece, struct rsec_member *out,
    struct rsec_err *err);

/* What is wrong with a malformed member. */
const char *rsec_member_why(uint8_t why);

/*
 * "AS-X" or "RADB::AS-X" in two; *SOURCE is empty where none is told.  False
 * where what stands before "::" is not a registry name.
 */
bool rsec_irr_split_source(struct rsec_rpsl_piece text,
    struct rsec_rpsl_piece *source, struct rsec_rpsl_piece *name);

/* The number of a name of a frozen collection, or RSEC_NO_NAME. */
uint32_t rsec_irr_sets_name(
    const struct rsec_irr_sets *sets, struct rsec_rpsl_piece name);

/*
 * The set NAME of SOURCE, or the first one of that name where SOURCE is
 * RSEC_NO_NAME; *COUNT sets have the name.  RSEC_NO_NAME where there is none.
 */
uint32_t rsec_irr_sets_resolve(const struct rsec_irr_sets *sets,
    uint32_t source, uint32_t name, uint32_t *count);

static inline const struct rsec_set *
rsec_irr_sets_at(const struct rsec_irr_sets *sets, uint32_t i)
{
	return (const struct rsec_set *)sets->sets.data + i;
}

static inline const char *
rsec_irr_sets_text(const struct rsec_irr_sets *sets, uint32_t name)
{
	return sets->names.name[name];
}

/* Member I of SET: its own ones, then those by reference. */
static inline const struct rsec_member *
rsec_irr_sets_member(
    const struct rsec_irr_sets *sets, const struct rsec_set *set, uint32_t i)
{
	const uint32_t at = i < set->members.count
				? set->members.first + i
				: set->refs.first + i - set->members.count;

	return (const struct rsec_member *)sets->members.data + at;
}

static inline uint32_t
rsec_irr_sets_members(const struct rsec_set *set)
{
	return set->members.count + set->refs.count;
}

#endif
