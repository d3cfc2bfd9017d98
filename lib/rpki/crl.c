/* SPDX-License-Identifier: ISC */
/*
 * Certificate revocation lists: RFC 5280 section 5 in the cut of RFC 6487
 * section 5 and RFC 9829.
 *
 * Look-up is by serial number, in a second list of the entries in that order;
 * CRLs need not be sorted, and a relying party asks one of them once for each
 * certificate of its issuer.
 */
#include "rpki/crl.h"

#include <stdlib.h>
#include <string.h>

#include "rpki/x509_private.h"

#define VERSION_2      1 /* as it is encoded */
#define OID_CRL_NUMBER "\x55\x1d\x14"

static const struct rsec_x509_rules rules = {
	.syntax = RSEC_RULE_CRL_SYNTAX,
	.sigalg = RSEC_RULE_CRL_SIGALG,
	.sigalg_params = RSEC_RULE_CRL_SIGALG_PARAMS,
	.sigalg_mismatch = RSEC_RULE_CRL_SIGALG_MISMATCH,
	.name = RSEC_RULE_CRL_NAME,
	.name_string = RSEC_RULE_CRL_NAME_STRING,
	.name_chars = RSEC_RULE_CRL_NAME_CHARS,
	.time_type = RSEC_RULE_CRL_TIME_TYPE,
	.ext_syntax = RSEC_RULE_CRL_EXT_SYNTAX,
	.aki_length = RSEC_RULE_CRL_AKI_LENGTH,
	.aki_fields = RSEC_RULE_CRL_AKI_FIELDS,
};

static void
parse_version(struct rsec_der *tbs)
{
	const uint8_t *at = tbs->at;
	struct rsec_bytes octets;
	uint64_t version;

	if (!rsec_der_integer(tbs, &octets))
		rsec_der_fault(tbs, RSEC_RULE_CRL_VERSION, at,
		    "no version, which means 1, not 2");
	else if (!rsec_integer_uint(octets, &version) || version != VERSION_2)
		rsec_der_fault(tbs, RSEC_RULE_CRL_VERSION, at,
		    "version is not encoded as 1, which means 2");
}

static bool
is_time(const struct rsec_der *der)
{
	uint8_t tag = rsec_der_peek(der);

	return tag == RSEC_DER_UTC_TIME || tag == RSEC_DER_GENERALIZED_TIME;
}

static void
parse_updates(struct rsec_der *tbs, struct rsec_crl *crl)
{
	const uint8_t *at;
	bool this_ok, next_ok;

	this_ok =
	    rsec_x509_time_parse(tbs, &rules, "thisUpdate", &crl->this_update);
	at = tbs->at;
	if (!is_time(tbs)) {
		rsec_der_fault(
		    tbs, RSEC_RULE_CRL_NEXT_UPDATE_ABSENT, at, "no nextUpdate");
		return;
	}
	next_ok =
	    rsec_x509_time_parse(tbs, &rules, "nextUpdate", &crl->next_update);
	if (this_ok && next_ok && crl->this_update >= crl->next_update)
		rsec_der_fault(tbs, RSEC_RULE_CRL_TIME_ORDER, at,
		    "nextUpdate does not come after thisUpdate");
}

static void
judge_entry_serial(const struct rsec_der *der, struct rsec_bytes serial)
{
	if (!rsec_x509_number_ok(serial, 1))
		rsec_der_fault(der, RSEC_RULE_CRL_ENTRY_SERIAL, serial.data,
		    "serial number of a revoked certificate is %s",
		    serial.data[0] & 0x80 ? "negative"
		    : serial.len > 20	  ? "longer than 20 octets"
					  : "zero");
}

/* One element of revokedCertificates. */
static bool
parse_entry(struct rsec_der *list, struct rsec_revoked *entry)
{
	const uint8_t *at = list->at;
	struct rsec_der der;
	struct rsec_tlv tlv;

	if (!rsec_der_next(list, &tlv))
		return false;
	der = rsec_der_enter(list, &tlv);
	if (tlv.tag != RSEC_DER_SEQUENCE ||
	    !rsec_der_integer(&der, &entry->serial)) {
		rsec_der_fault(list, RSEC_RULE_CRL_SYNTAX, at,
		    "an entry has no serial number");
		return false;
	}
	judge_entry_serial(&der, entry->serial);
	rsec_x509_time_parse(&der, &rules, "revocationDate", &entry->time);
	if (rsec_der_peek(&der) == RSEC_DER_SEQUENCE &&
	    rsec_der_next(&der, &tlv))
		rsec_der_fault(&der, RSEC_RULE_CRL_ENTRY_EXTENSION,
		    tlv.whole.data, "an entry has extensions");
	if (!rsec_der_at_end(&der))
		rsec_der_fault(&der, RSEC_RULE_CRL_SYNTAX, der.at,
		    "something follows the end of an entry");
	return true;
}

