/* SPDX-License-Identifier: ISC */
/*
 * Readers of VRP exports, told apart by content:
 *
 *	JSON	rpki-client, Routinator json and jsonext, StayRTR, GoRTR
 *	CSV	rpki-client; Routinator csv, csvext, csvcompat; RIPE archive;
 *		roa-print csv, tsv
 *	text	OpenBGPD roa-set { }, BIRD "route P max N as A;"
 *
 * JSON must have a member "roas"; CSV has a header, or columns that look like
 * those of an export that lost it.  A record without a maxLength means that of
 * its prefix, and local exceptions in jsonext have the trust anchor "slurm".
 *
 * A record that is wrong is reported through DIAG with its line, counted in
 * the statistics, and skipped; whatever is wrong with the file as a whole
 * (not one of these formats, cut in the middle) is an error.
 */
#ifndef RSEC_RPKI_VRPFILE_H
#define RSEC_RPKI_VRPFILE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"
#include "base/source.h"
#include "rpki/vrp.h"

enum rsec_vrpfile_format {
	RSEC_VRPFILE_UNKNOWN,
	RSEC_VRPFILE_JSON,
	RSEC_VRPFILE_CSV,
	RSEC_VRPFILE_OPENBGPD,
	RSEC_VRPFILE_BIRD,
};

struct rsec_vrpfile_stats {
	enum rsec_vrpfile_format format;
	uint64_t records; /* VRPs read, duplicates included */
	uint64_t skipped; /* records reported and left out */
	int64_t time;	  /* when it was made, seconds UTC; 0: not said */
	int64_t newest;	  /* the newest Not Before in it; 0: none */
	bool has_extras;  /* it tells of ASPAs or router keys, maybe of none */
};

/* An ASPA, or the key of a router (RFC 8209), in an export. */
struct rsec_vrpfile_extra {
	const char *ta; /* of which trust anchor; "": the export does not say */
	uint32_t asn;	/* the customer, or whose router it is */
	const uint32_t *providers; /* NULL for a router key */
	size_t provider_count;
	uint8_t ski[20];
	const uint8_t *key; /* SubjectPublicKeyInfo */
	size_t key_len;
};

RSEC_BEGIN_API

/*
 * Read one export into VRPS, which is not frozen yet.  TA names the trust
 * anchor of records that name none, or "N/A" ("" is fine).  STATS may be NULL.
 * Returns 0, or -1 with ERR; what was read until then is in VRPS.
 */
int rsec_vrpfile_read(struct rsec_source source, const char *ta,
    struct rsec_vrps *vrps, const struct rsec_diag *diag,
    struct rsec_vrpfile_stats *stats, struct rsec_err *err);

/*
 * The same, and each ASPA and router key goes to EXTRA with all that it points
 * to borrowed; EXTRA returns 0 to go on, or -1 with ERR.  Not Before, where a
 * record has it, goes to VRPS if that keeps times.
 */
int rsec_vrpfile_read_all(struct rsec_source source, const char *ta,
    struct rsec_vrps *vrps,
    int (*extra)(void *ctx, const struct rsec_vrpfile_extra *extra,
	struct rsec_err *err),
    void *ctx, const struct rsec_diag *diag, struct rsec_vrpfile_stats *stats,
    struct rsec_err *err);

/* "json", "csv", "openbgpd", "bird"; "unknown". */
const char *rsec_vrpfile_format_name(enum rsec_vrpfile_format format);

RSEC_END_API

#endif
