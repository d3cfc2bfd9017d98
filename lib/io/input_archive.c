/* SPDX-License-Identifier: ISC */
/*
 * bzip2, xz and zstd through libarchive, which is loaded when one is met: one
 * filter, chosen by us and not by its bidding (that would go on into a
 * compressed file inside), over the "raw" format.
 *
 * libarchive ends quietly where a further stream does not look like one, and
 * where the first one is cut so early that nothing came out of it.  So its end
 * counts only if it set no error and used up every byte of the file.
 */
#include <archive.h>
#include <archive_entry.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "io/input_private.h"
#include "io/lazy.h"

#define ARCHIVE_SYMBOLS(X)                   \
	X(archive_read_new)                  \
	X(archive_read_free)                 \
	X(archive_read_support_format_raw)   \
	X(archive_read_support_format_empty) \
	X(archive_read_append_filter)        \
	X(archive_read_open)                 \
	X(archive_read_next_header)          \
	X(archive_read_data)                 \
	X(archive_filter_bytes)              \
	X(archive_errno)                     \
	X(archive_error_string)

struct libarchive {
	ARCHIVE_SYMBOLS(RSEC_LAZY_MEMBER)
};

static const struct rsec_lazy library = { "libarchive.so.13",
	"bzip2, xz and zstd", { ARCHIVE_SYMBOLS(RSEC_LAZY_NAME) NULL } };

struct unpacker {
	struct libarchive lib;
	struct rsec_raw *raw;
	enum rsec_compression compression;
	struct archive *archive;
	bool begun;	     /* the header of the raw format was read */
	struct rsec_err err; /* of reading the file; code NONE: none */
};

/* libarchive asks for input: all that is at hand. */
static la_ssize_t
give(struct archive *archive, void *ctx, const void **data)
{
	struct unpacker *unpacker = ctx;
	struct rsec_raw *raw = unpacker->raw;
	size_t n;

	(void)archive; /* the error is told by us */
	if (rsec_raw_fill(raw, 1, &unpacker->err) != 0)
		return -1;
	*data = raw->data + raw->pos;
	n = raw->len - raw->pos;
	raw->pos = raw->len;
	return (la_ssize_t)n;
}

/* Where libarchive is in the file. */
static void
locate(struct unpacker *unpacker)
{
	la_int64_t at =
	    unpacker->lib.archive_filter_bytes(unpacker->archive, -1);

	if (at > 0)
		unpacker->raw->consumed = (uint64_t)at;
}

static int
failed(struct unpacker *unpacker, struct rsec_err *err)
{
	const char *why = unpacker->lib.archive_error_string(unpacker->archive);
	struct rsec_raw *raw = unpacker->raw;

	locate(unpacker);
	if (unpacker->err.code != RSEC_ERR_NONE) {
		*err = unpacker->err;
		return -1;
	}
	if (unpacker->lib.archive_errno(unpacker->archive) == ENOMEM)
		return rsec_err_nomem(err);
	if (why != NULL && raw->end && strcasestr(why, "truncated") != NULL)
		return rsec_raw_truncated(raw, unpacker->compression, err);
	return rsec_raw_corrupt(raw, unpacker->compression, NULL, err);
}

/* libarchive says that this is the end: is it? */
static int
finished(struct unpacker *unpacker, struct rsec_err *err)
{
	struct rsec_raw *raw = unpacker->raw;

	if (unpacker->lib.archive_errno(unpacker->archive) != 0)
		return failed(unpacker, err);
	locate(unpacker);
	if (raw->consumed == raw->read) {
		if (rsec_raw_fill(raw, 1, err) != 0)
			return -1;
		if (raw->consumed == raw->read)
			return 0;
	}
	return rsec_raw_corrupt(raw, unpacker->compression,
	    "what follows the last stream is none", err);
}

static int
unpacker_read(
    void *state, uint8_t *to, size_t size, size_t *n, struct rsec_err *err)
{
	struct unpacker *unpacker = state;
	struct archive_entry *entry;
	la_ssize_t got;
	int status;

	*n = 0;
	if (!unpacker->begun) {
		unpacker->begun = true;
		status = unpacker->lib.archive_read_next_header(
		    unpacker->archive, &entry);
		if (status == ARCHIVE_EOF)
			return finished(unpacker, err);
		if (status != ARCHIVE_OK)
			return failed(unpacker, err);
	}
	got = unpacker->lib.archive_read_data(unpacker->archive, to, size);
	if (got < 0)
		return failed(unpacker, err);
	if (got == 0)
		return finished(unpacker, err);
	locate(unpacker);
	*n = (size_t)got;
	return 0;
}

static void
unpacker_free(void *state)
{
	struct unpacker *unpacker = state;

	if (unpacker->archive != NULL)
		unpacker->lib.archive_read_free(unpacker->archive);
	free(unpacker);
}

static int
filter_code(enum rsec_compression compression)
{
	switch (compression) {
	case RSEC_COMPRESSION_BZIP2:
		return ARCHIVE_FILTER_BZIP2;
	case RSEC_COMPRESSION_XZ:
		return ARCHIVE_FILTER_XZ;
	case RSEC_COMPRESSION_ZSTD:
		return ARCHIVE_FILTER_ZSTD;
	case RSEC_COMPRESSION_NONE:
	case RSEC_COMPRESSION_GZIP:
		break;
	}
	return ARCHIVE_FILTER_NONE;
}

/*
 * Returns 0, or -1 with ERR.  ARCHIVE_WARN of append_filter says that this
 * libarchive would run a program for it, which we do not want.
 */
static int
unpacker_open(struct unpacker *unpacker, struct rsec_err *err)
{
	struct libarchive *lib = &unpacker->lib;
	struct archive *archive = lib->archive_read_new();

	if (archive == NULL)
		return rsec_err_nomem(err);
	unpacker->archive = archive;
	if (lib->archive_read_support_format_raw(archive) != ARCHIVE_OK ||
	    lib->archive_read_support_format_empty(archive) != ARCHIVE_OK)
		return failed(unpacker, err);
	if (lib->archive_read_append_filter(
		archive, filter_code(unpacker->compression)) != ARCHIVE_OK)
		return rsec_err_set(err, RSEC_ERR_UNSUPPORTED,
		    "%s was built without %s", library.soname,
		    rsec_compression_name(unpacker->compression));
	if (lib->archive_read_open(archive, unpacker, NULL, give, NULL) !=
	    ARCHIVE_OK)
		return failed(unpacker, err);
	return 0;
}

int
rsec_archive_open(struct rsec_raw *raw, enum rsec_compression compression,
    struct rsec_decoder *decoder, struct rsec_err *err)
{
	struct unpacker *unpacker = calloc(1, sizeof(*unpacker));

	if (unpacker == NULL)
		return rsec_err_nomem(err);
	unpacker->raw = raw;
	unpacker->compression = compression;
	if (rsec_lazy_load(&library, &unpacker->lib, err) != 0 ||
	    unpacker_open(unpacker, err) != 0) {
		unpacker_free(unpacker);
		return -1;
	}
	*decoder =
	    (struct rsec_decoder){ unpacker_read, unpacker_free, unpacker };
	return 0;
}
