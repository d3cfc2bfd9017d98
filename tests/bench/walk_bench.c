/* SPDX-License-Identifier: ISC */
/*
 * Walk a cache from a trust anchor, and print the VRPs and what was rejected,
 * or with -q only how much there was:
 *
 *	walk_bench [-q] CACHE ANCHOR.cer TIME THREADS
 */
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/utc.h"
#include "io/cachedir.h"
#include "rpki/repository.h"

#define THREADS_MAX 16

struct bench {
	pthread_mutex_t lock;
	pthread_cond_t more;
	struct rsec_walk *walk;
	unsigned busy; /* threads that may still find a CA */
	struct rsec_cachedir *dir;
	struct rsec_policy policy;
	struct rsec_tal tal;
	struct rsec_bytes anchor;
	int64_t at;
	bool quiet;
	size_t accepted, rejected, vrps;
};

static void
die(const char *what)
{
	fprintf(stderr, "walk_bench: %s\n", what);
	exit(2);
}

static void
add_roa(struct bench *b, const struct rsec_roa *roa)
{
	char text[RSEC_PREFIX_SIZE];
	size_t i;

	b->vrps += roa->count;
	for (i = 0; !b->quiet && i < roa->count; i++) {
		rsec_prefix_format(text, &roa->prefixes[i].prefix);
		printf(
		    "AS%u,%s,%u\n", roa->asn, text, roa->prefixes[i].max_len);
	}
}

/* Not escaped: what this reads, the tests have written. */
static void
print_rejected(const struct rsec_published *p)
{
	size_t i;

	fprintf(stderr, "%.*s rejected\n", (int)p->uri.len, p->uri.data);
	for (i = 0; i < p->findings->count; i++)
		fprintf(stderr, "\t%s\n", p->findings->list[i].message);
}

static int
tell(void *ctx, const struct rsec_published *p)
{
	struct bench *b = ctx;

	pthread_mutex_lock(&b->lock);
	if (p->accepted)
		b->accepted++;
	else
		b->rejected++;
	if (!p->accepted && !b->quiet)
		print_rejected(p);
	if (p->accepted && p->object->type == RSEC_OBJECT_ROA)
		add_roa(b, &p->object->roa);
	if (p->ca != NULL) {
		if (rsec_walk_add(b->walk, p->ca) == -1)
			die("out of memory");
		pthread_cond_broadcast(&b->more);
	}
	pthread_mutex_unlock(&b->lock);
	return 0;
}

static struct rsec_chain *
new_chain(struct bench *b)
{
	struct rsec_chain *chain =
	    rsec_chain_new(rsec_cachedir_cache(b->dir), &b->policy, b->at);
	struct rsec_err err;

	if (chain == NULL)
		die("out of memory");
	if (rsec_chain_add_anchor(
		chain, "anchor", &b->tal, b->anchor, NULL, &err) == -1)
		die(err.msg);
	return chain;
}

/* The next CA; NULL when there is none, and none is still to be found. */
static const struct rsec_ca *
next_ca(struct bench *b)
{
	const struct rsec_ca *ca;

	pthread_mutex_lock(&b->lock);
	b->busy--;
	while ((ca = rsec_walk_next(b->walk)) == NULL && b->busy > 0)
		pthread_cond_wait(&b->more, &b->lock);
	b->busy += ca != NULL;
	if (b->busy == 0)
		pthread_cond_broadcast(&b->more);
	pthread_mutex_unlock(&b->lock);
	return ca;
}

struct worker {
	struct bench *bench;
	struct rsec_chain *chain;
	pthread_t thread;
};

static void *
work(void *arg)
{
	struct worker *w = arg;
	const struct rsec_ca *ca;
	struct rsec_err err;

	while ((ca = next_ca(w->bench)) != NULL)
		if (rsec_repository_visit(w->chain, ca, tell, w->bench, &err) ==
		    -1)
			die(err.msg);
	return NULL;
}

static void
run(struct bench *b, unsigned threads)
{
	struct worker worker[THREADS_MAX];
	struct rsec_err err;
	unsigned i;

	b->busy = threads;
	for (i = 0; i < threads; i++) {
		worker[i].bench = b;
		worker[i].chain = new_chain(b);
	}
	if (rsec_walk_add_anchors(b->walk, worker[0].chain, tell, b, &err) ==
	    -1)
		die(err.msg);
	for (i = 0; i < threads; i++)
		pthread_create(&worker[i].thread, NULL, work, &worker[i]);
	for (i = 0; i < threads; i++)
		pthread_join(worker[i].thread, NULL);
	for (i = 0; i < threads; i++)
		rsec_chain_free(worker[i].chain);
}

/* The anchor's certificate, taken at its word: as if its TAL had its key. */
static void
read_anchor(struct bench *b, const char *path)
{
	static uint8_t data[1 << 16];
	struct rsec_verifier *v = rsec_verifier_new();
	struct rsec_object object;
	struct rsec_err err;
	FILE *f = fopen(path, "rb");

	if (f == NULL || v == NULL)
		die(path);
	b->anchor.data = data;
	b->anchor.len = fread(data, 1, sizeof(data), f);
	fclose(f);
	rsec_object_init(&object);
	if (rsec_object_parse(&object, b->anchor, v, true, &err) == -1 ||
	    object.type != RSEC_OBJECT_CERT)
		die("not a certificate");
	b->tal.spki = object.cert.spki;
	rsec_object_fini(&object);
	rsec_verifier_free(v);
}

int
main(int argc, char **argv)
{
	static struct bench b = { .lock = PTHREAD_MUTEX_INITIALIZER,
		.more = PTHREAD_COND_INITIALIZER };
	struct rsec_err err;
	unsigned threads;

	if (argc > 1 && strcmp(argv[1], "-q") == 0) {
		b.quiet = true;
		argv++;
		argc--;
	}
	if (argc != 5 || !rsec_utc_parse(argv[3], strlen(argv[3]), &b.at))
		die("usage: walk_bench [-q] CACHE ANCHOR.cer TIME THREADS");
	threads = (unsigned)atoi(argv[4]);
	if (threads < 1 || threads > THREADS_MAX)
		die("1 to 16 threads");
	b.dir = rsec_cachedir_open(argv[1], RSEC_OBJECT_MAX, &err);
	if (b.dir == NULL)
		die(err.msg);
	read_anchor(&b, argv[2]);
	if ((b.walk = rsec_walk_new()) == NULL)
		die("out of memory");
	run(&b, threads);
	fprintf(stderr, "%zu accepted, %zu rejected, %zu VRPs\n", b.accepted,
	    b.rejected, b.vrps);
	rsec_walk_free(b.walk);
	rsec_cachedir_close(b.dir);
	return 0;
}
