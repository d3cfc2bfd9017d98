/* SPDX-License-Identifier: ISC */
/*
 * Records in JSON, however a publisher packs them: in a list that is a member
 * of a page ({"data": [...]}), in an array, or one after the other (JSON
 * Lines).  A reader embeds struct rsec_manrs_record as its first member, and
 * tells by tables which members go where.  Not installed.
 */
#ifndef RSEC_MANRS_JSON_RECORD_PRIVATE_H
#define RSEC_MANRS_JSON_RECORD_PRIVATE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/source.h"
#include "text/json.h"

struct rsec_manrs_record;
struct rsec_manrs_member;

/*
 * Reads a value, of which TOKEN is the first, to its end; 0, or -1 with ERR.
 * MEMBER is what the table says of it.
 */
typedef int rsec_manrs_value(struct rsec_manrs_record *record,
    const struct rsec_manrs_member *member, const struct rsec_json_token *token,
    struct rsec_err *err);

/*
 * A member.  Its value is read by READ; or it is an object that has MEMBERS;
 * or, where both are NULL, its text, a string, a number or a boolean, goes to
 * the const char * at the offset AT of the reader.
 */
struct rsec_manrs_member {
	const char *name; /* NULL ends a table */
	size_t at;
	rsec_manrs_value *read;
	const struct rsec_manrs_member *members;
	bool each; /* of the elements, where the value is an array */
};

/* How records of a kind are read. */
struct rsec_manrs_kind {
	const char *one, *many;		      /* "event", "GRIP events" */
	const struct rsec_manrs_member *page; /* of what holds records */
	const struct rsec_manrs_member *members;
	void (*begin)(struct rsec_manrs_record *record);
	/* All members are read.  0; a record that was spoilt is left out. */
	int (*finish)(struct rsec_manrs_record *record, struct rsec_err *err);
};

/* All but the arena is filled by rsec_manrs_records_read(). */
struct rsec_manrs_record {
	const struct rsec_manrs_kind *kind;
	const struct rsec_diag *diag;
	struct rsec_json *json;
	struct rsec_arena arena; /* of the record at hand */
	uint64_t before;	 /* lines before the JSON text at hand */
	uint64_t line;		 /* where the record begins, in that text */
	uint64_t count;		 /* records that were read */
	uint64_t seen, total;	 /* all; how many pages say there are, or 0 */
	bool known, listed, bad;
	struct rsec_err why; /* it is bad */
};

/* Read all of SOURCE; *COUNT grows by the records that were not left out. */
int rsec_manrs_records_read(struct rsec_manrs_record *record,
    const struct rsec_manrs_kind *kind, struct rsec_source source,
    const struct rsec_diag *diag, uint64_t *count, struct rsec_err *err);

/* A value that is an array of records. */
rsec_manrs_value rsec_manrs_record_list;

/*
 * How many records there are of which a page is a part; that some are missing
 * is reported as RSEC_ERR_NET, since none is skipped.
 */
rsec_manrs_value rsec_manrs_record_total;

/* The members of a value that is an object; any other is passed over. */
int rsec_manrs_record_members(struct rsec_manrs_record *record,
    const struct rsec_json_token *token,
    const struct rsec_manrs_member *members, struct rsec_err *err);

/*
 * A value, as MEMBER says.  One of which each element is wanted, and that is
 * no array, is its only element.
 */
rsec_manrs_value rsec_manrs_record_value;

/* Where the value of MEMBER goes. */
static inline void *
rsec_manrs_record_at(
    struct rsec_manrs_record *record, const struct rsec_manrs_member *member)
{
	return (char *)record + member->at;
}

/* An AS number, which is added to the struct rsec_buf of the member. */
rsec_manrs_value rsec_manrs_record_add_asn;

/* The text of TOKEN in the arena, "" where it has none; NULL with ERR. */
const char *rsec_manrs_record_text(struct rsec_manrs_record *record,
    const struct rsec_json_token *token, struct rsec_err *err);

/* The record is to be left out; the first reason is told.  Returns 0. */
int rsec_manrs_record_spoil(
    struct rsec_manrs_record *record, const char *fmt, ...) RSEC_PRINTF(2, 3);

/*
 * What TEXT says; where it is not that, the record is spoilt ("asn "x" is not
 * an AS number"), *OUT stays, and false is returned.
 */
bool rsec_manrs_record_asn(struct rsec_manrs_record *record, const char *name,
    const char *text, uint32_t *out);
/* Seconds since 1970, or a date and a time. */
bool rsec_manrs_record_time(struct rsec_manrs_record *record, const char *name,
    const char *text, int64_t *out);
struct rsec_prefix;
bool rsec_manrs_record_prefix(struct rsec_manrs_record *record,
    const char *name, const char *text, struct rsec_prefix *out);

#endif
