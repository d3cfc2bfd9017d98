/* SPDX-License-Identifier: ISC */
/*
 * Threads that judge and print.
 *
 *	walk -> batch, batch, ... -> workers -> the same batches -> out
 *
 * The batches stand in a ring.  The walk fills one, a worker takes it and
 * leaves behind what it printed, and the walk, which comes round to it again,
 * writes that out: so the output has the order of the walk, memory is bounded
 * by the ring, and only one thread writes.  One worker needs no thread.
 */
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "cmd/cli.h"
#include "cmd/roa-print/roa-print.h"

#define BATCH_BYTES   ((size_t)256 << 10) /* a batch with more is full */
#define BATCH_KEEP    ((size_t)1 << 20)	  /* bytes kept for the next */
#define RING_A_THREAD 3

struct entry { /* offsets in the bytes of its batch */
	size_t name, uri, uri_len, file, file_len;
	bool in_folder;
};

enum state {
	STATE_FREE,   /* the walk's */
	STATE_FILLED, /* a worker may take it */
	STATE_TAKEN,  /* a worker's */
	STATE_DONE,   /* the walk's, with something to write out */
};

struct batch {
	struct rsec_buf bytes, out;
	struct entry entry[BATCH_MAX];
	size_t count;
	enum state state;
};

struct workers {
	const struct setup *setup;
	struct rsec_out *out;
	bool any_written;
	struct batch *ring;
	size_t ring_size, fill, take; /* both are modulo ring_size */
	unsigned count;		      /* of judges; and of threads, if > 1 */
	struct judge *judge;
	pthread_t *thread;
	pthread_mutex_t lock; /* of the states, and of all below */
	pthread_cond_t filled, done;
	bool end;
	unsigned next_judge;
};

static void
work(struct judge *judge, struct batch *batch)
{
	const char *bytes = batch->bytes.data;
	const struct entry *entry;
	struct item item;
	size_t i;

	for (i = 0; i < batch->count; i++) {
		entry = &batch->entry[i];
		item = (struct item){
			.name = bytes + entry->name,
			.uri = { (const uint8_t *)bytes + entry->uri,
			    entry->uri_len },
			.file = { (const uint8_t *)bytes + entry->file,
			    entry->file_len },
			.in_folder = entry->in_folder,
		};
		if (judge_print(judge, &item, &batch->out) != 0)
			cli_die("out of memory");
	}
}

/* The next batch for a worker; NULL when there will be none. */
static struct batch *
take(struct workers *workers)
{
	struct batch *batch = &workers->ring[workers->take];

	while (batch->state != STATE_FILLED && !workers->end) {
		pthread_cond_wait(&workers->filled, &workers->lock);
		batch = &workers->ring[workers->take];
	}
	if (batch->state != STATE_FILLED)
		return NULL;
	batch->state = STATE_TAKEN;
	workers->take = (workers->take + 1) % workers->ring_size;
	return batch;
}

static void *
run(void *ctx)
{
	struct workers *workers = ctx;
	struct judge *judge;
	struct batch *batch;

	pthread_mutex_lock(&workers->lock);
	judge = &workers->judge[workers->next_judge++];
	while ((batch = take(workers)) != NULL) {
		pthread_mutex_unlock(&workers->lock);
		if (judge->chain == NULL) /* its first; many get none */
			judge_init(judge, workers->setup);
		work(judge, batch);
		pthread_mutex_lock(&workers->lock);
		batch->state = STATE_DONE;
		pthread_cond_signal(&workers->done);
	}
	pthread_mutex_unlock(&workers->lock);
	return NULL;
}

struct workers *
workers_start(const struct setup *setup, struct rsec_out *out)
{
	struct workers *workers = cli_calloc(1, sizeof(*workers));
	unsigned i, n = setup->options->threads;

	workers->setup = setup;
	workers->out = out;
	workers->count = n;
	workers->judge = cli_calloc(n, sizeof(*workers->judge));
	workers->thread = cli_calloc(n, sizeof(*workers->thread));
	workers->ring_size = n > 1 ? n * RING_A_THREAD : 1;
	workers->ring = cli_calloc(workers->ring_size, sizeof(struct batch));
	pthread_mutex_init(&workers->lock, NULL);
	pthread_cond_init(&workers->filled, NULL);
	pthread_cond_init(&workers->done, NULL);
	for (i = 0; i < n; i++)
		workers->judge[i].setup = setup;
	if (n == 1)
		judge_init(&workers->judge[0], setup);
	for (i = 0; n > 1 && i < n; i++)
		if (pthread_create(&workers->thread[i], NULL, run, workers) !=
		    0)
			cli_die("cannot start a thread");
	return workers;
}

