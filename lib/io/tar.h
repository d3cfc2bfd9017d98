/* SPDX-License-Identifier: ISC */
/*
 * Archives of tar(1): POSIX ustar and pax (IEEE Std 1003.1), GNU's long names
 * and large sizes, and the form that was before them.  Read member by member
 * from a source, in constant memory; only regular files are handed out.
 */
#ifndef RSEC_IO_TAR_H
#define RSEC_IO_TAR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/source.h"

#define RSEC_TAR_BLOCK	  ((size_t)512)
#define RSEC_TAR_NAME_MAX ((size_t)64 << 10) /* bytes of long names, of pax */

struct rsec_tar {
	struct rsec_source source;
	const uint8_t *at, *end; /* the run that is being read */
	uint64_t offset;	 /* in the archive, of AT */
	uint64_t left;		 /* of the member, not yet read */
	size_t padding;		 /* behind it */
	bool ended;		 /* and all that follows was looked at */
	struct rsec_buf name;	 /* of the member; NUL-terminated */
	struct rsec_buf record;	 /* pax records */
};

RSEC_BEGIN_API

/* Whether DATA[0..n) begins with a header whose checksum is right. */
bool rsec_tar_is(const uint8_t *data, size_t n);

void rsec_tar_init(struct rsec_tar *tar, struct rsec_source source);
void rsec_tar_fini(struct rsec_tar *tar);

/*
 * The next regular file: 1 with its name, borrowed until the next call, and
 * its size in bytes; 0 at the end, where the source ended, too; -1 with ERR, as
 * where the archive is cut.
 */
int rsec_tar_next(struct rsec_tar *tar, const char **name, uint64_t *size,
    struct rsec_err *err);

/* Append what is left of the member to TO; 0, or -1 with ERR. */
int rsec_tar_read(
    struct rsec_tar *tar, struct rsec_buf *to, struct rsec_err *err);

RSEC_END_API

#endif
