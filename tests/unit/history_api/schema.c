/* SPDX-License-Identifier: ISC */
/*
 * As much of JSON Schema as /openapi.json uses: $ref, anyOf, type, enum,
 * properties, required, additionalProperties, items.  A keyword that is none
 * of these fails, so that nothing goes unchecked.
 */
#include "tests/lib/test.h"

#include <jansson.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tests/unit/history_api/schema.h"

static char *
say(const char *what, const json_t *value)
{
	char *text = json_dumps(value, JSON_ENCODE_ANY), *message;
	size_t n = strlen(what) + strlen(text) + 4;

	message = malloc(n);
	assert_non_null(message);
	snprintf(message, n, "%s: %s", what, text);
	free(text);
	return message;
}

static bool
has_type(const char *type, const json_t *value)
{
	static const struct {
		const char *name;
		json_type type;
	} types[] = {
		{ "object", JSON_OBJECT },
		{ "array", JSON_ARRAY },
		{ "string", JSON_STRING },
		{ "integer", JSON_INTEGER },
		{ "null", JSON_NULL },
	};
	size_t i;

	if (strcmp(type, "boolean") == 0)
		return json_is_boolean(value);
	if (strcmp(type, "number") == 0)
		return json_is_number(value);
	for (i = 0; i < sizeof(types) / sizeof(types[0]); i++)
		if (strcmp(type, types[i].name) == 0)
			return json_typeof(value) == types[i].type;
	fail_msg("type %s", type);
	return false;
}

static bool
has_one_type(const json_t *type, const json_t *value)
{
	size_t i;

	if (json_is_string(type))
		return has_type(json_string_value(type), value);
	for (i = 0; i < json_array_size(type); i++)
		if (has_type(json_string_value(json_array_get(type, i)), value))
			return true;
	return false;
}

static bool
is_among(const json_t *list, const json_t *value)
{
	size_t i;

	for (i = 0; i < json_array_size(list); i++)
		if (json_equal(json_array_get(list, i), value))
			return true;
	return false;
}

static char *
check_members(const json_t *root, const json_t *schema, const json_t *value)
{
	json_t *properties = json_object_get(schema, "properties");
	json_t *required = json_object_get(schema, "required"), *member;
	const char *key;
	char *misfit;
	size_t i;

	for (i = 0; i < json_array_size(required); i++) {
		key = json_string_value(json_array_get(required, i));
		if (json_object_get(value, key) == NULL)
			return say(key, value);
	}
	json_object_foreach((json_t *)(uintptr_t)value, key, member)
	{
		if (json_object_get(properties, key) == NULL)
			return say("no such property", member);
		misfit = schema_misfit(
		    root, json_object_get(properties, key), member);
		if (misfit != NULL)
			return misfit;
	}
	return NULL;
}

static const json_t *
follow(const json_t *root, const char *reference)
{
	static const char start[] = "#/components/schemas/";
	json_t *schemas =
	    json_object_get(json_object_get(root, "components"), "schemas");

	assert_int_equal(strncmp(reference, start, strlen(start)), 0);
	schemas = json_object_get(schemas, reference + strlen(start));
	if (schemas == NULL)
		fail_msg("%s leads nowhere", reference);
	return schemas;
}

static char *
check_any(const json_t *root, const json_t *list, const json_t *value)
{
	char *misfit;
	size_t i;

	for (i = 0; i < json_array_size(list); i++) {
		misfit = schema_misfit(root, json_array_get(list, i), value);
		if (misfit == NULL)
			return NULL;
		free(misfit);
	}
	return say("none of anyOf", value);
}

static char *
check_items(const json_t *root, const json_t *items, const json_t *value)
{
	char *misfit = NULL;
	size_t i;

	for (i = 0; i < json_array_size(value) && misfit == NULL; i++)
		misfit = schema_misfit(root, items, json_array_get(value, i));
	return misfit;
}

static char *
check_keyword(const json_t *root, const json_t *schema, const char *keyword,
    const json_t *how, const json_t *value)
{
	if (strcmp(keyword, "$ref") == 0)
		return schema_misfit(
		    root, follow(root, json_string_value(how)), value);
	if (strcmp(keyword, "anyOf") == 0)
		return check_any(root, how, value);
	if (strcmp(keyword, "type") == 0)
		return has_one_type(how, value) ? NULL : say("type", value);
	if (strcmp(keyword, "enum") == 0)
		return is_among(how, value) ? NULL : say("enum", value);
	if (strcmp(keyword, "items") == 0)
		return check_items(root, how, value);
	if (strcmp(keyword, "properties") == 0)
		return check_members(root, schema, value);
	if (strcmp(keyword, "required") != 0 &&
	    strcmp(keyword, "additionalProperties") != 0 &&
	    strcmp(keyword, "description") != 0)
		fail_msg("keyword %s", keyword);
	return NULL;
}

char *
schema_misfit(const void *root, const void *schema, const void *value)
{
	json_t *object = (json_t *)(uintptr_t)schema, *how;
	const char *keyword;
	char *misfit;

	assert_true(json_is_object(object));
	json_object_foreach(object, keyword, how)
	{
		misfit = check_keyword(root, object, keyword, how, value);
		if (misfit != NULL)
			return misfit;
	}
	return NULL;
}
