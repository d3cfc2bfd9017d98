/* SPDX-License-Identifier: ISC */
/* What the two halves of the JSON reader share: json.c and json_text.c. */
#ifndef RSEC_TEXT_JSON_PRIVATE_H
#define RSEC_TEXT_JSON_PRIVATE_H

#include "text/json.h"

#define RSEC_JSON_EOF (-2) /* where a byte is asked for; -1 is an error */

/* What may come next. */
enum rsec_json_expect {
	EXPECT_VALUE,	/* the document's, a member's, an array's after "," */
	EXPECT_ELEMENT, /* after "[": a value or "]" */
	EXPECT_MEMBER,	/* after "{": a name or "}" */
	EXPECT_NAME,	/* after "," in an object */
	EXPECT_COLON,	/* after a name */
	EXPECT_NEXT,	/* after a value in a container: "," or its end */
	EXPECT_END,	/* the document is complete */
};

struct rsec_json {
	const uint8_t *at, *end; /* the rest of the run that the source lent */
	uint64_t line;
	uint64_t objects; /* bit i: the container at depth i + 1 is an object */
	unsigned depth;
	enum rsec_json_expect expect;
	struct rsec_source source;
	bool ended;	      /* the source has nothing more */
	struct rsec_buf text; /* of a token that cannot be borrowed */
};

/* Pull the next run; 1, 0 at the end, or -1 with ERR. */
int rsec_json_pull(struct rsec_json *json, struct rsec_err *err);

/* Read one byte, whatever it is; RSEC_JSON_EOF, or -1 with ERR. */
int rsec_json_byte(struct rsec_json *json, struct rsec_err *err);

/* The input ends too early.  Returns -1. */
int rsec_json_truncated(const struct rsec_json *json, struct rsec_err *err);

/* WHAT should have stood where the byte C (or RSEC_JSON_EOF) does. */
int rsec_json_unexpected(const struct rsec_json *json, int c, const char *what,
    struct rsec_err *err);

/* Any string: json->at is behind its opening quote. */
int rsec_json_string(struct rsec_json *json, struct rsec_json_token *token,
    struct rsec_err *err);

/* Any number: json->at is at its first byte. */
int rsec_json_number(struct rsec_json *json, struct rsec_json_token *token,
    struct rsec_err *err);

#endif
