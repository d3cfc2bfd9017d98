/* SPDX-License-Identifier: ISC */
/*
 * The parts of roa-print and what flows between them:
 *
 *	operands -> files -> objects -> verdicts -> printers
 *
 * A walk finds the files that the operands name; a worker parses and judges
 * one at a time and prints it into a buffer; the buffers go out in the order
 * of the walk, whatever the number of workers.
 */
#ifndef RSEC_CMD_ROA_PRINT_ROA_PRINT_H
#define RSEC_CMD_ROA_PRINT_ROA_PRINT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "rpki/chain.h"
#include "rpki/object.h"
#include "rpki/verdict.h"

enum print_format {
	FORMAT_TEXT,
	FORMAT_JSON,
	FORMAT_JSONL,
	FORMAT_CSV, /* VRPs: uri,asn,prefix,maxlen,notBefore,notAfter;
		     * those of an object that fails are left out */
	FORMAT_TSV,
	FORMAT_BRIEF, /* --brief: one line an object */
	FORMAT_URIS,  /* --uris */
	FORMAT_PRINT_ROA,
	FORMAT_PRINT_MANIFEST,
	FORMAT_RPKI_CLIENT,
};

/* One file that the walk found, or one object of a stream or an archive. */
struct item {
	const char *name;	/* as the user would find it again */
	struct rsec_bytes uri;	/* rsync://..., where it is known; else empty */
	struct rsec_bytes file; /* DER, or the text of a TAL */
};

/* An item that is parsed and judged: all that a printer needs. */
struct subject {
	const struct item *item;
	struct rsec_object object;
	struct rsec_path path; /* count 0 without a chain */
	struct rsec_verdict verdict;
	/* entries of a manifest against the files beside it; else NULL */
	const struct manifest_check *manifest;
};

/* How one entry of a manifest, or a file that none lists, stands. */
enum entry_state {
	ENTRY_OK,
	ENTRY_MISSING,
	ENTRY_HASH_MISMATCH,
	ENTRY_UNLISTED,
	ENTRY_NOT_CHECKED,
};

struct manifest_check {
	enum entry_state *entry; /* one for each entry of the manifest */
	const char *const *unlisted;
	size_t unlisted_count;
};

/*
 * A printer: begin and end write what stands around all objects (the brackets
 * of a JSON array, the header of a CSV file), object writes one.  They append
 * to OUT and return 0, or -1 without memory.
 */
struct printer {
	int (*begin)(struct rsec_buf *out);
	int (*object)(struct rsec_buf *out, const struct subject *subject,
	    const struct rsec_policy *policy, bool first);
	int (*end)(struct rsec_buf *out);
};

/* printer.c: the one of FORMAT; and its parts, print_*.c. */
const struct printer *printer_get(enum print_format format);

/* rules.c: --rules and --explain RULE, as text. */
int rules_print(struct rsec_buf *out);
int rules_explain(struct rsec_buf *out, enum rsec_rule rule);

/*
 * tal_out.c: --tal-out; -1 where the object has no key to offer, or it is not
 * known where that is published (a certificate: item->uri), or without memory.
 */
int tal_out(struct rsec_buf *out, const struct subject *subject);

/* diff.c: --diff A B of two manifests or ROAs; *DIFFERENT tells. */
int diff_print(struct rsec_buf *out, const struct subject *a,
    const struct subject *b, bool *different);

/* match.c: --match AS|PREFIX */
struct match {
	bool is_asn;
	uint32_t asn;
	struct rsec_prefix prefix; /* covers, or lies in, what is matched */
};
bool match_parse(struct match *match, const char *arg);
bool match_object(const struct match *match, const struct rsec_object *object);

#endif
