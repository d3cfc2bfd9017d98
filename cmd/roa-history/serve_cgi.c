/* SPDX-License-Identifier: ISC */
/*
 * The API as a CGI program (RFC 3875): the request is in the environment and
 * on standard input, the answer goes to standard output.
 *
 * A web server decodes PATH_INFO before it hands it over; what could be taken
 * for something else in a target is encoded again here.
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/num.h"
#include "cmd/cli.h"
#include "cmd/roa-history/serve.h"
#include "cmd/sandbox.h"

static const char *
get(const char *name, const char *fallback)
{
	const char *value = getenv(name);

	return value != NULL ? value : fallback;
}

/* PATH_INFO and QUERY_STRING as one target. */
static void
make_target(struct rsec_buf *target)
{
	static const char hex[] = "0123456789ABCDEF";
	const char *path = get("PATH_INFO", ""), *query;
	char code[3] = "%";
	int rc = *path == '\0' ? rsec_buf_addc(target, '/') : 0;

	for (; *path != '\0'; path++) {
		if (strchr("%?#", *path) == NULL) {
			rc |= rsec_buf_addc(target, *path);
			continue;
		}
		code[1] = hex[(unsigned char)*path >> 4];
		code[2] = hex[(unsigned char)*path & 15];
		rc |= rsec_buf_add(target, code, 3);
	}
	query = get("QUERY_STRING", "");
	if (*query != '\0') {
		rc |= rsec_buf_addc(target, '?');
		rc |= rsec_buf_puts(target, query);
	}
	if (rsec_buf_addc(target, '\0') != 0 || rc != 0)
		cli_die("out of memory");
}

/* CONTENT_LENGTH bytes, and one more than the limit if there are more. */
static void
read_body(struct rsec_buf *body)
{
	const char *length = get("CONTENT_LENGTH", "");
	uint64_t left = 0;
	ssize_t n;
	char *to;

	if (*length != '\0' &&
	    !rsec_parse_u64(length, strlen(length), UINT64_MAX, &left))
		cli_die("CONTENT_LENGTH is no number");
	if (left > RSEC_API_BODY + 1)
		left = RSEC_API_BODY + 1;
	while (left > 0) {
		to = rsec_buf_reserve(body, left);
		if (to == NULL)
			cli_die("out of memory");
		n = read(STDIN_FILENO, to, left);
		if (n == -1 && errno == EINTR)
			continue;
		if (n <= 0)
			return;
		body->len += (size_t)n;
		left -= (uint64_t)n;
	}
}

static void
put_headers(const struct service *service,
    const struct rsec_api_response *response, struct rsec_out *out)
{
	struct serve_header headers[SERVE_HEADERS];
	char status[64];
	size_t n, i;

	snprintf(status, sizeof(status), "Status: %d %s\r\n", response->status,
	    serve_reason(response->status));
	rsec_out_raw(out, status);
	n = serve_headers(service, response, headers);
	for (i = 0; i < n; i++) {
		rsec_out_raw(out, headers[i].name);
		rsec_out_raw(out, ": ");
		rsec_out_raw(out, headers[i].value);
		rsec_out_raw(out, "\r\n");
	}
	rsec_out_raw(out, "\r\n");
}

int
serve_cgi(struct service *service)
{
	struct rsec_buf target = RSEC_BUF_INIT, body = RSEC_BUF_INIT;
	struct rsec_api_request request = { .method =
						get("REQUEST_METHOD", "GET"),
		.if_none_match = getenv("HTTP_IF_NONE_MATCH") };
	struct rsec_api_response response;
	struct rsec_out *out;

	make_target(&target);
	read_body(&body);
	request.target = target.data;
	request.body = body.data;
	request.body_len = body.len;
	service_answer(service, &request, &response);
	out = cli_out(STDOUT_FILENO, RSEC_OUT_TEXT, NULL);
	put_headers(service, &response, out);
	if (strcmp(request.method, "HEAD") != 0 && response.body.len > 0)
		rsec_out_raw_bytes(out, response.body.data, response.body.len);
	rsec_api_response_fini(&response);
	rsec_buf_fini(&target);
	rsec_buf_fini(&body);
	return cli_close(out, CLI_OK);
}
