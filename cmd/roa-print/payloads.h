/* SPDX-License-Identifier: ISC */
/* What --validate accepts, and what it refuses. */
#ifndef RSEC_CMD_ROA_PRINT_PAYLOADS_H
#define RSEC_CMD_ROA_PRINT_PAYLOADS_H

#include "cmd/roa-print/roa-print.h"
#include "rpki/repository.h"

struct vrp_entry {
	struct rsec_prefix prefix;
	uint32_t asn;
	uint8_t max_len;
	const char *ta;
	int64_t expires;
};

struct aspa_entry { /* one customer and provider */
	uint32_t customer, provider;
	const char *ta;
	int64_t expires;
};

struct key_entry { /* of a BGPsec router */
	uint32_t asn;
	struct rsec_bytes ski, spki; /* in the arena */
	const char *ta;
	int64_t expires;
};

struct rejected_entry {
	const char *uri; /* both in the arena */
	const char *message;
	enum rsec_rule rule;
};

struct list { /* of entries of one size */
	void *data;
	size_t count, cap;
};

struct payloads {
	struct rsec_arena arena;
	struct list vrps, aspas, keys, rejected;
	uint64_t objects, refused; /* how many were found, and refused */
};

/* Take what P has to offer; dies without memory. */
void payloads_add(struct payloads *payloads, const struct rsec_published *p,
    const struct rsec_policy *policy);

/* Take all of FROM, which stays for its strings. */
void payloads_merge(struct payloads *payloads, const struct payloads *from);

/* In order, and nothing twice: what expires last stands for all. */
void payloads_sort(struct payloads *payloads);
void payloads_fini(struct payloads *payloads);

/* payloads_print.c */
void payloads_print(const struct payloads *payloads,
    const struct options *options, struct rsec_out *out);

/* The columns of what is printed, or NULL where it comes in no columns. */
const struct rsec_out_column *payloads_columns(const struct options *options);
enum rsec_out_format payloads_format(const struct options *options);

#endif
