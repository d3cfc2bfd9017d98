/* SPDX-License-Identifier: ISC */
/* One bzip2 stream, through libbz2, which is loaded when one is met. */
#include <bzlib.h>
#include <stdlib.h>

#include "io/input_private.h"
#include "io/lazy.h"

#define BZIP2_SYMBOLS(X)        \
	X(BZ2_bzDecompressInit) \
	X(BZ2_bzDecompress)     \
	X(BZ2_bzDecompressEnd)

struct bzip2 {
	struct {
		BZIP2_SYMBOLS(RSEC_LAZY_MEMBER)
	} lib;
	bz_stream z;
};

static const struct rsec_lazy library = { "libbz2.so.1.0", "bzip2",
	{ BZIP2_SYMBOLS(RSEC_LAZY_NAME) NULL } };

static int
bzip2_reset(void *state)
{
	struct bzip2 *bzip2 = state;

	bzip2->lib.BZ2_bzDecompressEnd(&bzip2->z);
	bzip2->z = (bz_stream){ .state = NULL };
	return bzip2->lib.BZ2_bzDecompressInit(&bzip2->z, 0, 0) == BZ_OK ? 0
									 : -1;
}

static enum rsec_step
bzip2_step(
    void *state, uint8_t *in, size_t *in_len, uint8_t *out, size_t *out_len)
{
	struct bzip2 *bzip2 = state;
	int status;

	bzip2->z.next_in = (char *)in;
	bzip2->z.avail_in = (unsigned)*in_len;
	bzip2->z.next_out = (char *)out;
	bzip2->z.avail_out = (unsigned)*out_len;
	status = bzip2->lib.BZ2_bzDecompress(&bzip2->z);
	*in_len -= bzip2->z.avail_in;
	*out_len -= bzip2->z.avail_out;
	if (status == BZ_STREAM_END)
		return RSEC_STEP_END;
	if (status == BZ_OK)
		return RSEC_STEP_MORE;
	return status == BZ_MEM_ERROR ? RSEC_STEP_NOMEM : RSEC_STEP_CORRUPT;
}

static void
bzip2_free(void *state)
{
	struct bzip2 *bzip2 = state;

	bzip2->lib.BZ2_bzDecompressEnd(&bzip2->z);
	free(bzip2);
}

int
rsec_bzip2_new(struct rsec_codec *codec, struct rsec_err *err)
{
	struct bzip2 *bzip2 = calloc(1, sizeof(*bzip2));

	if (bzip2 == NULL)
		return rsec_err_nomem(err);
	if (rsec_lazy_load(&library, &bzip2->lib, err) != 0) {
		free(bzip2);
		return -1;
	}
	if (bzip2_reset(bzip2) != 0) {
		free(bzip2);
		return rsec_err_nomem(err);
	}
	*codec =
	    (struct rsec_codec){ bzip2_step, bzip2_reset, bzip2_free, bzip2 };
	return 0;
}
