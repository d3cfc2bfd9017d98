/* SPDX-License-Identifier: ISC */
/*
 * What the objects of each class say, as structs.  Every pointer is borrowed
 * from the object or, for lists, allocated in the caller's arena.
 *
 * Each parse function returns 0, or -1 with ERR whose line is that of the
 * offending attribute: a key that is missing or is not what RFC 2622 asks for,
 * or no source.  Whatever else is odd about an object is for
 * rsec_rpsl_check().
 */
#ifndef RSEC_IRR_OBJECT_H
#define RSEC_IRR_OBJECT_H

#include "base/arena.h"
#include "irr/rpsl.h"
#include "irr/value.h"
#include "net/prefix.h"

/* How to read what is not quite right; all false is the strict reading. */
struct rsec_irr_leniency {
	/*
	 * Repair host bits and leading zeros of a prefix, and take the source
	 * from default_source where there is none, each told through diag
	 * with the code RSEC_ERR_NONE: nothing is skipped.
	 */
	bool repair;
	const char *default_source; /* NULL: none */
	const struct rsec_diag *diag;
};

/* Pieces in an array. */
struct rsec_irr_list {
	const struct rsec_rpsl_piece *item;
	size_t count;
};

#define RSEC_IRR_NO_DATE INT32_MIN

/* route and route6: RFC 2622 section 4, RFC 4012 section 3. */
struct rsec_irr_route {
	struct rsec_prefix prefix;
	uint32_t origin;
	struct rsec_rpsl_piece source;	   /* as written; registries fold it */
	struct rsec_rpsl_piece maintainer; /* the first of mnt-by */
	/*
	 * Days since 1970: the newest of last-modified and changed, and
	 * created; RSEC_IRR_NO_DATE where none is said.
	 */
	int32_t changed, created;
	bool dummy;    /* its contacts are dummified */
	bool repaired; /* by leniency, as told through diag */
};

/* as-set and route-set: RFC 2622 section 5, RFC 4012 section 4. */
struct rsec_irr_set {
	struct rsec_rpsl_piece name;
	struct rsec_irr_list members;	  /* of members and mp-members */
	struct rsec_irr_list mbrs_by_ref; /* maintainers, or "ANY" */
	struct rsec_irr_list mnt_by;
	struct rsec_rpsl_piece source;
};

/* aut-num: RFC 2622 section 6. */
struct rsec_irr_aut_num {
	uint32_t asn;
	struct rsec_rpsl_piece as_name;
	struct rsec_irr_list member_of;
	struct rsec_irr_list mnt_by;
	struct rsec_irr_list admin_c, tech_c;
	size_t imports, exports; /* policy lines, mp- ones included */
	struct rsec_rpsl_piece org;
	struct rsec_rpsl_piece source;
};

/* mntner: RFC 2622 section 3.1. */
struct rsec_irr_mntner {
	struct rsec_rpsl_piece name;
	struct rsec_irr_list admin_c, tech_c;
	struct rsec_irr_list upd_to, mnt_nfy;
	struct rsec_irr_list mnt_by;
	struct rsec_rpsl_piece source;
};

/* person, role, organisation and irt. */
struct rsec_irr_contact {
	enum rsec_rpsl_class class_id;
	struct rsec_rpsl_piece key;  /* nic-hdl, organisation or irt */
	struct rsec_rpsl_piece name; /* person, role or org-name */
	struct rsec_irr_list e_mail, phone, abuse_mailbox;
	struct rsec_irr_list mnt_by;
	struct rsec_rpsl_piece source;
	bool dummy;
};

RSEC_BEGIN_API

int rsec_irr_route_parse(const struct rsec_rpsl_object *object,
    const struct rsec_irr_leniency *leniency, struct rsec_irr_route *out,
    struct rsec_err *err);
int rsec_irr_set_parse(const struct rsec_rpsl_object *object,
    struct rsec_arena *arena, struct rsec_irr_set *out, struct rsec_err *err);
int rsec_irr_aut_num_parse(const struct rsec_rpsl_object *object,
    struct rsec_arena *arena, struct rsec_irr_aut_num *out,
    struct rsec_err *err);
int rsec_irr_mntner_parse(const struct rsec_rpsl_object *object,
    struct rsec_arena *arena, struct rsec_irr_mntner *out,
    struct rsec_err *err);
int rsec_irr_contact_parse(const struct rsec_rpsl_object *object,
    struct rsec_arena *arena, struct rsec_irr_contact *out,
    struct rsec_err *err);

/*
 * When an object was last changed: days since 1970, the newest of its
 * last-modified and changed, or RSEC_IRR_NO_DATE.
 */
int32_t rsec_irr_object_changed(const struct rsec_rpsl_object *object);

/* The class of set that S[0..n) can name, or RSEC_RPSL_UNKNOWN_CLASS. */
enum rsec_rpsl_class rsec_irr_name_class(const char *s, size_t n);

/*
 * The key of an object of any class without its source, appended to OUT as
 * NRTM writes it: "192.0.2.0/24AS64496", "AS-EXAMPLE" (upper case).  Returns
 * 0 or -1 with ERR.
 */
int rsec_rpsl_key(const struct rsec_rpsl_object *object, struct rsec_buf *out,
    struct rsec_err *err);

/*
 * Hold an object against the template of its class (template.def): attributes
 * that are missing, stand twice, or do not belong.  Each is reported through
 * DIAG with its line; returns how many there were, or -1 when DIAG stopped.
 */
int rsec_rpsl_check(
    const struct rsec_rpsl_object *object, const struct rsec_diag *diag);

RSEC_END_API

#endif
