/* SPDX-License-Identifier: ISC */
/*
 * Workers, and the ring of readings between them and the builder.
 *
 *	crew_add -> ring -> workers -> ring -> snapshots_add
 *
 * Whoever adds a job first takes what was read in its place of the ring a
 * round before, so that the builder gets the readings in the order of the
 * jobs, and memory is bounded by the ring, whatever the number of days.
 *
 * A worker takes the one that is waited for, or else the largest: a day of five
 * trust anchors, of which the last is the largest, is all in the ring while the
 * old store is loaded, and workers end at about the same time.
 */
#include <pthread.h>
#include <stdlib.h>

#include "cmd/roa-history/ingest.h"

#define RING_MORE 3 /* places beside one a worker: with two, a day has room */

enum state {
	STATE_FREE,   /* nothing in it */
	STATE_FILLED, /* a worker may take it */
	STATE_TAKEN,  /* a worker's */
	STATE_DONE,   /* read */
};

struct place {
	struct reading reading;
	enum state state;
	uint64_t size; /* bytes that are to be read */
	bool in_use;   /* filled by us, and not taken yet */
};

struct crew {
	const struct options *options;
	struct tally *tally;
	struct place *ring;
	size_t size, fill; /* the latter is modulo the first */
	pthread_t *thread;
	unsigned threads;
	pthread_mutex_t lock; /* of the states, and of all below */
	pthread_cond_t filled, done;
	struct place *awaited; /* the builder has nothing to do without it */
	bool end;
};

/* The job to be taken next; NULL where there is none now. */
static struct place *
choose(const struct crew *crew)
{
	struct place *place, *best = NULL;
	size_t i;

	for (i = 0; i < crew->size; i++) {
		place = &crew->ring[i];
		if (place->state != STATE_FILLED)
			continue;
		if (place == crew->awaited)
			return place;
		if (best == NULL || place->size > best->size)
			best = place;
	}
	return best;
}

/* The next job; NULL when there will be none. */
static struct place *
next_job(struct crew *crew)
{
	struct place *place;

	pthread_mutex_lock(&crew->lock);
	while ((place = choose(crew)) == NULL && !crew->end)
		pthread_cond_wait(&crew->filled, &crew->lock);
	if (place != NULL)
		place->state = STATE_TAKEN;
	pthread_mutex_unlock(&crew->lock);
	return place;
}

static void *
work(void *ctx)
{
	struct crew *crew = ctx;
	struct place *place;

	while ((place = next_job(crew)) != NULL) {
		reading_do(&place->reading);
		pthread_mutex_lock(&crew->lock);
		place->state = STATE_DONE;
		pthread_cond_signal(&crew->done);
		pthread_mutex_unlock(&crew->lock);
	}
	return NULL;
}

struct crew *
crew_start(const struct options *options, struct tally *tally)
{
	struct crew *crew = cli_calloc(1, sizeof(*crew));
	unsigned i;

	crew->options = options;
	crew->tally = tally;
	crew->threads = options->threads;
	crew->size = crew->threads + RING_MORE;
	crew->ring = cli_calloc(crew->size, sizeof(*crew->ring));
	crew->thread = cli_calloc(crew->threads, sizeof(*crew->thread));
	pthread_mutex_init(&crew->lock, NULL);
	pthread_cond_init(&crew->filled, NULL);
	pthread_cond_init(&crew->done, NULL);
	for (i = 0; i < crew->threads; i++)
		if (pthread_create(&crew->thread[i], NULL, work, crew) != 0)
			cli_die("cannot start a thread");
	return crew;
}

/* Take what was read in the place that is to be filled next. */
static void
empty(struct crew *crew)
{
	struct place *place = &crew->ring[crew->fill];

	if (!place->in_use)
		return;
	(void)snapshots_builder(crew->tally); /* before there is to wait */
	pthread_mutex_lock(&crew->lock);
	crew->awaited = place;
	while (place->state != STATE_DONE)
		pthread_cond_wait(&crew->done, &crew->lock);
	crew->awaited = NULL;
	place->state = STATE_FREE;
	pthread_mutex_unlock(&crew->lock);
	place->in_use = false;
	snapshots_add(crew->tally, &place->reading);
	reading_fini(&place->reading);
}

void
crew_add(struct crew *crew, struct part **part, size_t parts)
{
	struct place *place = &crew->ring[crew->fill];
	size_t i;

	empty(crew);
	place->reading.options = crew->options;
	place->reading.parts = parts;
	place->reading.part = cli_calloc(parts, sizeof(struct part *));
	place->size = 0;
	for (i = 0; i < parts; i++) {
		place->reading.part[i] = part[i];
		place->size += part[i]->size;
	}
	place->in_use = true;
	pthread_mutex_lock(&crew->lock);
	place->state = STATE_FILLED;
	crew->fill = (crew->fill + 1) % crew->size;
	pthread_cond_signal(&crew->filled);
	pthread_mutex_unlock(&crew->lock);
}

void
crew_finish(struct crew *crew)
{
	size_t i;

	for (i = 0; i < crew->size; i++) {
		empty(crew);
		crew->fill = (crew->fill + 1) % crew->size;
	}
	pthread_mutex_lock(&crew->lock);
	crew->end = true;
	pthread_cond_broadcast(&crew->filled);
	pthread_mutex_unlock(&crew->lock);
	for (i = 0; i < crew->threads; i++)
		pthread_join(crew->thread[i], NULL);
	pthread_mutex_destroy(&crew->lock);
	pthread_cond_destroy(&crew->filled);
	pthread_cond_destroy(&crew->done);
	free(crew->ring);
	free(crew->thread);
	free(crew);
}
