/* SPDX-License-Identifier: ISC */
/* Sound objects of each type, and finding defects by number and name. */
#include "tests/lib/cadefect.h"

#include <string.h>

static const struct ca_defects *const sections[] = { &ca_defects_der,
	&ca_defects_cms, &ca_defects_cert, &ca_defects_resources,
	&ca_defects_crl, &ca_defects_roa, &ca_defects_mft, &ca_defects_others };

const struct ca_defect *
ca_defect_get(size_t i)
{
	size_t s;

	for (s = 0; s < sizeof(sections) / sizeof(*sections); s++) {
		if (i < sections[s]->count)
			return &sections[s]->list[i];
		i -= sections[s]->count;
	}
	return NULL;
}

const struct ca_defect *
ca_defect_find(const char *name)
{
	const struct ca_defect *defect;
	size_t i;

	for (i = 0; (defect = ca_defect_get(i)) != NULL; i++)
		if (strcmp(defect->name, name) == 0)
			return defect;
	return NULL;
}

struct ca_object
ca_example(enum ca_type type, const char *name)
{
	static const struct ca_file files[] = { { "example.crl", { 1 } },
		{ "example.roa", { 2 } } };
	static const struct ca_revoked revoked[] = { { 0x7001, CA_NOT_BEFORE },
		{ 0x7002, CA_NOT_BEFORE } };
	struct ca_object object = { .type = type, .name = name };

	object.as = 64496;
	object.providers = "64497 64498 64510";
	object.prefixes = "192.0.2.0/25-26 198.51.100.0/24 2001:db8::/40-48 "
			  "2001:db8:f000::/48";
	object.files = files;
	object.file_count = 2;
	object.revoked = revoked;
	object.revoked_count = 2;
	object.current = (struct ca_tak_key){ "example",
		"rsync://rpki.example.net/repo/example.cer", 0 };
	object.successor = (struct ca_tak_key){ NULL,
		"rsync://rpki.example.net/repo/next.cer", 1 };
	return object;
}

void
ca_defect_sign(struct ca *ca, enum ca_type type, const char *name,
    const struct ca_defect *defect, struct derw *w)
{
	struct ca_object object = ca_example(type, name);
	struct ca_file files[2] = { object.files[0], object.files[1] };
	struct ca child;

	ca_init(&child, "child", 2, ca, ca->repository);
	child.ip = ca->ip;
	child.asn = ca->asn;
	object.subject = type == CA_TA ? ca : &child;
	files[0].name = strrchr(ca->crl_uri, '/') + 1;
	object.files = files;
	object.current.uri = ca->cer_uri;
	object.current.key = ca->key;
	if (defect != NULL) {
		memcpy(object.edits, defect->edits, sizeof(defect->edits));
		if (defect->change != NULL)
			defect->change(&object);
	}
	ca_sign(ca, &object, w);
}
