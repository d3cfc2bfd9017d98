/* SPDX-License-Identifier: ISC */
/* Lines in the layout of "rpki-client -f": labels, times, names, resources. */
#include <string.h>

#include "base/utc.h"
#include "cmd/roa-print/client.h"

void
client_label(struct writer *w, const char *text)
{
	const size_t from = w->out->len;

	put_string(w, text);
	put_pad(w, from, CLIENT_LABEL);
}

/* The label before the first of several lines. */
void
client_first(struct writer *w, const char *text, size_t i)
{
	client_label(w, i == 0 ? text : "");
}

void
client_bytes(struct writer *w, const char *text, struct rsec_bytes bytes)
{
	client_label(w, text);
	put_bytes(w, bytes);
	put_char(w, '\n');
}

/* Only the first URI, and nothing where there is none. */
void
client_uri(struct writer *w, const char *text, const struct rsec_uris *uris)
{
	if (uris->count > 0)
		client_bytes(w, text, uris->list[0]);
}

void
client_key_id(struct writer *w, const char *text, struct rsec_bytes id)
{
	if (id.len == 0)
		return;
	client_label(w, text);
	put_upper_hex(w, id, ':');
	put_char(w, '\n');
}

void
client_integer(struct writer *w, const char *text, struct rsec_bytes octets)
{
	client_label(w, text);
	put_integer(w, octets);
	put_char(w, '\n');
}

void
client_uint(struct writer *w, const char *text, uint64_t v)
{
	client_label(w, text);
	put_uint(w, v);
	put_char(w, '\n');
}

static void
put_padded(struct writer *w, unsigned v)
{
	put_char(w, (char)('0' + v / 10));
	put_char(w, (char)('0' + v % 10));
}

/* "Mon 28 Oct 2013 21:24:39 +0000" */
void
client_moment(struct writer *w, int64_t t)
{
	static const char days[] = "ThuFriSatSunMonTueWed"; /* from 1970 on */
	static const char months[] = "JanFebMarAprMayJunJulAugSepOctNovDec";
	int64_t day = t / RSEC_DAY, second = t % RSEC_DAY;
	struct rsec_civil date;

	if (second < 0) {
		second += RSEC_DAY;
		day--;
	}
	date = rsec_utc_civil(day);
	put(w, days + (day % 7 + 7) % 7 * 3, 3);
	put_char(w, ' ');
	put_padded(w, date.day);
	put_char(w, ' ');
	put(w, months + (date.month - 1) * 3, 3);
	put_char(w, ' ');
	put_uint(w, (uint64_t)date.year); /* X.509 has 0 to 9999 */
	put_char(w, ' ');
	put_padded(w, (unsigned)(second / 3600));
	put_char(w, ':');
	put_padded(w, (unsigned)(second / 60 % 60));
	put_char(w, ':');
	put_padded(w, (unsigned)(second % 60));
	put_string(w, " +0000");
}

void
client_time(struct writer *w, const char *text, int64_t t)
{
	client_label(w, text);
	client_moment(w, t);
	put_char(w, '\n');
}

/* "/CN=example/serialNumber=1": a Name as OpenSSL has it on one line. */
void
client_name(struct writer *w, const char *text, struct rsec_bytes name)
{
	static const uint8_t attribute[] = { 0x55, 0x04 }; /* 2.5.4 */
	struct rsec_der der = rsec_der_init(name, name.data, NULL), names, set;
	struct rsec_tlv tlv;
	struct rsec_bytes oid;

	client_label(w, text);
	if (name.len == 0 || !rsec_der_sequence(&der, &names)) {
		put_char(w, '\n');
		return;
	}
	while (rsec_der_read(&names, RSEC_DER_SET, &tlv)) {
		set = rsec_der_enter(&names, &tlv);
		if (!rsec_der_sequence(&set, &der) ||
		    !rsec_der_oid(&der, &oid) || !rsec_der_next(&der, &tlv))
			continue;
		put_char(w, '/');
		if (oid.len == 3 && oid.data[0] == attribute[0] &&
		    oid.data[1] == attribute[1] && oid.data[2] == 3)
			put_string(w, "CN");
		else if (oid.len == 3 && oid.data[0] == attribute[0] &&
			 oid.data[1] == attribute[1] && oid.data[2] == 5)
			put_string(w, "serialNumber");
		else
			put_oid(w, oid);
		put_char(w, '=');
		put_bytes(w, tlv.body);
	}
	put_char(w, '\n');
}

/* One family; *N lines were written before. */
static void
ip_resources(struct writer *w, const char *text, size_t *n,
    const struct rsec_ip_resources *set, uint8_t family)
{
	char range[RSEC_IP_RANGE_SIZE];
	const char *dash;
	size_t i, n_first;

	if (set->present && set->inherit) {
		client_first(w, text, (*n)++);
		put_string(w, "IP: inherit\n");
	}
	for (i = 0; i < set->count; i++) {
		client_first(w, text, (*n)++);
		put_string(w, "IP: ");
		rsec_ip_range_format(range, &set->list[i], family);
		n_first = strcspn(range, "-");
		put(w, range, n_first);
		dash = range + n_first;
		if (*dash == '-') {
			put_string(w, " -- ");
			put_string(w, dash + 1);
		}
		put_char(w, '\n');
	}
}

/* AS numbers first, as rpki-client has them. */
void
client_resources(
    struct writer *w, const char *text, const struct rsec_resources *r)
{
	const struct rsec_asn_range *range;
	size_t i, n = 0;

	if (r->asn.present && r->asn.inherit) {
		client_first(w, text, n++);
		put_string(w, "AS: inherit\n");
	}
	for (i = 0; i < r->asn.count; i++) {
		range = &r->asn.list[i];
		client_first(w, text, n++);
		put_string(w, "AS: ");
		put_uint(w, range->min);
		if (range->max != range->min) {
			put_string(w, " -- ");
			put_uint(w, range->max);
		}
		put_char(w, '\n');
	}
	ip_resources(w, text, &n, &r->ipv4, RSEC_IPV4);
	ip_resources(w, text, &n, &r->ipv6, RSEC_IPV6);
	if (n == 0) {
		put_string(w, text);
		put_char(w, '\n');
	}
}

void
client_file(struct writer *w, const char *text, size_t i,
    struct rsec_bytes name, struct rsec_bytes hash)
{
	client_first(w, text, i);
	put_uint(w, i + 1);
	put_string(w, ": ");
	put_bytes(w, name);
	put_string(w, " (hash: ");
	put_base64(w, hash);
	put_string(w, ")\n");
}
