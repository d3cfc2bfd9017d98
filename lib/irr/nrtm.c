/* SPDX-License-Identifier: ISC */
/*
 * Journals: which form the bytes have, and the list of what they say in the
 * end.  Operations are collected as they come, each with its key, then sorted
 * by class and key; of those with the same key the last stays.
 */
#include "irr/nrtm_private.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/quote.h"
#include "irr/object.h"
#include "irr/value.h"

#define RECORD_SEPARATOR 0x1e /* RFC 7464 section 2.2 */

/* Whether LINE[0..n) begins with WORD, blanks between its '%' and the rest. */
static bool
is_mark(const char *line, size_t n, const char *word)
{
	size_t len = strlen(word), i = 1;

	if (n == 0 || line[0] != '%')
		return false;
	while (i < n && line[i] == ' ')
		i++;
	return n - i >= len && memcmp(line + i, word, len) == 0;
}

/* "%START Version: 3 ..."; the version decides. */
static enum rsec_nrtm_format
sniff_start(const char *line, size_t n)
{
	static const char version[] = "Version:";
	const char *at = memmem(line, n, version, sizeof(version) - 1);
	const char *end = line + n;

	if (at == NULL)
		return RSEC_NRTM_V3;
	at += sizeof(version) - 1;
	while (at < end && *at == ' ')
		at++;
	if (end - at >= 2 && at[0] == '1' && at[1] == ' ')
		return RSEC_NRTM_V1;
	return RSEC_NRTM_V3;
}

static bool
contains(const char *data, size_t len, const char *s)
{
	return memmem(data, len, s, strlen(s)) != NULL;
}

static enum rsec_nrtm_format
sniff_json(const char *data, size_t len)
{
	if (data[0] == '{' && !contains(data, len, "\"nrtm_version\""))
		return RSEC_NRTM_NONE;
	return contains(data, len, "\"snapshot\"") ? RSEC_NRTM_V4_SNAPSHOT
						   : RSEC_NRTM_V4_DELTA;
}

/* Comments may stand before %START, as they may before a dump's objects. */
enum rsec_nrtm_format
rsec_nrtm_sniff(const char *data, size_t len)
{
	const char *end = data + len, *next;
	size_t n;

	for (; data < end; data = next) {
		next = memchr(data, '\n', (size_t)(end - data));
		n = (size_t)((next != NULL ? next : end) - data);
		next = next != NULL ? next + 1 : end;
		if (n == 0 || *data == '\r' || *data == '#')
			continue;
		if (is_mark(data, n, "START"))
			return sniff_start(data, n);
		if (is_mark(data, n, "ERROR")) /* in place of a journal */
			return RSEC_NRTM_V3;
		if (*data == '%')
			continue;
		if (*data == RECORD_SEPARATOR || *data == '{')
			return sniff_json(data, (size_t)(end - data));
		if (n >= 3 &&
		    (memcmp(data, "ADD", 3) == 0 ||
			memcmp(data, "DEL", 3) == 0) &&
		    memchr(data, ':', n) == NULL)
			return RSEC_NRTM_V3;
		return RSEC_NRTM_NONE;
	}
	return RSEC_NRTM_NONE;
}

static char
to_upper(char c)
{
	return c >= 'a' && c <= 'z' ? (char)(c - 'a' + 'A') : c;
}

static void
fold(char *s, size_t n)
{
	size_t i;

	for (i = 0; i < n; i++)
		s[i] = to_upper(s[i]);
}

static int
add_value(const struct rsec_rpsl_attribute *attribute, struct rsec_buf *out)
{
	struct rsec_rpsl_piece value;

	if (attribute == NULL)
		return 0;
	value = rsec_rpsl_value(attribute);
	return rsec_buf_add(out, value.s, value.n);
}

