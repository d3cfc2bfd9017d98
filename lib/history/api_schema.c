/* SPDX-License-Identifier: ISC */
/*
 * The types of answers, in a notation of one line each, and what JSON Schema
 * makes of them (draft 2020-12, as in OpenAPI 3.1).
 *
 *	key:type	a member; "key?:type" one that may be missing
 *	type?		the type, or null
 *	[type]		an array of it
 *	Name		an object of this table
 *	one|two		one of these strings
 *	int asn time	and what else primitives[] has
 */
#include <string.h>

#include "history/api_private.h"

static const struct {
	const char *name, *members;
} objects[] = {
	{ "Error", "error:string parameter:string?" },
	{ "IhrError", "title:string description:string parameter:string?" },
	{ "RipeStatError", "messages:[Message] status:string status_code:int "
			   "parameter:string?" },
	{ "Gap", "from:time to:time" },
	{ "Interval",
	    "from:time to:time ongoing:bool observedDays:int unknownDays:int "
	    "absentAt:time? gaps?:[Gap]" },
	{ "Vrp", "prefix:prefix maxLength:int asn:asn ta:string "
		 "earliestNotBefore:time? intervals:[Interval]" },
	{ "History",
	    "prefix:prefix gaps:unknown|carry|withdrawn from:time to:time "
	    "vrps:[Vrp] next:string?" },
	{ "OfAsn", "asn:asn gaps:unknown|carry|withdrawn from:time to:time "
		   "vrps:[Vrp] next:string?" },
	{ "Covered",
	    "prefix:prefix date:time covered:yes|no|unknown|changed "
	    "before?:yes|no|unknown after?:yes|no|unknown unknownTa?:string" },
	{ "Segment", "from:time to:time "
		     "state:valid|invalid|not-found|unknown|changed "
		     "reason?:length|as|as0 unknownTa?:string "
		     "before?:valid|invalid|not-found|unknown "
		     "after?:valid|invalid|not-found|unknown" },
	{ "Segments", "asn:asn prefix:prefix segments:[Segment]" },
	{ "Route", "origin_asn:asntext prefix:prefix" },
	{ "RouteVrp", "asn:asntext prefix:prefix max_length:string" },
	{ "RouteVrps", "matched:[RouteVrp] unmatched_as:[RouteVrp] "
		       "unmatched_length:[RouteVrp]" },
	{ "RouteState", "state:valid|invalid|not-found|unknown|changed "
			"reason?:as|length description:string VRPs:RouteVrps" },
	{ "ValidatedRoute", "route:Route validity:RouteState" },
	{ "Validity", "validated_route:ValidatedRoute generatedTime:time" },
	{ "Validities",
	    "validated_routes:[ValidatedRoute] generatedTime:time" },
	{ "AskedRoute", "asn:asnin prefix:prefix" },
	{ "Routes", "routes:[AskedRoute]" },
	{ "Change", "change:added|removed prefix:prefix maxLength:int asn:asn "
		    "ta:string" },
	{ "ChangesOfTa",
	    "ta:string from:observed|absent|suspect|corrupt "
	    "to:observed|absent|suspect|corrupt added:int? removed:int?" },
	{ "Changes",
	    "from:time to:time changes:[Change] trustAnchors:[ChangesOfTa] "
	    "next:string?" },
	{ "Observation",
	    "ta:string time:time "
	    "state:observed|suspect|corrupt|superseded made:time? "
	    "records:int skipped:int vrps:int aspas:int routerKeys:int "
	    "digest:string" },
	{ "Sources", "observations:[Observation] next:string?" },
	{ "StatsPoint",
	    "date:time of:string known:bool vrps?:int origins?:int "
	    "ipv4Prefixes?:int ipv6Prefixes?:int ipv4Slash24s?:number "
	    "ipv6Slash48s?:number" },
	{ "Stats", "points:[StatsPoint]" },
	{ "TrustAnchor", "ta:string observations:int first:time? last:time?" },
	{ "Status", "version:string digest:string vrps:int runs:int "
		    "trustAnchors:[TrustAnchor]" },
	{ "RipeStatBin", "avg:number min:int max:int first:int last:int" },
	{ "RipeStatCounts",
	    "vrp_count:count address_space?:count samples?:int" },
	{ "RipeStatPoint",
	    "prefix?:prefix asn?:asn trust_anchor?:string time:time "
	    "warnings:[string] family:int rpki:RipeStatCounts" },
	{ "RipeStatData", "timeseries:[RipeStatPoint] resource:string" },
	{ "RipeStat",
	    "messages:[string] see_also:[string] version:string "
	    "data_call_name:string data_call_status:string cached:bool "
	    "status:string status_code:int time:time data:RipeStatData" },
	{ "IhrVisible", "from:time to:time" },
	{ "IhrVrp", "prefix:prefix asn:asn max_length:int visible:IhrVisible" },
	{ "IhrReason", "code:moreSpecific|noMatchingOrigin|notObserved "
		       "description:string" },
	{ "IhrStatus",
	    "status:Valid|Invalid|NotFound|Unknown reason?:IhrReason" },
	{ "IhrDump", "timestamp:time deleted_vrps:int unchanged_vrps:int "
		     "new_vrps:int" },
	{ "IhrMetadata", "results:[IhrDump] next:string" },
};

