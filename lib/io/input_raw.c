/* SPDX-License-Identifier: ISC */
/*
 * The file as it lies there: read(2) in runs, and errors at its offsets.
 * Nothing is mapped here: mapped pages would count as the memory of a program
 * that only streams.
 */
#include <errno.h>
#include <poll.h>
#include <string.h>
#include <unistd.h>

#include "io/input_private.h"

static size_t
read_memory(struct rsec_raw *raw, uint8_t *to, size_t size)
{
	const size_t n = raw->memory_len < size ? raw->memory_len : size;

	if (n > 0)
		memcpy(to, raw->memory, n);
	raw->memory += n;
	raw->memory_len -= n;
	return n;
}

int
rsec_raw_read(struct rsec_raw *raw, uint8_t *to, size_t size, size_t *n,
    struct rsec_err *err)
{
	struct pollfd ready = { .fd = raw->fd, .events = POLLIN };
	ssize_t got;

	if (raw->fd == -1)
		got = (ssize_t)read_memory(raw, to, size);
	else
		got = read(raw->fd, to, size);
	for (; got < 0; got = read(raw->fd, to, size)) {
		if (errno == EAGAIN) /* a non-blocking descriptor given to us */
			poll(&ready, 1, -1);
		else if (errno != EINTR)
			return rsec_err_at_offset(err, RSEC_ERR_IO, raw->read,
			    "cannot read: %s", strerror(errno));
	}
	*n = (size_t)got;
	if (raw->tap != NULL)
		raw->tap(raw->tap_ctx, to, *n);
	raw->read += (size_t)got;
	raw->end = got == 0;
	return 0;
}

int
rsec_raw_fill(struct rsec_raw *raw, size_t want, struct rsec_err *err)
{
	size_t n;

	if (raw->len - raw->pos >= want)
		return 0;
	memmove(raw->data, raw->data + raw->pos, raw->len - raw->pos);
	raw->len -= raw->pos;
	raw->pos = 0;
	while (raw->len < want && !raw->end) {
		if (rsec_raw_read(raw, raw->data + raw->len,
			RSEC_INPUT_RUN - raw->len, &n, err) != 0)
			return -1;
		raw->len += n;
	}
	return 0;
}

void
rsec_raw_consume(struct rsec_raw *raw, size_t n)
{
	raw->pos += n;
	raw->consumed += n;
}

int
rsec_raw_truncated(
    const struct rsec_raw *raw, enum rsec_compression c, struct rsec_err *err)
{
	return rsec_err_at_offset(err, RSEC_ERR_TRUNCATED, raw->read,
	    "truncated %s stream", rsec_compression_name(c));
}

int
rsec_raw_corrupt(const struct rsec_raw *raw, enum rsec_compression c,
    const char *why, struct rsec_err *err)
{
	return rsec_err_at_offset(err, RSEC_ERR_CORRUPT, raw->consumed,
	    "corrupt %s stream%s%s", rsec_compression_name(c),
	    why != NULL ? ": " : "", why != NULL ? why : "");
}
