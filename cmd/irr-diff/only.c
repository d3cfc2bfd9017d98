/* SPDX-License-Identifier: ISC */
/*
 * --only: values of the columns that decide, "auth=different,rpki=invalid-as".
 * Values of one kind are alternatives; all kinds that are named must fit.
 */
#include <string.h>

#include "cmd/cli.h"
#include "cmd/irr-diff/irr-diff.h"
#include "hygiene/irregular.h"

static const char *
op(int value)
{
	return rsec_irr_op_name((enum rsec_irr_op)value);
}

static const char *
auth(int value)
{
	return rsec_hygiene_auth_name((enum rsec_hygiene_auth)value);
}

static const char *
rpki(int value)
{
	return rsec_hygiene_rpki_name((enum rsec_hygiene_rpki)value);
}

static const char *
bgp(int value)
{
	return rsec_hygiene_bgp_name((enum rsec_hygiene_bgp)value);
}

static const char *
age(int value)
{
	return rsec_hygiene_age_name((enum rsec_hygiene_age)value);
}

static const char *
registration(int value)
{
	return rsec_registration_name((enum rsec_registration)value);
}

static const char *
impact(int value)
{
	return rsec_impact_name((enum rsec_impact)value);
}

const char *
finding_name(enum finding finding)
{
	static const char *const names[FINDINGS] = {
		[FINDING_INCONSISTENT] = "inconsistent",
		[FINDING_IRREGULAR] = "irregular",
		[FINDING_SUSPICIOUS] = "suspicious",
	};

	return names[finding];
}

static const char *
finding(int value)
{
	return finding_name((enum finding)value);
}

#define JUDGED (MODE_AGAINST | MODE_IRREGULAR)

/* The first kind of a mode is meant where only a value is named. */
static const struct {
	enum only_kind kind;
	const char *name;
	unsigned modes;
	int values;
	const char *(*value)(int value);
} kinds[] = {
	{ ONLY_OP, "op", MODE_CHANGES, RSEC_IRR_ORIGIN + 1, op },
	{ ONLY_FINDING, "finding", MODE_IRREGULAR, FINDINGS, finding },
	{ ONLY_AUTH, "auth", JUDGED, RSEC_AUTHS, auth },
	{ ONLY_RPKI, "rpki", JUDGED, RSEC_HYGIENE_RPKIS, rpki },
	{ ONLY_BGP, "bgp", JUDGED, RSEC_HYGIENE_BGPS, bgp },
	{ ONLY_AGE, "age", JUDGED, RSEC_AGES, age },
	{ ONLY_REGISTRATION, "registration", MODE_REGISTRATION,
	    RSEC_REGISTRATIONS, registration },
	{ ONLY_STRICT, "strict", MODE_IMPACT, RSEC_IMPACTS, impact },
	{ ONLY_PERMISSIVE, "permissive", MODE_IMPACT, RSEC_IMPACTS, impact },
};

#define KINDS (sizeof(kinds) / sizeof(kinds[0]))

static bool
is_word(const char *s, size_t n, const char *word)
{
	return strlen(word) == n && memcmp(s, word, n) == 0;
}

/* The kind that S[0..n) names in MODE, or the first of MODE where n is 0. */
static size_t
find_kind(enum mode mode, const char *s, size_t n)
{
	size_t i;

	for (i = 0; i < KINDS; i++)
		if ((kinds[i].modes & mode) != 0 &&
		    (n == 0 || is_word(s, n, kinds[i].name)))
			return i;
	cli_die("--only: \"%.*s\" is not a column to choose by", (int)n, s);
}

static void __attribute__((__noreturn__))
refuse_value(size_t kind, const char *s, size_t n)
{
	struct rsec_buf all = RSEC_BUF_INIT;
	int v;

	for (v = 0; v < kinds[kind].values; v++)
		if (rsec_buf_puts(&all, v > 0 ? ", " : "") != 0 ||
		    rsec_buf_puts(&all, kinds[kind].value(v)) != 0)
			cli_die("out of memory");
	cli_die("--only: \"%.*s\" is not a value of %s; there are %.*s", (int)n,
	    s, kinds[kind].name, (int)all.len, all.data);
}

static unsigned
find_value(size_t kind, const char *s, size_t n)
{
	int v;

	for (v = 0; v < kinds[kind].values; v++)
		if (is_word(s, n, kinds[kind].value(v)))
			return 1U << v;
	refuse_value(kind, s, n);
}

void
only_parse(struct options *options, const char *arg)
{
	size_t kind, len, name;

	for (;; arg += len + 1) {
		len = strcspn(arg, ",");
		name = strcspn(arg, "=");
		if (name >= len) {
			kind = find_kind(options->mode, "", 0);
			options->only[kinds[kind].kind] |=
			    find_value(kind, arg, len);
		} else {
			kind = find_kind(options->mode, arg, name);
			options->only[kinds[kind].kind] |=
			    find_value(kind, arg + name + 1, len - name - 1);
		}
		if (arg[len] == '\0')
			return;
	}
}

bool
only_has(const struct options *options, enum only_kind kind, unsigned value)
{
	return options->only[kind] == 0 ||
	       (options->only[kind] >> value & 1) != 0;
}

bool
only_any(const struct options *options)
{
	int kind;

	for (kind = 0; kind < ONLY_KINDS; kind++)
		if (options->only[kind] != 0)
			return true;
	return false;
}
