/* SPDX-License-Identifier: ISC */
/*
 * Write a repository of RPKI objects, as rpki-client would have it in its
 * cache:
 *
 *	genrepo [--roas N] [--cas M] [--jobs J] [--seed S] OUTDIR
 *	genrepo --defects OUTDIR
 *	genrepo --checklists OUTDIR
 *
 * OUTDIR/cache has the objects and OUTDIR/example.tal the trust anchor.  The
 * first form writes a trust anchor and M CAs with N ROAs between them, all
 * valid from 2026-10-01 to 2027-10-01; the same numbers give the same bytes.
 * The second writes an object for each defect: see genrepo_defects.c.  The
 * third writes checklists into OUTDIR: see genrepo_checklists.c.
 */
#include "tests/bench/genrepo.h"

#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tests/lib/carepo.h"
#include "tests/lib/random.h"

#define CAS_MAX	 120	 /* each has a key of its own */
#define ROAS_MAX 1000000 /* a CA's /44 has 2^20 prefixes of /64 */
#define JOBS_MAX 64

struct options {
	unsigned roas, cas, jobs;
	uint64_t seed;
	bool defects, checklists;
	const char *out;
};

struct repository {
	const struct options *options;
	char directory[512], tal[512];
	struct ca ta, ca[CAS_MAX];
	char name[CAS_MAX][16], ip[CAS_MAX][128];
};

static void
usage(void)
{
	fprintf(stderr,
	    "usage: genrepo [--roas N] [--cas M] [--jobs J] [--seed S] "
	    "OUTDIR\n       genrepo --defects OUTDIR\n"
	    "       genrepo --checklists OUTDIR\n");
	exit(2);
}

static uint64_t
number(const char *text, uint64_t min, uint64_t max)
{
	char *end;
	uint64_t n = strtoull(text, &end, 10);

	if (*text == '\0' || *end != '\0' || n < min || n > max)
		usage();
	return n;
}

static struct options
parse_options(int argc, char **argv)
{
	static const struct option list[] = {
		{ "roas", required_argument, NULL, 'r' },
		{ "cas", required_argument, NULL, 'c' },
		{ "jobs", required_argument, NULL, 'j' },
		{ "seed", required_argument, NULL, 's' },
		{ "defects", no_argument, NULL, 'd' },
		{ "checklists", no_argument, NULL, 'l' },
		{ NULL, 0, NULL, 0 },
	};
	struct options o = { .roas = 1000, .cas = 3, .jobs = 2 };
	int c;

	while ((c = getopt_long(argc, argv, "", list, NULL)) != -1) {
		if (c == 'r')
			o.roas = (unsigned)number(optarg, 0, ROAS_MAX);
		else if (c == 'c')
			o.cas = (unsigned)number(optarg, 1, CAS_MAX);
		else if (c == 'j')
			o.jobs = (unsigned)number(optarg, 1, JOBS_MAX);
		else if (c == 's')
			o.seed = number(optarg, 0, UINT64_MAX);
		else if (c == 'd')
			o.defects = true;
		else if (c == 'l')
			o.checklists = true;
		else
			usage();
	}
	if (optind + 1 != argc)
		usage();
	o.out = argv[optind];
	return o;
}

/*
 * ROA I of CA M: a /64 of the CA's /44, on every fourth a subnet of the
 * documentation prefixes too.
 */
static void
add_roa(struct ca_point *point, unsigned m, unsigned i, uint64_t seed)
{
	static const char *const v4[] = { "192.0.2", "198.51.100",
		"203.0.113" };
	struct random r = { seed ^ ((uint64_t)m << 32 | i) };
	struct ca_object roa = { .type = CA_ROA };
	char name[32], prefixes[128];
	int n = 0;

	snprintf(name, sizeof(name), "%06x.roa", i);
	if (i % 4 == 0)
		n = snprintf(prefixes, sizeof(prefixes), "%s.%u/%s ",
		    v4[random_below(&r, 3)], random_below(&r, 16) * 16,
		    random_once_in(&r, 2) ? "28" : "28-32");
	snprintf(prefixes + n, sizeof(prefixes) - (size_t)n,
	    "2001:db8:%x:%x::/64", m << 4 | i >> 16, i & 0xffff);
	roa.name = name;
	roa.as = 64496 + random_below(&r, 16);
	roa.prefixes = prefixes;
	roa.key = CA_EE_KEY + random_below(&r, CA_KEYS - CA_EE_KEY);
	ca_point_add(point, &roa);
}

