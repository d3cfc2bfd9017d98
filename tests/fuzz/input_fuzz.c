/* SPDX-License-Identifier: ISC */
/*
 * Inputs: whatever the bytes are, a file that is read ahead by a thread and a
 * pipe that is not give the same bytes and the same end; what is peeked at
 * comes first; nothing exceeds the limit; what is not compressed is unchanged.
 */
#include "tests/fuzz/fuzz.h"

#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/buf.h"
#include "io/input.h"

#define LIMIT	  (1024 * 1024) /* bytes after decompression */
#define PIPE_ROOM 65536		/* bytes that a pipe takes without a reader */

struct outcome {
	struct rsec_buf bytes;
	enum rsec_compression compression;
	int status;
	struct rsec_err err;
};

static void
read_all(struct rsec_input *in, struct outcome *outcome)
{
	struct rsec_source source = rsec_input_source(in);
	const uint8_t *data;
	size_t n;

	outcome->compression = rsec_input_compression(in);
	while ((outcome->status =
		       source.next(source.ctx, &data, &n, &outcome->err)) > 0) {
		MUST(n > 0);
		MUST(rsec_buf_add(&outcome->bytes, data, n) == 0);
	}
}

static void
read_fd(int fd, bool peek, struct outcome *outcome)
{
	const struct rsec_input_options options = { .max_size = LIMIT };
	uint8_t first[RSEC_INPUT_PEEK];
	struct rsec_input *in;
	const uint8_t *data;
	size_t n = 0;

	*outcome = (struct outcome){ .status = -1 };
	if (rsec_input_open_fd(fd, "fuzz", &options, &in, &outcome->err) != 0)
		return;
	if (peek && rsec_input_peek(in, &data, &n, &outcome->err) == 0)
		memcpy(first, data, n);
	read_all(in, outcome);
	MUST(n <= outcome->bytes.len);
	MUST(n == 0 || memcmp(first, outcome->bytes.data, n) == 0);
	MUST(outcome->status != 0 ||
	     rsec_input_produced(in) == outcome->bytes.len);
	rsec_input_close(in);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct outcome file, pipe_;
	int fd, ends[2];

	if (size > PIPE_ROOM)
		return 0;
	fd = memfd_create("fuzz", MFD_CLOEXEC);
	MUST(fd >= 0 && pipe(ends) == 0);
	MUST(write(fd, data, size) == (ssize_t)size);
	MUST(write(ends[1], data, size) == (ssize_t)size);
	close(ends[1]);
	lseek(fd, 0, SEEK_SET);
	read_fd(fd, true, &file);
	read_fd(ends[0], false, &pipe_);
	MUST(file.status == pipe_.status);
	MUST(file.err.code == pipe_.err.code);
	MUST(file.compression == pipe_.compression);
	if (file.compression == RSEC_COMPRESSION_NONE && file.status == 0) {
		MUST(file.bytes.len == size);
		MUST(size == 0 || memcmp(file.bytes.data, data, size) == 0);
	} else {
		MUST(file.bytes.len <= LIMIT);
	}
	MUST(file.status != 0 ||
	     (file.bytes.len == pipe_.bytes.len &&
		 (file.bytes.len == 0 ||
		     memcmp(file.bytes.data, pipe_.bytes.data,
			 file.bytes.len) == 0)));
	rsec_buf_fini(&file.bytes);
	rsec_buf_fini(&pipe_.bytes);
	return 0;
}
