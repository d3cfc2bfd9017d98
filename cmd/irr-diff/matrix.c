/* SPDX-License-Identifier: ISC */
/*
 * --matrix: of the pairs of a registry whose prefix another one has as well,
 * how many does the other one contradict?  Text shows the shares as a grid,
 * the other formats a record for each two registries.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cmd/cli.h"
#include "cmd/irr-diff/irr-diff.h"

const struct rsec_out_column matrix_columns[] = {
	{ "source", RSEC_OUT_STRING, 0, NULL },
	{ "other", RSEC_OUT_STRING, 0, NULL },
	{ "compared", RSEC_OUT_UINT, 0, NULL },
	{ "inconsistent", RSEC_OUT_UINT, 0, NULL },
	{ "percent", RSEC_OUT_REAL, 0, NULL },
	{ NULL, 0, 0, NULL },
};

struct matrix {
	struct report *report;
	const struct rsec_irr_routes *routes;
	const struct rsec_hygiene_cell *cells;
	size_t n;
};

static const char *
name(const struct matrix *matrix, size_t i)
{
	return rsec_irr_routes_registry(matrix->routes, (uint16_t)i);
}

static const struct rsec_hygiene_cell *
cell_at(const struct matrix *matrix, size_t left, size_t right)
{
	return &matrix->cells[left * matrix->n + right];
}

static double
percent(const struct rsec_hygiene_cell *cell)
{
	return 100 * (double)cell->inconsistent / (double)cell->compared;
}

static void
print_record(const struct matrix *matrix, size_t left, size_t right)
{
	const struct rsec_hygiene_cell *cell = cell_at(matrix, left, right);
	struct rsec_out *out = matrix->report->out;

	rsec_out_string(out, name(matrix, left));
	rsec_out_string(out, name(matrix, right));
	rsec_out_uint(out, cell->compared);
	rsec_out_uint(out, cell->inconsistent);
	if (cell->compared == 0)
		rsec_out_null(out);
	else
		rsec_out_real(out, percent(cell), 2);
	rsec_out_end(out);
}

static void
print_records(const struct matrix *matrix)
{
	size_t left, right;

	for (left = 0; left < matrix->n; left++)
		for (right = 0; right < matrix->n; right++)
			if (left != right)
				print_record(matrix, left, right);
}

static int
column_width(const char *heading)
{
	int len = (int)strlen(heading);

	return 2 + (len > 5 ? len : 5); /* of "100.0" */
}

static void
put_cell(const struct matrix *matrix, size_t left, size_t right)
{
	const struct rsec_hygiene_cell *cell = cell_at(matrix, left, right);
	int width = column_width(name(matrix, right));
	char text[128];

	if (left == right)
		snprintf(text, sizeof(text), "%*s", width, ".");
	else if (cell->compared == 0)
		snprintf(text, sizeof(text), "%*s", width, "-");
	else
		snprintf(text, sizeof(text), "%*.1f", width, percent(cell));
	rsec_out_raw(matrix->report->out, text);
}

static void
put_grid(const struct matrix *matrix)
{
	struct rsec_out *out = matrix->report->out;
	char text[128];
	size_t left, right;

	rsec_out_raw(out, "              ");
	for (right = 0; right < matrix->n; right++) {
		snprintf(text, sizeof(text), "%*s",
		    column_width(name(matrix, right)), name(matrix, right));
		rsec_out_raw(out, text);
	}
	rsec_out_raw(out, "\n");
	for (left = 0; left < matrix->n; left++) {
		snprintf(text, sizeof(text), "%-14s", name(matrix, left));
		rsec_out_raw(out, text);
		for (right = 0; right < matrix->n; right++)
			put_cell(matrix, left, right);
		rsec_out_raw(out, "\n");
	}
}

void
matrix_print(struct report *report)
{
	struct matrix matrix = { .report = report,
		.routes = report->evidence->inputs.routes };
	struct rsec_hygiene_cell *cells;
	size_t i;

	matrix.n = rsec_irr_routes_registries(matrix.routes);
	cells = cli_calloc(matrix.n * matrix.n, sizeof(*cells));
	matrix.cells = cells;
	rsec_hygiene_matrix(matrix.routes, report->options->family, cells);
	for (i = 0; i < matrix.n * matrix.n; i++)
		report->findings += cells[i].inconsistent;
	if (report->options->format == RSEC_OUT_TEXT)
		put_grid(&matrix);
	else
		print_records(&matrix);
	if (report_sums_up(report))
		cli_warn("percent of the pairs of the registry to the left "
			 "whose prefix the one above has with other origins");
	free(cells);
}
