/* SPDX-License-Identifier: ISC */
/*
 * The CAs of a repository that are still to be visited, in the order in which
 * they were found, and those that were: a set by URI, in which the place of
 * each is known by its hash.
 */
#include <stdlib.h>

#include "rpki/chain_private.h"
#include "rpki/repository.h"

#define SLOTS_MIN 256 /* a power of two */

struct rsec_walk {
	const struct rsec_ca **queue; /* all that were ever added */
	size_t count, cap, next;
	const struct rsec_ca **slot; /* the same by URI; at most half full */
	size_t slots;
};

struct rsec_walk *
rsec_walk_new(void)
{
	return calloc(1, sizeof(struct rsec_walk));
}

void
rsec_walk_free(struct rsec_walk *walk)
{
	if (walk == NULL)
		return;
	free(walk->queue);
	free(walk->slot);
	free(walk);
}

/* Where CA is among SLOTS, or would be. */
static const struct rsec_ca **
find_slot(const struct rsec_ca **slot, size_t slots, const struct rsec_ca *ca)
{
	size_t i = ca->hash & (slots - 1);

	while (slot[i] != NULL && (slot[i]->hash != ca->hash ||
				      !rsec_bytes_equal(slot[i]->uri, ca->uri)))
		i = (i + 1) & (slots - 1);
	return &slot[i];
}

static int
grow(struct rsec_walk *walk)
{
	size_t i, cap = walk->cap == 0 ? SLOTS_MIN / 2 : walk->cap * 2;
	const struct rsec_ca **queue, **slot;

	queue = realloc(walk->queue, cap * sizeof(const struct rsec_ca *));
	if (queue == NULL)
		return -1;
	walk->queue = queue;
	slot = calloc(cap * 2, sizeof(const struct rsec_ca *));
	if (slot == NULL)
		return -1;
	for (i = 0; i < walk->count; i++)
		*find_slot(slot, cap * 2, queue[i]) = queue[i];
	free(walk->slot);
	walk->slot = slot;
	walk->slots = cap * 2;
	walk->cap = cap;
	return 0;
}

int
rsec_walk_add(struct rsec_walk *walk, const struct rsec_ca *ca)
{
	const struct rsec_ca **slot;

	if (walk->count == walk->cap && grow(walk) == -1)
		return -1;
	slot = find_slot(walk->slot, walk->slots, ca);
	if (*slot != NULL)
		return 0;
	*slot = ca;
	walk->queue[walk->count++] = ca;
	return 0;
}

/* An anchor that is not good, and why. */
static int
tell_anchor(const struct rsec_ca *ca, rsec_published_tell *tell, void *ctx,
    struct rsec_err *err)
{
	struct rsec_published p = { .uri = ca->uri,
		.findings = &ca->problems,
		.anchor = ca->name,
		.expires = ca->expires };

	if (tell(ctx, &p) == -1)
		return rsec_err_set(
		    err, RSEC_ERR_STOPPED, "stopped by the caller");
	return 0;
}

int
rsec_walk_add_anchors(struct rsec_walk *walk, const struct rsec_chain *chain,
    rsec_published_tell *tell, void *ctx, struct rsec_err *err)
{
	const struct rsec_ca *ca;

	for (ca = chain->anchors; ca != NULL; ca = ca->next) {
		if (!ca->good) {
			if (tell_anchor(ca, tell, ctx, err) == -1)
				return -1;
		} else if (rsec_walk_add(walk, ca) == -1)
			return rsec_err_nomem(err);
	}
	return 0;
}

const struct rsec_ca *
rsec_walk_next(struct rsec_walk *walk)
{
	return walk->next < walk->count ? walk->queue[walk->next++] : NULL;
}

/* A walk in one thread, and who listens to it. */
struct listener {
	struct rsec_walk *walk;
	rsec_published_tell *tell;
	void *ctx;
	bool no_memory;
};

static int
listen(void *ctx, const struct rsec_published *p)
{
	struct listener *l = ctx;

	if (p->ca != NULL && rsec_walk_add(l->walk, p->ca) == -1) {
		l->no_memory = true;
		return -1;
	}
	return l->tell(l->ctx, p);
}

int
rsec_repository_walk(struct rsec_chain *chain, rsec_published_tell *tell,
    void *ctx, struct rsec_err *err)
{
	struct listener l = {
		.walk = rsec_walk_new(), .tell = tell, .ctx = ctx
	};
	const struct rsec_ca *ca;
	int rc;

	if (l.walk == NULL)
		return rsec_err_nomem(err);
	rc = rsec_walk_add_anchors(l.walk, chain, tell, ctx, err);
	while (rc == 0 && (ca = rsec_walk_next(l.walk)) != NULL)
		rc = rsec_repository_visit(chain, ca, listen, &l, err);
	if (l.no_memory)
		rc = rsec_err_nomem(err);
	rsec_walk_free(l.walk);
	return rc;
}
