/* SPDX-License-Identifier: ISC */
/*
 * Records of MRT that are passed over: how many of each type and subtype, and
 * what the types are called (RFC 6396 sections 4 and 5.1, appendix B).
 */
#include "bgp/mrt_private.h"

void
rsec_mrt_pass_over(struct rsec_mrt *mrt, uint64_t *total)
{
	struct rsec_mrt_unread *kind = mrt->stats.unread;
	size_t i;

	++*total;
	for (i = 0; i < RSEC_MRT_UNREAD - 1; i++, kind++)
		if (kind->count == 0 ||
		    (kind->type == mrt->type && kind->subtype == mrt->subtype))
			break;
	if (kind->count++ == 0) {
		kind->type = mrt->type;
		kind->subtype = mrt->subtype;
	}
}

const char *
rsec_mrt_type_name(uint16_t type)
{
	static const char *const names[] = {
		[0] = "NULL",
		[1] = "START",
		[2] = "DIE",
		[3] = "I_AM_DEAD",
		[4] = "PEER_DOWN",
		[5] = "BGP",
		[6] = "RIP",
		[7] = "IDRP",
		[8] = "RIPNG",
		[9] = "BGP4PLUS",
		[10] = "BGP4PLUS_01",
		[11] = "OSPFv2",
		[12] = "TABLE_DUMP",
		[13] = "TABLE_DUMP_V2",
		[16] = "BGP4MP",
		[17] = "BGP4MP_ET",
		[32] = "ISIS",
		[33] = "ISIS_ET",
		[48] = "OSPFv3",
		[49] = "OSPFv3_ET",
	};

	return type < sizeof(names) / sizeof(names[0]) ? names[type] : NULL;
}
