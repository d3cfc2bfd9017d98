/* SPDX-License-Identifier: ISC */
/*
 * Signed checklists, RFC 9323, one a file.  What RFC 6488, RFC 6487 and RFC
 * 9323 ask of the object itself is checked, signature and digest included; the
 * way from its certificate to a trust anchor is not.
 */
#include <stdlib.h>
#include <string.h>

#include "manrs/checklist.h"
#include "rpki/object.h"

/* All bytes of SOURCE; more than an object may have are an error. */
static int
read_bytes(
    struct rsec_source source, struct rsec_buf *bytes, struct rsec_err *err)
{
	const uint8_t *data;
	size_t len;
	int more;

	while ((more = source.next(source.ctx, &data, &len, err)) == 1) {
		if (len > RSEC_OBJECT_MAX - bytes->len)
			return rsec_err_set(err, RSEC_ERR_LIMIT,
			    "an object of more than %zu bytes",
			    RSEC_OBJECT_MAX);
		if (rsec_buf_add(bytes, data, len) == -1)
			return rsec_err_nomem(err);
	}
	return more;
}

/* The first finding for which the object must be refused; NULL. */
static const struct rsec_finding *
first_error(const struct rsec_findings *findings)
{
	size_t i;

	for (i = 0; i < findings->count; i++)
		if (rsec_rule_info(findings->list[i].rule)
			->severity[RSEC_PROFILE_CURRENT] == RSEC_ERROR)
			return &findings->list[i];
	return NULL;
}

/* The files of RSC, in its ARENA; NULL without memory. */
static struct rsec_manrs_listed *
list_files(struct rsec_arena *arena, const struct rsec_rsc *rsc)
{
	struct rsec_manrs_listed *file =
	    rsec_arena_alloc(arena, rsc->count * sizeof(*file));
	const struct rsec_rsc_entry *entry = rsc->entries;
	size_t i;

	for (i = 0; file != NULL && i < rsc->count; i++, entry++) {
		file[i].name = rsec_arena_strndup(
		    arena, (const char *)entry->name.data, entry->name.len);
		if (file[i].name == NULL)
			return NULL;
		memcpy(
		    file[i].digest, entry->hash.data, sizeof(file[i].digest));
	}
	return file;
}

static int
add_object(struct rsec_manrs_checklists *lists, struct rsec_object *object,
    const char *path, struct rsec_err *err)
{
	const struct rsec_cms *cms = &object->cms;
	struct rsec_manrs_checklist list = {
		.path = path,
		.signing_time = cms->has_signing_time ? cms->signing_time
						      : cms->ee.not_before,
		.not_before = cms->ee.not_before,
		.not_after = cms->ee.not_after,
		.resources = object->rsc.resources,
		.file = list_files(&object->arena, &object->rsc),
		.files = object->rsc.count,
	};

	if (list.file == NULL)
		return rsec_err_nomem(err);
	memcpy(list.digest, object->sha256, sizeof(list.digest));
	return rsec_manrs_checklists_add(lists, &list, err);
}

static int
judge(struct rsec_manrs_checklists *lists, struct rsec_object *object,
    const char *path, const struct rsec_diag *diag, uint64_t *count,
    struct rsec_err *err)
{
	const struct rsec_finding *wrong = first_error(&object->findings);
	struct rsec_err why;

	if (object->type == RSEC_OBJECT_UNKNOWN && wrong != NULL)
		return rsec_err_at_offset(err, RSEC_ERR_SYNTAX, wrong->offset,
		    "no RSC in it: %s", wrong->message);
	if (object->type != RSEC_OBJECT_RSC)
		return rsec_err_set(err, RSEC_ERR_SYNTAX,
		    "no RSC in it, it is of type %s",
		    rsec_object_type_name(object->type));
	if (wrong != NULL) {
		rsec_err_at_offset(&why, RSEC_ERR_SYNTAX, wrong->offset,
		    "%s (%s)", wrong->message,
		    rsec_rule_info(wrong->rule)->cite);
		return rsec_diag_skip(diag, &why, err);
	}
	if (add_object(lists, object, path, err) == -1)
		return -1;
	++*count;
	return 0;
}

static int
read_object(struct rsec_manrs_checklists *lists, struct rsec_bytes file,
    const char *path, const struct rsec_diag *diag, uint64_t *count,
    struct rsec_err *err)
{
	struct rsec_verifier *verifier = rsec_verifier_new();
	struct rsec_object object;
	int rc;

	if (verifier == NULL)
		return rsec_err_nomem(err);
	rsec_object_init(&object);
	rc = rsec_object_parse(&object, file, verifier, true, err);
	if (rc == 0)
		rc = judge(lists, &object, path, diag, count, err);
	rsec_object_fini(&object);
	rsec_verifier_free(verifier);
	return rc;
}

int
rsec_manrs_checklist_read(struct rsec_manrs_checklists *lists,
    struct rsec_source source, const char *path, const struct rsec_diag *diag,
    uint64_t *count, struct rsec_err *err)
{
	struct rsec_buf bytes = RSEC_BUF_INIT;
	uint64_t ignored = 0;
	int rc = read_bytes(source, &bytes, err);

	if (rc == 0)
		rc = read_object(lists,
		    (struct rsec_bytes){
			(const uint8_t *)bytes.data, bytes.len },
		    path, diag, count != NULL ? count : &ignored, err);
	rsec_buf_fini(&bytes);
	return rc;
}
