/* SPDX-License-Identifier: ISC */
/*
 * Inputs that are a list of changes to an image that the harness makes, for
 * forms whose every byte is guarded:
 *
 *	byte 0		0: the rest is the whole file; 1: changes; 2: changes,
 *			and then all digests are made right again
 *	then, each	place (4, little-endian), new byte (1)
 *
 * A place counts from the start of the file, or, with its top bit set, from
 * its end.
 */
#ifndef RSEC_TESTS_FUZZ_CHANGES_H
#define RSEC_TESTS_FUZZ_CHANGES_H

#include <stdbool.h>
#include <string.h>

#include "base/buf.h"
#include "tests/fuzz/fuzz.h"

#define CHANGE 5 /* bytes */

enum {
	WHOLE,
	CHANGES,
	SIGNED
};

/* What an image holds, and is asked about. */
static const char *const prefixes[] = { "0.0.0.0/0", "192.0.2.0/24",
	"192.0.2.0/25", "192.0.2.255/32", "::/0", "2001:db8::/32",
	"2001:db8::1/128" };

#define PREFIXES (sizeof(prefixes) / sizeof(prefixes[0]))

/* What writes an image to a buffer. */
static inline int
append(void *ctx, const void *data, size_t len)
{
	return rsec_buf_add(ctx, data, len);
}

static inline void
change(struct rsec_buf *image, const uint8_t *data, size_t size)
{
	uint32_t place;

	for (; size >= CHANGE; data += CHANGE, size -= CHANGE) {
		memcpy(&place, data, sizeof(place));
		if (place >> 31 != 0)
			place = (uint32_t)image->len - 1 - (place & 0x7fffffff);
		if (place < image->len)
			image->data[place] = (char)data[4];
	}
}

/*
 * What the input DATA[0..size), which is not empty, makes of MADE, in the empty
 * IMAGE; the harness signs it.  Whether it is MADE no more; false for a file.
 */
static inline bool
make_changes(struct rsec_buf *image, const struct rsec_buf *made,
    const uint8_t *data, size_t size)
{
	if (data[0] == WHOLE) {
		MUST(rsec_buf_add(image, data + 1, size - 1) == 0);
		return false;
	}
	MUST(rsec_buf_add(image, made->data, made->len) == 0);
	change(image, data + 1, size - 1);
	return memcmp(image->data, made->data, made->len) != 0;
}

#endif
