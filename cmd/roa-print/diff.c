/* SPDX-License-Identifier: ISC */
/*
 * --diff A B: what changed between two manifests or two ROAs.
 *
 *	-  old.roa  3f2c...		only in A
 *	+  new.roa  9a01...		only in B
 *	~  CA1.crl  88d0... > 11ee...	in both, with another hash
 *
 * Both lists are sorted.  A first walk drops what is the same in both; what is
 * left is compared by its key alone (name or prefix), so that a changed entry
 * is told as one, and entries that repeat a key are each counted.
 */
#include <stdlib.h>
#include <string.h>

#include "cmd/roa-print/printer.h"

/* How entries are compared and shown. */
struct kind {
	int (*cmp_key)(const void *a, const void *b);
	int (*cmp_value)(const void *a, const void *b);
	int (*cmp)(const void *va, const void *vb); /* for qsort() */
	void (*put_key)(struct writer *w, const void *entry);
	void (*put_value)(struct writer *w, const void *entry);
};

struct side {
	const void **list;
	size_t count;
};

static int
bytes_cmp(struct rsec_bytes a, struct rsec_bytes b)
{
	const size_t n = a.len < b.len ? a.len : b.len;
	const int order = n == 0 ? 0 : memcmp(a.data, b.data, n);

	return order != 0 ? order : (a.len > b.len) - (a.len < b.len);
}

static int
file_cmp_key(const void *a, const void *b)
{
	const struct rsec_mft_entry *x = a, *y = b;

	return bytes_cmp(x->name, y->name);
}

static int
file_cmp_value(const void *a, const void *b)
{
	const struct rsec_mft_entry *x = a, *y = b;

	return bytes_cmp(x->hash, y->hash);
}

static int
file_cmp(const void *va, const void *vb)
{
	const void *a = *(const void *const *)va, *b = *(const void *const *)vb;
	const int order = file_cmp_key(a, b);

	return order != 0 ? order : file_cmp_value(a, b);
}

static void
file_put_key(struct writer *w, const void *entry)
{
	put_bytes(w, ((const struct rsec_mft_entry *)entry)->name);
}

static void
file_put_value(struct writer *w, const void *entry)
{
	put_hex(w, ((const struct rsec_mft_entry *)entry)->hash, '\0');
}

static int
prefix_cmp_key(const void *a, const void *b)
{
	const struct rsec_roa_prefix *x = a, *y = b;

	return rsec_prefix_cmp(&x->prefix, &y->prefix);
}

static int
prefix_cmp_value(const void *a, const void *b)
{
	const struct rsec_roa_prefix *x = a, *y = b;

	return (x->max_len > y->max_len) - (x->max_len < y->max_len);
}

static int
prefix_cmp(const void *va, const void *vb)
{
	const void *a = *(const void *const *)va, *b = *(const void *const *)vb;
	const int order = prefix_cmp_key(a, b);

	return order != 0 ? order : prefix_cmp_value(a, b);
}

static void
prefix_put_key(struct writer *w, const void *entry)
{
	put_prefix(w, &((const struct rsec_roa_prefix *)entry)->prefix);
}

static void
prefix_put_value(struct writer *w, const void *entry)
{
	put_string(w, "maxLength ");
	put_uint(w, ((const struct rsec_roa_prefix *)entry)->max_len);
}

static const struct kind files = { file_cmp_key, file_cmp_value, file_cmp,
	file_put_key, file_put_value };
static const struct kind prefixes = { prefix_cmp_key, prefix_cmp_value,
	prefix_cmp, prefix_put_key, prefix_put_value };

/* Pointers to COUNT entries of SIZE bytes, sorted.  -1 without memory. */
static int
sort(struct side *side, const struct kind *kind, const void *entries,
    size_t count, size_t size)
{
	size_t i;

	side->count = count;
	side->list = calloc(count + 1, sizeof(*side->list));
	if (side->list == NULL)
		return -1;
	for (i = 0; i < count; i++)
		side->list[i] = (const char *)entries + i * size;
	qsort(side->list, count, sizeof(*side->list), kind->cmp);
	return 0;
}

/* Take the entries that both sides have out of them. */
static void
drop_equal(struct side *a, struct side *b, const struct kind *kind)
{
	size_t i = 0, j = 0, left_a = 0, left_b = 0;
	int order;

	while (i < a->count && j < b->count) {
		order = kind->cmp(&a->list[i], &b->list[j]);
		if (order < 0)
			a->list[left_a++] = a->list[i++];
		else if (order > 0)
			b->list[left_b++] = b->list[j++];
		else
			i++, j++;
	}
	while (i < a->count)
		a->list[left_a++] = a->list[i++];
	while (j < b->count)
		b->list[left_b++] = b->list[j++];
	a->count = left_a;
	b->count = left_b;
}

