/* SPDX-License-Identifier: ISC */
/*
 * Write the dump of a made-up registry, in size and shape like RADB's:
 *
 *	irr_gen [options] >DUMP
 *
 *	-n COUNT	objects (1,600,000, about 520 MB)
 *	-s SEED		the same seed gives the same objects
 *	--source NAMES	its registry (RADB), or several, between commas
 *	--only NAME	write only the objects of that one
 *	--mutate SHARE	the dump of a later day: that share of the objects
 *(0.015) is removed, added, changed, or only written anew
 *	--mutations FILE
 *			what --mutate did, in the columns of irr-diff -f tsv;
 *			what was only written anew has "="
 *	--reorder	in another order
 *	--reformat	every object in another layout
 *	--bgp FILE	announcements that overlap the objects, as pfx2as:
 *			10/16 as many, at most a million
 *	--vrps FILE	VRPs as CSV: 7/16 as many, at most 700,000
 */
#include <getopt.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "tests/bench/irr/gen.h"

#define COUNT_MAX  16000000
#define BUF_SIZE   ((size_t)1 << 18)
#define OBJECT_MAX ((size_t)1 << 14)

struct options {
	uint32_t count;
	double share;
	bool mutate, reorder, reformat;
	const char *only, *mutations, *bgp, *vrps;
};

static struct gen_plan plan;

static void
die(const char *what)
{
	perror(what);
	exit(1);
}

static void
usage(void)
{
	fprintf(stderr,
	    "usage: irr_gen [-n objects] [-s seed] [--source names] "
	    "[--only name]\n\t[--mutate share] [--mutations file] [--reorder] "
	    "[--reformat]\n\t[--bgp file] [--vrps file]\n");
	exit(2);
}

static double
number(const char *text, double max)
{
	char *rest;
	double n = strtod(text, &rest);

	if (*text == '\0' || *rest != '\0' || !(n >= 0 && n <= max))
		usage();
	return n;
}

static void
parse_sources(char *names)
{
	char *name;

	plan.sources = 0;
	while ((name = strsep(&names, ",")) != NULL) {
		if (plan.sources == GEN_SOURCES_MAX || *name == '\0')
			usage();
		plan.source[plan.sources++] = name;
	}
}

static void
set_option(struct options *o, int c, char *value)
{
	switch (c) {
	case 'n':
		o->count = (uint32_t)number(value, COUNT_MAX);
		break;
	case 's':
		plan.seed = (uint64_t)number(value, 1e15);
		break;
	case 'S':
		parse_sources(value);
		break;
	case 'm':
		o->mutate = true;
		o->share = number(value, 1);
		break;
	case 'o':
		o->only = value;
		break;
	case 'M':
		o->mutations = value;
		break;
	case 'r':
		o->reorder = true;
		break;
	case 'f':
		o->reformat = true;
		break;
	case 'b':
		o->bgp = value;
		break;
	case 'v':
		o->vrps = value;
		break;
	default:
		usage();
	}
}

static struct options
parse_options(int argc, char **argv)
{
	static const struct option list[] = {
		{ "source", required_argument, NULL, 'S' },
		{ "only", required_argument, NULL, 'o' },
		{ "mutate", required_argument, NULL, 'm' },
		{ "mutations", required_argument, NULL, 'M' },
		{ "reorder", no_argument, NULL, 'r' },
		{ "reformat", no_argument, NULL, 'f' },
		{ "bgp", required_argument, NULL, 'b' },
		{ "vrps", required_argument, NULL, 'v' },
		{ NULL, 0, NULL, 0 },
	};
	struct options o = { .count = 1600000 };
	int c;

	plan.source[0] = "RADB";
	plan.sources = 1;
	while ((c = getopt_long(argc, argv, "n:s:", list, NULL)) != -1)
		set_option(&o, c, optarg);
	if (optind != argc || (o.mutations != NULL && !o.mutate))
		usage();
	return o;
}

static uint32_t
divisor(uint32_t a, uint32_t b)
{
	return b == 0 ? a : divisor(b, a % b);
}

