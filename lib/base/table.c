/* SPDX-License-Identifier: ISC */
/* Large pages; see table.h. */
#include "base/table.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#define PAGE ((size_t)2 << 20) /* a large one, of most machines */

void
rsec_table_advise(void *data, size_t size)
{
#ifdef MADV_HUGEPAGE
	const size_t skip = -(size_t)(uintptr_t)data % PAGE;

	if (size >= PAGE && skip <= size - PAGE)
		(void)madvise((char *)data + skip, (size - skip) / PAGE * PAGE,
		    MADV_HUGEPAGE); /* or else without */
#else
	(void)data;
	(void)size;
#endif
}

void *
rsec_table_alloc(size_t size)
{
	void *p;

	if (size < PAGE)
		return calloc(1, size);
	if (size > SIZE_MAX - PAGE)
		return NULL;
	size = (size + PAGE - 1) / PAGE * PAGE;
	if ((p = aligned_alloc(PAGE, size)) == NULL)
		return NULL;
	rsec_table_advise(p, size);
	memset(p, 0, size);
	return p;
}
