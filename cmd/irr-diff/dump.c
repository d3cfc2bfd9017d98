/* SPDX-License-Identifier: ISC */
/*
 * An input that is read by a thread: opened before the process locks itself
 * down, mapped where it is a plain file, so that nothing of it is copied.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cmd/cli.h"
#include "cmd/irr-diff/irr-diff.h"

char *
dump_path_source(const char *path)
{
	const char *slash = strrchr(path, '/');
	const char *base = slash != NULL ? slash + 1 : path;
	size_t i, n = strcspn(base, ".");
	char *name;

	if (n == 0 || strcmp(path, "-") == 0)
		return NULL;
	name = cli_calloc(n + 1, 1);
	for (i = 0; i < n; i++)
		name[i] = (char)(base[i] >= 'a' && base[i] <= 'z' ? base[i] - 32
								  : base[i]);
	return name;
}

void
dump_open(struct dump *dump, const struct options *options,
    const struct operand *operand, const char *unit)
{
	const char *path = operand->path;

	*dump = (struct dump){ .name = strcmp(path, "-") == 0 ? "stdin" : path,
		.source = operand->source,
		.of_folder = operand->of_folder };
	if (options->lenient)
		dump->file_source = dump_path_source(path);
	dump->in = cli_open(&options->input, path);
	dump->notes = (struct cli_notes){ .file = dump->name,
		.unit = unit,
		.strict = options->input.strict,
		.verbose = options->input.verbose };
}

struct rsec_source
dump_bytes(struct dump *dump)
{
	struct rsec_memory *memory = &dump->memory;

	if (rsec_input_map(dump->in, &memory->data, &memory->len, NULL) != 0)
		return rsec_input_source(dump->in);
	dump->mapped = true;
	return rsec_source_memory(memory);
}

const char *
dump_source(const struct dump *dump)
{
	return dump->source != NULL ? dump->source : dump->file_source;
}

void
dump_warn(const struct dump *dump, const char *then)
{
	cli_warn_err_then(dump->name, &dump->err, then);
}

void
dump_close(struct dump *dump)
{
	cli_notes_fini(&dump->notes);
	rsec_bgpdump_free(dump->bgpdump);
	rsec_input_close(dump->in);
	free(dump->file_source);
}
