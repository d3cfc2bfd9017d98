/* SPDX-License-Identifier: ISC */
/*
 * ASPA: draft-ietf-sidrops-aspa-profile.
 *
 *	{ [0] version, which is 1, customerASID, { provider ... } }
 *
 * Providers are kept in the order in which they stand, less those that are no
 * AS number.
 */
#include "rpki/aspa.h"

#include "rpki/content_private.h"

static const struct rsec_content_rules rules = { "ASPA", RSEC_RULE_ASPA_SYNTAX,
	RSEC_RULE_ASPA_VERSION, RSEC_RULE_ASPA_LIMIT };

/* The provider that was just added, after those before it. */
static void
judge_provider(
    const struct rsec_der *der, const uint8_t *at, const struct rsec_aspa *aspa)
{
	const uint32_t *provider = &aspa->providers[aspa->count - 1];

	if (*provider == aspa->customer && *provider != 0)
		rsec_der_fault(der, RSEC_RULE_ASPA_PROVIDER_CUSTOMER, at,
		    "AS%lu is its own provider", (unsigned long)*provider);
	if (aspa->count > 1 && provider[-1] >= *provider)
		rsec_der_fault(der, RSEC_RULE_ASPA_PROVIDERS_ORDER, at,
		    "provider AS%lu %s AS%lu", (unsigned long)*provider,
		    provider[-1] == *provider ? "is there again after"
					      : "comes after",
		    (unsigned long)provider[-1]);
}

static void
parse_providers(
    struct rsec_der *der, struct rsec_arena *arena, struct rsec_aspa *out)
{
	const uint8_t *at, *first = der->at;
	size_t i, cap = rsec_content_count(*der);

	if (cap == 0) {
		rsec_der_fault(der, RSEC_RULE_ASPA_PROVIDERS_EMPTY, first,
		    "no provider; AS0 stands for having none");
		return;
	}
	out->providers = rsec_content_alloc(der, arena, &rules, &cap,
	    RSEC_ASPA_PROVIDERS_MAX, sizeof(*out->providers));
	while (!rsec_der_at_end(der) && out->count < cap) {
		at = der->at;
		if (rsec_content_asn(der, &rules, RSEC_RULE_ASPA_PROVIDER_RANGE,
			"provider", 0, 0, &out->providers[out->count])) {
			out->count++;
			judge_provider(der, at, out);
		}
	}
	for (i = 0; i < out->count && out->count > 1; i++)
		if (out->providers[i] == 0) {
			rsec_der_fault(der, RSEC_RULE_ASPA_AS0, first,
			    "AS0 is among %zu providers", out->count);
			break;
		}
}

int
rsec_aspa_parse(
    struct rsec_der *der, struct rsec_arena *arena, struct rsec_aspa *out)
{
	struct rsec_der aspa, providers;

	*out = (struct rsec_aspa){ .count = 0 };
	if (!rsec_content_open(der, &rules, &aspa))
		return -1;
	rsec_content_version(&aspa, &rules, 1, &out->version);
	rsec_content_asn(&aspa, &rules, RSEC_RULE_ASPA_CUSTOMER, "customerASID",
	    RSEC_DER_SEQUENCE, 1, &out->customer);
	if (rsec_der_sequence(&aspa, &providers))
		parse_providers(&providers, arena, out);
	else
		rsec_content_missing(&aspa, &rules, "list of providers", 0);
	rsec_content_end(&aspa, &rules, "the ASPA");
	return 0;
}

void
rsec_aspa_check_ee(const struct rsec_aspa *aspa, const struct rsec_cert *ee,
    struct rsec_findings *f)
{
	const struct rsec_asn_resources *asn = &ee->resources.asn;

	if (ee->resources.ipv4.present || ee->resources.ipv6.present)
		rsec_findings_add(f, RSEC_RULE_ASPA_EE_IP, ee->offset,
		    "the certificate has IP resources");
	if (!asn->present)
		rsec_findings_add(f, RSEC_RULE_ASPA_EE_AS, ee->offset,
		    "the certificate has no AS resources");
	else if (asn->inherit)
		rsec_findings_add(f, RSEC_RULE_ASPA_EE_AS, ee->offset,
		    "AS resources of the certificate are inherited");
	else if (asn->count != 1 || asn->list[0].min != asn->list[0].max)
		rsec_findings_add(f, RSEC_RULE_ASPA_EE_AS, ee->offset,
		    "AS resources of the certificate are not just the one "
		    "AS%lu",
		    (unsigned long)aspa->customer);
	else if (asn->list[0].min != aspa->customer)
		rsec_findings_add(f, RSEC_RULE_ASPA_EE_AS, ee->offset,
		    "the certificate is about AS%lu, the ASPA about AS%lu",
		    (unsigned long)asn->list[0].min,
		    (unsigned long)aspa->customer);
}
