/* SPDX-License-Identifier: ISC */
/* What the reader of PeeringDB and its set share; not installed. */
#ifndef RSEC_MANRS_PEERINGDB_PRIVATE_H
#define RSEC_MANRS_PEERINGDB_PRIVATE_H

#include "manrs/peeringdb.h"
#include "manrs/set_private.h"

/* A point of contact, of the network that has the id. */
struct rsec_manrs_point {
	uint64_t net_id;
	struct rsec_manrs_contact contact; /* its asn is not set */
};

/* A presence at an exchange. */
struct rsec_manrs_presence {
	uint64_t net_id, id;
	bool route_server;
};

struct rsec_manrs_peeringdb {
	struct rsec_manrs_set networks; /* of struct rsec_manrs_network */
	struct rsec_buf points;		/* texts in the arena of networks */
	struct rsec_buf presences;
	int64_t time;
	bool has_contacts;
};

#endif
