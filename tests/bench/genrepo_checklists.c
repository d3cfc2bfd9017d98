/* SPDX-License-Identifier: ISC */
/*
 * Signed checklists of the network that tests/demo/generate_month.py makes up,
 * and of another one.  Who signs them is of the repository that "genrepo" makes
 * with the same names, so that they can be validated by it; old.sig has more
 * than they hold.
 */
#include <stdio.h>

#include "tests/bench/genrepo.h"
#include "tests/lib/carepo.h"

#define OLD_BEFORE ((int64_t)1788220800) /* 2026-09-01 */
#define OLD_AFTER  ((int64_t)1792022400) /* 2026-10-15 */

static void
write_checklist(
    const char *out, struct ca *ca, const char *name, struct ca_object *rsc)
{
	char path[1024];
	struct derw w = { 0 };

	rsc->type = CA_RSC;
	rsc->name = name;
	snprintf(path, sizeof(path), "%s/%s", out, name);
	ca_sign(ca, rsc, &w);
	ca_file_write(path, w.data, w.len);
	derw_fini(&w);
}

int
genrepo_checklists(const char *out)
{
	static const char base[] = "rsync://rpki.example.net/repo/";
	static const struct ca_file files[] = { { "letter.pdf", { 1 } },
		{ "sessions.txt", { 2 } }, { NULL, { 3 } },
		{ "contacts.txt", { 4 } } };
	struct ca_object network = { .providers = "64500",
		.prefixes = "203.0.113.0/24",
		.files = files,
		.file_count = 4 };
	struct ca_object old = { .prefixes =
				     "198.51.100.0/25 2001:db8:400::/38",
		.not_before = OLD_BEFORE,
		.not_after = OLD_AFTER,
		.files = files,
		.file_count = 1 };
	struct ca_object other = {
		.providers = "64510", .files = files, .file_count = 1
	};
	struct ca anchor, ca;

	ca_init(&anchor, "example", 0, NULL, base);
	ca_init(&ca, "ca00", 1, &anchor, base);
	ca.serial = 1000; /* behind those that the repository has */
	write_checklist(out, &ca, "network.sig", &network);
	write_checklist(out, &ca, "old.sig", &old);
	write_checklist(out, &ca, "other.sig", &other);
	return 0;
}
