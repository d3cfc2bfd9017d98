/* SPDX-License-Identifier: ISC */
/*
 * Loading shared libraries by soname.  See lazy.h.
 *
 * RTLD_NOW, so that a library that lacks something fails here and not in the
 * middle of a call, and so that nothing is looked up once the caller has
 * locked itself down.  RTLD_NODELETE, because libraries that started threads
 * or registered exit handlers cannot be unloaded safely.
 */
#include "io/lazy.h"

#include <dlfcn.h>
#include <string.h>

int
rsec_lazy_load(
    const struct rsec_lazy *library, void *table, struct rsec_err *err)
{
	void *handle, *symbol;
	size_t i;

	handle = dlopen(library->soname, RTLD_NOW | RTLD_LOCAL | RTLD_NODELETE);
	if (handle == NULL)
		return rsec_err_set(err, RSEC_ERR_UNSUPPORTED,
		    "%s is needed for %s and is not installed", library->soname,
		    library->purpose);
	for (i = 0; library->names[i] != NULL; i++) {
		symbol = dlsym(handle, library->names[i]);
		if (symbol == NULL) {
			dlclose(handle);
			return rsec_err_set(err, RSEC_ERR_UNSUPPORTED,
			    "%s has no %s, which is needed for %s",
			    library->soname, library->names[i],
			    library->purpose);
		}
		memcpy((char *)table + i * sizeof(symbol), &symbol,
		    sizeof(symbol));
	}
	dlclose(handle);
	return 0;
}
