/* SPDX-License-Identifier: ISC */
/*
 * Inputs: a file, standard input ("-") or an http(s) URL, decompressed by
 * what its first bytes are and never by its name (gzip, bzip2, xz, zstd; each
 * with any number of members or streams one after the other), read as a
 * source of bytes.
 *
 * A stream that is cut, corrupt, or followed by what is not one, is an error
 * with the offset in the file as it lies there: a short read never looks
 * complete.
 */
#ifndef RSEC_IO_INPUT_H
#define RSEC_IO_INPUT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "base/source.h"
#include "io/fetch.h"

#define RSEC_INPUT_LIMIT ((uint64_t)8 << 30) /* default of max_size, bytes */
#define RSEC_INPUT_PEEK	 512		     /* bytes that peek shows */

enum rsec_compression {
	RSEC_COMPRESSION_NONE,
	RSEC_COMPRESSION_GZIP,
	RSEC_COMPRESSION_BZIP2,
	RSEC_COMPRESSION_XZ,
	RSEC_COMPRESSION_ZSTD,
};

struct rsec_input_options {
	/*
	 * Bytes of the input after decompression.  0: RSEC_INPUT_LIMIT of what
	 * is compressed, and any number of what is not.
	 */
	uint64_t max_size;
	const struct rsec_fetch_options *fetch; /* for URLs; NULL: defaults */
	/*
	 * Is told of all bytes of the file as it lies there, in order, as they
	 * are read, maybe by a thread; NULL.  Not for what is mapped.
	 */
	void (*tap)(void *ctx, const void *data, size_t len);
	void *tap_ctx;
	/*
	 * It is text: a byte order mark in front of it (U+FEFF in UTF-8), as
	 * spreadsheets write it, is not handed out.  Not for what is mapped.
	 */
	bool text;
};

struct rsec_input; /* opaque */

RSEC_BEGIN_API

/*
 * Open NAME: "-", "http://...", "https://...", or a path.  OPTIONS may be
 * NULL.  A URL is fetched whole before this returns.  Everything that needs
 * the file system, the network or a further shared library happens here, so
 * that a caller can lock itself down before it reads the first byte.
 * Returns 0 and the caller owns *OUT, or -1 with ERR.
 */
int rsec_input_open(const char *name, const struct rsec_input_options *options,
    struct rsec_input **out, struct rsec_err *err);

/* The same on a descriptor, which it owns from here on; NAME for messages. */
int rsec_input_open_fd(int fd, const char *name,
    const struct rsec_input_options *options, struct rsec_input **out,
    struct rsec_err *err);

/* The same on bytes in memory, the caller's until it is closed. */
int rsec_input_open_memory(const uint8_t *data, size_t len, const char *name,
    const struct rsec_input_options *options, struct rsec_input **out,
    struct rsec_err *err);

/*
 * Load the libraries of all compressions, for a caller that opens inputs
 * after it has locked itself down.  One that is not installed is missed only
 * when an input needs it.
 */
void rsec_input_preload(void);

void rsec_input_close(struct rsec_input *in);

/*
 * The decompressed bytes.  Runs are borrowed until the next is pulled.  The
 * first read may start a thread, which ends with the input.
 */
struct rsec_source rsec_input_source(struct rsec_input *in);

const char *rsec_input_name(const struct rsec_input *in); /* borrowed */
enum rsec_compression rsec_input_compression(const struct rsec_input *in);

/* Bytes read of the file as it lies there, and handed out, so far. */
uint64_t rsec_input_consumed(const struct rsec_input *in);
uint64_t rsec_input_produced(const struct rsec_input *in);

/*
 * The first decompressed bytes without consuming them: up to RSEC_INPUT_PEEK,
 * fewer only where the input is shorter.  Borrowed until the source is read,
 * after which it cannot be asked again.  Returns 0, or -1 with ERR.
 */
int rsec_input_peek(struct rsec_input *in, const uint8_t **data, size_t *len,
    struct rsec_err *err);

/*
 * The whole of an uncompressed regular file, mapped read-only until IN is
 * closed; for formats that are read in place.  Returns 0, or -1 with ERR
 * (RSEC_ERR_UNSUPPORTED where it is a pipe or compressed).
 */
int rsec_input_map(struct rsec_input *in, const uint8_t **data, size_t *len,
    struct rsec_err *err);

/*
 * Read the rest into one allocation that the caller frees, of at most MAX
 * bytes, with a NUL behind it that *LEN does not count.
 */
int rsec_input_slurp(struct rsec_input *in, size_t max, char **data,
    size_t *len, struct rsec_err *err);

RSEC_END_API

#endif