/* One of each other type that a CA publishes. */
static void
add_others(struct ca_point *point, unsigned m)
{
	struct ca_object aspa = { .type = CA_ASPA,
		.name = "providers.asa",
		.as = 64496 + m % 8,
		.providers = "64504 64508 64511" };
	struct ca_object gbr = { .type = CA_GBR, .name = "contact.gbr" };
	struct ca_object router = {
		.type = CA_ROUTER, .name = "router.cer", .as = 64496 + m % 16
	};

	ca_point_add(point, &aspa);
	ca_point_add(point, &gbr);
	ca_point_add(point, &router);
}

static void
fill_ca(struct repository *repo, unsigned m)
{
	struct ca_point point;
	unsigned i;

	ca_point_init(&point, &repo->ca[m], repo->directory);
	for (i = 0; i < repo->options->roas / repo->options->cas +
			    (m < repo->options->roas % repo->options->cas);
	     i++)
		add_roa(&point, m, i, repo->options->seed);
	add_others(&point, m);
	ca_point_add_crl(&point, NULL);
	ca_point_finish(&point, NULL);
	ca_point_fini(&point);
}

/* The trust anchor's own point: the certificates of the CAs. */
static void
fill_anchor(struct repository *repo)
{
	struct ca_object cer = { .type = CA_CERT };
	struct ca_object tak = { .type = CA_TAK,
		.name = "anchor.tak",
		.current = { "example", repo->ta.cer_uri, 0 } };
	struct ca_point point;
	char name[32];
	unsigned m;

	ca_anchor_write(&repo->ta, repo->directory, repo->tal);
	ca_point_init(&point, &repo->ta, repo->directory);
	for (m = 0; m < repo->options->cas; m++) {
		snprintf(name, sizeof(name), "%s.cer", repo->name[m]);
		cer.name = name;
		cer.subject = &repo->ca[m];
		ca_point_add(&point, &cer);
	}
	ca_point_add(&point, &tak);
	ca_point_add_crl(&point, NULL);
	ca_point_finish(&point, NULL);
	ca_point_fini(&point);
}

static void
init_repository(struct repository *repo, const struct options *options)
{
	static const char base[] = "rsync://rpki.example.net/repo/";
	unsigned m;

	repo->options = options;
	snprintf(
	    repo->directory, sizeof(repo->directory), "%s/cache", options->out);
	snprintf(repo->tal, sizeof(repo->tal), "%s/example.tal", options->out);
	ca_init(&repo->ta, "example", 0, NULL, base);
	repo->ta.ip = CA_DOC_IP;
	repo->ta.asn = CA_DOC_ASN;
	for (m = 0; m < options->cas; m++) {
		snprintf(repo->name[m], sizeof(repo->name[m]), "ca%02u", m);
		snprintf(repo->ip[m], sizeof(repo->ip[m]),
		    "192.0.2.0/24 198.51.100.0/24 203.0.113.0/24 "
		    "2001:db8:%x::/44",
		    m << 4);
		ca_init(&repo->ca[m], repo->name[m], m + 1, &repo->ta, base);
		repo->ca[m].ip = repo->ip[m];
		repo->ca[m].asn = CA_DOC_ASN;
	}
}

/* Each job fills every JOBS-th CA; nothing is shared but the disk. */
static int
fill(struct repository *repo)
{
	unsigned jobs = repo->options->jobs, job, m;
	int status, worst = 0;

	for (job = 0; job < jobs; job++) {
		if (fork() != 0)
			continue;
		for (m = job; m < repo->options->cas; m += jobs)
			fill_ca(repo, m);
		exit(0);
	}
	fill_anchor(repo);
	while (wait(&status) > 0)
		if (!WIFEXITED(status) || WEXITSTATUS(status) != 0)
			worst = 2;
	return worst;
}

int
main(int argc, char **argv)
{
	static struct repository repo;
	struct options options = parse_options(argc, argv);

	if (options.defects)
		return genrepo_defects(options.out);
	if (options.checklists)
		return genrepo_checklists(options.out);
	init_repository(&repo, &options);
	return fill(&repo);
}
