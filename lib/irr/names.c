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

static uint64_t
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
	return value;
}

/* Where S is (true) or belongs (false). */
static bool
find_slot(
    const struct rsec_irr_names *names, const char *s, size_t n, uint32_t *slot)
{
	const uint32_t mask = names->slot_count - 1;
	uint32_t i = (uint32_t)hash(s, n) & mask;

	for (; names->slots[i] != 0; i = (i + 1) & mask) {
		*slot = i;
		if (rsec_irr_name_cmp(s, n, names->name[names->slots[i] - 1]) ==
		    0)
			return true;
	}
	*slot = i;
	return false;
}

static void
place_all(struct rsec_irr_names *names)
{
	uint32_t i, slot;

	for (i = 0; i < names->count; i++) {
		find_slot(names, names->name[i], strlen(names->name[i]), &slot);
		names->slots[slot] = i + 1;
	}
}

/* Room for twice as many names. */
static int
grow(struct rsec_irr_names *names, struct rsec_err *err)
{
	const uint32_t cap = names->cap == 0 ? FIRST_CAP : names->cap * 2;
	uint32_t *slots = calloc(cap, 2 * sizeof(*slots));
	const char **name = realloc(names->name, cap * sizeof(*name));

	if (name != NULL)
		names->name = name;
	if (name == NULL || slots == NULL) {
		free(slots);
		return rsec_err_nomem(err);
	}
	free(names->slots);
	names->slots = slots;
	names->slot_count = cap * 2;
	names->cap = cap;
	place_all(names);
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
	uint32_t slot;

	n = n == 0 ? 0 : strnlen(s, n);
	if (names->count > 0 &&
	    rsec_irr_name_cmp(s, n, names->name[names->last]) == 0) {
		*number = names->last;
		return 0;
	}
	if (names->count == names->cap && grow(names, err) == -1)
		return -1;
	if (!find_slot(names, s, n, &slot)) {
		if (names->count == max)
			return rsec_err_set(
			    err, RSEC_ERR_LIMIT, "more than %u %s", max, what);
		if (append(names, s, n, err) == -1)
			return -1;
		names->slots[slot] = names->count;
	}
	*number = names->last = names->slots[slot] - 1;
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