int
rsec_nrtm_key(const struct rsec_rpsl_object *object, struct rsec_buf *out)
{
	size_t from = out->len;
	struct rsec_err err;

	if (rsec_rpsl_key(object, out, &err) == 0)
		return 0;
	if (err.code == RSEC_ERR_NOMEM)
		return -1;
	out->len = from;
	if (add_value(object->attributes, out) != 0)
		return -1;
	if ((object->class_id == RSEC_RPSL_ROUTE ||
		object->class_id == RSEC_RPSL_ROUTE6) &&
	    add_value(rsec_rpsl_find(object, RSEC_RPSL_ATTR_ORIGIN), out) != 0)
		return -1;
	if (out->len > from)
		fold(out->data + from, out->len - from);
	return 0;
}

int
rsec_nrtm_set_source(struct rsec_nrtm *nrtm, const char *s, size_t n,
    uint64_t line, struct rsec_err *err)
{
	char quote[RSEC_QUOTE_SIZE];
	size_t i;

	for (i = 0; i < n; i++)
		if (strchr("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_",
			to_upper(s[i])) == NULL ||
		    s[i] == '\0')
			break;
	if (n == 0 || i < n || n >= sizeof(nrtm->head.source))
		return rsec_err_at_line(err, RSEC_ERR_SYNTAX, line,
		    "%s is not the name of a registry (RFC 2622 section 2)",
		    rsec_quote(quote, s, n));
	memcpy(nrtm->head.source, s, n);
	nrtm->head.source[n] = '\0';
	fold(nrtm->head.source, n);
	return 0;
}

/* Room for one more item, of which class, deleted and line are known. */
static struct rsec_nrtm_item *
new_item(struct rsec_nrtm *nrtm, enum rsec_rpsl_class class, bool deleted,
    uint64_t line)
{
	size_t cap = nrtm->cap == 0 ? 64 : nrtm->cap * 2;
	struct rsec_nrtm_item *item;

	if (nrtm->count == nrtm->cap) {
		item = reallocarray(nrtm->item, cap, sizeof(*item));
		if (item == NULL)
			return NULL;
		nrtm->item = item;
		nrtm->cap = cap;
	}
	item = &nrtm->item[nrtm->count];
	*item = (struct rsec_nrtm_item){
		.entry = { .deleted = deleted,
		    .class_id = class,
		    .line = line },
		.order = nrtm->count,
	};
	return item;
}

static int
check_source(const struct rsec_nrtm *nrtm,
    const struct rsec_rpsl_object *object, uint64_t line, struct rsec_err *err)
{
	const struct rsec_rpsl_attribute *source;
	char quote[RSEC_QUOTE_SIZE];
	struct rsec_rpsl_piece name;

	source = rsec_rpsl_find(object, RSEC_RPSL_ATTR_SOURCE);
	if (source == NULL)
		return 0; /* it has that of the journal */
	name = rsec_rpsl_value(source);
	if (name.n == strlen(nrtm->head.source) &&
	    strncasecmp(name.s, nrtm->head.source, name.n) == 0)
		return 0;
	return rsec_err_at_line(err, RSEC_ERR_SYNTAX,
	    line + object->line - 1 + source->line,
	    "source %s in a journal of %s", rsec_quote(quote, name.s, name.n),
	    nrtm->head.source);
}

int
rsec_nrtm_add(struct rsec_nrtm *nrtm, bool deleted, const char *text,
    size_t len, uint64_t line, struct rsec_err *err)
{
	struct rsec_rpsl_object object;
	struct rsec_nrtm_item *item;
	struct rsec_err why;

	if (rsec_rpsl_parse(nrtm->rpsl, text, len, &object, &why) != 0) {
		if (why.code == RSEC_ERR_NOMEM)
			return rsec_err_nomem(err);
		return rsec_err_at_line(err, why.code,
		    line + (why.line > 0 ? why.line - 1 : 0), "%s", why.msg);
	}
	if (object.class_id == RSEC_RPSL_UNKNOWN_CLASS)
		return 0;
	if (check_source(nrtm, &object, line, err) != 0)
		return -1;
	nrtm->key.len = 0;
	if (rsec_nrtm_key(&object, &nrtm->key) != 0 ||
	    (item = new_item(nrtm, object.class_id, deleted,
		 line + object.line - 1)) == NULL ||
	    (item->entry.key = rsec_arena_strndup(
		 &nrtm->arena, nrtm->key.data, nrtm->key.len)) == NULL ||
	    (item->entry.text = rsec_arena_strndup(
		 &nrtm->arena, object.text, object.len)) == NULL)
		return rsec_err_nomem(err);
	item->entry.len = object.len;
	nrtm->count++;
	return 0;
}

