/* SPDX-License-Identifier: ISC */
/*
 * A file for each defect that the authority knows, published by one CA whose
 * manifest lists them all, and a sound one of each type; OUT/index.tsv has
 * the file and the rule that it breaks ("-": none).
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tests/bench/genrepo.h"
#include "tests/lib/cadefect.h"
#include "tests/lib/carepo.h"

struct scene {
	char directory[512];
	struct ca ta, ca;
	struct ca_point point;
	FILE *index;
};

static void
note(struct scene *s, const char *name, const char *rule)
{
	fprintf(s->index, "cache/%s%s\t%s\n",
	    s->ca.repository + strlen("rsync://"), name,
	    rule != NULL ? rule : "-");
}

/* DEFECT NULL: a sound object. */
static void
add(struct scene *s, enum ca_type type, const struct ca_defect *defect)
{
	static const char *const kinds[CA_TYPES] = { "ta", "ca", "router",
		"crl", "roa", "mft", "aspa", "rsc", "tak", "spl", "gbr",
		"unknown" };
	char name[CA_URI_SIZE], uri[2 * CA_URI_SIZE];
	struct derw w = { 0 };

	if (defect != NULL)
		snprintf(
		    name, sizeof(name), "%s%s", defect->name, ca_suffix(type));
	else
		snprintf(name, sizeof(name), "good-%s%s", kinds[type],
		    ca_suffix(type));
	ca_defect_sign(&s->ca, type, name, defect, &w);
	snprintf(uri, sizeof(uri), "%s%s", s->ca.repository, name);
	ca_uri_write(s->directory, uri, w.data, w.len);
	ca_point_list(&s->point, name, w.data, w.len);
	note(s, name, defect != NULL ? defect->rule : NULL);
	derw_fini(&w);
}

static void
begin(struct scene *s, const char *out)
{
	static const char base[] = "rsync://rpki.example.net/repo/";
	struct ca_object cer = { .type = CA_CERT, .name = "example.cer" };
	struct ca_point point;
	char path[1024];

	snprintf(s->directory, sizeof(s->directory), "%s/cache", out);
	snprintf(path, sizeof(path), "%s/ta.tal", out);
	ca_init(&s->ta, "ta", 0, NULL, base);
	ca_init(&s->ca, "example", 1, &s->ta, base);
	s->ta.ip = s->ca.ip = CA_DOC_IP;
	s->ta.asn = s->ca.asn = CA_DOC_ASN;
	ca_anchor_write(&s->ta, s->directory, path);
	ca_point_init(&point, &s->ta, s->directory);
	cer.subject = &s->ca;
	ca_point_add(&point, &cer);
	ca_point_add_crl(&point, NULL);
	ca_point_finish(&point, NULL);
	ca_point_fini(&point);
	ca_point_init(&s->point, &s->ca, s->directory);
	snprintf(path, sizeof(path), "%s/index.tsv", out);
	s->index = fopen(path, "w");
	if (s->index == NULL) {
		perror(path);
		exit(2);
	}
}

int
genrepo_defects(const char *out)
{
	struct scene s;
	const struct ca_defect *defect;
	unsigned type;
	size_t i;

	begin(&s, out);
	for (type = 0; type < CA_TYPES; type++)
		add(&s, type, NULL);
	for (i = 0; (defect = ca_defect_get(i)) != NULL; i++)
		add(&s, defect->type, defect);
	ca_point_add_crl(&s.point, NULL);
	ca_point_finish(&s.point, NULL);
	ca_point_fini(&s.point);
	return fclose(s.index) == 0 ? 0 : 2;
}
