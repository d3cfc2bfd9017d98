/* SPDX-License-Identifier: ISC */
/*
 * Any RPKI object: what it is, what is in it, and what is wrong with it as
 * far as it can be told from itself alone.
 */
#ifndef RSEC_RPKI_OBJECT_H
#define RSEC_RPKI_OBJECT_H

#include "rpki/aspa.h"
#include "rpki/cms.h"
#include "rpki/crl.h"
#include "rpki/finding.h"
#include "rpki/gbr.h"
#include "rpki/mft.h"
#include "rpki/roa.h"
#include "rpki/rsc.h"
#include "rpki/spl.h"
#include "rpki/tak.h"
#include "rpki/tal.h"

#define RSEC_OBJECT_MAX ((size_t)8 << 20) /* bytes; default of the tools */

enum rsec_object_type {
	RSEC_OBJECT_UNKNOWN,
	RSEC_OBJECT_ROA,
	RSEC_OBJECT_MFT,
	RSEC_OBJECT_ASPA,
	RSEC_OBJECT_RSC,
	RSEC_OBJECT_TAK,
	RSEC_OBJECT_SPL,
	RSEC_OBJECT_GBR,
	RSEC_OBJECT_SIGNED, /* a signed object of another content type */
	RSEC_OBJECT_CERT,
	RSEC_OBJECT_CRL,
	RSEC_OBJECT_TAL,
	RSEC_OBJECT_TYPES,
};

/* One object after another; it must not move while it is in use. */
struct rsec_object {
	enum rsec_object_type type;
	struct rsec_bytes file; /* all of it; the caller's */
	uint8_t sha256[RSEC_SHA256_SIZE];
	struct rsec_arena arena; /* of everything below */
	struct rsec_findings findings;
	bool is_signed; /* cms is filled */
	struct rsec_cms cms;
	bool decoded; /* the union is filled */
	union {
		struct rsec_roa roa;
		struct rsec_mft mft;
		struct rsec_aspa aspa;
		struct rsec_rsc rsc;
		struct rsec_tak tak;
		struct rsec_spl spl;
		struct rsec_gbr gbr;
		struct rsec_cert cert;
		struct rsec_crl crl;
		struct rsec_tal tal;
	};
};

RSEC_BEGIN_API

void rsec_object_init(struct rsec_object *object);
void rsec_object_fini(struct rsec_object *object);

/*
 * Parse FILE, one whole object in DER (or the text of a TAL), which must stay
 * while OBJECT is used.  What OBJECT held before is gone, but for its memory,
 * which is used again.  It always ends with OBJECT printable as far as it
 * could be decoded, all findings of the layers der, cms, profile and content
 * added and sorted.  Returns 0, or -1 without memory.
 *
 * With SIGNATURES, V also checks what the object can prove alone: SKI,
 * message digest and signature, the self-signature of a trust anchor.
 * Without V there are no SIGNATURES, and sha256 is all zeros.
 */
int rsec_object_parse(struct rsec_object *object, struct rsec_bytes file,
    struct rsec_verifier *v, bool signatures, struct rsec_err *err);

/* "ROA", "Manifest" ...; "roa", "mft", "cer" ...: as file names end. */
const char *rsec_object_type_name(enum rsec_object_type type);
const char *rsec_object_type_suffix(enum rsec_object_type type);
enum rsec_object_type rsec_object_type_by_suffix(const char *name);

/* The certificate that speaks for it: its own, or the EE inside, or NULL. */
const struct rsec_cert *rsec_object_cert(const struct rsec_object *object);

RSEC_END_API

#endif
