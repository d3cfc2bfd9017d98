/* SPDX-License-Identifier: ISC */
/*
 * A SLURM file after parsing, and its entries while it is parsed: slurm.c
 * reads them, slurm_entry.c checks them, slurm_apply.c asks the result.
 */
#ifndef RSEC_RPKI_SLURM_PRIVATE_H
#define RSEC_RPKI_SLURM_PRIVATE_H

#include "net/trie.h"
#include "rpki/slurm.h"
#include "text/json.h"

/* A prefix filter that names a prefix. */
struct rsec_slurm_filter {
	struct rsec_prefix prefix;
	uint32_t asn;
	bool has_asn; /* false: whatever the ASN */
};

struct rsec_slurm {
	struct rsec_slurm_filter *filters; /* in order; values of the trie */
	size_t nfilters;
	struct rsec_trie *trie; /* frozen */
	uint32_t *asns;		/* of the filters without a prefix, in order */
	size_t nasns;
	struct rsec_vrp *assertions; /* ta is set when they are applied */
	size_t nassertions;
	uint32_t *bgpsec_asns; /* that BGPsec entries name */
	size_t nbgpsec_asns;
	size_t nbgpsec; /* BGPsec entries */
};

#define RSEC_SLURM_MEMBERS 4	/* of an entry, at most */
#define RSEC_SLURM_TEXT	   1400 /* bytes of one; a public key needs 1366 */

struct rsec_slurm_entry;

/* One of the four arrays, and what its entries are made of. */
struct rsec_slurm_part {
	const char *array;   /* the member that holds the entries */
	const char *section; /* of RFC 8416 */
	const char *members[RSEC_SLURM_MEMBERS]; /* NULL: no more */
	int (*add)(
	    struct rsec_slurm *slurm, const struct rsec_slurm_entry *entry);
};

/* Of the filters, and of the assertions. */
extern const struct rsec_slurm_part rsec_slurm_parts[2][2];

/* A member of an entry as it was read. */
struct rsec_slurm_value {
	enum rsec_json_type type; /* RSEC_JSON_END: it is not there */
	uint64_t line;
	size_t len; /* of the text in the file; what is too long is cut */
	char text[RSEC_SLURM_TEXT];
};

struct rsec_slurm_entry {
	const struct rsec_slurm_part *part;
	size_t index;
	uint64_t line;
	struct rsec_slurm_value values[RSEC_SLURM_MEMBERS]; /* as in part */
	struct rsec_err *err;
};

/* Check ENTRY and add what it says; 0, or -1 with its error. */
int rsec_slurm_add(
    struct rsec_slurm *slurm, const struct rsec_slurm_entry *entry);

/* All filters are in: sort them, build the trie. */
int rsec_slurm_index(struct rsec_slurm *slurm, struct rsec_err *err);

#endif
