/* SPDX-License-Identifier: ISC */
/*
 * JSON: whatever the document, the tokens nest, what they hold is UTF-8, and
 * neither they nor the error depend on how the source cuts its runs.
 */
#include <stdbool.h>
#include <string.h>

#include "base/buf.h"
#include "tests/fuzz/fuzz.h"
#include "text/escape.h"
#include "text/json.h"

static bool
has_text(const struct rsec_json_token *token)
{
	return token->type == RSEC_JSON_KEY ||
	       token->type == RSEC_JSON_STRING ||
	       token->type == RSEC_JSON_NUMBER;
}

static void
check_text(const struct rsec_json_token *token)
{
	const char *at = token->text;
	size_t n, left = token->len;
	uint32_t c;

	MUST(has_text(token) == (token->text != NULL));
	MUST(token->len <= RSEC_JSON_TEXT);
	for (; left > 0; at += n, left -= n)
		MUST((n = rsec_utf8_decode(at, left, &c)) > 0);
}

/* Put what a document says into OUT: its tokens, or why there are none. */
static void
read_all(const uint8_t *data, size_t size, size_t chunk, struct rsec_buf *out)
{
	struct rsec_memory mem = { data, size, chunk };
	struct rsec_json *json = rsec_json_new(rsec_source_memory(&mem));
	struct rsec_json_token token;
	struct rsec_err err;
	unsigned depth = 0;

	MUST(json != NULL);
	do {
		if (rsec_json_next(json, &token, &err) == -1) {
			rsec_buf_puts(out, err.msg);
			rsec_buf_add(out, &err.line, sizeof(err.line));
			break;
		}
		check_text(&token);
		depth += token.type == RSEC_JSON_OBJECT ||
			 token.type == RSEC_JSON_ARRAY;
		MUST(depth <= RSEC_JSON_DEPTH);
		depth -= token.type == RSEC_JSON_OBJECT_END ||
			 token.type == RSEC_JSON_ARRAY_END;
		rsec_buf_addc(out, (char)token.type);
		rsec_buf_add(out, &token.line, sizeof(token.line));
		rsec_buf_add(out, token.text, token.len);
	} while (token.type != RSEC_JSON_END);
	rsec_json_free(json);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const size_t chunks[] = { 1, 3, 8, 21 };
	struct rsec_buf whole = RSEC_BUF_INIT, cut = RSEC_BUF_INIT;
	size_t i;

	read_all(data, size, 0, &whole);
	for (i = 0; i < sizeof(chunks) / sizeof(chunks[0]); i++) {
		cut.len = 0;
		read_all(data, size, chunks[i], &cut);
		MUST(cut.len == whole.len);
		MUST(memcmp(cut.data, whole.data, cut.len) == 0);
	}
	rsec_buf_fini(&whole);
	rsec_buf_fini(&cut);
	return 0;
}
