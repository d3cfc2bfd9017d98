/* SPDX-License-Identifier: ISC */
/* Reading a JSON export of VRPs: tables of members, and what reads each. */
#ifndef RSEC_RPKI_VRPFILE_JSON_PRIVATE_H
#define RSEC_RPKI_VRPFILE_JSON_PRIVATE_H

#include <string.h>

#include "rpki/vrpfile_private.h"
#include "text/json.h"

struct rsec_vrpfile_extra_record;

struct rsec_vrpfile_json {
	struct rsec_vrpfile *file;
	struct rsec_json *json;
	struct rsec_vrpfile_record record;
	bool has_roas;
	struct rsec_vrpfile_extra_record *extra; /* that is being read */
};

/* What reads the value of a member, of which TOKEN is the first. */
typedef int rsec_vrpfile_value(struct rsec_vrpfile_json *reader,
    const struct rsec_json_token *token, struct rsec_err *err);

struct rsec_vrpfile_member {
	const char *name;
	size_t len;
	rsec_vrpfile_value *read;
};

#define RSEC_VRPFILE_MEMBER(name, read)      \
	{                                    \
		name, sizeof(name) - 1, read \
	}

/* Read the members of an object that is open, up to its end. */
static inline int
rsec_vrpfile_members(struct rsec_vrpfile_json *reader,
    const struct rsec_vrpfile_member *members, size_t n, struct rsec_err *err)
{
	struct rsec_json_token token;
	const struct rsec_vrpfile_member *m;
	int rc;

	for (;;) {
		if (rsec_json_next(reader->json, &token, err) != 0)
			return -1;
		if (token.type == RSEC_JSON_OBJECT_END)
			return 0;
		for (m = members; m < members + n; m++)
			if (m->len == token.len &&
			    memcmp(m->name, token.text, m->len) == 0)
				break;
		if (rsec_json_next(reader->json, &token, err) != 0)
			return -1;
		if (m < members + n)
			rc = m->read(reader, &token, err);
		else
			rc = rsec_json_skip_rest(reader->json, &token, err);
		if (rc != 0)
			return -1;
	}
}

/* Members that hold arrays of ASPAs and of router keys. */
rsec_vrpfile_value rsec_vrpfile_aspas, rsec_vrpfile_router_keys;

#endif
