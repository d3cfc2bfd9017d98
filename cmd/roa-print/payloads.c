/* SPDX-License-Identifier: ISC */
/*
 * The payloads of accepted objects, gathered by each thread and put together
 * at the end: sorted, so that the order of the walk does not show.
 */
#include "cmd/roa-print/payloads.h"

#include <stdlib.h>
#include <string.h>

#include "cmd/cli.h"

static void *
add(struct list *list, size_t size)
{
	if (list->count == list->cap) {
		list->cap = list->cap > 0 ? 2 * list->cap : 64;
		list->data = reallocarray(list->data, list->cap, size);
		if (list->data == NULL)
			cli_die("out of memory");
	}
	return (char *)list->data + size * list->count++;
}

static struct rsec_bytes
copy(struct payloads *payloads, struct rsec_bytes bytes)
{
	char *to = rsec_arena_strndup(
	    &payloads->arena, (const char *)bytes.data, bytes.len);

	if (to == NULL)
		cli_die("out of memory");
	return (struct rsec_bytes){ (const uint8_t *)to, bytes.len };
}

static void
add_roa(struct payloads *payloads, const struct rsec_published *p)
{
	const struct rsec_roa *roa = &p->object->roa;
	struct vrp_entry *vrp;
	size_t i;

	for (i = 0; i < roa->count; i++) {
		vrp = add(&payloads->vrps, sizeof(*vrp));
		*vrp = (struct vrp_entry){ roa->prefixes[i].prefix, roa->asn,
			roa->prefixes[i].max_len, p->anchor, p->expires };
	}
}

static void
add_aspa(struct payloads *payloads, const struct rsec_published *p)
{
	const struct rsec_aspa *aspa = &p->object->aspa;
	struct aspa_entry *entry;
	size_t i;

	for (i = 0; i < aspa->count; i++) {
		entry = add(&payloads->aspas, sizeof(*entry));
		*entry = (struct aspa_entry){ aspa->customer,
			aspa->providers[i], p->anchor, p->expires };
	}
}

/* A router certificate speaks for each of its AS numbers. */
static void
add_router(struct payloads *payloads, const struct rsec_published *p)
{
	const struct rsec_cert *cert = &p->object->cert;
	struct rsec_bytes ski = copy(payloads, cert->ski);
	struct rsec_bytes spki = copy(payloads, cert->spki);
	struct key_entry *key;
	uint64_t asn;
	size_t i;

	for (i = 0; i < cert->resources.asn.count; i++)
		for (asn = cert->resources.asn.list[i].min;
		     asn <= cert->resources.asn.list[i].max; asn++) {
			key = add(&payloads->keys, sizeof(*key));
			*key = (struct key_entry){ (uint32_t)asn, ski, spki,
				p->anchor, p->expires };
		}
}

static bool
is_error(const struct rsec_finding *finding, const struct rsec_policy *policy)
{
	return rsec_policy_severity(policy, finding->rule) == RSEC_ERROR;
}

static bool
has_error(
    const struct rsec_findings *findings, const struct rsec_policy *policy)
{
	size_t i;

	for (i = 0; i < findings->count; i++)
		if (is_error(&findings->list[i], policy))
			return true;
	return false;
}

/* By its errors; a CA that fails by what the profile only notes, by all. */
static void
add_refused(struct payloads *payloads, const struct rsec_published *p,
    const struct rsec_policy *policy)
{
	const struct rsec_finding *finding;
	const char *uri = (const char *)copy(payloads, p->uri).data;
	struct rejected_entry *entry;
	struct rsec_bytes message;
	bool any = has_error(p->findings, policy);
	size_t i;

	payloads->refused++;
	for (i = 0; i < p->findings->count; i++) {
		finding = &p->findings->list[i];
		if (any && !is_error(finding, policy))
			continue;
		message.data = (const uint8_t *)finding->message;
		message.len = strlen(finding->message);
		entry = add(&payloads->rejected, sizeof(*entry));
		entry->uri = uri;
		entry->rule = finding->rule;
		entry->message = (const char *)copy(payloads, message).data;
	}
}

void
payloads_add(struct payloads *payloads, const struct rsec_published *p,
    const struct rsec_policy *policy)
{
	payloads->objects++;
	if (p->passed_over)
		return;
	if (!p->accepted)
		add_refused(payloads, p, policy);
	else if (p->object == NULL || !p->object->decoded)
		return;
	else if (p->object->type == RSEC_OBJECT_ROA)
		add_roa(payloads, p);
	else if (p->object->type == RSEC_OBJECT_ASPA)
		add_aspa(payloads, p);
	else if (p->object->type == RSEC_OBJECT_CERT &&
		 p->object->cert.kind == RSEC_CERT_ROUTER)
		add_router(payloads, p);
}