/* Serial numbers as numbers; leading zeros say nothing. */
static int
serial_cmp(struct rsec_bytes a, struct rsec_bytes b)
{
	while (a.len > 1 && a.data[0] == 0) {
		a.data++;
		a.len--;
	}
	while (b.len > 1 && b.data[0] == 0) {
		b.data++;
		b.len--;
	}
	if (a.len != b.len)
		return a.len < b.len ? -1 : 1;
	return a.len == 0 ? 0 : memcmp(a.data, b.data, a.len);
}

static int
entry_cmp(const void *va, const void *vb)
{
	const struct rsec_revoked *const *a = va, *const *b = vb;
	int order = serial_cmp((*a)->serial, (*b)->serial);

	/* Of two equal ones, the first that is listed. */
	return order != 0 ? order : (*a > *b) - (*a < *b);
}

static void
sort_entries(const struct rsec_der *der, struct rsec_crl *crl)
{
	const struct rsec_revoked **list = crl->by_serial;
	bool sorted = true;
	size_t i;

	for (i = 0; i < crl->revoked_count; i++) {
		list[i] = &crl->revoked[i];
		if (i > 0 && entry_cmp(&list[i - 1], &list[i]) > 0)
			sorted = false;
	}
	if (!sorted)
		qsort(list, crl->revoked_count, sizeof(*list), entry_cmp);
	for (i = 1; i < crl->revoked_count; i++)
		if (serial_cmp(list[i - 1]->serial, list[i]->serial) == 0)
			rsec_der_fault(der, RSEC_RULE_CRL_ENTRY_DUPLICATE,
			    list[i]->serial.data,
			    "a serial number is listed again");
}

/* Room for the entries at LIST; false, with the reason told. */
static bool
alloc_entries(
    const struct rsec_der *list, struct rsec_arena *arena, struct rsec_crl *crl)
{
	struct rsec_der count = *list;
	struct rsec_tlv tlv;
	size_t n = 0;

	while (rsec_der_next(&count, &tlv))
		n++;
	if (n > RSEC_REVOKED_MAX) {
		rsec_der_fault(list, RSEC_RULE_CRL_LIMIT, list->at,
		    "%zu entries, more than %d", n, RSEC_REVOKED_MAX);
		return false;
	}
	crl->revoked = rsec_arena_alloc(arena, n * sizeof(*crl->revoked));
	crl->by_serial = rsec_arena_alloc(arena, n * sizeof(*crl->by_serial));
	if (crl->revoked != NULL && crl->by_serial != NULL)
		return true;
	if (list->findings != NULL)
		list->findings->no_memory = true;
	return false;
}

static void
parse_revoked(
    struct rsec_der *tbs, struct rsec_arena *arena, struct rsec_crl *crl)
{
	const uint8_t *at = tbs->at;
	struct rsec_revoked entry;
	struct rsec_der list;

	if (!rsec_der_sequence(tbs, &list))
		return; /* none is revoked */
	if (rsec_der_at_end(&list)) {
		rsec_der_fault(tbs, RSEC_RULE_CRL_REVOKED_EMPTY, at,
		    "revokedCertificates is present and empty");
		return;
	}
	if (!alloc_entries(&list, arena, crl))
		return;
	while (!rsec_der_at_end(&list))
		if (parse_entry(&list, &entry))
			crl->revoked[crl->revoked_count++] = entry;
	sort_entries(&list, crl);
}

static void
parse_number(struct rsec_der *value, struct rsec_crl *crl)
{
	const uint8_t *at = value->at;

	if (!rsec_der_integer(value, &crl->number))
		rsec_der_fault(value, RSEC_RULE_CRL_EXT_SYNTAX, at,
		    "CRL number is no INTEGER");
	else if (!rsec_x509_number_ok(crl->number, 0))
		rsec_der_fault(value, RSEC_RULE_CRL_NUMBER, at,
		    "CRL number is %s",
		    crl->number.data[0] & 0x80 ? "negative"
					       : "longer than 20 octets");
}

struct seen {
	bool aki, number;
};

static void
parse_ext(const struct rsec_der *list, const struct rsec_ext *ext,
    struct rsec_crl *crl, struct seen *seen)
{
	bool number = RSEC_OID_IS(ext->oid, OID_CRL_NUMBER);
	bool *again = number ? &seen->number : &seen->aki;
	char oid[RSEC_OID_TEXT_SIZE];
	struct rsec_der value;

