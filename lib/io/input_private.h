/* SPDX-License-Identifier: ISC */
/*
 * What the files of the input share: the file as it lies there (raw), what
 * turns it into bytes (decoder), and the runs in which they are handed out.
 *
 *	fd -> raw -> decoder -> run, run, ... -> the caller
 */
#ifndef RSEC_IO_INPUT_PRIVATE_H
#define RSEC_IO_INPUT_PRIVATE_H

#include <pthread.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "io/input.h"

#define RSEC_INPUT_RUN                                        \
	((size_t)256 * 1024) /* bytes read or decoded at once \
			      */

/* The file as it lies there.  Bytes that are left: data[pos..len). */
struct rsec_raw {
	int fd;		       /* -1: it is in memory */
	const uint8_t *memory; /* what is left there */
	size_t memory_len;
	uint8_t *data; /* RSEC_INPUT_RUN bytes */
	size_t pos, len;
	uint64_t read;	   /* bytes read of FD */
	uint64_t consumed; /* bytes that a decoder has used up */
	bool end;	   /* FD has no more */
	void (*tap)(void *ctx, const void *data, size_t len);
	void *tap_ctx;
};

/*
 * Have WANT bytes left, fewer only at the end.  Returns 0, or -1 with ERR.
 */
int rsec_raw_fill(struct rsec_raw *raw, size_t want, struct rsec_err *err);
void rsec_raw_consume(struct rsec_raw *raw, size_t n);

/* One read(2) of at most SIZE bytes: *n is 0 at the end.  0, or -1 with ERR. */
int rsec_raw_read(struct rsec_raw *raw, uint8_t *to, size_t size, size_t *n,
    struct rsec_err *err);

/*
 * read() fills TO with up to SIZE bytes: *n is 0 only at the end of an input
 * that is whole.  0, or -1 with ERR, after which it is not called again.
 */
struct rsec_decoder {
	int (*read)(void *state, uint8_t *to, size_t size, size_t *n,
	    struct rsec_err *err);
	void (*free)(void *state);
	void *state;
};

/*
 * The decoder of a compressed file: one stream (gzip member, zstd frame)
 * after the other.  RAW must outlive it.  Returns 0, or -1 with ERR.
 */
int rsec_stream_open(struct rsec_raw *raw, enum rsec_compression compression,
    struct rsec_decoder *decoder, struct rsec_err *err);

enum rsec_step {
	RSEC_STEP_MORE, /* wants input or room */
	RSEC_STEP_END,	/* the stream is complete, its checksums match */
	RSEC_STEP_CORRUPT,
	RSEC_STEP_CHECKSUM,
	RSEC_STEP_NOMEM,
	RSEC_STEP_LIMIT, /* wants more memory than RSEC_CODEC_MEMORY */
};

#define RSEC_CODEC_MEMORY ((size_t)256 << 20) /* "xz -9" needs 65 MiB */

/*
 * One library's way through one stream.  step() takes of IN and gives to OUT
 * what it can, and sets both lengths to what it took and gave; reset() makes
 * ready for the next stream, and is -1 without memory.
 */
struct rsec_codec {
	enum rsec_step (*step)(void *state, uint8_t *in, size_t *in_len,
	    uint8_t *out, size_t *out_len);
	int (*reset)(void *state);
	void (*free)(void *state);
	void *state;
};

/* Each returns 0, or -1 with ERR: no memory, or the library is not there. */
int rsec_gzip_new(struct rsec_codec *codec, struct rsec_err *err);
int rsec_bzip2_new(struct rsec_codec *codec, struct rsec_err *err);
int rsec_xz_new(struct rsec_codec *codec, struct rsec_err *err);
int rsec_zstd_new(struct rsec_codec *codec, struct rsec_err *err);

const char *rsec_compression_name(enum rsec_compression compression);

/*
 * What N bytes begin: NONE where it is nothing compressed.  *WHOLE is false
 * where they end within the signature.
 */
#define RSEC_MAGIC_MAX 6 /* bytes of the longest signature */
enum rsec_compression rsec_compression_find(
    const uint8_t *data, size_t n, bool *whole);

/*
 * Errors in a compressed file.  One that is cut has the offset of its end, a
 * corrupt one the offset up to which it was surely good: the library may have
 * looked up to a run ahead of it before it found the damage.
 */
int rsec_raw_truncated(
    const struct rsec_raw *raw, enum rsec_compression c, struct rsec_err *err);
int rsec_raw_corrupt(const struct rsec_raw *raw, enum rsec_compression c,
    const char *why, struct rsec_err *err);

/* A run of decoded bytes, or why there is none. */
struct rsec_run {
	uint8_t *data; /* RSEC_INPUT_RUN bytes */
	size_t len;
	int status;	   /* 1, 0 at the end, -1 with err */
	uint64_t consumed; /* raw->consumed after it */
	struct rsec_err err;
};

/*
 * Runs in a ring: the caller has one, a thread decodes those behind it.  The
 * runs come in order, whoever is faster: the caller sees the same as without.
 */
#define RSEC_AHEAD_RUNS 8

struct rsec_ahead {
	void (*decode)(void *ctx, struct rsec_run *run);
	void *ctx;
	struct rsec_run *runs; /* the caller holds the first at start */
	unsigned held;	       /* which the caller holds */
	unsigned ready;	       /* decoded ones behind it */
	bool ended;	       /* the last of them says so */
	bool stop;
	pthread_t thread;
	pthread_mutex_t lock;
	pthread_cond_t moved; /* ready, ended or stop have changed */
};

/* 0, or -1 where no thread can be had; then the caller decodes by itself. */
int rsec_ahead_start(struct rsec_ahead *ahead,
    void (*decode)(void *ctx, struct rsec_run *run), void *ctx,
    struct rsec_run runs[RSEC_AHEAD_RUNS]);
struct rsec_run *rsec_ahead_next(struct rsec_ahead *ahead);
void rsec_ahead_stop(struct rsec_ahead *ahead);

#endif