/* "MARK  key  value", and " > value" where NOW is not NULL. */
static void
line(struct writer *w, const struct kind *kind, char mark, const void *entry,
    const void *now)
{
	put_char(w, mark);
	put_string(w, "  ");
	kind->put_key(w, entry);
	put_string(w, "  ");
	kind->put_value(w, entry);
	if (now != NULL) {
		put_string(w, " > ");
		kind->put_value(w, now);
	}
	put_char(w, '\n');
}

static void
print(struct writer *w, const struct kind *kind, const struct side *a,
    const struct side *b)
{
	size_t i = 0, j = 0;
	int order;

	while (i < a->count || j < b->count) {
		order = i == a->count	? 1
			: j == b->count ? -1
					: kind->cmp_key(a->list[i], b->list[j]);
		if (order < 0)
			line(w, kind, '-', a->list[i++], NULL);
		else if (order > 0)
			line(w, kind, '+', b->list[j++], NULL);
		else
			line(w, kind, '~', a->list[i++], b->list[j++]);
	}
}

/* "~  nextUpdate  " of a field that differs. */
static void
field(struct writer *w, const char *name)
{
	put_string(w, "~  ");
	put_string(w, name);
	put_string(w, "  ");
}

static void
field_time(struct writer *w, const char *name, int64_t a, int64_t b)
{
	if (a == b)
		return;
	field(w, name);
	put_date(w, a);
	put_string(w, " > ");
	put_date(w, b);
	put_char(w, '\n');
}

static int
diff_manifests(struct writer *w, const struct rsec_mft *a,
    const struct rsec_mft *b, struct side side[2])
{
	if (!rsec_bytes_equal(a->number, b->number)) {
		field(w, "number");
		put_integer(w, a->number);
		put_string(w, " > ");
		put_integer(w, b->number);
		put_char(w, '\n');
	}
	field_time(w, "thisUpdate", a->this_update, b->this_update);
	field_time(w, "nextUpdate", a->next_update, b->next_update);
	if (sort(&side[0], &files, a->entries, a->count, sizeof(*a->entries)) !=
		0 ||
	    sort(&side[1], &files, b->entries, b->count, sizeof(*b->entries)) !=
		0)
		return -1;
	drop_equal(&side[0], &side[1], &files);
	print(w, &files, &side[0], &side[1]);
	return 0;
}

static int
diff_roas(struct writer *w, const struct rsec_roa *a, const struct rsec_roa *b,
    struct side side[2])
{
	if (a->asn != b->asn) {
		field(w, "origin");
		put_asn(w, a->asn);
		put_string(w, " > ");
		put_asn(w, b->asn);
		put_char(w, '\n');
	}
	if (sort(&side[0], &prefixes, a->prefixes, a->count,
		sizeof(*a->prefixes)) != 0 ||
	    sort(&side[1], &prefixes, b->prefixes, b->count,
		sizeof(*b->prefixes)) != 0)
		return -1;
	drop_equal(&side[0], &side[1], &prefixes);
	print(w, &prefixes, &side[0], &side[1]);
	return 0;
}

/* Nothing to compare but what they are, and their bytes. */
static void
diff_others(
    struct writer *w, const struct rsec_object *a, const struct rsec_object *b)
{
	if (a->type != b->type) {
		field(w, "type");
		put_string(w, type_key(a->type));
		put_string(w, " > ");
		put_string(w, type_key(b->type));
		put_char(w, '\n');
	} else if (memcmp(a->sha256, b->sha256, RSEC_SHA256_SIZE) != 0) {
		field(w, "sha256");
		put_hex(w, (struct rsec_bytes){ a->sha256, RSEC_SHA256_SIZE },
		    '\0');
		put_string(w, " > ");
		put_hex(w, (struct rsec_bytes){ b->sha256, RSEC_SHA256_SIZE },
		    '\0');
		put_char(w, '\n');
	}
}

int
diff_print(struct rsec_buf *out, const struct subject *a,
    const struct subject *b, bool *different)
{
	const struct rsec_object *x = &a->object, *y = &b->object;
	const bool same = x->type == y->type && x->decoded && y->decoded;
	struct side side[2] = { { NULL, 0 }, { NULL, 0 } };
	struct writer w = put_begin(out);
	const size_t before = out->len;
	int rc = 0;

	if (same && x->type == RSEC_OBJECT_MFT)
		rc = diff_manifests(&w, &x->mft, &y->mft, side);
	else if (same && x->type == RSEC_OBJECT_ROA)
		rc = diff_roas(&w, &x->roa, &y->roa, side);
	else
		diff_others(&w, x, y);
	free(side[0].list);
	free(side[1].list);
	*different = out->len > before;
	return rc != 0 ? rc : put_end(&w);
}