	rsec_oid_format(oid, sizeof(oid), ext->oid);
	if (!number && !RSEC_OID_IS(ext->oid, RSEC_OID_AKI)) {
		rsec_der_fault(list, RSEC_RULE_CRL_EXT_UNKNOWN, ext->at,
		    "extension %s is not of the profile", oid);
		return;
	}
	if (*again) {
		rsec_der_fault(list, RSEC_RULE_CRL_EXT_DUPLICATE, ext->at,
		    "extension %s is there again", oid);
		return;
	}
	*again = true;
	if (ext->critical)
		rsec_der_fault(list,
		    number ? RSEC_RULE_CRL_NUMBER_CRITICAL
			   : RSEC_RULE_CRL_AKI_CRITICAL,
		    ext->at, "extension %s is critical", oid);
	value = rsec_der_within(list, ext->value);
	if (number)
		parse_number(&value, crl);
	else
		rsec_x509_aki_parse(&value, &rules, &crl->aki);
	if (!rsec_der_at_end(&value))
		rsec_der_fault(&value, RSEC_RULE_DER_TRAILING_BYTES, value.at,
		    "something follows the value of extension %s", oid);
}

static void
parse_exts(struct rsec_der *tbs, struct rsec_crl *crl)
{
	struct seen seen = { false, false };
	const uint8_t *at = tbs->at;
	struct rsec_der inner, list;
	struct rsec_ext ext;
	struct rsec_tlv tlv;

	if (rsec_der_optional(tbs, RSEC_DER_EXPLICIT(0), &tlv)) {
		inner = rsec_der_enter(tbs, &tlv);
		if (!rsec_der_sequence(&inner, &list))
			rsec_der_fault(tbs, RSEC_RULE_CRL_SYNTAX, at,
			    "extensions are no SEQUENCE");
		else
			while (rsec_x509_ext_next(&list, &rules, &ext))
				parse_ext(&list, &ext, crl, &seen);
	}
	if (!seen.aki)
		rsec_der_fault(tbs, RSEC_RULE_CRL_AKI_ABSENT, at,
		    "no extension authorityKeyIdentifier");
	if (!seen.number)
		rsec_der_fault(tbs, RSEC_RULE_CRL_NUMBER_ABSENT, at,
		    "no extension cRLNumber");
}

int
rsec_crl_parse(
    struct rsec_der *der, struct rsec_arena *arena, struct rsec_crl *out)
{
	const uint8_t *at = der->at;
	struct rsec_bytes sigalg;
	struct rsec_der outer, tbs;
	struct rsec_tlv tlv;

	memset(out, 0, sizeof(*out));
	out->offset = rsec_der_offset(der, at);
	if (!rsec_der_sequence(der, &outer) ||
	    !rsec_der_read(&outer, RSEC_DER_SEQUENCE, &tlv)) {
		rsec_der_fault(der, RSEC_RULE_CRL_SYNTAX, at, "this is no CRL");
		return -1;
	}
	out->whole = (struct rsec_bytes){ at, (size_t)(der->at - at) };
	out->tbs = tlv.whole;
	tbs = rsec_der_enter(&outer, &tlv);
	parse_version(&tbs);
	rsec_x509_sigalg_parse(&tbs, &rules, &sigalg);
	rsec_x509_name_parse(
	    &tbs, &rules, "issuer", &out->issuer, &out->issuer_cn);
	parse_updates(&tbs, out);
	parse_revoked(&tbs, arena, out);
	parse_exts(&tbs, out);
	if (!rsec_der_at_end(&tbs))
		rsec_der_fault(&tbs, RSEC_RULE_CRL_SYNTAX, tbs.at,
		    "element with tag %02x does not belong here",
		    rsec_der_peek(&tbs));
	rsec_x509_signature_parse(&outer, &rules, sigalg, &out->signature);
	return 0;
}

const struct rsec_revoked *
rsec_crl_find(const struct rsec_crl *crl, struct rsec_bytes serial)
{
	size_t low = 0, high = crl->revoked_count, mid;

	while (low < high) { /* the first that is not before SERIAL */
		mid = low + (high - low) / 2;
		if (serial_cmp(crl->by_serial[mid]->serial, serial) < 0)
			low = mid + 1;
		else
			high = mid;
	}
	if (low == crl->revoked_count ||
	    serial_cmp(crl->by_serial[low]->serial, serial) != 0)
		return NULL;
	return crl->by_serial[low];
}
