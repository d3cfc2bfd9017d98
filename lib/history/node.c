/* SPDX-License-Identifier: ISC */
/*
 * The prefixes of an open store: sorted addresses, which are searched, and
 * beside them nodes, which tell lengths, parents and records.  Parents are
 * verified to stand before their children, so that no walk of them is endless.
 */
#include <stdlib.h>

#include "history/store_private.h"

#define STARTS ((uint32_t)1 << 16)

static int
read_net(struct rsec_history *history, uint32_t node, uint64_t net[2],
    struct rsec_err *err)
{
	const uint32_t v4 = history->header.v4;
	const uint8_t *at;
	uint32_t net4;

	if (node < v4) {
		at = rsec_history_bytes(history, RSEC_SECTION_NETS4,
		    (uint64_t)node * sizeof(net4), sizeof(net4), err);
		if (at == NULL)
			return -1;
		memcpy(&net4, at, sizeof(net4));
		net[0] = (uint64_t)net4 << 32;
		net[1] = 0;
		return 0;
	}
	at = rsec_history_bytes(
	    history, RSEC_SECTION_NETS6, (uint64_t)(node - v4) * 16, 16, err);
	if (at == NULL)
		return -1;
	memcpy(net, at, 16);
	return 0;
}

int
rsec_history_node(struct rsec_history *history, uint32_t node,
    struct rsec_history_node *to, struct rsec_err *err)
{
	const uint8_t *at = rsec_history_bytes(history, RSEC_SECTION_NODES,
	    (uint64_t)node * sizeof(*to), sizeof(*to), err);

	if (at == NULL)
		return -1;
	memcpy(to, at, sizeof(*to));
	return 0;
}

int
rsec_history_prefix(struct rsec_history *history, uint32_t node,
    struct rsec_prefix *prefix, struct rsec_err *err)
{
	const bool v4 = node < history->header.v4;
	struct rsec_history_node at;
	uint64_t net[2];
	uint32_t len;

	if (read_net(history, node, net, err) == -1 ||
	    rsec_history_node(history, node, &at, err) == -1)
		return -1;
	len = at.link &
	      (v4 ? (1u << RSEC_LINK4_LEN) - 1 : (1u << RSEC_LINK6_LEN) - 1);
	if (len > (v4 ? 32 : 128) || (net[0] & ~rsec_mask_hi(len)) != 0 ||
	    (net[1] & ~rsec_mask_lo(len)) != 0)
		return rsec_err_set(err, RSEC_ERR_CORRUPT,
		    "section nodes: %u is no prefix", node);
	*prefix = (struct rsec_prefix){ net[0], net[1],
		v4 ? RSEC_IPV4 : RSEC_IPV6, (uint8_t)len };
	return 0;
}

/* The first of FROM..TO-1 whose address is greater than that of PREFIX. */
static int
search(struct rsec_history *history, const struct rsec_prefix *prefix,
    uint32_t from, uint32_t to, uint32_t *found, struct rsec_err *err)
{
	uint32_t middle;
	uint64_t net[2];

	while (from < to) {
		middle = from + (to - from) / 2;
		if (read_net(history, middle, net, err) == -1)
			return -1;
		if (net[0] < prefix->hi ||
		    (net[0] == prefix->hi && net[1] <= prefix->lo))
			from = middle + 1;
		else
			to = middle;
	}
	*found = from;
	return 0;
}

/* Tell where each 16 bits begin in STARTS, which has one more at its end. */
static int
find_starts(
    struct rsec_history *history, uint32_t *starts, struct rsec_err *err)
{
	const uint32_t v4 = history->header.v4;
	uint32_t i, next = 0, bits;
	uint64_t net[2];

	for (i = 0; i < v4; i++) {
		if (read_net(history, i, net, err) == -1)
			return -1;
		bits = (uint32_t)(net[0] >> 48);
		if (bits + 1 < next)
			return rsec_err_set(err, RSEC_ERR_CORRUPT,
			    "section nets4: %u is not in order", i);
		while (next <= bits)
			starts[next++] = i;
	}
	while (next <= STARTS)
		starts[next++] = v4;
	return 0;
}

int
rsec_history_prepare(struct rsec_history *history, struct rsec_err *err)
{
	uint32_t *starts;

	if (history->starts != NULL)
		return 0;
	starts = malloc((STARTS + 1) * sizeof(*starts));
	if (starts == NULL)
		return rsec_err_nomem(err);
	if (find_starts(history, starts, err) == -1) {
		free(starts);
		return -1;
	}
	history->starts = starts;
	return 0;
}

int
rsec_history_last_before(struct rsec_history *history,
    const struct rsec_prefix *prefix, uint32_t *node, struct rsec_err *err)
{
	const uint32_t v4 = history->header.v4;
	const bool is_v4 = prefix->family == RSEC_IPV4;
	const uint32_t first = is_v4 ? 0 : v4;
	const uint32_t bits = (uint32_t)(prefix->hi >> 48);
	uint32_t from = first, to = is_v4 ? v4 : v4 + history->header.v6, i;
	struct rsec_prefix at;

	if (is_v4 && history->starts != NULL) {
		from = history->starts[bits];
		to = history->starts[bits + 1];
	}
	if (search(history, prefix, from, to, &i, err) == -1)
		return -1;
	/* Those of the same address may be longer; there are few of them. */
	for (; i > first; i--) {
		if (rsec_history_prefix(history, i - 1, &at, err) == -1)
			return -1;
		if (rsec_prefix_cmp(&at, prefix) <= 0)
			break;
	}
	*node = i > first ? i : 0;
	return 0;
}

int
rsec_history_parent(struct rsec_history *history, uint32_t node,
    uint32_t *parent, struct rsec_err *err)
{
	const bool v4 = node < history->header.v4;
	const unsigned bits = v4 ? RSEC_LINK4_LEN : RSEC_LINK6_LEN;
	const uint32_t first = v4 ? 0 : history->header.v4;
	struct rsec_history_node at;
	uint32_t up;

	if (rsec_history_node(history, node, &at, err) == -1)
		return -1;
	up = at.link >> bits;
	*parent = 0;
	if (up == UINT32_MAX >> bits)
		return 0;
	if (up >= node - first)
		return rsec_history_outside(RSEC_SECTION_NODES, err);
	*parent = first + up + 1;
	return 0;
}