/* Where "AS64496" begins behind a prefix, or 0. */
static size_t
find_origin(const char *key, size_t len)
{
	size_t at;

	for (at = len < 2 ? 0 : len - 2; at > 0; at--)
		if (strncasecmp(key + at, "AS", 2) == 0)
			return at;
	return 0;
}

/*
 * A key as rsec_rpsl_key() writes it, by way of an object that has it and
 * nothing else; what is no key of its class is taken as it is.
 */
static int
normal_key(struct rsec_nrtm *nrtm, enum rsec_rpsl_class class, const char *key,
    size_t len)
{
	bool route = class == RSEC_RPSL_ROUTE || class == RSEC_RPSL_ROUTE6;
	size_t at = route ? find_origin(key, len) : 0;
	struct rsec_buf text = RSEC_BUF_INIT;
	struct rsec_rpsl_object object;
	struct rsec_err err;
	int rc = -1;

	nrtm->key.len = 0;
	if (rsec_buf_puts(&text, rsec_rpsl_class_name(class)) != 0 ||
	    rsec_buf_puts(&text, ": ") != 0 ||
	    rsec_buf_add(&text, key, at > 0 ? at : len) != 0)
		goto out;
	if (at > 0 && (rsec_buf_puts(&text, "\norigin: ") != 0 ||
			  rsec_buf_add(&text, key + at, len - at) != 0))
		goto out;
	if (rsec_rpsl_parse(nrtm->rpsl, text.data, text.len, &object, &err) ==
	    0)
		rc = rsec_nrtm_key(&object, &nrtm->key);
	else if (err.code != RSEC_ERR_NOMEM)
		rc = rsec_buf_add(&nrtm->key, key, len);
out:
	rsec_buf_fini(&text);
	return rc;
}

int
rsec_nrtm_add_key(struct rsec_nrtm *nrtm, enum rsec_rpsl_class class,
    const char *key, size_t len, uint64_t line, struct rsec_err *err)
{
	char quote[RSEC_QUOTE_SIZE];
	struct rsec_nrtm_item *item;
	size_t i;

	for (i = 0; i < len && (unsigned char)key[i] >= ' '; i++)
		continue;
	if (i < len || len == 0)
		return rsec_err_at_line(err, RSEC_ERR_SYNTAX, line,
		    "%s is not a primary key", rsec_quote(quote, key, len));
	if (class == RSEC_RPSL_UNKNOWN_CLASS)
		return 0;
	if (normal_key(nrtm, class, key, len) != 0 ||
	    (item = new_item(nrtm, class, true, line)) == NULL ||
	    (item->entry.key = rsec_arena_strndup(
		 &nrtm->arena, nrtm->key.data, nrtm->key.len)) == NULL)
		return rsec_err_nomem(err);
	nrtm->count++;
	return 0;
}

static int
compare_keys(const struct rsec_nrtm_entry *entry, enum rsec_rpsl_class class,
    const char *key)
{
	if (entry->class_id != class)
		return entry->class_id < class ? -1 : 1;
	return strcmp(entry->key, key);
}

static int
compare_items(const void *a, const void *b)
{
	const struct rsec_nrtm_item *x = a, *y = b;
	int c = compare_keys(&x->entry, y->entry.class_id, y->entry.key);

	return c != 0 ? c : (x->order > y->order) - (x->order < y->order);
}

