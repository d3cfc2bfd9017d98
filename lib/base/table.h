/* SPDX-License-Identifier: ISC */
/* Memory for tables that are accessed at random; not installed. */
#ifndef RSEC_BASE_TABLE_H
#define RSEC_BASE_TABLE_H

#include <stddef.h>

/*
 * SIZE zeroed bytes, in large pages if that fills one and the system has them:
 * a small page for each 4096 bytes costs a fault when it is first touched, and
 * a miss of the TLB at nearly each access.  NULL without memory; free() it.
 */
void *rsec_table_alloc(size_t size);

#endif
