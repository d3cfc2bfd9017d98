/* SPDX-License-Identifier: ISC */
/*
 * What it costs to read RPSL, and to sign it:
 *
 *	rpsl_bench [FILE]	a dump, such as irr_gen writes; without one,
 *				200,000 objects that are made here
 *
 * The file is mapped, and handed out in one run, then in runs as a
 * decompressor has them.  Told is the best of ROUNDS passes, in CPU seconds, GB
 *a second and nanoseconds a line.
 */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/buf.h"
#include "irr/meaning.h"
#include "tests/lib/random.h"

#define ROUNDS	5
#define OBJECTS 200000

struct dump {
	const char *data;
	size_t len, lines;
};

static double
now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
	return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

static void
die(const char *what)
{
	perror(what);
	exit(2);
}

static struct dump
map(const char *path)
{
	int fd = open(path, O_RDONLY);
	struct dump dump = { NULL, 0, 0 };
	struct stat st;
	void *data;

	if (fd == -1 || fstat(fd, &st) == -1)
		die(path);
	dump.len = (size_t)st.st_size;
	data = mmap(NULL, dump.len, PROT_READ, MAP_PRIVATE, fd, 0);
	if (data == MAP_FAILED)
		die(path);
	dump.data = data;
	close(fd);
	return dump;
}

static struct dump
make(void)
{
	struct rsec_buf text = RSEC_BUF_INIT;
	struct random r = { 2622 };
	char object[512];
	int i, n;

	for (i = 0; i < OBJECTS; i++) {
		n = snprintf(object, sizeof(object),
		    "route:      192.%u.%u.0/24\n"
		    "descr:      Customer route object\n"
		    "descr:      %08x\n"
		    "origin:     AS%u\n"
		    "mnt-by:     MAINT-AS%u\n"
		    "changed:    noc@example.net 20200101  #12:00:00Z\n"
		    "source:     EXAMPLE\n"
		    "last-modified: 2020-01-01T00:00:00Z\n\n",
		    random_below(&r, 256), random_below(&r, 256),
		    random_below(&r, UINT32_MAX), random_below(&r, 65536),
		    random_below(&r, 65536));
		if (rsec_buf_add(&text, object, (size_t)n) != 0)
			abort();
	}
	return (struct dump){ text.data, text.len, 0 };
}

/* One pass in runs of CHUNK; its seconds.  SUM keeps the compiler honest. */
static double
pass(const struct dump *dump, size_t chunk, bool sign, uint64_t *sum)
{
	struct rsec_memory memory = { (const uint8_t *)dump->data, dump->len,
		chunk };
	struct rsec_rpsl *rpsl =
	    rsec_rpsl_new(rsec_source_memory(&memory), NULL);
	struct rsec_rpsl_object object;
	double begin = now();
	int rc;

	if (rpsl == NULL)
		die("rsec_rpsl_new");
	while ((rc = rsec_rpsl_next(rpsl, &object, NULL)) == 1)
		*sum += sign ? rsec_rpsl_sign(&object, false).lo : object.count;
	if (rc != 0)
		die("rsec_rpsl_next");
	rsec_rpsl_free(rpsl);
	return now() - begin;
}

static void
measure(const struct dump *dump, size_t chunk, bool sign)
{
	double t, best = 1e9;
	uint64_t sum = 0;
	int round;

	for (round = 0; round < ROUNDS; round++) {
		t = pass(dump, chunk, sign, &sum);
		best = t < best ? t : best;
	}
	printf("%-13s runs of %7zu kB  %6.3f s  %5.2f GB/s  %5.1f ns a line"
	       "  (%016llx)\n",
	    sign ? "read and sign" : "read",
	    (chunk > 0 ? chunk : dump->len) / 1024, best,
	    (double)dump->len / best * 1e-9, best * 1e9 / (double)dump->lines,
	    (unsigned long long)sum);
}

int
main(int argc, char *argv[])
{
	static const size_t chunks[] = { 0, 256 << 10, 64 << 10 };
	struct dump dump = argc > 1 ? map(argv[1]) : make();
	const char *at = dump.data, *end = at + dump.len;
	size_t i;

	while ((at = memchr(at, '\n', (size_t)(end - at))) != NULL) {
		dump.lines++;
		at++;
	}
	printf("%zu bytes, %zu lines\n", dump.len, dump.lines);
	for (i = 0; i < sizeof(chunks) / sizeof(chunks[0]); i++) {
		measure(&dump, chunks[i], false);
		measure(&dump, chunks[i], true);
	}
	return 0;
}