/* Sort, and of each key keep the last operation. */
static void
settle(struct rsec_nrtm *nrtm)
{
	struct rsec_nrtm_item *item = nrtm->item;
	size_t i, kept = 0;

	if (nrtm->count == 0)
		return;
	qsort(item, nrtm->count, sizeof(*item), compare_items);
	for (i = 0; i < nrtm->count; i++)
		if (i + 1 == nrtm->count ||
		    compare_keys(&item[i].entry, item[i + 1].entry.class_id,
			item[i + 1].entry.key) != 0)
			item[kept++] = item[i];
	nrtm->count = kept;
}

/* SOURCE with its first run put back. */
struct pushed_back {
	struct rsec_source source;
	const uint8_t *data;
	size_t len;
};

static int
pushed_back_next(
    void *ctx, const uint8_t **data, size_t *len, struct rsec_err *err)
{
	struct pushed_back *pushed = ctx;

	if (pushed->len == 0)
		return pushed->source.next(pushed->source.ctx, data, len, err);
	*data = pushed->data;
	*len = pushed->len;
	pushed->len = 0;
	return 1;
}

/* What is in braces or begins with a separator of records is JSON. */
static int
read_any(
    struct rsec_nrtm *nrtm, struct rsec_source source, struct rsec_err *err)
{
	struct pushed_back pushed = { source, NULL, 0 };
	struct rsec_source again = { pushed_back_next, &pushed };
	int rc;

	rc = source.next(source.ctx, &pushed.data, &pushed.len, err);
	if (rc == -1)
		return -1;
	if (rc == 0)
		return rsec_err_set(
		    err, RSEC_ERR_TRUNCATED, "journal is empty");
	if (*pushed.data == RECORD_SEPARATOR || *pushed.data == '{')
		return rsec_nrtm_read_json(nrtm, again, err);
	return rsec_nrtm_read_text(nrtm, again, err);
}

int
rsec_nrtm_read(
    struct rsec_source source, struct rsec_nrtm **out, struct rsec_err *err)
{
	struct rsec_nrtm *nrtm = calloc(1, sizeof(*nrtm));

	*out = NULL;
	if (nrtm == NULL)
		return rsec_err_nomem(err);
	nrtm->arena = RSEC_ARENA_INIT;
	nrtm->rpsl = rsec_rpsl_new(rsec_source_memory(&nrtm->nothing), NULL);
	if (nrtm->rpsl == NULL) {
		rsec_nrtm_free(nrtm);
		return rsec_err_nomem(err);
	}
	if (read_any(nrtm, source, err) != 0) {
		rsec_nrtm_free(nrtm);
		return -1;
	}
	settle(nrtm);
	*out = nrtm;
	return 0;
}

void
rsec_nrtm_free(struct rsec_nrtm *nrtm)
{
	if (nrtm == NULL)
		return;
	rsec_rpsl_free(nrtm->rpsl);
	rsec_buf_fini(&nrtm->key);
	rsec_arena_fini(&nrtm->arena);
	free(nrtm->item);
	free(nrtm);
}

const struct rsec_nrtm_head *
rsec_nrtm_head(const struct rsec_nrtm *nrtm)
{
	return &nrtm->head;
}

size_t
rsec_nrtm_count(const struct rsec_nrtm *nrtm)
{
	return nrtm->count;
}

const struct rsec_nrtm_entry *
rsec_nrtm_get(const struct rsec_nrtm *nrtm, size_t i)
{
	return &nrtm->item[i].entry;
}

const struct rsec_nrtm_entry *
rsec_nrtm_find(
    const struct rsec_nrtm *nrtm, enum rsec_rpsl_class class, const char *key)
{
	size_t low = 0, high = nrtm->count, middle;
	int c;

	while (low < high) {
		middle = low + (high - low) / 2;
		c = compare_keys(&nrtm->item[middle].entry, class, key);
		if (c == 0)
			return &nrtm->item[middle].entry;
		if (c < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return NULL;
}
