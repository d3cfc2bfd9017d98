/* SPDX-License-Identifier: ISC */
/*
 * /openapi.json: the table of endpoints as an OpenAPI 3.1 document.  The tests
 * hold it against the real answers.
 */
#include <string.h>

#include "history/api_private.h"

static const struct rsec_api_parameter *
find_parameter(const char *name, size_t n)
{
	const struct rsec_api_parameter *parameter = rsec_api_parameters;

	while (parameter->name != NULL &&
	       (strlen(parameter->name) != n ||
		   memcmp(parameter->name, name, n) != 0))
		parameter++;
	return parameter;
}

static void
put_parameter(struct rsec_json_writer *json,
    const struct rsec_api_endpoint *endpoint,
    const struct rsec_api_parameter *parameter, bool required)
{
	const char *variable = strchr(endpoint->path, '{');
	const size_t n = strlen(parameter->name);
	bool in_path = false;

	for (; variable != NULL; variable = strchr(variable + 1, '{'))
		if (strncmp(variable + 1, parameter->name, n) == 0 &&
		    variable[n + 1] == '}')
			in_path = true;
	rsec_json_object_begin(json);
	rsec_api_key_string(json, "name", parameter->name);
	rsec_api_key_string(json, "in", in_path ? "path" : "query");
	rsec_json_key(json, "required");
	rsec_json_put_bool(json, required);
	rsec_api_key_string(json, "description", parameter->help);
	rsec_json_key(json, "schema");
	rsec_api_put_type(json, parameter->type);
	rsec_json_object_end(json);
}

/* Those of the list, without the REQUIRED ones where they are for GET only. */
static void
put_parameters(struct rsec_json_writer *json,
    const struct rsec_api_endpoint *endpoint, bool all)
{
	const char *s = endpoint->parameters;
	bool required;
	size_t n;

	rsec_json_key(json, "parameters");
	rsec_json_array_begin(json);
	for (; *s != '\0'; s += *s == ' ') {
		n = strcspn(s, " !");
		required = s[n] == '!';
		if (all || !required)
			put_parameter(
			    json, endpoint, find_parameter(s, n), required);
		s += n + required;
	}
	rsec_json_array_end(json);
}

static void
put_content(struct rsec_json_writer *json, const char *schema)
{
	rsec_json_key(json, "content");
	rsec_json_object_begin(json);
	rsec_json_key(json, schema != NULL ? "application/json" : "text/html");
	rsec_json_object_begin(json);
	rsec_json_key(json, "schema");
	rsec_api_put_type(json, schema != NULL ? schema : "string");
	rsec_json_object_end(json);
	rsec_json_object_end(json);
}

static void
put_response(struct rsec_json_writer *json, const char *status,
    const char *description, const char *schema)
{
	rsec_json_key(json, status);
	rsec_json_object_begin(json);
	rsec_api_key_string(json, "description", description);
	put_content(json, schema);
	rsec_json_object_end(json);
}

static void
put_responses(struct rsec_json_writer *json,
    const struct rsec_api_endpoint *endpoint, const char *schema)
{
	static const char *const errors[] = {
		[RSEC_API_OWN] = "Error",
		[RSEC_API_IHR] = "IhrError",
		[RSEC_API_RIPESTAT] = "RipeStatError",
		[RSEC_API_PAGE] = NULL,
	};

	rsec_json_key(json, "responses");
	rsec_json_object_begin(json);
	put_response(json, "200", "the answer", schema);
	put_response(json, "default", "an error; it names the parameter",
	    errors[endpoint->dialect]);
	rsec_json_object_end(json);
}

static void
put_endpoint(
    struct rsec_json_writer *json, const struct rsec_api_endpoint *endpoint)
{
	rsec_json_key(json, endpoint->path);
	rsec_json_object_begin(json);
	rsec_json_key(json, "get");
	rsec_json_object_begin(json);
	rsec_api_key_string(json, "summary", endpoint->summary);
	rsec_api_key_string(json, "x-example", endpoint->example);
	put_parameters(json, endpoint, true);
	put_responses(json, endpoint, endpoint->schema);
	rsec_json_object_end(json);
	if (endpoint->post != NULL) {
		rsec_json_key(json, "post");
		rsec_json_object_begin(json);
		rsec_api_key_string(json, "summary", endpoint->summary);
		put_parameters(json, endpoint, false);
		rsec_json_key(json, "requestBody");
		rsec_json_object_begin(json);
		put_content(json, "Routes");
		rsec_json_object_end(json);
		put_responses(json, endpoint, "Validities");
		rsec_json_object_end(json);
	}
	rsec_json_object_end(json);
}

int
rsec_api_openapi(struct rsec_api_call *call)
{
	const struct rsec_api_endpoint *endpoint = rsec_api_endpoints;
	struct rsec_json_writer *json = &call->json;

	rsec_json_object_begin(json);
	rsec_api_key_string(json, "openapi", "3.1.0");
	rsec_json_key(json, "info");
	rsec_json_object_begin(json);
	rsec_api_key_string(json, "title", "roa-history");
	rsec_api_key_string(json, "summary",
	    "Was this prefix covered by a ROA then?  Both ends of an interval "
	    "are included; a day that nobody observed is unknown, never a "
	    "withdrawal.");
	rsec_api_key_string(json, "version", RSEC_VERSION);
	rsec_json_object_end(json);
	rsec_json_key(json, "paths");
	rsec_json_object_begin(json);
	for (; endpoint->path != NULL; endpoint++)
		put_endpoint(json, endpoint);
	rsec_json_object_end(json);
	rsec_json_key(json, "components");
	rsec_json_object_begin(json);
	rsec_json_key(json, "schemas");
	rsec_api_put_schemas(json);
	rsec_json_object_end(json);
	rsec_json_object_end(json);
	return 0;
}
