/* SPDX-License-Identifier: ISC */
/*
 * Findings: what is wrong with an object, by rule.
 *
 * A parser of an RPKI object does not stop at the first fault.  It decodes as
 * far as it can and adds a finding for each rule that the object breaks.  The
 * rules stand in rules.def, one line each: name, layer, severity, citation
 * and explanation.
 */
#ifndef RSEC_RPKI_FINDING_H
#define RSEC_RPKI_FINDING_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/api.h"
#include "base/arena.h"
#include "base/err.h"

#define RSEC_FINDINGS_MAX 1000 /* of one object; one more only counts */

/* The layers of a verdict, in the order in which they are judged. */
enum rsec_layer {
	RSEC_LAYER_DER,	      /* the encoding: X.690 */
	RSEC_LAYER_CMS,	      /* the envelope: RFC 5652, 6488, 9589 */
	RSEC_LAYER_SIGNATURE, /* digests and signatures hold */
	RSEC_LAYER_PROFILE,   /* certificates and CRLs: RFC 6487, 8209 */
	RSEC_LAYER_CONTENT,   /* the payload: RFC 9582, 9286, ... */
	RSEC_LAYER_TIME,      /* validity and freshness at the time asked for */
	RSEC_LAYER_CHAIN,     /* a path to a trust anchor */
	RSEC_LAYER_CRL,	      /* not revoked, by a current CRL */
	RSEC_LAYER_RESOURCES, /* contained in the issuer's */
	RSEC_LAYER_MANIFEST,  /* on the issuer's manifest, with this hash */
	RSEC_LAYERS,
};

enum rsec_severity {
	RSEC_SILENT = -1, /* no rule of this profile: dropped by the verdict */
	RSEC_NOTE,	  /* worth knowing */
	RSEC_WARNING,	  /* breaks a SHOULD, or soon a MUST */
	RSEC_ERROR,	  /* a relying party must refuse the object */
};

/* Which edition of the rules decides what is an error. */
enum rsec_profile {
	RSEC_PROFILE_CURRENT,
	RSEC_PROFILE_2013, /* RFC 6482, 6486, 6487, 6488 as first published */
};

enum rsec_rule {
#define RULE(name, layer, current, old, cite, text) RSEC_RULE_##name,
#include "rpki/rules.def"
#undef RULE
	RSEC_RULES,
};

struct rsec_rule_info {
	const char *name; /* "ROA_MAXLEN_RANGE"; see rsec_rule_format() */
	enum rsec_layer layer;
	enum rsec_severity severity[2]; /* by rsec_profile */
	const char *cite;		/* "RFC 9582 section 4.3.2.2" */
	const char *text;		/* one or two sentences for --explain */
};

struct rsec_finding {
	enum rsec_rule rule;
	uint64_t offset;     /* byte in the file; RSEC_NO_OFFSET: none */
	const char *message; /* what was found and what is asked */
};

/* The findings of one object; the struct is the caller's. */
struct rsec_findings {
	struct rsec_arena *arena; /* of the messages */
	struct rsec_finding *list;
	size_t count, cap;
	size_t more;	/* found beyond RSEC_FINDINGS_MAX */
	bool no_memory; /* one was lost for want of memory */
};

RSEC_BEGIN_API

const struct rsec_rule_info *rsec_rule_info(enum rsec_rule rule);

/* "ROA-MAXLEN-RANGE", as users see it, NUL-terminated; the length. */
#define RSEC_RULE_NAME_SIZE 48
size_t rsec_rule_format(char to[RSEC_RULE_NAME_SIZE], enum rsec_rule rule);

/* By name, in any case; RSEC_RULES where there is none. */
enum rsec_rule rsec_rule_find(const char *name);

const char *rsec_layer_name(enum rsec_layer layer);	     /* "der" ... */
const char *rsec_severity_name(enum rsec_severity severity); /* "error" ... */

void rsec_findings_init(struct rsec_findings *f, struct rsec_arena *arena);
void rsec_findings_fini(struct rsec_findings *f);

/* None again; the list keeps its room, the messages are the arena's. */
void rsec_findings_reset(struct rsec_findings *f);

/*
 * Add one; F may be NULL, then nobody listens.  Running out of memory is told
 * in f->no_memory, once, by whoever asked for the findings.
 */
void rsec_findings_add(struct rsec_findings *f, enum rsec_rule rule,
    uint64_t offset, const char *fmt, ...) RSEC_PRINTF(4, 5);
void rsec_findings_addv(struct rsec_findings *f, enum rsec_rule rule,
    uint64_t offset, const char *fmt, va_list ap) RSEC_PRINTF(4, 0);

/* Sorted by offset, those without one last, then by rule. */
void rsec_findings_sort(struct rsec_findings *f);

RSEC_END_API

#endif