static bool
is_written(const struct options *o, const struct gen_object *object)
{
	if (object->op == (o->mutate ? GEN_REMOVED : GEN_ADDED))
		return false;
	return o->only == NULL ||
	       strcasecmp(o->only, plan.source[object->source]) == 0;
}

static size_t
write_object(const struct options *o, const struct gen_object *object, char *to)
{
	bool wild = o->reformat || (o->mutate && object->op == GEN_REFORMATTED);
	struct gen_text text;

	if (!is_written(o, object))
		return 0;
	gen_text_make(&text, &plan, object, o->mutate, NULL);
	return gen_layout(&text, object->seed, wild, to);
}

/*
 * The I-th object to write.  Added ones stand behind the object that they
 * follow; NEXT is the first of them that is not written.
 */
static uint32_t
object_at(const struct options *o, uint32_t i, uint32_t *next)
{
	uint32_t stride = (uint32_t)(2654435761 % plan.total), base;

	if (o->reorder) {
		while (divisor(plan.total, stride) != 1)
			stride++;
		return (uint32_t)((uint64_t)i * stride % plan.total);
	}
	base = i - (*next - plan.count);
	if (*next < plan.total && plan.objects[*next].after < base)
		return (*next)++;
	return base;
}

static void
write_dump(const struct options *o)
{
	uint32_t next = plan.count, i;
	char *buf = malloc(BUF_SIZE);
	size_t used = 0;

	if (buf == NULL)
		die("irr_gen");
	for (i = 0; i < plan.total; i++) {
		used += write_object(
		    o, &plan.objects[object_at(o, i, &next)], buf + used);
		if (used + OBJECT_MAX <= BUF_SIZE && i + 1 < plan.total)
			continue;
		if (fwrite(buf, 1, used, stdout) != used)
			die("irr_gen");
		used = 0;
	}
	free(buf);
}

/* A line of the list. */
static void
write_mutation(FILE *f, const struct gen_object *o)
{
	static const char *const signs[] = { NULL, "-", "+", "~origin", "~",
		"=" };
	struct gen_change c = { 0 };
	struct gen_text text;
	char key[64], origin[16] = "";
	const char *field = "";

	gen_key_format(o, key);
	if (o->class <= GEN_ROUTE6)
		snprintf(origin, sizeof(origin), "AS%u", o->origin);
	if (o->op == GEN_CHANGED) {
		gen_text_make(&text, &plan, o, true, &c);
		field = gen_attribute_name(o->class, c.attribute);
	} else if (o->op == GEN_ORIGIN) {
		field = "origin";
		snprintf(c.old, sizeof(c.old), "%s", origin);
		snprintf(c.new, sizeof(c.new), "AS%u", o->new_origin);
	}
	fprintf(f, "%s\t%s\t%s\t%s\t%s\t%s\t%s\t%s\n", signs[o->op],
	    gen_class_name(o->class), key, origin, plan.source[o->source],
	    field, c.old, c.new);
}

static void
write_mutations(const struct gen_plan *p, FILE *f)
{
	uint32_t i;

	for (i = 0; i < p->total; i++)
		if (p->objects[i].op != GEN_SAME)
			write_mutation(f, &p->objects[i]);
}

static void
write_file(const char *path, void (*write)(const struct gen_plan *, FILE *))
{
	FILE *f;

	if (path == NULL)
		return;
	if ((f = fopen(path, "w")) == NULL)
		die(path);
	write(&plan, f);
	if (ferror(f) || fclose(f) == EOF)
		die(path);
}

int
main(int argc, char **argv)
{
	struct options o = parse_options(argc, argv);

	if (o.count == 0)
		usage();
	gen_plan_init(&plan, o.count, o.mutate ? o.share : 0);
	write_file(o.mutations, write_mutations);
	write_file(o.bgp, gen_write_bgp);
	write_file(o.vrps, gen_write_vrps);
	write_dump(&o);
	if (fflush(stdout) == EOF)
		die("irr_gen");
	gen_plan_fini(&plan);
	return 0;
}
