/* SPDX-License-Identifier: ISC */
/*
 * Who registered a number resource where and when: the statistics files of the
 * RIRs, delegated and delegated-extended, and the NRO's combined one.
 *
 *	ripencc|NL|ipv4|193.0.0.0|2048|19930901|allocated|4a5b-...
 *
 * An IPv4 record is a number of addresses, which need not be a prefix; an IPv6
 * record has a prefix length; an ASN record a number of ASNs.
 */
#ifndef RSEC_RIR_DELEGATED_H
#define RSEC_RIR_DELEGATED_H

#include "base/source.h"
#include "net/prefix.h"

enum rsec_rir {
	RSEC_RIR_NONE, /* IANA, or nobody */
	RSEC_RIR_AFRINIC,
	RSEC_RIR_APNIC,
	RSEC_RIR_ARIN,
	RSEC_RIR_LACNIC,
	RSEC_RIR_RIPE,
};

enum rsec_delegation_status {
	RSEC_DELEGATION_ALLOCATED,
	RSEC_DELEGATION_ASSIGNED,
	RSEC_DELEGATION_AVAILABLE,
	RSEC_DELEGATION_RESERVED,
};

#define RSEC_DELEGATION_NO_DATE INT32_MIN

struct rsec_delegation {
	enum rsec_rir rir;
	enum rsec_delegation_status status;
	char economy[3];       /* "NL"; "" where none is said, "ZZ" is none */
	int32_t date;	       /* days since 1970; RSEC_DELEGATION_NO_DATE */
	const char *opaque_id; /* borrowed; "" in files that are not extended */
};

struct rsec_delegated; /* opaque */

RSEC_BEGIN_API

/*
 * Filled, frozen, then asked: by any number of threads.  New returns NULL
 * without memory.
 */
struct rsec_delegated *rsec_delegated_new(void);
void rsec_delegated_free(struct rsec_delegated *delegated);

/*
 * Read one file into DELEGATED; any number may follow each other.  A line that
 * is wrong is reported and left out.  Returns 0, or -1 with ERR.
 */
int rsec_delegated_read(struct rsec_delegated *delegated,
    struct rsec_source source, const struct rsec_diag *diag,
    struct rsec_err *err);

/*
 * Where files overlap, the one that was read later counts (the NRO's file and
 * an RIR's newer one), and of one file the later line.
 */
int rsec_delegated_freeze(
    struct rsec_delegated *delegated, struct rsec_err *err);

/*
 * The record that holds the whole of PREFIX, or the records that do so
 * together and are of one holder (registry, status and opaque id), with their
 * newest date.  False where there is none: then *PARTLY says whether one holds
 * a part of it; PARTLY may be NULL.
 */
bool rsec_delegated_find(const struct rsec_delegated *delegated,
    const struct rsec_prefix *prefix, struct rsec_delegation *out,
    bool *partly);
bool rsec_delegated_find_asn(const struct rsec_delegated *delegated,
    uint32_t asn, struct rsec_delegation *out);

/*
 * The first AS number from *ASN on that a record has, whatever its status; in
 * a loop over all of them:
 *
 *	for (asn = 0; rsec_delegated_next_asn(d, &asn, &found); asn++) ...
 *
 * which ends by itself, as 4294967295 is no one's (RFC 7300).
 */
bool rsec_delegated_next_asn(const struct rsec_delegated *delegated,
    uint32_t *asn, struct rsec_delegation *out);

/* Records of addresses and of ASNs. */
size_t rsec_delegated_count(const struct rsec_delegated *delegated);

/*
 * "ripencc", "ripe", "RIPE", "ripe-ncc" and so on; NONE for anything else.
 * The name is how its IRR calls itself: "RIPE".
 */
enum rsec_rir rsec_rir_parse(const char *s, size_t n);
const char *rsec_rir_name(enum rsec_rir rir);
const char *rsec_delegation_status_name(enum rsec_delegation_status status);

RSEC_END_API

#endif
