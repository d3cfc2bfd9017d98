/* SPDX-License-Identifier: ISC */
/*
 * Compressed files: their signatures, and the walk over streams that stand
 * one after the other.
 *
 * The libraries decode one stream each; what lies between streams is decided
 * here, the same way for all of them.  A file ends after a complete stream,
 * or after the padding that its format allows, and nowhere else.
 */
#include <stdlib.h>
#include <string.h>

#include "io/input_private.h"

static const struct magic {
	enum rsec_compression compression;
	size_t len;
	uint8_t bytes[RSEC_MAGIC_MAX];
	uint8_t mask; /* of the first byte */
} magics[] = {
	{ RSEC_COMPRESSION_GZIP, 3, { 0x1f, 0x8b, 8 }, 0xff },
	{ RSEC_COMPRESSION_BZIP2, 3, { 'B', 'Z', 'h' }, 0xff },
	{ RSEC_COMPRESSION_XZ, 6, { 0xfd, '7', 'z', 'X', 'Z', 0 }, 0xff },
	{ RSEC_COMPRESSION_ZSTD, 4, { 0x28, 0xb5, 0x2f, 0xfd }, 0xff },
	/* RFC 8878 section 3.1.2: skippable frames count as streams */
	{ RSEC_COMPRESSION_ZSTD, 4, { 0x50, 0x2a, 0x4d, 0x18 }, 0xf0 },
};

struct stream {
	struct rsec_raw *raw;
	enum rsec_compression compression;
	bool between; /* one stream is complete, no other is begun */
	struct rsec_codec codec;
};

const char *
rsec_compression_name(enum rsec_compression compression)
{
	static const char *const names[] = { "uncompressed", "gzip", "bzip2",
		"xz", "zstd" };

	return names[compression];
}

enum rsec_compression
rsec_compression_find(const uint8_t *data, size_t n, bool *whole)
{
	const struct magic *magic;
	size_t i, compare;

	for (i = 0; n > 0 && i < sizeof(magics) / sizeof(*magics); i++) {
		magic = &magics[i];
		*whole = n >= magic->len;
		compare = *whole ? magic->len : n;
		if ((data[0] & magic->mask) == magic->bytes[0] &&
		    memcmp(data + 1, magic->bytes + 1, compare - 1) == 0)
			return magic->compression;
	}
	return RSEC_COMPRESSION_NONE;
}

/* Take the zero bytes that are next; *n is how many.  0, or -1 with ERR. */
static int
take_zeros(struct rsec_raw *raw, uint64_t *n, struct rsec_err *err)
{
	for (*n = 0;; ++*n) {
		if (rsec_raw_fill(raw, 1, err) != 0)
			return -1;
		if (raw->pos == raw->len || raw->data[raw->pos] != 0)
			return 0;
		rsec_raw_consume(raw, 1);
	}
}

/*
 * Whether N zero bytes may stand here: gzip files from tapes end with any
 * number, xz pads each stream to a multiple of four bytes.
 */
static bool
padding_is_good(enum rsec_compression compression, uint64_t n, bool at_end)
{
	switch (compression) {
	case RSEC_COMPRESSION_GZIP:
		return n == 0 || at_end;
	case RSEC_COMPRESSION_XZ:
		return n % 4 == 0;
	case RSEC_COMPRESSION_BZIP2:
	case RSEC_COMPRESSION_ZSTD:
	case RSEC_COMPRESSION_NONE:
		break;
	}
	return n == 0;
}

/* Past a stream: 1 when another begins, 0 at the end, -1 with ERR. */
static int
next_stream(struct stream *stream, struct rsec_err *err)
{
	struct rsec_raw *raw = stream->raw;
	bool whole, good;
	uint64_t zeros;
	size_t left;

	if (take_zeros(raw, &zeros, err) != 0 ||
	    rsec_raw_fill(raw, RSEC_MAGIC_MAX, err) != 0)
		return -1;
	left = raw->len - raw->pos;
	good = padding_is_good(stream->compression, zeros, left == 0);
	if (good && left == 0)
		return 0;
	if (!good || rsec_compression_find(raw->data + raw->pos, left,
			 &whole) != stream->compression)
		return rsec_raw_corrupt(raw, stream->compression,
		    "bytes that are no stream follow its end", err);
	if (!whole)
		return rsec_raw_truncated(raw, stream->compression, err);
	if (stream->codec.reset(stream->codec.state) != 0)
		return rsec_err_nomem(err);
	stream->between = false;
	return 1;
}

