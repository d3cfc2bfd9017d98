/* SPDX-License-Identifier: ISC */
/*
 * Journals of every version: what is refused is told in one printable line,
 * the same however the source cuts its runs; what is read is sorted, each key
 * once, and can be written and read again.
 */
#include <string.h>

#include "irr/nrtm.h"
#include "tests/fuzz/fuzz.h"
#include "tests/lib/nrtm.h"

static void
check_refusal(const struct rsec_err *a, const struct rsec_err *b)
{
	size_t i;

	MUST(a->code != RSEC_ERR_NOMEM && a->msg[0] != '\0');
	for (i = 0; a->msg[i] != '\0'; i++)
		MUST((unsigned char)a->msg[i] >= ' ' && a->msg[i] != 0x7f);
	MUST(a->code == b->code && a->line == b->line);
	MUST(strcmp(a->msg, b->msg) == 0);
}

static void
check_same(const struct rsec_nrtm *a, const struct rsec_nrtm *b)
{
	const struct rsec_nrtm_entry *x, *y;
	size_t i;

	MUST(rsec_nrtm_count(a) == rsec_nrtm_count(b));
	for (i = 0; i < rsec_nrtm_count(a); i++) {
		x = rsec_nrtm_get(a, i);
		y = rsec_nrtm_get(b, i);
		MUST(x->deleted == y->deleted && x->class_id == y->class_id);
		MUST(strcmp(x->key, y->key) == 0);
		MUST((x->text == NULL) == (y->text == NULL));
		MUST(x->text == NULL || x->len == y->len);
		MUST(rsec_nrtm_find(a, x->class_id, x->key) == x);
	}
}

/* What the journal adds, written in version 3. */
static void
check_written(const struct rsec_nrtm *nrtm)
{
	struct rsec_nrtm_head head = *rsec_nrtm_head(nrtm);
	const struct rsec_nrtm_entry *entry;
	struct rsec_rpsl_object object = { .text = NULL };
	struct rsec_buf text = RSEC_BUF_INIT;
	struct rsec_nrtm *again;
	struct rsec_err err;
	size_t i, added = 0;

	head.format = RSEC_NRTM_V3;
	head.first = 0;
	head.last = rsec_nrtm_count(nrtm);
	MUST(rsec_nrtm_write_head(&text, &head, &err) == 0);
	for (i = 0; i < rsec_nrtm_count(nrtm); i++) {
		entry = rsec_nrtm_get(nrtm, i);
		if (entry->deleted)
			continue;
		object.text = entry->text;
		object.len = entry->len;
		object.class_id = entry->class_id;
		MUST(rsec_nrtm_write_add(
			 &text, &head, added++, &object, &err) == 0);
	}
	MUST(rsec_nrtm_write_end(&text, &head, &err) == 0);
	again = nrtm_of(text.data, text.len, 0, &err);
	MUST(again != NULL && rsec_nrtm_count(again) == added);
	rsec_nrtm_free(again);
	rsec_buf_fini(&text);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct rsec_err err[2] = { { .msg = "" }, { .msg = "" } };
	struct rsec_nrtm *whole, *cut;

	rsec_nrtm_sniff((const char *)data, size);
	whole = nrtm_of((const char *)data, size, 0, &err[0]);
	cut = nrtm_of((const char *)data, size, 3, &err[1]);
	MUST((whole == NULL) == (cut == NULL));
	if (whole == NULL) {
		check_refusal(&err[0], &err[1]);
		return 0;
	}
	check_same(whole, cut);
	check_written(whole);
	rsec_nrtm_free(whole);
	rsec_nrtm_free(cut);
	return 0;
}
