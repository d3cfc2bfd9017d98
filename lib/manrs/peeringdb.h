/* SPDX-License-Identifier: ISC */
/*
 * PeeringDB: networks and their points of contact, from answers of the API
 * ({"meta":{},"data":[...]}), its files by kind (net-0.json, poc-0.json), or a
 * whole dump ({"net":{"data":[...]},"poc":{"data":[...]},...}).  A public dump
 * holds only what is public: that nothing stands there proves nothing.
 */
#ifndef RSEC_MANRS_PEERINGDB_H
#define RSEC_MANRS_PEERINGDB_H

#include "manrs/contact.h"

/* Strings are never NULL. */
struct rsec_manrs_network {
	uint32_t asn;
	uint64_t id, org_id;
	const char *name;
	const char *website;
	const char *irr_as_set; /* "RADB::AS-X AS64496:AS-Y" as written */
	const char *info_type;	/* "NSP" */
	const char *policy_url; /* "" */
	const char *looking_glass, *route_server; /* URLs; "" */
	uint32_t prefixes4, prefixes6;
	int64_t updated;      /* seconds UTC; 0: not said */
	uint32_t exchanges;   /* netixlan records */
	uint32_t rs_peerings; /* of them, with route servers */
};

struct rsec_manrs_peeringdb; /* opaque */

RSEC_BEGIN_API

struct rsec_manrs_peeringdb *rsec_manrs_peeringdb_new(void);
void rsec_manrs_peeringdb_free(struct rsec_manrs_peeringdb *peeringdb);

/*
 * KIND names what a file without a kind of its own holds ("net", "poc",
 * "netixlan"), by its name; NULL: told from the records' members.
 */
int rsec_manrs_peeringdb_read(struct rsec_manrs_peeringdb *peeringdb,
    const char *kind, struct rsec_source source, const struct rsec_diag *diag,
    uint64_t *count, struct rsec_err *err);

/*
 * Join what belongs together; the points of contact go to CONTACTS, which is
 * not frozen yet.  *HAS_CONTACTS: a file of them was among those read.
 */
int rsec_manrs_peeringdb_freeze(struct rsec_manrs_peeringdb *peeringdb,
    struct rsec_manrs_contacts *contacts, struct rsec_err *err);
bool rsec_manrs_peeringdb_has_contacts(
    const struct rsec_manrs_peeringdb *peeringdb);

/* NULL where PeeringDB does not have it. */
const struct rsec_manrs_network *rsec_manrs_peeringdb_of(
    const struct rsec_manrs_peeringdb *peeringdb, uint32_t asn);
/* When the dump was made ("meta": {"generated": ...}); 0: not said. */
int64_t rsec_manrs_peeringdb_time(const struct rsec_manrs_peeringdb *peeringdb);

RSEC_END_API

#endif
