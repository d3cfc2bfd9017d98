/* SPDX-License-Identifier: ISC */
/* The table of rules, and lists of findings.  See finding.h. */
#include "rpki/finding.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MESSAGE_MAX 512 /* bytes of one message, its NUL included */

static const struct rsec_rule_info rules[RSEC_RULES] = {
#define RULE(name, layer, current, old, cite, text) \
	[RSEC_RULE_##name] = { #name, layer, { current, old }, cite, text },
#include "rpki/rules.def"
#undef RULE
};

const struct rsec_rule_info *
rsec_rule_info(enum rsec_rule rule)
{
	return &rules[rule];
}

/* NAME as a user writes it: in any case, hyphens for underscores. */
static bool
is_name(const char *rule, const char *name)
{
	for (; *rule != '\0' && *name != '\0'; rule++, name++) {
		char c = *name == '-' ? '_' : *name;

		if (c >= 'a' && c <= 'z')
			c = (char)(c - 'a' + 'A');
		if (c != *rule)
			return false;
	}
	return *rule == *name;
}

enum rsec_rule
rsec_rule_find(const char *name)
{
	int rule;

	for (rule = 0; rule < RSEC_RULES; rule++)
		if (is_name(rules[rule].name, name))
			break;
	return (enum rsec_rule)rule;
}

size_t
rsec_rule_format(char to[RSEC_RULE_NAME_SIZE], enum rsec_rule rule)
{
	const char *name = rules[rule].name;
	size_t n;

	for (n = 0; name[n] != '\0' && n + 1 < RSEC_RULE_NAME_SIZE; n++)
		to[n] = name[n] == '_' ? '-' : name[n];
	to[n] = '\0';
	return n;
}

const char *
rsec_layer_name(enum rsec_layer layer)
{
	static const char *const names[RSEC_LAYERS] = {
		[RSEC_LAYER_DER] = "der",
		[RSEC_LAYER_CMS] = "cms",
		[RSEC_LAYER_SIGNATURE] = "signature",
		[RSEC_LAYER_PROFILE] = "profile",
		[RSEC_LAYER_CONTENT] = "content",
		[RSEC_LAYER_TIME] = "time",
		[RSEC_LAYER_CHAIN] = "chain",
		[RSEC_LAYER_CRL] = "crl",
		[RSEC_LAYER_RESOURCES] = "resources",
		[RSEC_LAYER_MANIFEST] = "manifest",
	};

	return names[layer];
}

const char *
rsec_severity_name(enum rsec_severity severity)
{
	switch (severity) {
	case RSEC_SILENT:
		return "silent";
	case RSEC_NOTE:
		return "note";
	case RSEC_WARNING:
		return "warning";
	default:
		return "error";
	}
}

void
rsec_findings_init(struct rsec_findings *f, struct rsec_arena *arena)
{
	*f = (struct rsec_findings){ .arena = arena };
}

void
rsec_findings_fini(struct rsec_findings *f)
{
	free(f->list);
	*f = (struct rsec_findings){ .arena = NULL };
}

void
rsec_findings_reset(struct rsec_findings *f)
{
	f->count = f->more = 0;
	f->no_memory = false;
}

/* Room for one more, or false. */
static bool
grow(struct rsec_findings *f)
{
	struct rsec_finding *list;
	size_t cap;

	if (f->count < f->cap)
		return true;
	cap = f->cap == 0 ? 8 : f->cap * 2;
	if ((list = realloc(f->list, cap * sizeof(*list))) == NULL)
		return false;
	f->list = list;
	f->cap = cap;
	return true;
}

void
rsec_findings_addv(struct rsec_findings *f, enum rsec_rule rule,
    uint64_t offset, const char *fmt, va_list ap)
{
	char message[MESSAGE_MAX];
	const char *copy;

	if (f == NULL)
		return;
	if (f->count == RSEC_FINDINGS_MAX) {
		f->more++;
		return;
	}
	vsnprintf(message, sizeof(message), fmt, ap);
	copy = rsec_arena_strndup(f->arena, message, strlen(message));
	if (copy == NULL || !grow(f)) {
		f->no_memory = true;
		return;
	}
	f->list[f->count++] = (struct rsec_finding){ rule, offset, copy };
}

void
rsec_findings_add(struct rsec_findings *f, enum rsec_rule rule, uint64_t offset,
    const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	rsec_findings_addv(f, rule, offset, fmt, ap);
	va_end(ap);
}

static int
cmp(const void *va, const void *vb)
{
	const struct rsec_finding *a = va, *b = vb;

	if (a->offset != b->offset)
		return a->offset < b->offset ? -1 : 1;
	if (a->rule != b->rule)
		return a->rule < b->rule ? -1 : 1;
	return strcmp(a->message, b->message);
}

void
rsec_findings_sort(struct rsec_findings *f)
{
	if (f->count > 1)
		qsort(f->list, f->count, sizeof(*f->list), cmp);
}