static void
append(struct list *list, const struct list *from, size_t size)
{
	size_t i;

	for (i = 0; i < from->count; i++)
		memcpy(
		    add(list, size), (const char *)from->data + i * size, size);
}

void
payloads_merge(struct payloads *payloads, const struct payloads *from)
{
	append(&payloads->vrps, &from->vrps, sizeof(struct vrp_entry));
	append(&payloads->aspas, &from->aspas, sizeof(struct aspa_entry));
	append(&payloads->keys, &from->keys, sizeof(struct key_entry));
	append(&payloads->rejected, &from->rejected,
	    sizeof(struct rejected_entry));
	payloads->objects += from->objects;
	payloads->refused += from->refused;
}

#define ORDER(a, b) (((a) > (b)) - ((a) < (b)))

/* The later first, then by trust anchor. */
static int
cmp_origin(int64_t a, int64_t b, const char *a_ta, const char *b_ta)
{
	return a != b ? ORDER(b, a) : strcmp(a_ta, b_ta);
}

static int
cmp_vrp_key(const void *va, const void *vb)
{
	const struct vrp_entry *a = va, *b = vb;
	int order = rsec_prefix_cmp(&a->prefix, &b->prefix);

	if (order == 0)
		order = ORDER(a->max_len, b->max_len);
	return order != 0 ? order : ORDER(a->asn, b->asn);
}

static int
cmp_vrp(const void *va, const void *vb)
{
	const struct vrp_entry *a = va, *b = vb;
	int order = cmp_vrp_key(a, b);

	return order != 0 ? order
			  : cmp_origin(a->expires, b->expires, a->ta, b->ta);
}

static int
cmp_aspa_key(const void *va, const void *vb)
{
	const struct aspa_entry *a = va, *b = vb;
	int order = ORDER(a->customer, b->customer);

	return order != 0 ? order : ORDER(a->provider, b->provider);
}

static int
cmp_aspa(const void *va, const void *vb)
{
	const struct aspa_entry *a = va, *b = vb;
	int order = cmp_aspa_key(a, b);

	return order != 0 ? order
			  : cmp_origin(a->expires, b->expires, a->ta, b->ta);
}

static int
cmp_bytes(struct rsec_bytes a, struct rsec_bytes b)
{
	int order = memcmp(a.data, b.data, a.len < b.len ? a.len : b.len);

	return order != 0 ? order : ORDER(a.len, b.len);
}

static int
cmp_key_key(const void *va, const void *vb)
{
	const struct key_entry *a = va, *b = vb;
	int order = ORDER(a->asn, b->asn);

	if (order == 0)
		order = cmp_bytes(a->ski, b->ski);
	return order != 0 ? order : cmp_bytes(a->spki, b->spki);
}

static int
cmp_key(const void *va, const void *vb)
{
	const struct key_entry *a = va, *b = vb;
	int order = cmp_key_key(a, b);

	return order != 0 ? order
			  : cmp_origin(a->expires, b->expires, a->ta, b->ta);
}

static int
cmp_rejected(const void *va, const void *vb)
{
	const struct rejected_entry *a = va, *b = vb;
	int order = strcmp(a->uri, b->uri);

	if (order == 0)
		order = ORDER(a->rule, b->rule);
	return order != 0 ? order : strcmp(a->message, b->message);
}

/* Sort, and of those with the same key keep the first. */
static void
sort(struct list *list, size_t size, int (*cmp)(const void *, const void *),
    int (*cmp_key_only)(const void *, const void *))
{
	char *data = list->data;
	size_t i, kept = 0;

	if (list->count == 0)
		return;
	qsort(data, list->count, size, cmp);
	for (i = 1; i < list->count; i++)
		if (cmp_key_only(data + kept * size, data + i * size) != 0)
			memmove(data + ++kept * size, data + i * size, size);
	list->count = kept + 1;
}

void
payloads_sort(struct payloads *payloads)
{
	sort(&payloads->vrps, sizeof(struct vrp_entry), cmp_vrp, cmp_vrp_key);
	sort(&payloads->aspas, sizeof(struct aspa_entry), cmp_aspa,
	    cmp_aspa_key);
	sort(&payloads->keys, sizeof(struct key_entry), cmp_key, cmp_key_key);
	sort(&payloads->rejected, sizeof(struct rejected_entry), cmp_rejected,
	    cmp_rejected);
}

void
payloads_fini(struct payloads *payloads)
{
	free(payloads->vrps.data);
	free(payloads->aspas.data);
	free(payloads->keys.data);
	free(payloads->rejected.data);
	rsec_arena_fini(&payloads->arena);
}
