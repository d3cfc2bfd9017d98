/* SPDX-License-Identifier: ISC */
/*
 * The inside of the API: endpoints as a table, a request while it is answered,
 * and what handlers share.
 *
 * A handler writes JSON to call->json and returns 0; or REFUSED, when one of
 * the functions here has answered with an error already; or -1 with ERR.
 */
#ifndef RSEC_HISTORY_API_PRIVATE_H
#define RSEC_HISTORY_API_PRIVATE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "history/api.h"
#include "text/jsonwrite.h"

#define RSEC_API_WORDS	 16 /* parameters of one request */
#define RSEC_API_REFUSED 1

/* Whose words an error is told in. */
enum rsec_api_dialect {
	RSEC_API_OWN,	   /* error, parameter */
	RSEC_API_IHR,	   /* title, description */
	RSEC_API_RIPESTAT, /* messages, status_code */
	RSEC_API_PAGE,	   /* a page to read */
};

/* A parameter, decoded; NUL-terminated, and without a NUL inside. */
struct rsec_api_word {
	const char *name, *value;
};

struct rsec_api_call;

struct rsec_api_endpoint {
	const char *path; /* "/api/v1/history/{prefix}" */
	const char *summary;
	/* Names of api_parameters.c; '!' behind one that must be there. */
	const char *parameters;
	const char *schema; /* of the answer: a type of api_schema.c */
	enum rsec_api_dialect dialect;
	int (*get)(struct rsec_api_call *call);
	int (*post)(struct rsec_api_call *call); /* or NULL */
	const char *example; /* a target that has an answer in any store */
};

/* A request while it is answered. */
struct rsec_api_call {
	struct rsec_history *history;
	const struct rsec_api_request *request;
	struct rsec_api_response *response;
	const struct rsec_api_endpoint *endpoint;
	struct rsec_json_writer json;
	struct rsec_err *err;
	struct rsec_api_word words[RSEC_API_WORDS];
	size_t word_count;
	bool past; /* the answer is of a day before the last one */
	/* What the words point to: each takes its bytes and a NUL. */
	size_t text_len;
	char text[RSEC_API_TARGET + 2 * RSEC_API_WORDS + 2];
};

/* api_endpoints.c: ends with a NULL path. */
extern const struct rsec_api_endpoint rsec_api_endpoints[];

/* api_target.c */

/*
 * Find the endpoint of the target and take its parameters apart.  Returns 0,
 * or REFUSED.
 */
int rsec_api_parse_target(struct rsec_api_call *call);

/* Answer with STATUS and an error that is about PARAMETER, or NULL; REFUSED. */
int rsec_api_refuse(struct rsec_api_call *call, int status,
    const char *parameter, const char *fmt, ...) RSEC_PRINTF(4, 5);

/* api_parameters.c: 0 or REFUSED.  Missing is fine where FOUND is not NULL. */

struct rsec_api_parameter {
	const char *name, *type, *help;
};

/* Ends with a NULL name. */
extern const struct rsec_api_parameter rsec_api_parameters[];

const char *rsec_api_word(const struct rsec_api_call *call, const char *name);
int rsec_api_prefix(struct rsec_api_call *call, struct rsec_prefix *prefix);
int rsec_api_asn(struct rsec_api_call *call, uint32_t *asn, bool *found);

int rsec_api_route(struct rsec_api_call *call, struct rsec_route *route);

/* The index of the value in the type "one|two" of NAME; 0 where missing. */
int rsec_api_choice(
    struct rsec_api_call *call, const char *name, unsigned *choice);
int rsec_api_gaps(struct rsec_api_call *call, enum rsec_history_gaps *gaps);
/* The trust anchor WORD, whatever its name is written like; -1: none. */
int rsec_api_find_ta(struct rsec_api_call *call, const char *word);
int rsec_api_ta(struct rsec_api_call *call, int *ta); /* -1: all */
int rsec_api_number(struct rsec_api_call *call, const char *name, uint32_t min,
    uint32_t max, uint32_t *number);

/* The first and the last time that any trust anchor was observed. */
bool rsec_api_bounds(
    struct rsec_history *history, uint32_t *first, uint32_t *last);

/*
 * A point in time that the store can tell of: NAME, or the last day where it
 * is missing.  Outside of what was observed it is refused: that is no
 * NotFound.
 */
int rsec_api_moment(
    struct rsec_api_call *call, const char *name, uint32_t *time);

/* FROM..TO, likewise; *GIVEN tells whether one of them was. */
int rsec_api_interval(struct rsec_api_call *call, const char *from_name,
    const char *to_name, uint32_t *from, uint32_t *to, bool *given);

/*
 * Rows of a long answer: LIMIT of them from number SKIP on.  The cursor of the
 * next page names the store, so that pages of two stores are never mixed.
 */
struct rsec_api_rows {
	uint64_t skip, seen;
	uint32_t limit, given;
	bool more;
};

int rsec_api_rows(struct rsec_api_call *call, struct rsec_api_rows *rows);

/* One more row: whether it is to be written.  False with rows->more: enough. */
bool rsec_api_row(struct rsec_api_rows *rows);

/* "next": the cursor, or null. */
void rsec_api_put_next(
    struct rsec_api_call *call, const struct rsec_api_rows *rows);

/* api_put.c: members and values that several answers have. */
void rsec_api_put_time(struct rsec_json_writer *json, uint32_t time);
void rsec_api_put_prefix(
    struct rsec_json_writer *json, const struct rsec_prefix *prefix);
void rsec_api_put_asn_text(struct rsec_json_writer *json, uint32_t asn);
void rsec_api_key_string(
    struct rsec_json_writer *json, const char *key, const char *value);
void rsec_api_key_uint(
    struct rsec_json_writer *json, const char *key, uint64_t value);
void rsec_api_key_time(
    struct rsec_json_writer *json, const char *key, uint32_t time);
void rsec_api_key_prefix(struct rsec_json_writer *json, const char *key,
    const struct rsec_prefix *prefix);

/* The members of an answer: state, reason, unknownTa, before, after. */
void rsec_api_put_answer(
    struct rsec_api_call *call, const struct rsec_history_answer *answer);

/* prefix, maxLength, asn, ta. */
void rsec_api_put_vrp(
    struct rsec_api_call *call, const struct rsec_history_vrp *vrp);

/* api_schema.c: the document of /openapi.json. */
void rsec_api_put_schemas(struct rsec_json_writer *json);
void rsec_api_put_type(struct rsec_json_writer *json, const char *type);

/* The handlers, a file for each group of them. */
int rsec_api_history(struct rsec_api_call *call);
int rsec_api_of_asn(struct rsec_api_call *call);
int rsec_api_covered(struct rsec_api_call *call);
int rsec_api_segments(struct rsec_api_call *call);
int rsec_api_validity(struct rsec_api_call *call);
int rsec_api_validity_batch(struct rsec_api_call *call);
int rsec_api_changes(struct rsec_api_call *call);
int rsec_api_sources(struct rsec_api_call *call);
int rsec_api_status(struct rsec_api_call *call);
int rsec_api_stats(struct rsec_api_call *call);
int rsec_api_ripestat(struct rsec_api_call *call);
int rsec_api_ihr_vrp(struct rsec_api_call *call);
int rsec_api_ihr_status(struct rsec_api_call *call);
int rsec_api_ihr_metadata(struct rsec_api_call *call);
int rsec_api_openapi(struct rsec_api_call *call);
int rsec_api_page(struct rsec_api_call *call);

#endif
