/* SPDX-License-Identifier: ISC */
/*
 * Lines of bgpdump as routes of MRT: what they tell is the same, but for Only
 * to Customer and communities.  A peer is told by its text, and known by one
 * pointer as long as the file is read.
 */
#include <string.h>
#include <xxhash.h>

#include "manrs/view_private.h"
#include "net/asn.h"

/* A peer, and what told of it. */
struct named {
	struct rsec_mrt_peer peer;
	const char *text;
	size_t len;
};

struct wanted {
	const char *text;
	size_t len;
};

static bool
is_peer(const void *record, const void *to)
{
	const struct named *named = *(struct named *const *)record;
	const struct wanted *wanted = to;

	return named->len == wanted->len &&
	       memcmp(named->text, wanted->text, wanted->len) == 0;
}

/* Its AS number is behind the last bar. */
static struct named *
new_peer(struct rsec_manrs_bgpdump *dump, const struct wanted *wanted)
{
	struct named *named = rsec_arena_alloc(&dump->arena, sizeof(*named));
	size_t at = wanted->len;

	if (named == NULL)
		return NULL;
	memset(named, 0, sizeof(*named));
	while (at > 0 && wanted->text[at - 1] != '|')
		at--;
	rsec_asn_parse(wanted->text + at, wanted->len - at, &named->peer.asn);
	named->len = wanted->len;
	named->text =
	    rsec_arena_strndup(&dump->arena, wanted->text, wanted->len);
	return named->text == NULL ? NULL : named;
}

static const struct rsec_mrt_peer *
find_peer(struct rsec_manrs_bgpdump *dump, const struct rsec_routeline *line)
{
	const struct wanted wanted = { line->peer, line->peer_len };
	const uint32_t hash = (uint32_t)XXH3_64bits(wanted.text, wanted.len);
	struct named *named;
	uint32_t i = rsec_manrs_index_find(
	    &dump->index, hash, &dump->peers, sizeof(named), is_peer, &wanted);

	if (i == RSEC_MANRS_NONE) {
		if ((named = new_peer(dump, &wanted)) == NULL)
			return NULL;
		i = rsec_manrs_index_append(
		    &dump->index, hash, &dump->peers, &named, sizeof(named));
		if (i == RSEC_MANRS_NONE)
			return NULL;
	}
	return &((struct named **)(void *)dump->peers.data)[i]->peer;
}

int
rsec_manrs_bgpdump_route(struct rsec_manrs_bgpdump *dump,
    const struct rsec_routeline *line, struct rsec_mrt_route *out,
    struct rsec_err *err)
{
	*out = (struct rsec_mrt_route){
		.kind = line->update ? RSEC_MRT_ANNOUNCED : RSEC_MRT_RIB,
		.prefix = line->prefix,
		.time = line->time,
		.peer = find_peer(dump, line),
	};
	if (out->peer == NULL)
		return rsec_err_nomem(err);
	dump->path.len = 0;
	if (rsec_bgp_path_parse(line->path, line->path_len, &dump->path, err) ==
	    -1)
		return -1;
	out->attributes.asn_size = 4;
	out->attributes.path.len = dump->path.len;
	out->attributes.path.data = dump->path.data == NULL
					? (const uint8_t *)""
					: (const uint8_t *)dump->path.data;
	return 0;
}

void
rsec_manrs_bgpdump_fini(struct rsec_manrs_bgpdump *dump)
{
	rsec_buf_fini(&dump->peers);
	rsec_buf_fini(&dump->path);
	rsec_manrs_index_fini(&dump->index);
	rsec_arena_fini(&dump->arena);
}
