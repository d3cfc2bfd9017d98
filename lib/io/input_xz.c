/* SPDX-License-Identifier: ISC */
/* One xz stream, through liblzma, which is loaded when one is met. */
#include <lzma.h>
#include <stdlib.h>

#include "io/input_private.h"
#include "io/lazy.h"

#define XZ_SYMBOLS(X)          \
	X(lzma_stream_decoder) \
	X(lzma_code)           \
	X(lzma_end)

struct xz {
	struct {
		XZ_SYMBOLS(RSEC_LAZY_MEMBER)
	} lib;
	lzma_stream z;
};

static const struct rsec_lazy library = { "liblzma.so.5", "xz",
	{ XZ_SYMBOLS(RSEC_LAZY_NAME) NULL } };

/* A check that this liblzma cannot verify is an error, not a warning. */
static int
xz_reset(void *state)
{
	struct xz *xz = state;

	return xz->lib.lzma_stream_decoder(&xz->z, RSEC_CODEC_MEMORY,
		   LZMA_TELL_UNSUPPORTED_CHECK) == LZMA_OK
		   ? 0
		   : -1;
}

static enum rsec_step
xz_step(void *state, uint8_t *in, size_t *in_len, uint8_t *out, size_t *out_len)
{
	struct xz *xz = state;
	lzma_ret status;

	xz->z.next_in = in;
	xz->z.avail_in = *in_len;
	xz->z.next_out = out;
	xz->z.avail_out = *out_len;
	status = xz->lib.lzma_code(&xz->z, LZMA_RUN);
	*in_len -= xz->z.avail_in;
	*out_len -= xz->z.avail_out;
	if (status == LZMA_STREAM_END)
		return RSEC_STEP_END;
	if (status == LZMA_OK || status == LZMA_BUF_ERROR)
		return RSEC_STEP_MORE;
	if (status == LZMA_MEM_ERROR)
		return RSEC_STEP_NOMEM;
	if (status == LZMA_MEMLIMIT_ERROR)
		return RSEC_STEP_LIMIT;
	return RSEC_STEP_CORRUPT;
}

static void
xz_free(void *state)
{
	struct xz *xz = state;

	xz->lib.lzma_end(&xz->z);
	free(xz);
}

int
rsec_xz_new(struct rsec_codec *codec, struct rsec_err *err)
{
	struct xz *xz = calloc(1, sizeof(*xz));

	if (xz == NULL)
		return rsec_err_nomem(err);
	if (rsec_lazy_load(&library, &xz->lib, err) != 0) {
		free(xz);
		return -1;
	}
	xz->z = (lzma_stream)LZMA_STREAM_INIT;
	if (xz_reset(xz) != 0) {
		free(xz);
		return rsec_err_nomem(err);
	}
	*codec = (struct rsec_codec){ xz_step, xz_reset, xz_free, xz };
	return 0;
}
