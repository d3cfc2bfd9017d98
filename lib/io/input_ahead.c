/* SPDX-License-Identifier: ISC */
/*
 * Read-ahead: a thread decodes one run while the caller parses the one before.
 *
 * The thread starts at the first read and not at open: a caller that locks
 * itself down in between has then locked down the thread as well, which is
 * the one that touches hostile bytes.  Only regular files are read ahead,
 * where read(2) does not wait for another program: stop() would hang on a
 * pipe whose writer sleeps.
 */
#include <signal.h>

#include "io/input_private.h"

static void *
work(void *arg)
{
	struct rsec_ahead *ahead = arg;
	unsigned i = 1;
	int status;

	do {
		pthread_mutex_lock(&ahead->lock);
		while (ahead->full[i] && !ahead->stop)
			pthread_cond_wait(&ahead->moved, &ahead->lock);
		if (ahead->stop) {
			pthread_mutex_unlock(&ahead->lock);
			return NULL;
		}
		pthread_mutex_unlock(&ahead->lock);

		ahead->decode(ahead->ctx, &ahead->runs[i]);
		status = ahead->runs[i].status;

		pthread_mutex_lock(&ahead->lock);
		ahead->full[i] = true;
		pthread_cond_signal(&ahead->moved);
		pthread_mutex_unlock(&ahead->lock);
		i ^= 1;
	} while (status > 0);
	return NULL;
}

int
rsec_ahead_start(struct rsec_ahead *ahead,
    void (*decode)(void *ctx, struct rsec_run *run), void *ctx,
    struct rsec_run runs[2])
{
	sigset_t all, old;
	int error;

	*ahead = (struct rsec_ahead){ .decode = decode,
		.ctx = ctx,
		.runs = runs,
		.full = { true, false } };
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
	ahead->full[ahead->held] = false;
	pthread_cond_signal(&ahead->moved);
	ahead->held ^= 1;
	while (!ahead->full[ahead->held])
		pthread_cond_wait(&ahead->moved, &ahead->lock);
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
