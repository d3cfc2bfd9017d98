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

/* "json", "csv", "openbgpd", "bird"; "unknown". */
const char *rsec_vrpfile_format_name(enum rsec_vrpfile_format format);

RSEC_END_API

#endif
