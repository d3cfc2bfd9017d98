/* SPDX-License-Identifier: ISC */
/*
 * --validate: the whole of a cache, from the trust anchors down, in threads
 * that share the queue of CAs.  A CA that one thread accepts may be visited by
 * another: what it points to is its finder's, so no chain goes before the
 * last visit ends.
 */
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "cmd/cli.h"
#include "cmd/roa-print/payloads.h"

struct queue {
	const struct setup *setup;
	struct rsec_walk *walk;
	unsigned visiting; /* threads that may still add to the walk */
	pthread_mutex_t lock;
	pthread_cond_t moved; /* walk or visiting have changed */
};

struct validator { /* of one thread */
	struct queue *queue;
	struct rsec_chain *chain;
	struct payloads payloads;
	pthread_t thread;
};

static int
tell(void *ctx, const struct rsec_published *p)
{
	struct validator *v = ctx;
	struct queue *queue = v->queue;

	payloads_add(&v->payloads, p, &queue->setup->options->policy);
	if (p->ca == NULL)
		return 0;
	pthread_mutex_lock(&queue->lock);
	if (rsec_walk_add(queue->walk, p->ca) != 0)
		cli_die("out of memory");
	pthread_cond_signal(&queue->moved);
	pthread_mutex_unlock(&queue->lock);
	return 0;
}

/* The next CA; NULL when there is none and none can come. */
static const struct rsec_ca *
next(struct queue *queue)
{
	const struct rsec_ca *ca;

	while (
	    (ca = rsec_walk_next(queue->walk)) == NULL && queue->visiting > 0)
		pthread_cond_wait(&queue->moved, &queue->lock);
	return ca;
}

static void *
run(void *ctx)
{
	struct validator *v = ctx;
	struct queue *queue = v->queue;
	const struct rsec_ca *ca;
	struct rsec_err err;

	pthread_mutex_lock(&queue->lock);
	while ((ca = next(queue)) != NULL) {
		queue->visiting++;
		pthread_mutex_unlock(&queue->lock);
		if (rsec_repository_visit(v->chain, ca, tell, v, &err) != 0)
			cli_die("%s", err.msg);
		pthread_mutex_lock(&queue->lock);
		queue->visiting--;
		pthread_cond_broadcast(&queue->moved);
	}
	pthread_mutex_unlock(&queue->lock);
	return NULL;
}

static struct validator *
start(struct queue *queue, unsigned count)
{
	struct validator *all = cli_calloc(count, sizeof(*all));
	struct rsec_err err;
	unsigned i;

	for (i = 0; i < count; i++) {
		all[i].queue = queue;
		all[i].chain = anchors_chain(queue->setup);
		all[i].payloads.arena = RSEC_ARENA_INIT;
	}
	if (rsec_walk_add_anchors(
		queue->walk, all[0].chain, tell, &all[0], &err) != 0)
		cli_die("%s", err.msg);
	for (i = 1; i < count; i++)
		if (pthread_create(&all[i].thread, NULL, run, &all[i]) != 0)
			cli_die("cannot start a thread");
	return all;
}

static int
status_of(const struct setup *setup, const struct payloads *payloads)
{
	if (payloads->refused > 0)
		return CLI_FINDING;
	return setup->anchor_missing > 0 ? CLI_UNCHECKED : CLI_OK;
}

static void
summary(const struct options *options, const struct payloads *payloads)
{
	char objects[CLI_COUNT_SIZE], refused[CLI_COUNT_SIZE],
	    vrps[CLI_COUNT_SIZE];

	if (!options->quiet)
		cli_warn("%s objects, %s refused: %s VRPs",
		    cli_count(objects, payloads->objects),
		    cli_count(refused, payloads->refused),
		    cli_count(vrps, payloads->vrps.count));
}

int
validate(const struct setup *setup, struct rsec_out *out)
{
	const struct options *options = setup->options;
	struct queue queue = { .setup = setup, .walk = rsec_walk_new() };
	struct validator *all;
	unsigned i;
	int status;

	if (queue.walk == NULL)
		cli_die("out of memory");
	pthread_mutex_init(&queue.lock, NULL);
	pthread_cond_init(&queue.moved, NULL);
	all = start(&queue, options->threads);
	run(&all[0]);
	for (i = 1; i < options->threads; i++) {
		pthread_join(all[i].thread, NULL);
		payloads_merge(&all[0].payloads, &all[i].payloads);
	}
	payloads_sort(&all[0].payloads);
	payloads_print(&all[0].payloads, options, out);
	summary(options, &all[0].payloads);
	status = status_of(setup, &all[0].payloads);
	for (i = 0; i < options->threads; i++) {
		payloads_fini(&all[i].payloads);
		rsec_chain_free(all[i].chain);
	}
	free(all);
	rsec_walk_free(queue.walk);
	pthread_cond_destroy(&queue.moved);
	pthread_mutex_destroy(&queue.lock);
	return status;
}
