/* SPDX-License-Identifier: ISC */
/* A byte buffer that grows.  The struct is the caller's; the bytes are ours. */
#ifndef RSEC_BASE_BUF_H
#define RSEC_BASE_BUF_H

#include <stddef.h>

#include "base/api.h"

struct rsec_buf {
	char *data; /* NULL while empty; not NUL-terminated */
	size_t len;
	size_t cap;
};

#define RSEC_BUF_INIT ((struct rsec_buf){ NULL, 0, 0 })

RSEC_BEGIN_API

void rsec_buf_fini(struct rsec_buf *buf);

/*
 * Room for MORE further bytes.  Returns where they go, or NULL without memory
 * (the buffer is then as it was).  Whoever writes there adds to buf->len.
 */
char *rsec_buf_reserve(struct rsec_buf *buf, size_t more);

/* Append; 0, or -1 without memory and the buffer as it was. */
int rsec_buf_add(struct rsec_buf *buf, const void *data, size_t len);
int rsec_buf_addc(struct rsec_buf *buf, char c);
int rsec_buf_puts(struct rsec_buf *buf, const char *s);

RSEC_END_API

#endif
