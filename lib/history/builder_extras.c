/* SPDX-License-Identifier: ISC */
/*
 * Sorting the ASPAs and router keys of an input into those that a trust anchor
 * ever had, as builder_vrps.c does with VRPs.  Keys are bytes of any length
 * (see struct rsec_history_extra_entry) and few, so that they are compared by
 * memcmp() and kept where they are.
 */
#include <stdlib.h>
#include <string.h>

#include "base/num.h"
#include "history/builder_private.h"

#define NEVER UINT32_MAX /* not new */

/* One of the input: where its bytes are, and the key it stands before. */
struct item {
	struct rsec_extra_key key;
	size_t offset; /* in the buffer, while that grows */
	uint32_t at;
};

struct input {
	struct item *list;
	uint32_t count;
	struct rsec_buf bytes;
};

int
rsec_extra_key_cmp(
    const struct rsec_extra_key *a, const struct rsec_extra_key *b)
{
	const uint32_t len = a->len < b->len ? a->len : b->len;
	const int order = memcmp(a->data, b->data, len);

	return order != 0 ? order : (a->len > b->len) - (a->len < b->len);
}

static int
cmp_items(const void *a, const void *b)
{
	const struct item *left = a, *right = b;

	return rsec_extra_key_cmp(&left->key, &right->key);
}

static int
cmp_numbers(const void *a, const void *b)
{
	const uint32_t *left = a, *right = b;

	return (*left > *right) - (*left < *right);
}

static int
add_number(struct rsec_buf *bytes, uint32_t number)
{
	uint8_t octets[4];

	rsec_put_be32(octets, number);
	return rsec_buf_add(bytes, octets, sizeof(octets));
}

/* Begin an item: its kind and ASN. */
static int
begin(struct input *input, enum rsec_history_kind kind, uint32_t asn)
{
	input->list[input->count].offset = input->bytes.len;
	if (rsec_buf_addc(&input->bytes, (char)kind) == -1)
		return -1;
	return add_number(&input->bytes, asn);
}

static void
end(struct input *input)
{
	struct item *item = &input->list[input->count++];

	item->key.len = (uint32_t)(input->bytes.len - item->offset);
}

static int
add_aspa(struct input *input, const struct rsec_snapshot_aspa *aspa)
{
	uint32_t *sorted, i;
	int rc;

	sorted = malloc(((size_t)aspa->count + 1) * sizeof(*sorted));
	if (sorted == NULL)
		return -1;
	for (i = 0; i < aspa->count; i++)
		sorted[i] = aspa->providers[i];
	qsort(sorted, aspa->count, sizeof(*sorted), cmp_numbers);
	rc = begin(input, RSEC_HISTORY_ASPA, aspa->customer);
	for (i = 0; i < aspa->count && rc == 0; i++)
		if (i == 0 || sorted[i] != sorted[i - 1])
			rc = add_number(&input->bytes, sorted[i]);
	end(input);
	free(sorted);
	return rc;
}

static int
add_router_key(struct input *input, const struct rsec_snapshot_router_key *key)
{
	if (begin(input, RSEC_HISTORY_ROUTER_KEY, key->asn) == -1 ||
	    rsec_buf_add(&input->bytes, key->ski, sizeof(key->ski)) == -1 ||
	    rsec_buf_add(&input->bytes, key->key, key->len) == -1)
		return -1;
	end(input);
	return 0;
}

/* All items in order, none twice. */
static int
read_input(struct input *input, const struct rsec_snapshot_extra *extra)
{
	const size_t n = extra->aspa_count + extra->key_count;
	uint32_t i, count;
	size_t j;

	if (n >= UINT32_MAX)
		return -1;
	input->list = calloc(n + 1, sizeof(*input->list));
	if (input->list == NULL)
		return -1;
	for (j = 0; j < extra->aspa_count; j++)
		if (add_aspa(input, &extra->aspas[j]) == -1)
			return -1;
	for (j = 0; j < extra->key_count; j++)
		if (add_router_key(input, &extra->keys[j]) == -1)
			return -1;
	for (i = 0; i < input->count; i++)
		input->list[i].key.data =
		    (const uint8_t *)input->bytes.data + input->list[i].offset;
	qsort(input->list, input->count, sizeof(*input->list), cmp_items);
	count = input->count;
	input->count = 0;
	for (i = 0; i < count; i++)
		if (i == 0 ||
		    cmp_items(&input->list[i], &input->list[i - 1]) != 0)
			input->list[input->count++] = input->list[i];
	return 0;
}

