/* SPDX-License-Identifier: ISC */
/*
 * The HTTP API of roa-history as a pure function: a request in, a status and
 * a body out.  Server and CGI both call it; neither knows what is asked.
 *
 *	/api/v1/history/PREFIX		VRPs and their intervals
 *	/api/v1/asn/ASN			those of an AS
 *	/api/v1/covered/PREFIX		yes, no, unknown, changed
 *	/api/v1/segments/ASN/PREFIX	the state of a route, day by day
 *	/api/v1/validity/ASN/PREFIX	Routinator's, with ?date=
 *	/validity			likewise; many routes by POST
 *	/api/v1/changes, sources, stats, status
 *	/data/rpki-history/data.json	RIPEstat's
 *	/vrp, /status, /metadata	the Internet Health Report's
 *	/openapi.json			all of the above, described
 *	/?prefix=...			a page to read
 */
#ifndef RSEC_HISTORY_API_H
#define RSEC_HISTORY_API_H

#include "base/buf.h"
#include "history/query.h"

#define RSEC_API_ROWS	1000  /* of one answer; more comes by a cursor */
#define RSEC_API_BODY	65536 /* bytes of a request's body */
#define RSEC_API_TARGET 4096  /* bytes of path and query */

struct rsec_api_request {
	const char *method;	   /* GET, HEAD, POST, OPTIONS */
	const char *target;	   /* path and query, as they were sent */
	const char *if_none_match; /* NULL: not sent */
	const char *body;
	size_t body_len;
	size_t max_rows; /* 0: RSEC_API_ROWS */
};

struct rsec_api_response {
	int status;	      /* HTTP status */
	const char *type;     /* of the body; static */
	struct rsec_buf body; /* the caller's to free */
	char etag[80];	      /* "" where the answer has none */
	unsigned max_age;     /* seconds for Cache-Control; 0: no-cache */
	const char *allow;    /* for 405; NULL */
};

RSEC_BEGIN_API

/*
 * Answer REQUEST.  Whatever is wrong with it is an answer, too (400, 404, 405,
 * 413, 414) with a JSON body { "error": ... }.  Returns 0, or -1 with ERR
 * where the store is damaged or memory is short: 500 or 503 is then right.
 */
int rsec_api_answer(struct rsec_history *history,
    const struct rsec_api_request *request, struct rsec_api_response *response,
    struct rsec_err *err);

void rsec_api_response_fini(struct rsec_api_response *response);

RSEC_END_API

#endif
