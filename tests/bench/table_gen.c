/* SPDX-License-Identifier: ISC */
/*
 * Write the model of tests/lib/table.h as files: routes.txt ("prefix origin")
 * and the VRPs as vrps.json (rpki-client) and vrps.csv (Routinator).
 *
 *	table_gen OUTDIR
 */
#include <stdio.h>
#include <stdlib.h>

#include "net/prefix.h"
#include "tests/lib/table.h"

static void
die(const char *what)
{
	perror(what);
	exit(1);
}

static FILE *
create(const char *dir, const char *name)
{
	char path[4096];
	FILE *f;

	snprintf(path, sizeof(path), "%s/%s", dir, name);
	if ((f = fopen(path, "w")) == NULL)
		die(path);
	return f;
}

static void
finish(FILE *f)
{
	if (ferror(f) || fclose(f) == EOF)
		die("write");
}

static void
write_vrp(FILE *json, FILE *csv, const struct table_row *row, const char *comma)
{
	char prefix[RSEC_PREFIX_SIZE];

	rsec_prefix_format(prefix, &row->prefix);
	fprintf(json,
	    "%s\t\t{ \"asn\": %u, \"prefix\": \"%s\", \"maxLength\": %u, "
	    "\"ta\": \"model\", \"expires\": 1790000000 }",
	    comma, row->asn, prefix, row->max_len);
	fprintf(csv, "AS%u,%s,%u,model\n", row->asn, prefix, row->max_len);
}

int
main(int argc, char *argv[])
{
	static const uint8_t families[] = { RSEC_IPV4, RSEC_IPV6 };
	FILE *routes_txt, *json, *csv;
	struct table routes, vrps;
	char prefix[RSEC_PREFIX_SIZE];
	const char *comma = "";
	size_t i, f;

	if (argc != 2) {
		fprintf(stderr, "usage: table_gen OUTDIR\n");
		return 1;
	}
	routes_txt = create(argv[1], "routes.txt");
	json = create(argv[1], "vrps.json");
	csv = create(argv[1], "vrps.csv");
	fprintf(json, "{\n\t\"roas\": [\n");
	fprintf(csv, "ASN,IP Prefix,Max Length,Trust Anchor\n");
	for (f = 0; f < 2; f++) {
		routes = table_routes(families[f]);
		vrps = table_vrps(families[f], &routes);
		for (i = 0; i < routes.count; i++) {
			rsec_prefix_format(prefix, &routes.rows[i].prefix);
			fprintf(routes_txt, "%s AS%u\n", prefix,
			    routes.rows[i].asn);
		}
		for (i = 0; i < vrps.count; i++, comma = ",\n")
			write_vrp(json, csv, &vrps.rows[i], comma);
		free(routes.rows);
		free(vrps.rows);
	}
	fprintf(json, "\n\t]\n}\n");
	finish(routes_txt);
	finish(json);
	finish(csv);
	return 0;
}
