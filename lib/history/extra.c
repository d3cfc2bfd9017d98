/* SPDX-License-Identifier: ISC */
/* The ASPAs and router keys of an open store. */
#include "base/num.h"
#include "history/store_private.h"

#define KEY_MIN 5 /* bytes: the kind and the ASN */

int
rsec_history_extra_at(struct rsec_history *history, uint32_t i,
    struct rsec_history_extra_entry *entry, const uint8_t **key,
    struct rsec_err *err)
{
	const uint8_t *at = rsec_history_bytes(history, RSEC_SECTION_EXTRAS,
	    (uint64_t)i * sizeof(*entry), sizeof(*entry), err);

	if (at == NULL)
		return -1;
	memcpy(entry, at, sizeof(*entry));
	if (entry->len < KEY_MIN || entry->ta >= history->header.tas ||
	    entry->run > history->header.extra_runs ||
	    entry->runs > history->header.extra_runs - entry->run)
		return rsec_history_outside(RSEC_SECTION_EXTRAS, err);
	*key = rsec_history_bytes(
	    history, RSEC_SECTION_KEYS, entry->offset, entry->len, err);
	return *key == NULL ? -1 : 0;
}

/* The first that is of KIND and ASN, or behind. */
static int
search(struct rsec_history *history, enum rsec_history_kind kind, uint32_t asn,
    uint32_t *found, struct rsec_err *err)
{
	uint32_t from = 0, to = history->header.extras, middle;
	struct rsec_history_extra_entry entry;
	uint8_t wanted[KEY_MIN] = { (uint8_t)kind };
	const uint8_t *key;

	rsec_put_be32(wanted + 1, asn);
	while (from < to) {
		middle = from + (to - from) / 2;
		if (rsec_history_extra_at(history, middle, &entry, &key, err) ==
		    -1)
			return -1;
		if (memcmp(key, wanted, sizeof(wanted)) < 0)
			from = middle + 1;
		else
			to = middle;
	}
	*found = from;
	return 0;
}

size_t
rsec_history_extras(const struct rsec_history *history)
{
	return history->header.extras;
}

int
rsec_history_extras_of(struct rsec_history *history,
    enum rsec_history_kind kind, const uint32_t *asn,
    rsec_history_found_extra *found, void *ctx, struct rsec_err *err)
{
	struct rsec_history_extra_entry entry;
	struct rsec_history_extra extra = { .kind = kind };
	const uint8_t *key;
	uint32_t i;
	int rc = 0;

	if (search(history, kind, asn == NULL ? 0 : *asn, &i, err) == -1)
		return -1;
	for (; i < history->header.extras && rc == 0; i++) {
		if (rsec_history_extra_at(history, i, &entry, &key, err) == -1)
			return -1;
		extra.asn = rsec_get_be32(key + 1);
		if (key[0] != kind || (asn != NULL && extra.asn != *asn))
			break;
		if (entry.runs == 0)
			continue;
		extra.ta = (uint8_t)entry.ta;
		extra.data = key + KEY_MIN;
		extra.len = entry.len - KEY_MIN;
		extra.run = entry.run;
		extra.runs = entry.runs;
		rc = found(ctx, &extra);
	}
	return rc;
}
