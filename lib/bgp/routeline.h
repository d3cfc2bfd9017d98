/* SPDX-License-Identifier: ISC */
/*
 * Routes in lines of text, as tools that speak of BGP print them:
 *
 *	192.0.2.0/24 AS64496		the first prefix and the first origin,
 *	64496,192.0.2.0/24		between blanks, tabs, commas or '|'
 *	192.0.2.0	24	64496_64497	CAIDA pfx2as: MOAS '_', set ','
 *	{64496,64497}	192.0.2.0/24	310	RIPE riswhois dump
 *	{"CIDR":"192.0.2.0/24","ASN":64496,"Hits":310}	bgp.tools
 *	TABLE_DUMP2|...|192.0.2.0/24|64500 64496|...	bgpdump -m
 *	prefix,origin			CSV (or TSV) whose header names its
 *	"192.0.2.0/24","AS64496"	columns
 *
 * The kind is told from the line itself, and for CSV from the first line that
 * is not blank or a comment ('#', '%').  What roa-check prints as text, TSV or
 * CSV is read as well: the indented lines below an answer are no routes.
 *
 * Bits beyond the length of a prefix are an error, except in bgpdump lines:
 * releases of bgpdump print the bits that the peer sent, and RFC 4271 section
 * 4.3 calls them irrelevant; there they are cleared.
 */
#ifndef RSEC_BGP_ROUTELINE_H
#define RSEC_BGP_ROUTELINE_H

#include <limits.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/source.h"
#include "net/prefix.h"

#define RSEC_ROUTELINE_ORIGINS 64 /* origins of one line; more is an error */

enum rsec_routeline_kind {
	RSEC_ROUTELINE_PREFIX,	/* a prefix and no origin: ask for coverage */
	RSEC_ROUTELINE_ROUTE,	/* a prefix and its origins */
	RSEC_ROUTELINE_NOTHING, /* blank, comment, header, withdrawal, state */
};

struct rsec_routeline_origin {
	uint32_t asn;
	bool none; /* RFC 6811 "NONE": an AS_SET, or a path that names none */
};

struct rsec_routeline {
	enum rsec_routeline_kind kind;
	struct rsec_prefix prefix;
	struct rsec_routeline_origin origin[RSEC_ROUTELINE_ORIGINS];
	size_t origins;	  /* at least 1 for a ROUTE; more for MOAS */
	uint32_t peers;	  /* that had it: riswhois, bgp.tools; 0: not told */
	bool dumped;	  /* it is of bgpdump; else there is nothing more */
	bool update;	  /* else of a table */
	uint32_t time;	  /* seconds UTC; 0: not told, as by "bgpdump -M" */
	const char *peer; /* "192.0.2.1|64500": address and AS, in the line */
	size_t peer_len;
	const char *path; /* as printed, in the line */
	size_t path_len;
};

/* What a reader remembers between lines. */
struct rsec_routeline_reader {
	bool started;	/* past the first line that says something */
	bool answered;	/* the line before was an answer of roa-check */
	char separator; /* of the columns that a header named; 0: none did */
	unsigned prefix_column; /* 0-based; by the header */
	unsigned origin_column; /* RSEC_ROUTELINE_NO_COLUMN: it names none */
	unsigned state_column;	/* of roa-check; likewise */
};

#define RSEC_ROUTELINE_NO_COLUMN UINT_MAX
#define RSEC_ROUTELINE_READER_INIT \
	((struct rsec_routeline_reader){ .started = false })

RSEC_BEGIN_API

/*
 * Parse LINE[0..len), which has no line end.  Returns 0 and fills *OUT, or -1
 * with ERR (its line number is the caller's to set): what is not understood.
 */
int rsec_routeline_parse(struct rsec_routeline_reader *reader, const char *line,
    size_t len, struct rsec_routeline *out, struct rsec_err *err);

/* Who takes routes, one line each: add() returns 0, or -1 with ERR. */
struct rsec_routeline_sink {
	int (*add)(
	    void *ctx, const struct rsec_routeline *line, struct rsec_err *err);
	void *ctx;
};

/*
 * Give all lines of SOURCE that are routes to SINK.  Those that have no origin
 * or are not understood are reported, left out, and added to *SKIPPED.
 */
int rsec_routelines_read(struct rsec_source source,
    const struct rsec_routeline_sink *sink, const struct rsec_diag *diag,
    uint64_t *skipped, struct rsec_err *err);

RSEC_END_API

#endif
