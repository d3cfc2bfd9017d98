/* SPDX-License-Identifier: ISC */
/* Dumps of registries, read for a test, and what they say as texts. */
#ifndef RSEC_TESTS_LIB_REGISTRIES_H
#define RSEC_TESTS_LIB_REGISTRIES_H

#include "manrs/registry.h"

#define REGISTRIES_TOLD 2048

struct registries_told {
	char text[REGISTRIES_TOLD]; /* "LINE: MESSAGE\n" */
	size_t n;
};

struct registries {
	struct rsec_manrs_registry *registry;
	struct rsec_manrs_contacts *contacts;
	struct rsec_manrs_registry_stats stats; /* of the last dump */
	struct registries_told told;
};

void registries_init(struct registries *r);
/* Read TEXT INTO one, in runs of CHUNK bytes. */
void registries_read(struct registries *r, struct rsec_manrs_registry *into,
    const char *text, bool whois, size_t chunk);
void registries_freeze(struct registries *r);
void registries_fini(struct registries *r);

/* One dump, frozen. */
void registries_of(struct registries *r, const char *text, bool whois);

/*
 * Fail unless these are the contacts of ASN, a line each, "whois RIPE technical
 * EX1-RIPE|name|e-mail|phone missing"; or its aut-nums.
 */
void registries_contacts(
    const struct registries *r, uint32_t asn, const char *expected);
void registries_aut_nums(
    const struct registries *r, uint32_t asn, const char *expected);

#endif
