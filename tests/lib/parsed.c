/* SPDX-License-Identifier: ISC */
#include "tests/lib/parsed.h"

#include <string.h>

static void
parse_cert(struct parsed *p, struct rsec_der *der, struct rsec_verifier *v)
{
	struct rsec_findings *f = &p->findings;

	p->status =
	    rsec_cert_parse(der, RSEC_CERT_UNKNOWN, &p->arena, &p->cert);
	if (p->status == -1 || v == NULL)
		return;
	rsec_cert_check_ski(v, &p->cert, f);
	if (p->cert.kind == RSEC_CERT_TA)
		rsec_cert_check_signature(v, &p->cert, &p->cert, f);
}

static void
parse_cms(struct parsed *p, struct rsec_der *der, struct rsec_verifier *v)
{
	struct rsec_findings *f = &p->findings;

	p->status = rsec_cms_parse(der, &p->arena, &p->cms);
	if (p->status == -1 || v == NULL)
		return;
	rsec_cms_check_signature(v, &p->cms, f);
	if (p->cms.has_ee)
		rsec_cert_check_ski(v, &p->cms.ee, f);
}

void
parsed_init(struct parsed *p, enum ca_type type, const void *data, size_t len,
    struct rsec_verifier *v)
{
	struct rsec_bytes file = { data, len };
	struct rsec_der der;

	memset(p, 0, sizeof(*p));
	p->arena = RSEC_ARENA_INIT;
	rsec_findings_init(&p->findings, &p->arena);
	rsec_der_check(file, data, &p->findings);
	der = rsec_der_init(file, data, &p->findings);
	if (type < CA_CRL)
		parse_cert(p, &der, v);
	else if (type == CA_CRL)
		p->status = rsec_crl_parse(&der, &p->arena, &p->crl);
	else
		parse_cms(p, &der, v);
	rsec_findings_sort(&p->findings);
}

void
parsed_fini(struct parsed *p)
{
	rsec_findings_fini(&p->findings);
	rsec_arena_fini(&p->arena);
}

bool
parsed_has(const struct parsed *p, enum rsec_rule rule)
{
	size_t i;

	for (i = 0; i < p->findings.count; i++)
		if (p->findings.list[i].rule == rule)
			return true;
	return false;
}

bool
parsed_is_bad(const struct parsed *p, enum rsec_profile profile)
{
	enum rsec_rule rule;
	size_t i;

	for (i = 0; i < p->findings.count; i++) {
		rule = p->findings.list[i].rule;
		if (rsec_rule_info(rule)->severity[profile] == RSEC_ERROR)
			return true;
	}
	return false;
}

bool
parsed_is_silent(const struct parsed *p)
{
	enum rsec_rule rule;
	size_t i;

	for (i = 0; i < p->findings.count; i++) {
		rule = p->findings.list[i].rule;
		if (rsec_rule_info(rule)->severity[RSEC_PROFILE_CURRENT] !=
		    RSEC_SILENT)
			return false;
	}
	return true;
}
