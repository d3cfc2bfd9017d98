/* SPDX-License-Identifier: ISC */
/*
 * What the readers of VRP exports share: vrpfile.c finds out which one is
 * asked for, vrpfile_record.c is the record that each of them fills.
 *
 * A field that is wrong spoils its record and nothing else: the record keeps
 * the first reason, its other fields are read on, and rsec_vrpfile_end() tells.
 * Only what ends the whole reading is returned as an error.
 */
#ifndef RSEC_RPKI_VRPFILE_PRIVATE_H
#define RSEC_RPKI_VRPFILE_PRIVATE_H

#include <stdbool.h>

#include "rpki/vrpfile.h"
#include "text/line.h"

#define RSEC_VRPFILE_TAS      16 /* trust anchors that one record may name */
#define RSEC_VRPFILE_TIME_MAX ((uint64_t)253402300799) /* end of 9999 */

/* A reading in progress. */
struct rsec_vrpfile {
	struct rsec_vrps *vrps;
	const struct rsec_diag *diag;
	struct rsec_vrpfile_stats stats;
	uint16_t ta; /* of records that name none */
	/* For ASPAs and router keys; NULL: nobody wants them. */
	int (*extra)(void *ctx, const struct rsec_vrpfile_extra *extra,
	    struct rsec_err *err);
	void *ctx;
};

struct rsec_vrpfile_record {
	struct rsec_vrp vrp;
	uint64_t line;
	bool has_asn, has_prefix, has_max_len;
	uint16_t tas[RSEC_VRPFILE_TAS];
	unsigned ta_count;
	uint32_t not_before; /* 0: it does not say */
	bool bad;
	struct rsec_err why; /* filled where it is bad */
};

/* A text of words: see vrpfile_words.c. */
struct rsec_vrpfile_words {
	struct rsec_lines *lines;
	const char *at, *end; /* the rest of the line */
	const char *word;     /* read last; borrowed from the line */
	size_t len;
	uint64_t line; /* of the word */
	bool again;    /* the next word is this one */
};

/* Start a record at LINE. */
void rsec_vrpfile_begin(struct rsec_vrpfile_record *record, uint64_t line);

/* Its fields, as the texts S[0..n) that stand in LINE. */
void rsec_vrpfile_asn(
    struct rsec_vrpfile_record *record, const char *s, size_t n, uint64_t line);
void rsec_vrpfile_prefix(
    struct rsec_vrpfile_record *record, const char *s, size_t n, uint64_t line);
void rsec_vrpfile_max_len(struct rsec_vrpfile_record *record, const char *s,
    size_t n, uint64_t line); /* empty: that of the prefix */

/* One of its trust anchors; "" and "N/A" name none.  -1 without memory. */
int rsec_vrpfile_ta(struct rsec_vrpfile *file,
    struct rsec_vrpfile_record *record, const char *s, size_t n, uint64_t line,
    struct rsec_err *err);

/* Its Not Before; what is no time says nothing, and the earliest counts. */
void rsec_vrpfile_not_before(
    struct rsec_vrpfile_record *record, const char *s, size_t n);

/* Spoil it. */
void rsec_vrpfile_refuse(struct rsec_vrpfile_record *record, uint64_t line,
    const char *fmt, ...) RSEC_PRINTF(3, 4);

/*
 * The record is complete: add it to the set, once for each trust anchor, or
 * report and count it.  Returns 0, or -1 with ERR: stopped, or no memory.
 */
int rsec_vrpfile_end(struct rsec_vrpfile *file,
    struct rsec_vrpfile_record *record, struct rsec_err *err);

/* A record that is not added because of WHY: report and count it. */
int rsec_vrpfile_skip(struct rsec_vrpfile *file, const struct rsec_err *why,
    struct rsec_err *err);

/* The readers.  FIRST[0..n) is the line of LINES that is read already. */
int rsec_vrpfile_json(
    struct rsec_vrpfile *file, struct rsec_source source, struct rsec_err *err);
int rsec_vrpfile_csv(struct rsec_vrpfile *file, struct rsec_lines *lines,
    const char *first, size_t n, struct rsec_err *err);
int rsec_vrpfile_openbgpd(struct rsec_vrpfile *file, struct rsec_lines *lines,
    const char *first, size_t n, struct rsec_err *err);
int rsec_vrpfile_bird(struct rsec_vrpfile *file, struct rsec_lines *lines,
    const char *first, size_t n, struct rsec_err *err);

/* The text is of none of the formats; it begins with S[0..n). */
int rsec_vrpfile_unknown(
    const char *s, size_t n, uint64_t line, struct rsec_err *err);

struct rsec_vrpfile_words rsec_vrpfile_words(
    struct rsec_lines *lines, const char *first, size_t n);

/* Read the next word: 1, 0 at the end of the text, or -1 with ERR. */
int rsec_vrpfile_word(struct rsec_vrpfile_words *words, struct rsec_err *err);
bool rsec_vrpfile_word_is(
    const struct rsec_vrpfile_words *words, const char *s);

#endif
