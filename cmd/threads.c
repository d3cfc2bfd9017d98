/* SPDX-License-Identifier: ISC */
/* Work that any number of threads may share. */
#include "cmd/threads.h"

#include <pthread.h>
#include <stdlib.h>

#include "cmd/cli.h"

void
cli_threads_run(unsigned count, void *(*work)(void *ctx), void *ctx)
{
	pthread_t *thread = cli_calloc(count, sizeof(*thread));
	unsigned made = 0, i;

	while (made + 1 < count &&
	       pthread_create(&thread[made], NULL, work, ctx) == 0)
		made++;
	(void)work(ctx);
	for (i = 0; i < made; i++)
		pthread_join(thread[i], NULL);
	free(thread);
}
