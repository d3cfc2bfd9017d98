/* SPDX-License-Identifier: ISC */
/*
 * Defects that an object has only in its place: in the chain above it, on
 * the CRL, on the manifest, at this time.  Each is a scene: a CA of its own
 * below one trust anchor, with one ROA that should be refused.
 */
#ifndef RSEC_TESTS_LIB_CACHAIN_H
#define RSEC_TESTS_LIB_CACHAIN_H

#include "tests/lib/carepo.h"

#define CA_CHAIN_DEEP 40 /* CAs above the ROA of "chain-too-deep" */

/* The stage: a trust anchor, whose folder is filled as scenes are built. */
struct ca_stage {
	const char *directory;
	struct ca ta;
	struct ca_point point; /* of the trust anchor */
	unsigned key;	       /* of the next CA */
	unsigned number;       /* of the scene */
	struct ca_revoked revoked[8];
	size_t revoked_count;
	char prefix[64]; /* that the ROA of the scene has */
};

struct ca_scene {
	const char *name;     /* of the CA, its folder, and the ROA */
	const char *rule;     /* NULL: nothing is wrong */
	const char *ip, *asn; /* that the CA holds; NULL: all */
	struct ca_object cer, roa, crl, mft; /* what is asked for */
	bool no_cer, no_crl, no_mft;	     /* not published */
	bool unlisted, unlisted_ca;	     /* not on the manifest */
	bool altered, altered_crl;	     /* not as the manifest says */
	const char *kept_crl;		     /* one more, not on the manifest */
	bool revoke_roa, revoke_ca;
	bool foreign_roa, foreign_ca, foreign_crl, foreign_mft; /* wrong key */
	bool foreign_aki;					/* of the ROA */
	void (*build)(struct ca_stage *stage, const struct ca_scene *scene);
};

/* The I-th scene, or NULL behind the last. */
const struct ca_scene *ca_scene_get(size_t i);

/* Set up below DIRECTORY, with the TAL at TAL_PATH. */
void ca_stage_init(
    struct ca_stage *stage, const char *directory, const char *tal_path);

/* Build the scene; URI is where its ROA is. */
void ca_stage_add(struct ca_stage *stage, const struct ca_scene *scene,
    char uri[CA_URI_SIZE]);

/* The CRL and the manifest of the trust anchor. */
void ca_stage_finish(struct ca_stage *stage);

#endif
