/* SPDX-License-Identifier: ISC */
/*
 * How the RIPE NCC's archive of the RPKI is laid out:
 *
 *	[...]/TAL.tal/YYYY/MM/DD/roas.csv[.xz]
 *				output.json[.xz]
 *				repo.tar.xz, routinator.log, *.md5, *.sha256
 *
 * A file's trust anchor and day are those of its path, whatever is in it.  The
 * five trees apnic-* of 2012 to 2018 are all APNIC's; localcert is a test
 * environment of RIPE's and nobody's.
 */
#ifndef RSEC_HISTORY_ARCHIVE_H
#define RSEC_HISTORY_ARCHIVE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/api.h"

enum rsec_archive_kind {
	RSEC_ARCHIVE_ROAS,   /* roas.csv: VRPs with URI and validity */
	RSEC_ARCHIVE_OUTPUT, /* output.json: VRPs, ASPAs, router keys */
	RSEC_ARCHIVE_DIGEST, /* FILE.sha256 of one of them */
	RSEC_ARCHIVE_OTHER,  /* nothing to read for us */
};

struct rsec_archive_name {
	enum rsec_archive_kind kind;
	char ta[64];   /* "apnic" for all of its trees; "ripencc" is "ripe" */
	char tree[64]; /* "apnic-arin": as it stands in the path */
	uint32_t day;  /* seconds UTC of its midnight */
};

RSEC_BEGIN_API

/*
 * What PATH names.  False where it is not a path of the archive: then a file
 * says itself what it is.
 */
bool rsec_archive_parse(const char *path, struct rsec_archive_name *out);

/* The one name of a trust anchor that is written in several ways. */
void rsec_archive_ta(const char *name, size_t n, char to[64]);

/*
 * The digest (64 hex digits, lower case in TO) for the file NAME in the text
 * of a .sha256 file: "DIGEST  NAME", "SHA256 (NAME) = DIGEST", hex or base64,
 * or a digest alone.  False where there is none.
 */
bool rsec_archive_digest(
    const char *text, size_t n, const char *name, char to[65]);

RSEC_END_API

#endif
