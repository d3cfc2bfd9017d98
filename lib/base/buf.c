/* SPDX-License-Identifier: ISC */
/* The growing byte buffer: doubles, so that n appends cost O(n). */
#include "base/buf.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#define BUF_MIN 64 /* the first allocation, in bytes */

void
rsec_buf_fini(struct rsec_buf *buf)
{
	free(buf->data);
	*buf = RSEC_BUF_INIT;
}

char *
rsec_buf_reserve(struct rsec_buf *buf, size_t more)
{
	size_t cap = buf->cap < BUF_MIN ? BUF_MIN : buf->cap;
	char *data;

	if (more <= buf->cap - buf->len && buf->data != NULL)
		return buf->data + buf->len;
	if (more > SIZE_MAX / 2 - buf->len)
		return NULL;
	while (cap - buf->len < more)
		cap *= 2;
	if ((data = realloc(buf->data, cap)) == NULL)
		return NULL;
	buf->data = data;
	buf->cap = cap;
	return data + buf->len;
}

int
rsec_buf_add(struct rsec_buf *buf, const void *data, size_t len)
{
	char *to = rsec_buf_reserve(buf, len);

	if (to == NULL)
		return -1;
	if (len > 0)
		memcpy(to, data, len);
	buf->len += len;
	return 0;
}

int
rsec_buf_addc(struct rsec_buf *buf, char c)
{
	return rsec_buf_add(buf, &c, 1);
}

int
rsec_buf_puts(struct rsec_buf *buf, const char *s)
{
	return rsec_buf_add(buf, s, strlen(s));
}
