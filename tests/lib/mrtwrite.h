/* SPDX-License-Identifier: ISC */
/*
 * MRT records, written field by field, so that each may be wrong.  Lengths are
 * put in when what they count is closed:
 *
 *	mrtw_record(&w, 13, 2);		RIB_IPV4_UNICAST
 *	mrtw_u32(&w, 0);		its sequence number
 *	mrtw_nlri(&w, "192.0.2.0/24");
 *	mrtw_u16(&w, 1);		one entry
 *	mrtw_entry(&w, 0);		of peer 0; then its attributes
 *	mrtw_path(&w, 2, 4, "64496 64497");
 *	mrtw_close(&w);			of the attributes
 *
 * The program ends without memory.
 */
#ifndef RSEC_TESTS_LIB_MRTWRITE_H
#define RSEC_TESTS_LIB_MRTWRITE_H

#include "base/buf.h"
#include "base/source.h"

#define MRTW_TIME  1000000000U /* of all records */
#define MRTW_OPENS 4

struct mrtw {
	struct rsec_buf buf;
	size_t record;		 /* where the last one begins */
	size_t message;		 /* where its BGP message begins; 0: none */
	size_t open[MRTW_OPENS]; /* lengths of 16 bits that wait */
	unsigned opens;
};

#define MRTW_INIT ((struct mrtw){ .buf = { NULL, 0, 0 } })

void mrtw_fini(struct mrtw *w);

/* What was written, in runs of CHUNK bytes (0: in one). */
struct rsec_memory mrtw_memory(const struct mrtw *w, size_t chunk);

/* Begin a record; its length holds what is written until the next. */
void mrtw_record(struct mrtw *w, uint16_t type, uint16_t subtype);

void mrtw_u8(struct mrtw *w, unsigned v);
void mrtw_u16(struct mrtw *w, unsigned v);
void mrtw_u32(struct mrtw *w, uint32_t v);
void mrtw_bytes(struct mrtw *w, const void *data, size_t n);
void mrtw_address(struct mrtw *w, const char *address);
void mrtw_nlri(struct mrtw *w, const char *prefix);

/* A length of 16 bits in front of what comes before the close. */
void mrtw_open(struct mrtw *w);
void mrtw_close(struct mrtw *w);

/* A PEER_INDEX_TABLE of N peers, each as these say. */
void mrtw_peers(struct mrtw *w, unsigned n);
const char *mrtw_peer_address(unsigned i); /* IPv6 where i is odd */
uint32_t mrtw_peer_asn(unsigned i);	   /* of 32 bits where i % 4 > 1 */

/* The head of a RIB record, and of an entry up to its attributes (open). */
void mrtw_rib(
    struct mrtw *w, uint16_t subtype, const char *prefix, unsigned entries);
void mrtw_entry(struct mrtw *w, unsigned peer);
void mrtw_entry_with_id(struct mrtw *w, unsigned peer, uint32_t path_id);

void mrtw_attribute(struct mrtw *w, unsigned type, const void *data, size_t n);
void mrtw_otc(struct mrtw *w, uint32_t asn);

/* As attribute TYPE a path in the form of mrttext.h; ASNs of SIZE octets. */
void mrtw_path(struct mrtw *w, unsigned type, unsigned size, const char *path);

/*
 * The head of a BGP message of type KIND in a BGP4MP record of SUBTYPE, from
 * peer I, up to the body, which is open.  With TYPE 17 it is BGP4MP_ET.
 */
void mrtw_message(struct mrtw *w, uint16_t type, uint16_t subtype,
    unsigned peer, unsigned kind);

#endif
