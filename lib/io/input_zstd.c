/* SPDX-License-Identifier: ISC */
/*
 * One Zstandard frame (RFC 8878), through libzstd, which is loaded when one
 * is met.  A frame that was written without a checksum is believed: the
 * format leaves it to the writer.
 */
#include <stdlib.h>
#include <zstd.h>
#include <zstd_errors.h>

#include "io/input_private.h"
#include "io/lazy.h"

#define ZSTD_SYMBOLS(X)          \
	X(ZSTD_createDCtx)       \
	X(ZSTD_freeDCtx)         \
	X(ZSTD_DCtx_reset)       \
	X(ZSTD_decompressStream) \
	X(ZSTD_isError)          \
	X(ZSTD_getErrorCode)

struct zstd {
	struct {
		ZSTD_SYMBOLS(RSEC_LAZY_MEMBER)
	} lib;
	ZSTD_DCtx *z;
};

static const struct rsec_lazy library = { "libzstd.so.1", "zstd",
	{ ZSTD_SYMBOLS(RSEC_LAZY_NAME) NULL } };

static int
zstd_reset(void *state)
{
	struct zstd *zstd = state;

	zstd->lib.ZSTD_DCtx_reset(zstd->z, ZSTD_reset_session_only);
	return 0;
}

static enum rsec_step
zstd_failed(ZSTD_ErrorCode code)
{
	switch (code) {
	case ZSTD_error_memory_allocation:
		return RSEC_STEP_NOMEM;
	case ZSTD_error_frameParameter_windowTooLarge: /* over 128 MiB */
		return RSEC_STEP_LIMIT;
	case ZSTD_error_checksum_wrong:
		return RSEC_STEP_CHECKSUM;
	default:
		return RSEC_STEP_CORRUPT;
	}
}

static enum rsec_step
zstd_step(
    void *state, uint8_t *in, size_t *in_len, uint8_t *out, size_t *out_len)
{
	struct zstd *zstd = state;
	ZSTD_inBuffer input = { in, *in_len, 0 };
	ZSTD_outBuffer output = { out, *out_len, 0 };
	size_t left;

	left = zstd->lib.ZSTD_decompressStream(zstd->z, &output, &input);
	*in_len = input.pos;
	*out_len = output.pos;
	if (zstd->lib.ZSTD_isError(left))
		return zstd_failed(zstd->lib.ZSTD_getErrorCode(left));
	return left == 0 ? RSEC_STEP_END : RSEC_STEP_MORE;
}

static void
zstd_free(void *state)
{
	struct zstd *zstd = state;

	zstd->lib.ZSTD_freeDCtx(zstd->z);
	free(zstd);
}

int
rsec_zstd_new(struct rsec_codec *codec, struct rsec_err *err)
{
	struct zstd *zstd = calloc(1, sizeof(*zstd));

	if (zstd == NULL)
		return rsec_err_nomem(err);
	if (rsec_lazy_load(&library, &zstd->lib, err) != 0) {
		free(zstd);
		return -1;
	}
	if ((zstd->z = zstd->lib.ZSTD_createDCtx()) == NULL) {
		free(zstd);
		return rsec_err_nomem(err);
	}
	*codec = (struct rsec_codec){ zstd_step, zstd_reset, zstd_free, zstd };
	return 0;
}