/* A step gave nothing and took nothing, or failed. */
static int
failed(struct stream *stream, enum rsec_step step, struct rsec_err *err)
{
	struct rsec_raw *raw = stream->raw;

	if (step == RSEC_STEP_NOMEM)
		return rsec_err_nomem(err);
	if (step == RSEC_STEP_LIMIT)
		return rsec_err_at_offset(err, RSEC_ERR_LIMIT, raw->consumed,
		    "this %s stream takes more than %zu MiB to decompress",
		    rsec_compression_name(stream->compression),
		    RSEC_CODEC_MEMORY >> 20);
	if (step == RSEC_STEP_MORE && raw->end && raw->pos == raw->len)
		return rsec_raw_truncated(raw, stream->compression, err);
	return rsec_raw_corrupt(raw, stream->compression,
	    step == RSEC_STEP_CHECKSUM ? "the checksum does not match" : NULL,
	    err);
}

/* One step into TO; *n is the room there, then what it gave. */
static int
decode_some(struct stream *stream, uint8_t *to, size_t *n, struct rsec_err *err)
{
	struct rsec_raw *raw = stream->raw;
	enum rsec_step step;
	size_t used;

	if (rsec_raw_fill(raw, 1, err) != 0)
		return -1;
	used = raw->len - raw->pos;
	step = stream->codec.step(
	    stream->codec.state, raw->data + raw->pos, &used, to, n);
	rsec_raw_consume(raw, used);
	if (step == RSEC_STEP_END)
		stream->between = true;
	else if (step != RSEC_STEP_MORE || (used == 0 && *n == 0))
		return failed(stream, step, err);
	return 0;
}

static int
stream_read(
    void *state, uint8_t *to, size_t size, size_t *n, struct rsec_err *err)
{
	struct stream *stream = state;
	size_t some;
	int more;

	*n = 0;
	while (*n < size) {
		if (stream->between) {
			if ((more = next_stream(stream, err)) <= 0)
				return more;
		}
		some = size - *n;
		if (decode_some(stream, to + *n, &some, err) != 0)
			return -1;
		*n += some;
	}
	return 0;
}

static void
stream_free(void *state)
{
	struct stream *stream = state;

	if (stream->codec.free != NULL)
		stream->codec.free(stream->codec.state);
	free(stream);
}

static int
codec_new(enum rsec_compression compression, struct rsec_codec *codec,
    struct rsec_err *err)
{
	switch (compression) {
	case RSEC_COMPRESSION_GZIP:
		return rsec_gzip_new(codec, err);
	case RSEC_COMPRESSION_BZIP2:
		return rsec_bzip2_new(codec, err);
	case RSEC_COMPRESSION_XZ:
		return rsec_xz_new(codec, err);
	case RSEC_COMPRESSION_ZSTD:
		return rsec_zstd_new(codec, err);
	case RSEC_COMPRESSION_NONE:
		break;
	}
	return rsec_err_set(err, RSEC_ERR_UNSUPPORTED, "not compressed");
}

int
rsec_stream_open(struct rsec_raw *raw, enum rsec_compression compression,
    struct rsec_decoder *decoder, struct rsec_err *err)
{
	struct stream *stream = calloc(1, sizeof(*stream));

	if (stream == NULL)
		return rsec_err_nomem(err);
	stream->raw = raw;
	stream->compression = compression;
	if (codec_new(compression, &stream->codec, err) != 0) {
		stream_free(stream);
		return -1;
	}
	*decoder = (struct rsec_decoder){ stream_read, stream_free, stream };
	return 0;
}

void
rsec_input_preload(void)
{
	int (*const make[])(struct rsec_codec *,
	    struct rsec_err *) = { rsec_bzip2_new, rsec_xz_new, rsec_zstd_new };
	struct rsec_codec codec;
	size_t i;

	for (i = 0; i < sizeof(make) / sizeof(make[0]); i++)
		if (make[i](&codec, NULL) == 0)
			codec.free(codec.state);
}