static void
empty(struct rsec_buf *buf)
{
	if (buf->cap > BATCH_KEEP)
		rsec_buf_fini(buf);
	buf->len = 0;
}

/* Write out what became of BATCH, and empty it. */
static void
write_out(struct workers *workers, struct batch *batch)
{
	const struct options *options = workers->setup->options;

	if (batch->out.len > 0) {
		if (workers->any_written && options->task == TASK_PRINT)
			rsec_out_raw(
			    workers->out, printer_between(options->format));
		workers->any_written = true;
		rsec_out_raw_bytes(
		    workers->out, batch->out.data, batch->out.len);
	}
	empty(&batch->bytes);
	empty(&batch->out);
	batch->count = 0;
}

/* The batch that the walk fills is full: go on to the next, once it is free. */
static void
advance(struct workers *workers)
{
	struct batch *batch = &workers->ring[workers->fill];
	bool is_done;

	if (workers->count == 1) {
		work(&workers->judge[0], batch);
		write_out(workers, batch);
		return;
	}
	pthread_mutex_lock(&workers->lock);
	batch->state = STATE_FILLED;
	pthread_cond_signal(&workers->filled);
	workers->fill = (workers->fill + 1) % workers->ring_size;
	batch = &workers->ring[workers->fill];
	while (batch->state == STATE_FILLED || batch->state == STATE_TAKEN)
		pthread_cond_wait(&workers->done, &workers->lock);
	is_done = batch->state == STATE_DONE;
	batch->state = STATE_FREE;
	pthread_mutex_unlock(&workers->lock);
	if (is_done)
		write_out(workers, batch);
}

static size_t
put(struct batch *batch, const void *data, size_t n)
{
	size_t at = batch->bytes.len;

	if (rsec_buf_add(&batch->bytes, data, n) != 0)
		cli_die("out of memory");
	return at;
}

void
workers_add(struct workers *workers, const struct item *item)
{
	struct batch *batch = &workers->ring[workers->fill];
	struct entry *entry = &batch->entry[batch->count++];

	entry->name = put(batch, item->name, strlen(item->name) + 1);
	entry->uri = put(batch, item->uri.data, item->uri.len);
	entry->uri_len = item->uri.len;
	entry->file = put(batch, item->file.data, item->file.len);
	entry->file_len = item->file.len;
	entry->in_folder = item->in_folder;
	if (batch->count == BATCH_MAX || batch->bytes.len >= BATCH_BYTES)
		advance(workers);
}

bool
workers_stopped(const struct workers *workers)
{
	return rsec_out_failed(workers->out);
}

static void
join(struct workers *workers)
{
	unsigned i;

	pthread_mutex_lock(&workers->lock);
	workers->end = true;
	pthread_cond_broadcast(&workers->filled);
	pthread_mutex_unlock(&workers->lock);
	for (i = 0; workers->count > 1 && i < workers->count; i++)
		pthread_join(workers->thread[i], NULL);
}

static int
add_up(struct workers *workers)
{
	struct judge *sum = &workers->judge[0];
	unsigned i;

	for (i = 1; i < workers->count; i++) {
		sum->objects += workers->judge[i].objects;
		sum->failed += workers->judge[i].failed;
		sum->unchecked += workers->judge[i].unchecked;
		sum->checklists += workers->judge[i].checklists;
		sum->unread += workers->judge[i].unread;
	}
	judge_summary(sum);
	return judge_status(sum);
}

int
workers_finish(struct workers *workers)
{
	size_t i;
	int status;

	/* once round the ring: whatever is left is written, in order */
	for (i = 0; i < workers->ring_size; i++)
		advance(workers);
	join(workers);
	status = add_up(workers);
	for (i = 0; i < workers->count; i++)
		judge_fini(&workers->judge[i]);
	for (i = 0; i < workers->ring_size; i++) {
		rsec_buf_fini(&workers->ring[i].bytes);
		rsec_buf_fini(&workers->ring[i].out);
	}
	pthread_cond_destroy(&workers->filled);
	pthread_cond_destroy(&workers->done);
	pthread_mutex_destroy(&workers->lock);
	free(workers->ring);
	free(workers->thread);
	free(workers->judge);
	free(workers);
	return status;
}
