/* SPDX-License-Identifier: ISC */
/*
 * Fetching over HTTP and HTTPS through libcurl.
 */
#include "io/fetch.h"

#include <strings.h>

bool
rsec_fetch_is_url(const char *name)
{
	return strncasecmp(name, "http://", 7) == 0 ||
	       strncasecmp(name, "https://", 8) == 0;
}

int
rsec_fetch(const char *url, const struct rsec_fetch_options *options,
    struct rsec_fetch_result *result, struct rsec_err *err)
{
	(void)url;
	(void)options;
	(void)result;
	return rsec_err_set(
	    err, RSEC_ERR_UNSUPPORTED, "URLs are not built in yet");
}
