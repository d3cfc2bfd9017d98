/* SPDX-License-Identifier: ISC */
/*
 * Libraries that only some invocations need, loaded at their first use: a
 * program linked with libcurl starts 5 ms later, with libarchive 2 ms, with
 * RTRlib 2 ms, where one question takes 5 ms in all.
 *
 * A user lists the functions that it calls in one macro and makes of it the
 * struct of typed pointers and the list of names:
 *
 *	#define ZOO_SYMBOLS(X) X(zoo_open) X(zoo_close)
 *	struct zoo {
 *		ZOO_SYMBOLS(RSEC_LAZY_MEMBER)
 *	};
 *	static const struct rsec_lazy zoo_library = { "libzoo.so.1", "animals",
 *		{ ZOO_SYMBOLS(RSEC_LAZY_NAME) NULL } };
 */
#ifndef RSEC_IO_LAZY_H
#define RSEC_IO_LAZY_H

#include "base/err.h"

#define RSEC_LAZY_MAX	       24 /* functions of one library */
#define RSEC_LAZY_MEMBER(name) __typeof__(name) *name;
#define RSEC_LAZY_NAME(name)   #name,

struct rsec_lazy {
	const char *soname;
	const char *purpose; /* "SONAME is needed for PURPOSE ..." */
	const char *names[RSEC_LAZY_MAX + 1]; /* ends with NULL */
};

/*
 * Load LIBRARY if it is not loaded yet, and fill TABLE, a struct of nothing
 * but function pointers in the order of the names.  There is no state to
 * guard: the dynamic linker counts and locks, any number of threads may call
 * this, and each caller has its own table.  The library stays loaded.
 * Returns 0, or -1 with ERR (RSEC_ERR_UNSUPPORTED).
 */
int rsec_lazy_load(
    const struct rsec_lazy *library, void *table, struct rsec_err *err);

#endif
