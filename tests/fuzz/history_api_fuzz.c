/* SPDX-License-Identifier: ISC */
/*
 * Requests to the API: "METHOD TARGET\nIF-NONE-MATCH\nBODY", any bytes.  Each
 * must have an answer, which is JSON, or a page, or nothing; and the pages of
 * a long one must come to an end.
 */
#include <string.h>

#include "base/source.h"
#include "history/api.h"
#include "tests/fuzz/fuzz.h"
#include "tests/lib/past.h"
#include "text/json.h"

static struct past past; /* once; the same for every input */

static void
make_past(void)
{
	past_init(&past);
	past_add(&past, "192.0.2.0/24", 24, 64496);
	past_add(&past, "192.0.0.0/16", 24, 64500);
	past_add(&past, "192.0.2.128/25", 25, 0);
	past_add(&past, "2001:db8::/32", 48, 64496);
	past_fill(&past, 1);
	past_build(&past);
}

/* The next line of *S as a string of its own. */
static char *
take_line(const char **s, size_t *n, char end)
{
	const char *stop = memchr(*s, end, *n);
	size_t len = stop == NULL ? *n : (size_t)(stop - *s);
	char *line = malloc(len + 1);

	MUST(line != NULL);
	if (len > 0)
		memcpy(line, *s, len);
	line[len] = '\0';
	*s += len + (stop != NULL);
	*n -= len + (stop != NULL);
	return line;
}

static void
check_json(const struct rsec_buf *body)
{
	struct rsec_memory memory = { (const uint8_t *)body->data, body->len,
		0 };
	struct rsec_json *json = rsec_json_new(rsec_source_memory(&memory));
	struct rsec_json_token token;

	MUST(json != NULL);
	do {
		MUST(rsec_json_next(json, &token, NULL) == 0);
	} while (token.type != RSEC_JSON_END);
	rsec_json_free(json);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const char *s = (const char *)data;
	struct rsec_api_response response;
	struct rsec_api_request request = { .max_rows = 3 };
	char *method, *target, *match;
	struct rsec_err err;

	if (past.history == NULL)
		make_past();
	method = take_line(&s, &size, ' ');
	target = take_line(&s, &size, '\n');
	match = take_line(&s, &size, '\n');
	request.method = method;
	request.target = target;
	request.if_none_match = match;
	request.body = s;
	request.body_len = size;
	MUST(rsec_api_answer(past.history, &request, &response, &err) == 0);
	MUST(response.status >= 200 && response.status < 500);
	MUST(strlen(response.etag) < sizeof(response.etag));
	if (response.status == 204 || response.status == 304)
		MUST(response.body.len == 0);
	else if (strcmp(response.type, "application/json") == 0)
		check_json(&response.body);
	else
		MUST(response.body.len > 0);
	rsec_api_response_fini(&response);
	free(method);
	free(target);
	free(match);
	return 0;
}