/* Note which keys are present, and which items are new; how many are. */
static uint32_t
match(struct rsec_ta *ta, struct input *input)
{
	const uint32_t keys = ta->extras.keys;
	struct item *item = input->list;
	uint32_t i = 0, fresh = 0;
	struct item *last = item + input->count;

	if (keys > 0)
		memset(ta->extras.present, 0, keys);
	for (; item < last; item++) {
		while (i < keys &&
		       rsec_extra_key_cmp(&ta->extra_keys[i], &item->key) < 0)
			i++;
		item->at = i;
		if (i < keys &&
		    rsec_extra_key_cmp(&ta->extra_keys[i], &item->key) == 0) {
			ta->extras.present[i] = 1;
			item->at = NEVER;
		} else {
			fresh++;
		}
	}
	return fresh;
}

int
rsec_ta_reserve_extras(struct rsec_ta *ta, uint32_t more)
{
	const uint32_t cap = ta->extras.keys_cap;
	struct rsec_extra_key *keys;

	if (rsec_lane_reserve(&ta->extras, more) == -1)
		return -1;
	if (ta->extras.keys_cap == cap)
		return 0;
	keys = realloc(ta->extra_keys, ta->extras.keys_cap * sizeof(*keys));
	if (keys == NULL)
		return -1;
	ta->extra_keys = keys;
	return 0;
}

int
rsec_extra_key_copy(struct rsec_arena *arena, const struct rsec_extra_key *key,
    struct rsec_extra_key *to)
{
	uint8_t *data = rsec_arena_alloc(arena, key->len);

	if (data == NULL)
		return -1;
	memcpy(data, key->data, key->len);
	*to = (struct rsec_extra_key){ data, key->len };
	return 0;
}

/* Move the new ones, FRESH of them, to their place. */
static int
insert_all(struct rsec_arena *arena, struct rsec_ta *ta,
    const struct input *input, uint32_t fresh)
{
	uint32_t last = ta->extras.keys, i = input->count, at;

	if (rsec_ta_reserve_extras(ta, fresh) == -1)
		return -1;
	ta->extras.keys += fresh;
	while (fresh > 0) {
		if (input->list[--i].at == NEVER)
			continue;
		at = input->list[i].at;
		memmove(ta->extra_keys + at + fresh, ta->extra_keys + at,
		    (last - at) * sizeof(*ta->extra_keys));
		rsec_lane_move(&ta->extras, at, last, fresh);
		last = at;
		fresh--;
		if (rsec_extra_key_copy(arena, &input->list[i].key,
			&ta->extra_keys[at + fresh]) == -1)
			return -1;
		rsec_lane_begin(&ta->extras, at + fresh);
	}
	return 0;
}

int
rsec_ta_take_extras(struct rsec_builder *builder, struct rsec_ta *ta,
    const struct rsec_snapshot_extra *extra, struct rsec_history_entry *entry,
    struct rsec_err *err)
{
	struct input input = { .bytes = RSEC_BUF_INIT };
	uint32_t i, fresh;
	int rc = 0;

	if (read_input(&input, extra) == -1) {
		rc = rsec_err_nomem(err);
		goto out;
	}
	for (i = 0; i < input.count; i++)
		if (input.list[i].key.data[0] == RSEC_HISTORY_ASPA)
			entry->aspas++;
	entry->router_keys = input.count - entry->aspas;
	fresh = match(ta, &input);
	if (fresh > 0 && insert_all(&builder->arena, ta, &input, fresh) == -1)
		rc = rsec_err_nomem(err);
out:
	free(input.list);
	rsec_buf_fini(&input.bytes);
	return rc;
}
