/* SPDX-License-Identifier: ISC */
/* Memory for large tables; not installed. */
#ifndef RSEC_BASE_TABLE_H
#define RSEC_BASE_TABLE_H

#include <stddef.h>

/*
 * SIZE zeroed bytes, in large pages if that fills one and the system has them:
 * a small page for each 4096 bytes costs a fault when it is first touched, and
 * a miss of the TLB at nearly each access.  NULL without memory; free() it.
 */
void *rsec_table_alloc(size_t size);

/*
 * The same pages for what is within SIZE bytes of DATA, which malloc() or
 * realloc() gave and which nobody touched yet.
 */
void rsec_table_advise(void *data, size_t size);

#endif
