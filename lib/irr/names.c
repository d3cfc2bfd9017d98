/* SPDX-License-Identifier: ISC */
/*
 * Names of registries and maintainers, each kept once, in upper case: names of
 * RPSL are the same in any case (RFC 2622 section 2).
 *
 * They are found through an open-addressing hash table that is at most half
 * full.  Objects of one maintainer often follow each other, so the last name
 * is looked at first.
 */
#include "irr/names_private.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <xxhash.h>

#include "base/num.h"

#define HASHED	  64 /* bytes of a name at once */
#define FIRST_CAP 64 /* names; the hash table has twice as many slots */

static inline unsigned char
upper(char c)
{
	return (unsigned char)(c >= 'a' && c <= 'z' ? c - 'a' + 'A' : c);
}

void
rsec_irr_names_fini(struct rsec_irr_names *names)
{
	free(names->name);
	free(names->slots);
	rsec_arena_fini(&names->arena);
	*names = (struct rsec_irr_names){ .count = 0 };
}

int
rsec_irr_name_cmp(const char *s, size_t n, const char *name)
{
	unsigned char a, b;
	size_t i;

	for (i = 0; i < n; i++) {
		a = upper(s[i]);
		b = (unsigned char)name[i];
		if (a != b)
			return a < b ? -1 : 1;
	}
	return name[n] == '\0' ? 0 : -1;
}

static uint32_t
hash(const char *s, size_t n)
{
	unsigned char folded[HASHED];
	uint64_t value = 0;
	size_t i, part;

	for (; n > 0; n -= part) {
		part = n < sizeof(folded) ? n : sizeof(folded);
		for (i = 0; i < part; i++)
			folded[i] = upper(s[i]);
		value = XXH3_64bits_withSeed(folded, part, value);
		s += part;
	}
	return (uint32_t)value;
}

/* Where S, whose hash is HASH, is (true) or belongs (false). */
static bool
find_slot(const struct rsec_irr_names *names, const char *s, size_t n,
    uint32_t value, struct rsec_irr_names_slot **slot)
{
	const uint32_t mask = names->slot_count - 1;
	uint32_t i = value & mask;

	for (; names->slots[i].name != NULL; i = (i + 1) & mask) {
		*slot = &names->slots[i];
		if ((*slot)->hash == value &&
		    rsec_irr_name_cmp(s, n, (*slot)->name) == 0)
			return true;
	}
	*slot = &names->slots[i];
	return false;
}

/* Put what is in the OLD slots into those of NAMES. */
static void
place_all(struct rsec_irr_names *names, const struct rsec_irr_names_slot *old,
    uint32_t count)
{
	const uint32_t mask = names->slot_count - 1;
	uint32_t i, at;

	for (i = 0; i < count; i++) {
		if (old[i].name == NULL)
			continue;
		at = old[i].hash & mask;
		while (names->slots[at].name != NULL)
			at = (at + 1) & mask;
		names->slots[at] = old[i];
	}
}

/* Room for twice as many names. */
static int
grow(struct rsec_irr_names *names, struct rsec_err *err)
{
	const uint32_t cap = names->cap == 0 ? FIRST_CAP : names->cap * 2;
	struct rsec_irr_names_slot *old = names->slots;
	struct rsec_irr_names_slot *slots = calloc(cap, 2 * sizeof(*slots));
	const char **name = realloc(names->name, cap * sizeof(*name));

	if (name != NULL)
		names->name = name;
	if (name == NULL || slots == NULL) {
		free(slots);
		return rsec_err_nomem(err);
	}
	names->slots = slots;
	names->slot_count = cap * 2;
	place_all(names, old, names->cap * 2);
	names->cap = cap;
	free(old);
	return 0;
}

/* Keep S[0..n) as the next name. */
static int
append(
    struct rsec_irr_names *names, const char *s, size_t n, struct rsec_err *err)
{
	char *copy = rsec_arena_strndup(&names->arena, s, n);
	size_t i;

	if (copy == NULL)
		return rsec_err_nomem(err);
	for (i = 0; i < n; i++)
		copy[i] = (char)upper(copy[i]);
	names->name[names->count++] = copy;
	return 0;
}

int
rsec_irr_names_add(struct rsec_irr_names *names, const char *s, size_t n,
    uint32_t max, const char *what, uint32_t *number, struct rsec_err *err)
{
	struct rsec_irr_names_slot *slot;
	uint32_t value;

	n = n == 0 ? 0 : strnlen(s, n);
	if (names->last_name != NULL &&
	    rsec_irr_name_cmp(s, n, names->last_name) == 0) {
		*number = names->last;
		return 0;
	}
	if (names->count == names->cap && grow(names, err) == -1)
		return -1;
	value = hash(s, n);
	if (!find_slot(names, s, n, value, &slot)) {
		if (names->count == max)
			return rsec_err_set(
			    err, RSEC_ERR_LIMIT, "more than %u %s", max, what);
		if (append(names, s, n, err) == -1)
			return -1;
		*slot =
		    (struct rsec_irr_names_slot){ names->name[names->count - 1],
			    names->count - 1, value };
	}
	*number = names->last = slot->number;
	names->last_name = slot->name;
	return 0;
}

struct numbered {
	const char *name;
	uint32_t number;
};

static int
numbered_cmp(const void *a, const void *b)
{
	const struct numbered *x = a, *y = b;

	return strcmp(x->name, y->name);
}

int
rsec_irr_names_sort(
    struct rsec_irr_names *names, uint32_t **map, struct rsec_err *err)
{
	const uint32_t n = names->count;
	struct numbered *order = malloc((n + 1u) * sizeof(*order));
	uint32_t i;

	*map = malloc((n + 1u) * sizeof(**map));
	if (order == NULL || *map == NULL) {
		free(order);
		free(*map);
		return rsec_err_nomem(err);
	}
	for (i = 0; i < n; i++)
		order[i] = (struct numbered){ names->name[i], i };
	qsort(order, n, sizeof(*order), numbered_cmp);
	for (i = 0; i < n; i++) {
		names->name[i] = order[i].name;
		(*map)[order[i].number] = i;
	}
	free(order);
	free(names->slots);
	names->slots = NULL;
	return 0;
}
