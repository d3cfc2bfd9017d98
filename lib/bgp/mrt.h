/* SPDX-License-Identifier: ISC */
/*
 * Routing tables and updates as route collectors publish them: MRT (RFC 6396,
 * with additional paths RFC 8050), read as a stream in constant memory.
 *
 *	TABLE_DUMP_V2	RIB_IPV4/6_UNICAST, and with ADDPATH
 *	TABLE_DUMP	of IPv4 and IPv6
 *	BGP4MP, _ET	updates, with two- and four-octet ASNs, and ADDPATH
 *
 * Whatever else there is (multicast, RIB_GENERIC, state changes, OPENs,
 * deprecated types) is counted by its kind and passed over.
 */
#ifndef RSEC_BGP_MRT_H
#define RSEC_BGP_MRT_H

#include "base/source.h"
#include "bgp/path.h"
#include "net/prefix.h"

#define RSEC_MRT_RECORD_MAX ((size_t)64 << 20) /* bytes of one record */
#define RSEC_MRT_PEEK	    6 /* bytes by which MRT is known: with a NUL */

enum rsec_mrt_kind {
	RSEC_MRT_RIB,	    /* a peer has this route */
	RSEC_MRT_ANNOUNCED, /* a peer sent it */
	RSEC_MRT_WITHDRAWN, /* a peer took it back; no attributes */
};

struct rsec_mrt_peer {
	uint32_t asn;
	struct rsec_prefix address; /* /32 or /128 */
};

/* One route of one peer; what it points to is borrowed until the next. */
struct rsec_mrt_route {
	enum rsec_mrt_kind kind;
	struct rsec_prefix prefix; /* host bits cleared (RFC 4271 4.3) */
	uint32_t time;		   /* of the record, seconds UTC */
	uint32_t microseconds;	   /* BGP4MP_ET only */
	uint32_t originated;	   /* RIB: since when the peer has it */
	const struct rsec_mrt_peer *peer;
	bool has_path_id; /* RFC 7911 */
	uint32_t path_id;
	struct rsec_bgp_attributes attributes;
};

#define RSEC_MRT_UNREAD 16 /* types that are told apart */

/* Records of one type and subtype that were passed over. */
struct rsec_mrt_unread {
	uint16_t type, subtype;
	uint64_t count; /* 0: no more of them */
};

struct rsec_mrt_stats {
	uint64_t records;
	uint64_t routes;    /* handed out */
	uint64_t malformed; /* records, or entries of one, that were reported */
	uint64_t generic;   /* RIB_GENERIC and multicast, passed over */
	uint64_t states;    /* state changes, OPEN, NOTIFICATION, KEEPALIVE */
	uint64_t other;	    /* types and subtypes that are not read */
	uint64_t lists;	    /* of generic: in updates, and no record */
	/* Other and generic records; the last is of all further types. */
	struct rsec_mrt_unread unread[RSEC_MRT_UNREAD];
	uint32_t first_time, last_time; /* of records; 0: none */
};

struct rsec_mrt; /* a reader; opaque */

RSEC_BEGIN_API

/*
 * Whether DATA[0..len), the first bytes of a file, are of an MRT type that
 * has to do with BGP; never of less than RSEC_MRT_PEEK bytes, so few that a
 * reader of lines need not wait for them.
 */
bool rsec_mrt_is(const uint8_t *data, size_t len);

/* NULL without memory.  DIAG (may be NULL) hears of malformed records. */
struct rsec_mrt *rsec_mrt_new(
    struct rsec_source source, const struct rsec_diag *diag);
void rsec_mrt_free(struct rsec_mrt *mrt);

/*
 * The next route: 1, 0 at the end, or -1 with ERR and the offset: the file
 * ends inside a record, a record is longer than RSEC_MRT_RECORD_MAX, the
 * source failed, DIAG asked to stop.  A record that is malformed is reported
 * with its offset and passed over by its length.
 */
int rsec_mrt_next(
    struct rsec_mrt *mrt, struct rsec_mrt_route *route, struct rsec_err *err);

const struct rsec_mrt_stats *rsec_mrt_stats(const struct rsec_mrt *mrt);

/* "TABLE_DUMP_V2"; NULL for a type that RFC 6396 does not name. */
const char *rsec_mrt_type_name(uint16_t type);

RSEC_END_API

#endif
