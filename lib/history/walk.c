/* SPDX-License-Identifier: ISC */
/* Walks over the VRPs of a store: covering a prefix, inside it, of an AS. */
#include "history/store_private.h"

struct walk {
	struct rsec_history *history;
	rsec_history_found *found;
	void *ctx;
	struct rsec_err *err;
};

static int
read_vrp(const struct walk *walk, uint32_t i, uint32_t run,
    const struct rsec_prefix *prefix, struct rsec_history_vrp *vrp)
{
	struct rsec_history_record record;

	if (rsec_history_record(walk->history, i, &record, walk->err) == -1)
		return -1;
	if (record.max_len < prefix->len ||
	    record.max_len > rsec_family_bits(prefix->family))
		return rsec_err_set(walk->err, RSEC_ERR_CORRUPT,
		    "section records: maxLength %u for a prefix of %u bits",
		    record.max_len, prefix->len);
	if (run > walk->history->header.runs ||
	    record.runs > walk->history->header.runs - run)
		return rsec_history_outside(RSEC_SECTION_RECORDS, walk->err);
	vrp->prefix = *prefix;
	vrp->asn = record.asn;
	vrp->max_len = record.max_len;
	vrp->ta = record.ta;
	vrp->record = i;
	vrp->run = run;
	vrp->runs = record.runs;
	return 0;
}

static bool
is_told(const struct walk *walk, const struct rsec_history_vrp *vrp)
{
	return vrp->runs > 0 && !walk->history->left_out[vrp->ta];
}

/* The VRPs of one prefix. */
static int
tell_node(
    const struct walk *walk, uint32_t node, const struct rsec_prefix *prefix)
{
	struct rsec_history_node at, behind;
	struct rsec_history_vrp vrp;
	uint32_t i, run;
	int rc;

	if (rsec_history_node(walk->history, node, &at, walk->err) == -1 ||
	    rsec_history_node(walk->history, node + 1, &behind, walk->err) ==
		-1)
		return -1;
	if (at.first >= behind.first)
		return rsec_history_outside(RSEC_SECTION_NODES, walk->err);
	if (rsec_history_first_run(walk->history, at.first, &run, walk->err) ==
	    -1)
		return -1;
	for (i = at.first; i < behind.first; i++, run += vrp.runs) {
		if (read_vrp(walk, i, run, prefix, &vrp) == -1)
			return -1;
		if (!is_told(walk, &vrp))
			continue;
		rc = walk->found(walk->ctx, &vrp);
		if (rc != 0)
			return rc;
	}
	return 0;
}

int
rsec_history_covering(struct rsec_history *history,
    const struct rsec_prefix *prefix, rsec_history_found *found, void *ctx,
    struct rsec_err *err)
{
	const struct walk walk = { history, found, ctx, err };
	struct rsec_prefix at;
	uint32_t next;
	int rc;

	if (rsec_history_last_before(history, prefix, &next, err) == -1)
		return -1;
	while (next > 0) {
		if (rsec_history_prefix(history, next - 1, &at, err) == -1)
			return -1;
		if (rsec_prefix_contains(&at, prefix)) {
			rc = tell_node(&walk, next - 1, &at);
			if (rc != 0)
				return rc;
		}
		if (rsec_history_parent(history, next - 1, &next, err) == -1)
			return -1;
	}
	return 0;
}

int
rsec_history_inside(struct rsec_history *history,
    const struct rsec_prefix *prefix, rsec_history_found *found, void *ctx,
    struct rsec_err *err)
{
	const struct walk walk = { history, found, ctx, err };
	const bool v4 = prefix->family == RSEC_IPV4;
	const uint32_t end = history->header.v4 + (v4 ? 0 : history->header.v6);
	struct rsec_prefix at;
	uint32_t node;
	int rc;

	if (rsec_history_last_before(history, prefix, &node, err) == -1)
		return -1;
	if (node == 0 && !v4)
		node = history->header.v4;
	for (; node < end; node++) {
		if (rsec_history_prefix(history, node, &at, err) == -1)
			return -1;
		if (!rsec_prefix_contains(prefix, &at))
			break;
		rc = tell_node(&walk, node, &at);
		if (rc != 0)
			return rc;
	}
	return 0;
}

/* The last prefix whose records begin at RECORD or before. */
static int
node_of(struct rsec_history *history, uint32_t record, uint32_t *node,
    struct rsec_err *err)
{
	uint32_t from = 0, to = history->header.v4 + history->header.v6;
	struct rsec_history_node at;
	uint32_t middle;

	while (to - from > 1) {
		middle = from + (to - from) / 2;
		if (rsec_history_node(history, middle, &at, err) == -1)
			return -1;
		if (at.first <= record)
			from = middle;
		else
			to = middle;
	}
	*node = from;
	return 0;
}

static int
tell_record(const struct walk *walk, uint32_t i)
{
	struct rsec_history_vrp vrp;
	struct rsec_prefix prefix;
	uint32_t node, run;

	if (node_of(walk->history, i, &node, walk->err) == -1 ||
	    rsec_history_prefix(walk->history, node, &prefix, walk->err) ==
		-1 ||
	    rsec_history_first_run(walk->history, i, &run, walk->err) == -1 ||
	    read_vrp(walk, i, run, &prefix, &vrp) == -1)
		return -1;
	return is_told(walk, &vrp) ? walk->found(walk->ctx, &vrp) : 0;
}

int
rsec_history_of_asn(struct rsec_history *history, uint32_t asn,
    rsec_history_found *found, void *ctx, struct rsec_err *err)
{
	const struct walk walk = { history, found, ctx, err };
	struct rsec_history_record record;
	uint32_t i;
	int rc;

	for (i = 0; i < history->header.records; i++) {
		if (rsec_history_record(history, i, &record, err) == -1)
			return -1;
		if (record.asn == asn && (rc = tell_record(&walk, i)) != 0)
			return rc;
	}
	return 0;
}
