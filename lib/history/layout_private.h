/* SPDX-License-Identifier: ISC */
/*
 * The layout of a store, for the files that write it (builder*.c) and those
 * that ask it.  rsec-history(5) tells it to others.
 *
 *	header		struct rsec_history_header
 *	table		8 bytes a block of the body: XXH3 of 64 bits, seed 0
 *	body		the sections, one after the other, each filled up with
 *			zeros to a multiple of 8; its blocks have 64 KiB, the
 *			last one is shorter
 *
 * The digest in the header is over what stands behind it, up to the end of the
 * table; so the header vouches for the table, and the table for the body.
 *
 * Sections, in this order, all integers little-endian:
 *
 *	names		of the trust anchors, in order, each with a NUL
 *	ledger		struct rsec_history_entry, by trust anchor, then time
 *	nets4		4 bytes a prefix, in the order of rsec_prefix_cmp()
 *	nets6		16 bytes: the high half of the address, the low half
 *	nodes		struct rsec_history_node: the IPv4 prefixes, the IPv6
 *			prefixes, and one more that ends the records of the last
 *	records		the VRPs of each prefix by maxLength, ASN, trust anchor:
 *			ASN (4), maxLength (1), trust anchor (1), runs (2 or 4)
 *	marks		for every 16th record the number of its first run (4)
 *	runs		first and last observation, 2 or 4 bytes each
 *	seen		for each record the earliest Not Before, in minutes
 *			since RSEC_HISTORY_EPOCH (3); ff ff ff: none
 *	suspects	struct rsec_history_suspect, in the order of the ledger
 *	lists		what these point to
 *	extras		struct rsec_history_extra_entry, by key, trust anchor
 *	keys		what these point to
 *	extra runs	as runs
 *
 * Runs count the trusted observations of their trust anchor from 0: those that
 * are in the ledger as observed; for extras, those whose ASPAs and router keys
 * count and that are not suspect.  Counts and numbers of observations have 16
 * bits, or 32 ("wide") where a trust anchor has more than 65,535 of them.
 *
 * A record without runs was seen only in inputs that do not count.  It is kept
 * for its Not Before, or for the list of a suspect observation: the numbers,
 * as distances in LEB128, of the records for which the runs, taken to go on
 * across the suspect observation, are wrong about what it said.  That is what
 * lets it be judged again.
 */
#ifndef RSEC_HISTORY_LAYOUT_PRIVATE_H
#define RSEC_HISTORY_LAYOUT_PRIVATE_H

#include <stdint.h>

#define RSEC_HISTORY_MAGIC	"RSECHIS1"
#define RSEC_HISTORY_MARK	0x01020304
#define RSEC_HISTORY_WIDE	1u /* the only flag */

#define RSEC_HISTORY_BLOCK	65536 /* bytes */
#define RSEC_HISTORY_MARK_EVERY 16u   /* records */

#define RSEC_HISTORY_EPOCH                                        \
	((uint32_t)1199145600)	       /* 2008-01-01, seconds UTC \
					*/
#define RSEC_HISTORY_NO_TIME 0xffffffu /* in section seen */

enum rsec_history_section {
	RSEC_SECTION_NAMES,
	RSEC_SECTION_LEDGER,
	RSEC_SECTION_NETS4,
	RSEC_SECTION_NETS6,
	RSEC_SECTION_NODES,
	RSEC_SECTION_RECORDS,
	RSEC_SECTION_MARKS,
	RSEC_SECTION_RUNS,
	RSEC_SECTION_SEEN,
	RSEC_SECTION_SUSPECTS,
	RSEC_SECTION_LISTS,
	RSEC_SECTION_EXTRAS,
	RSEC_SECTION_KEYS,
	RSEC_SECTION_EXTRA_RUNS,
	RSEC_SECTIONS
};

struct rsec_history_span_of {
	uint64_t offset, len; /* bytes, from the start of the file */
};

/* As it stands in the file, like all that follow; there is no padding. */
struct rsec_history_header {
	char magic[8];
	uint64_t digest[2]; /* XXH3 of 128 bits: low half, high half */
	uint32_t mark, flags;
	uint64_t len; /* of the file */
	uint32_t tas, observations, v4, v6, records, runs;
	uint32_t vrps; /* records with runs */
	uint32_t suspects, extras, extra_runs;
	uint64_t blocks;
	struct rsec_history_span_of sections[RSEC_SECTIONS];
};

#define RSEC_HISTORY_SIGNED 24 /* from where on the digest covers */

_Static_assert(sizeof(struct rsec_history_header) == 312, "padding");

/* Flags of an entry of the ledger. */
#define RSEC_ENTRY_EXTRA	1u /* it told of ASPAs and router keys, */
#define RSEC_ENTRY_EXTRA_COUNTS 2u /* and those count */

struct rsec_history_entry {
	uint32_t time, made;
	uint32_t records, skipped;
	uint32_t vrps, aspas, router_keys;
	uint8_t ta, state, flags, zero;
	uint8_t digest[16];
};

_Static_assert(sizeof(struct rsec_history_entry) == 48, "padding");

/*
 * One prefix.  LINK holds the parent, which is the longest other prefix that
 * contains it, above and the length below: 26 and 6 bits for IPv4, 24 and 8
 * for IPv6.  Parents are numbered within the family, and all ones is none.
 */
struct rsec_history_node {
	uint32_t first; /* record; the next node's ends this one's */
	uint32_t link;
};

#define RSEC_LINK4_LEN 6 /* bits */
#define RSEC_LINK6_LEN 8

struct rsec_history_suspect {
	uint32_t entry;	 /* of the ledger */
	uint32_t vrps;	 /* in its list, */
	uint32_t extras; /* and in the list behind that */
	uint32_t zero;
	uint64_t offset, len; /* of the lists, within section lists */
};

_Static_assert(sizeof(struct rsec_history_suspect) == 32, "padding");

/*
 * A key is the kind (1), ASN (4, big-endian), and the providers (4 each,
 * big-endian, ascending), or SKI (20) and SubjectPublicKeyInfo.
 */
struct rsec_history_extra_entry {
	uint64_t offset; /* of the key, within section keys */
	uint32_t len;
	uint32_t ta;
	uint32_t run, runs; /* the first, and how many */
};

_Static_assert(sizeof(struct rsec_history_extra_entry) == 24, "padding");

#endif
