/* SPDX-License-Identifier: ISC */
/*
 * A file for each defect that the authority knows.  Those of one object are
 * published by one CA whose manifest lists them all, with a sound object of
 * each type; those of a chain are a CA and a ROA each.  OUT/index.tsv has the
 * file and the rule that it breaks ("-": none), OUT/tals the broken TALs.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tests/bench/genrepo.h"
#include "tests/lib/cachain.h"
#include "tests/lib/cadefect.h"

struct output {
	const char *out;
	char directory[512];
	struct ca_stage stage;
	struct ca ca;
	struct ca_point point; /* of the CA with all single objects */
	FILE *index;
};

static void
note(struct output *o, const char *file, const char *rule)
{
	fprintf(o->index, "%s\t%s\n", file, rule != NULL ? rule : "-");
}

/* DEFECT NULL: a sound object. */
static void
add(struct output *o, enum ca_type type, const struct ca_defect *defect)
{
	static const char *const kinds[CA_TYPES] = { "ta", "ca", "router",
		"crl", "roa", "mft", "aspa", "rsc", "tak", "spl", "gbr",
		"unknown" };
	char name[CA_URI_SIZE], uri[2 * CA_URI_SIZE], path[3 * CA_URI_SIZE];
	struct derw w = { 0 };

	snprintf(name, sizeof(name), "%s%s%s", defect != NULL ? "" : "good-",
	    defect != NULL ? defect->name : kinds[type], ca_suffix(type));
	ca_defect_sign(&o->ca, type, name, defect, &w);
	snprintf(uri, sizeof(uri), "%s%s", o->ca.repository, name);
	ca_uri_write(o->directory, uri, w.data, w.len);
	ca_point_list(&o->point, name, w.data, w.len);
	snprintf(path, sizeof(path), "cache/%s", uri + strlen("rsync://"));
	note(o, path, defect != NULL ? defect->rule : NULL);
	derw_fini(&w);
}

static void
begin(struct output *o, const char *out)
{
	struct ca_object cer = { .type = CA_CERT, .name = "example.cer" };
	char path[1024];

	o->out = out;
	snprintf(o->directory, sizeof(o->directory), "%s/cache", out);
	snprintf(path, sizeof(path), "%s/ta.tal", out);
	ca_stage_init(&o->stage, o->directory, path);
	ca_init(&o->ca, "example", o->stage.key++, &o->stage.ta,
	    "rsync://rpki.example.net/repo/");
	o->ca.ip = CA_DOC_IP;
	o->ca.asn = CA_DOC_ASN;
	cer.subject = &o->ca;
	ca_point_add(&o->stage.point, &cer);
	ca_point_init(&o->point, &o->ca, o->directory);
	snprintf(path, sizeof(path), "%s/index.tsv", out);
	o->index = fopen(path, "w");
	if (o->index == NULL) {
		perror(path);
		exit(2);
	}
}

static void
add_objects(struct output *o)
{
	const struct ca_defect *defect;
	unsigned type;
	size_t i;

	for (type = 0; type < CA_TYPES; type++)
		add(o, type, NULL);
	for (i = 0; (defect = ca_defect_get(i)) != NULL; i++)
		add(o, defect->type, defect);
	ca_point_add_crl(&o->point, NULL);
	ca_point_finish(&o->point, NULL);
	ca_point_fini(&o->point);
}

static void
add_scenes(struct output *o)
{
	const struct ca_scene *scene;
	char uri[CA_URI_SIZE], path[2 * CA_URI_SIZE];
	size_t i;

	for (i = 0; (scene = ca_scene_get(i)) != NULL; i++) {
		ca_stage_add(&o->stage, scene, uri);
		snprintf(
		    path, sizeof(path), "cache/%s", uri + strlen("rsync://"));
		note(o, path, scene->rule);
	}
	ca_stage_finish(&o->stage);
}

static void
add_tals(struct output *o)
{
	const struct ca_tal_defect *defect;
	char name[CA_URI_SIZE], path[1024];
	struct derw w = { 0 };
	size_t i;

	for (i = 0; (defect = ca_tal_defect_get(i)) != NULL; i++) {
		ca_tal_defect_write(&o->stage.ta, defect, &w);
		snprintf(name, sizeof(name), "tals/%s.tal", defect->name);
		snprintf(path, sizeof(path), "%s/%s", o->out, name);
		ca_file_write(path, w.data, w.len);
		note(o, name, defect->rule);
	}
	derw_fini(&w);
}

int
genrepo_defects(const char *out)
{
	static struct output o;

	begin(&o, out);
	add_objects(&o);
	add_scenes(&o);
	add_tals(&o);
	return fclose(o.index) == 0 ? 0 : 2;
}