/* What is written for a primitive, as it is. */
static const struct {
	const char *name, *type, *description;
} primitives[] = {
	{ "int", "integer", NULL },
	{ "number", "number", NULL },
	{ "bool", "boolean", NULL },
	{ "string", "string", NULL },
	{ "object", "object", NULL },
	{ "asn", "integer", "an AS number" },
	{ "asnin", "string", "an AS number, 64496 or AS64496" },
	{ "asntext", "string", "an AS number as AS64496" },
	{ "prefix", "string", "a prefix as 192.0.2.0/24 or 2001:db8::/32" },
	{ "time", "string", "RFC 3339: a day, or a time in UTC" },
};

#define OBJECTS	   (sizeof(objects) / sizeof(objects[0]))
#define PRIMITIVES (sizeof(primitives) / sizeof(primitives[0]))

static bool
equal(const char *s, size_t n, const char *name)
{
	return strlen(name) == n && memcmp(s, name, n) == 0;
}

static void
put_type_name(struct rsec_json_writer *json, const char *type, bool nullable)
{
	rsec_json_key(json, "type");
	if (!nullable) {
		rsec_json_put_string(json, type);
		return;
	}
	rsec_json_array_begin(json);
	rsec_json_put_string(json, type);
	rsec_json_put_string(json, "null");
	rsec_json_array_end(json);
}

static void
put_choices(struct rsec_json_writer *json, const char *s, size_t n)
{
	const char *end = s + n, *bar;

	put_type_name(json, "string", false);
	rsec_json_key(json, "enum");
	rsec_json_array_begin(json);
	for (; s < end; s = bar + 1) {
		bar = memchr(s, '|', (size_t)(end - s));
		if (bar == NULL)
			bar = end;
		rsec_json_put_bytes(json, s, (size_t)(bar - s));
	}
	rsec_json_array_end(json);
}

static void
put_reference(struct rsec_json_writer *json, const char *s, size_t n)
{
	rsec_json_key(json, "$ref");
	rsec_json_text_begin(json);
	if (rsec_buf_puts(json->out, "#/components/schemas/") != 0 ||
	    rsec_buf_add(json->out, s, n) != 0)
		json->failed = true;
	rsec_json_text_end(json);
}

static void
put_named(struct rsec_json_writer *json, const char *s, size_t n, bool nullable)
{
	size_t i;

	if (equal(s, n, "Message")) { /* its kind and its words */
		put_type_name(json, "array", false);
		rsec_json_key(json, "items");
		rsec_api_put_type(json, "string");
		return;
	}
	if (equal(s, n, "count")) { /* by resolution */
		rsec_json_key(json, "anyOf");
		rsec_json_array_begin(json);
		rsec_api_put_type(json, "int");
		rsec_api_put_type(json, "RipeStatBin");
		rsec_json_array_end(json);
		return;
	}
	for (i = 0; i < PRIMITIVES; i++) {
		if (!equal(s, n, primitives[i].name))
			continue;
		put_type_name(json, primitives[i].type, nullable);
		if (primitives[i].description != NULL)
			rsec_api_key_string(
			    json, "description", primitives[i].description);
		return;
	}
	put_reference(json, s, n);
}

static void
put_bytes(struct rsec_json_writer *json, const char *s, size_t n)
{
	const bool nullable = s[n - 1] == '?';

	n -= nullable;
	rsec_json_object_begin(json);
	if (*s == '[') {
		put_type_name(json, "array", nullable);
		rsec_json_key(json, "items");
		rsec_json_object_begin(json);
		put_named(json, s + 1, n - 2, false);
		rsec_json_object_end(json);
	} else if (memchr(s, '|', n) != NULL) {
		put_choices(json, s, n);
	} else {
		put_named(json, s, n, nullable);
	}
	rsec_json_object_end(json);
}

void
rsec_api_put_type(struct rsec_json_writer *json, const char *type)
{
	put_bytes(json, type, strlen(type));
}

/* The next member: its name, type, and whether it may be missing. */
struct member {
	const char *name, *type;
	size_t name_len, type_len;
	bool optional;
};

static const char *
next_member(const char *s, struct member *member)
{
	member->name = s;
	member->name_len = strcspn(s, "?:");
	member->optional = s[member->name_len] == '?';
	member->type = s + member->name_len + member->optional + 1;
	member->type_len = strcspn(member->type, " ");
	s = member->type + member->type_len;
	return s + (*s == ' ');
}

/* A key that is not NUL-terminated. */
static void
put_key(struct rsec_json_writer *json, const struct member *member)
{
	char name[32];

	memcpy(name, member->name, member->name_len);
	name[member->name_len] = '\0';
	rsec_json_key(json, name);
}

static void
put_object(struct rsec_json_writer *json, const char *members)
{
	struct member member;
	const char *s;

	rsec_json_object_begin(json);
	put_type_name(json, "object", false);
	rsec_json_key(json, "additionalProperties");
	rsec_json_put_bool(json, false);
	rsec_json_key(json, "properties");
	rsec_json_object_begin(json);
	for (s = members; *s != '\0';) {
		s = next_member(s, &member);
		put_key(json, &member);
		put_bytes(json, member.type, member.type_len);
	}
	rsec_json_object_end(json);
	rsec_json_key(json, "required");
	rsec_json_array_begin(json);
	for (s = members; *s != '\0';) {
		s = next_member(s, &member);
		if (!member.optional)
			rsec_json_put_bytes(json, member.name, member.name_len);
	}
	rsec_json_array_end(json);
	rsec_json_object_end(json);
}

void
rsec_api_put_schemas(struct rsec_json_writer *json)
{
	size_t i;

	rsec_json_object_begin(json);
	for (i = 0; i < OBJECTS; i++) {
		rsec_json_key(json, objects[i].name);
		put_object(json, objects[i].members);
	}
	rsec_json_object_end(json);
}
