/* SPDX-License-Identifier: ISC */
/* Compressed files, made by the ordinary tools when a test asks for them. */
#ifndef RSEC_TESTS_LIB_COMPRESS_H
#define RSEC_TESTS_LIB_COMPRESS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "io/input.h"

#define RUN	((size_t)256 * 1024) /* of the library; edges are around it */
#define FORMATS ((size_t)4)

struct format {
	enum rsec_compression code;
	const char *name;
	const char *command; /* stdin to stdout */
	size_t signature;    /* bytes by which it is recognised */
};

extern const struct format formats[FORMATS];

/* Append N bytes that compress, but not to nothing. */
void fill(struct rsec_buf *buf, size_t n);

/* An unnamed file that holds DATA[0..n), at its start. */
int file_of(const void *data, size_t n);

/* Append to OUT what COMMAND makes of IN. */
void squeeze(
    const char *command, const struct rsec_buf *in, struct rsec_buf *out);

/*
 * Read the input FD to its end into OUT, with max_size 0 for the default.
 * Returns 0 or -1.
 */
int drain(
    int fd, uint64_t max_size, struct rsec_buf *out, struct rsec_err *err);

bool same_bytes(const struct rsec_buf *a, const struct rsec_buf *b);

#endif
