/* SPDX-License-Identifier: ISC */
/*
 * Read-ahead: a thread decodes runs while the caller parses those before.
 *
 * The thread starts at the first read and not at open: a caller that locks
 * itself down in between has then locked down the thread as well, which is
 * the one that touches hostile bytes.  Only regular files are read ahead,
 * where read(2) does not wait for another program: stop() would hang on a
 * pipe whose writer sleeps.
 *
 * Whoever has to wait does so until half of the ring is to its liking: to be
 * woken for each run takes as long as to inflate a fifth of it.
 */
#include <signal.h>

#include "io/input_private.h"

#define HALF (RSEC_AHEAD_RUNS / 2)

/* Wait for room in the ring: the number of the next run, or -1 to stop. */
static int
find_room(struct rsec_ahead *ahead)
{
	int i = -1;

	pthread_mutex_lock(&ahead->lock);
	if (ahead->ready == RSEC_AHEAD_RUNS - 1)
		while (ahead->ready >= HALF && !ahead->stop)
			pthread_cond_wait(&ahead->moved, &ahead->lock);
	if (!ahead->stop)
		i = (int)((ahead->held + ahead->ready + 1) % RSEC_AHEAD_RUNS);
	pthread_mutex_unlock(&ahead->lock);
	return i;
}

static void *
work(void *arg)
{
	struct rsec_ahead *ahead = arg;
	struct rsec_run *run;
	bool ended = false;
	int i;

	while (!ended && (i = find_room(ahead)) >= 0) {
		run = &ahead->runs[i];
		ahead->decode(ahead->ctx, run);
		ended = run->status <= 0;

		pthread_mutex_lock(&ahead->lock);
		ahead->ended = ended;
		if (++ahead->ready == HALF || ended)
			pthread_cond_signal(&ahead->moved);
		pthread_mutex_unlock(&ahead->lock);
	}
	return NULL;
}

int
rsec_ahead_start(struct rsec_ahead *ahead,
    void (*decode)(void *ctx, struct rsec_run *run), void *ctx,
    struct rsec_run runs[RSEC_AHEAD_RUNS])
{
	sigset_t all, old;
	int error;

	*ahead =
	    (struct rsec_ahead){ .decode = decode, .ctx = ctx, .runs = runs };
	pthread_mutex_init(&ahead->lock, NULL);
	pthread_cond_init(&ahead->moved, NULL);
	sigfillset(&all); /* signals are for the caller's threads */
	pthread_sigmask(SIG_SETMASK, &all, &old);
	error = pthread_create(&ahead->thread, NULL, work, ahead);
	pthread_sigmask(SIG_SETMASK, &old, NULL);
	if (error == 0)
		return 0;
	pthread_cond_destroy(&ahead->moved);
	pthread_mutex_destroy(&ahead->lock);
	return -1;
}

struct rsec_run *
rsec_ahead_next(struct rsec_ahead *ahead)
{
	pthread_mutex_lock(&ahead->lock);
	if (ahead->ready == 0)
		while (ahead->ready < HALF && !ahead->ended)
			pthread_cond_wait(&ahead->moved, &ahead->lock);
	ahead->held = (ahead->held + 1) % RSEC_AHEAD_RUNS;
	if (--ahead->ready == HALF - 1)
		pthread_cond_signal(&ahead->moved);
	pthread_mutex_unlock(&ahead->lock);
	return &ahead->runs[ahead->held];
}

void
rsec_ahead_stop(struct rsec_ahead *ahead)
{
	pthread_mutex_lock(&ahead->lock);
	ahead->stop = true;
	pthread_cond_signal(&ahead->moved);
	pthread_mutex_unlock(&ahead->lock);
	pthread_join(ahead->thread, NULL);
	pthread_cond_destroy(&ahead->moved);
	pthread_mutex_destroy(&ahead->lock);
}
