/* SPDX-License-Identifier: ISC */
/*
 * The prefix trie: a set of prefixes of both families, each with a run of
 * values, that answers which of them cover a prefix and which lie inside it.
 *
 * It is a trie laid out flat.  Sorted by (address, length) the prefixes are
 * the pre-order walk of their forest; each holds the index of the nearest
 * prefix that contains it (its parent).  See trie.c for the picture.
 *
 * A value is a number that the caller keeps an array for.  Entry e owns the
 * values first..first+count-1, so that one prefix may carry several VRPs or
 * route objects without a list.
 *
 * Entries are numbered in order, 0..count-1, IPv4 before IPv6.
 */
#ifndef RSEC_NET_TRIE_H
#define RSEC_NET_TRIE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/api.h"
#include "base/err.h"
#include "net/prefix.h"

#define RSEC_TRIE_NONE	 UINT32_MAX		   /* no such entry */
#define RSEC_TRIE_MAX_V4 (((uint32_t)1 << 26) - 1) /* entries; see trie.c */
#define RSEC_TRIE_MAX_V6 (((uint32_t)1 << 24) - 1)

struct rsec_trie; /* opaque */

RSEC_BEGIN_API

/* An empty trie to append to; NULL without memory. */
struct rsec_trie *rsec_trie_new(void);
void rsec_trie_free(struct rsec_trie *trie);

/*
 * Give the next value, whose number is the count of calls so far, to PREFIX.
 * Prefixes come in the order of rsec_prefix_cmp(); equal ones, next to each
 * other, share an entry.  Returns 0, or -1 with ERR: out of order, too many
 * entries, no memory.
 */
int rsec_trie_append(struct rsec_trie *trie, const struct rsec_prefix *prefix,
    struct rsec_err *err);

/*
 * All is appended: build the index.  Needed before any question; nothing can
 * be appended after it.  A frozen trie is never written to again, so that any
 * number of threads may ask it.
 */
int rsec_trie_freeze(struct rsec_trie *trie, struct rsec_err *err);

/* Entries, and values of all of them. */
uint32_t rsec_trie_count(const struct rsec_trie *trie);
uint32_t rsec_trie_values(const struct rsec_trie *trie);

/* Entry E: its prefix, and its values *FIRST..*FIRST + returned count - 1. */
uint32_t rsec_trie_get(const struct rsec_trie *trie, uint32_t e,
    struct rsec_prefix *prefix, uint32_t *first);

/*
 * The longest entry that contains PREFIX (it may be PREFIX itself), or
 * RSEC_TRIE_NONE.  With rsec_trie_parent() this walks all covering entries,
 * the most specific first, in O(number of them).
 */
uint32_t rsec_trie_covering(
    const struct rsec_trie *trie, const struct rsec_prefix *prefix);

/* The longest entry other than E that contains E, or RSEC_TRIE_NONE. */
uint32_t rsec_trie_parent(const struct rsec_trie *trie, uint32_t e);

/*
 * The entries that PREFIX contains, itself included, are *FROM..*TO - 1:
 * consecutive, in order.  Returns how many.
 */
uint32_t rsec_trie_within(const struct rsec_trie *trie,
    const struct rsec_prefix *prefix, uint32_t *from, uint32_t *to);

/* Bytes that the trie holds. */
size_t rsec_trie_memory(const struct rsec_trie *trie);

/*
 * A frozen trie as bytes, little-endian: what rsec_trie_map() reads in place.
 * WRITE is called with consecutive runs and returns 0 or -1.
 */
size_t rsec_trie_image_size(const struct rsec_trie *trie);
int rsec_trie_image_write(const struct rsec_trie *trie,
    int (*write)(void *ctx, const void *data, size_t len), void *ctx);

/*
 * A trie over IMAGE, 8-byte aligned and LEN bytes long, which stays the
 * caller's and must outlive it.  Sizes, order and links are verified, so that
 * no image whatever makes a later question read outside it; that the answers
 * are right, the caller vouches for by a checksum.  NULL with ERR where they
 * do not fit, or on a big-endian machine.
 */
struct rsec_trie *rsec_trie_map(
    const uint8_t *image, size_t len, struct rsec_err *err);

RSEC_END_API

#endif
