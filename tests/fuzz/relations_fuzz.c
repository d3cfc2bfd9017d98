/* SPDX-License-Identifier: ISC */
/*
 * as-rel and as-org2info: whatever they hold, a relationship is the same from
 * both sides, who has a name has an identifier, a message is one printable
 * line, and none of it depends on how the source cuts its runs.
 */
#include "bgp/relations.h"
#include "tests/fuzz/report.h"

#define ASNS 64 /* that are asked about */

static uint32_t
asn_of(unsigned i)
{
	return i < ASNS / 2 ? i : 64496 + i - ASNS / 2;
}

static struct rsec_buf
read_relations(const uint8_t *data, size_t size, size_t chunk)
{
	struct rsec_relations *relations = rsec_relations_new();
	struct rsec_memory memory = { data, size, chunk };
	struct rsec_buf told = RSEC_BUF_INIT;
	struct rsec_diag diag = { keep_message, &told };
	enum rsec_relation there, back;
	struct rsec_err err;
	unsigned a, b;

	MUST(relations != NULL);
	if (rsec_relations_read(
		relations, rsec_source_memory(&memory), &diag, &err) == -1)
		check_message(&err);
	MUST(rsec_relations_freeze(relations, NULL) == 0);
	for (a = 0; a < ASNS; a++)
		for (b = 0; b <= a; b++) {
			there =
			    rsec_relations_get(relations, asn_of(a), asn_of(b));
			back =
			    rsec_relations_get(relations, asn_of(b), asn_of(a));
			MUST((there == RSEC_RELATION_PROVIDER) ==
			     (back == RSEC_RELATION_CUSTOMER));
			MUST((there == RSEC_RELATION_PEER) ==
			     (back == RSEC_RELATION_PEER));
			MUST(a != b || there == RSEC_RELATION_NONE);
			rsec_buf_addc(&told, (char)there);
		}
	rsec_relations_free(relations);
	return told;
}

static struct rsec_buf
read_organisations(const uint8_t *data, size_t size, size_t chunk)
{
	struct rsec_organisations *organisations = rsec_organisations_new();
	struct rsec_memory memory = { data, size, chunk };
	struct rsec_buf told = RSEC_BUF_INIT;
	struct rsec_diag diag = { keep_message, &told };
	const char *id, *name;
	struct rsec_err err;
	unsigned a;

	MUST(organisations != NULL);
	if (rsec_organisations_read(
		organisations, rsec_source_memory(&memory), &diag, &err) == -1)
		check_message(&err);
	MUST(rsec_organisations_freeze(organisations, NULL) == 0);
	for (a = 0; a < ASNS; a++) {
		id = rsec_organisations_id(organisations, asn_of(a));
		name = rsec_organisations_name(organisations, asn_of(a));
		MUST(name == NULL || id != NULL);
		MUST(rsec_organisations_siblings(
			 organisations, asn_of(a), asn_of(a)) == (id != NULL));
		rsec_buf_puts(&told, id != NULL ? id : "-");
		rsec_buf_puts(&told, name != NULL ? name : "-");
	}
	rsec_organisations_free(organisations);
	return told;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct rsec_buf whole, cut;

	whole = read_relations(data, size, 0);
	cut = read_relations(data, size, 1 + size % 7);
	check_same(&whole, &cut);
	rsec_buf_fini(&whole);
	rsec_buf_fini(&cut);
	whole = read_organisations(data, size, 0);
	cut = read_organisations(data, size, 1 + size % 7);
	check_same(&whole, &cut);
	rsec_buf_fini(&whole);
	rsec_buf_fini(&cut);
	return 0;
}
