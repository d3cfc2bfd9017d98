/* SPDX-License-Identifier: ISC */
/*
 * The limit on bytes a second: an allowance that grows with time, up to a
 * fraction of a second's.  What is received may overdraw it by one run.
 */
#include <time.h>

#include "io/fetchmany_private.h"

#define BURST 4 /* the allowance is at most a second's divided by this */

int64_t
rsec_multi_clock(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

void
rsec_rate_refill(struct rsec_rate *rate)
{
	const int64_t now = rsec_multi_clock();
	const int64_t a_second = (int64_t)rate->rate;
	const int64_t most = a_second < BURST ? 1 : a_second / BURST;
	int64_t more;

	if (rate->rate == 0)
		return;
	if (now - rate->filled > 1000)
		rate->filled = now - 1000;
	more = (now - rate->filled) * a_second / 1000;
	rate->filled += more * 1000 / a_second; /* the rest is kept */
	rate->left += more;
	if (rate->left > most)
		rate->left = most;
}

bool
rsec_rate_is_used_up(const struct rsec_rate *rate)
{
	return rate->rate > 0 && rate->left <= 0;
}

int64_t
rsec_rate_wait(const struct rsec_rate *rate)
{
	return (1 - rate->left) * 1000 / (int64_t)rate->rate + 1;
}
