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

	if (dump->is_snapshot) {
		dump->mapped = true;
		memory->data = (const uint8_t *)dump->text.data;
		memory->len = dump->text.len;
		return rsec_source_memory(memory);
	}
	if (rsec_input_map(dump->in, &memory->data, &memory->len, NULL) != 0)
		return rsec_input_source(dump->in);
	dump->mapped = true;
	return rsec_source_memory(memory);
}

int
dump_sniff(struct dump *dump, enum rsec_nrtm_format *format)
{
	const uint8_t *data;
	size_t len;

	if (rsec_input_peek(dump->in, &data, &len, &dump->err) != 0)
		return -1;
	*format = rsec_nrtm_sniff((const char *)data, len);
	return 0;
}

int
dump_journal(struct dump *dump, struct rsec_nrtm **journal)
{
	return rsec_nrtm_read(rsec_input_source(dump->in), journal, &dump->err);
}

int
dump_snapshot(struct dump *dump)
{
	const struct rsec_nrtm_entry *entry;
	struct rsec_nrtm *snapshot;
	size_t i;
	int rc = 0;

	if (dump_journal(dump, &snapshot) != 0)
		return -1;
	dump->is_snapshot = true;
	for (i = 0; i < rsec_nrtm_count(snapshot) && rc == 0; i++) {
		entry = rsec_nrtm_get(snapshot, i);
		rc = rsec_buf_add(&dump->text, entry->text, entry->len);
		if (rc == 0)
			rc = rsec_buf_puts(&dump->text, "\n\n");
	}
	rsec_nrtm_free(snapshot);
	return rc == 0 ? 0 : rsec_err_nomem(&dump->err);
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
	rsec_buf_fini(&dump->text);
	rsec_input_close(dump->in);
	free(dump->file_source);
}
