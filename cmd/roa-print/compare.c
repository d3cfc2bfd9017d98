/* SPDX-License-Identifier: ISC */
/* --diff A B: find the two objects, and tell how they differ. */
#include <stdlib.h>
#include <string.h>

#include "cmd/cli.h"
#include "cmd/roa-print/roa-print.h"

struct pair {
	const struct setup *setup;
	struct judge judge[2];
	struct item item[2];
	size_t count;
};

static bool
keep(void *ctx, const struct item *item)
{
	struct pair *pair = ctx;
	struct item *kept;
	uint8_t *bytes;

	if (pair->count == 2)
		cli_die("--diff compares two objects, there are more in %s",
		    item->name);
	kept = &pair->item[pair->count];
	bytes = cli_calloc(item->file.len, 1);
	if (item->file.len > 0)
		memcpy(bytes, item->file.data, item->file.len);
	*kept = (struct item){ .file = { bytes, item->file.len } };
	if ((kept->name = strdup(item->name)) == NULL)
		cli_die("out of memory");
	judge_init(&pair->judge[pair->count], pair->setup);
	if (judge_item(&pair->judge[pair->count++], kept) != 0)
		cli_die("out of memory");
	return true;
}

int
diff(const struct setup *setup, struct rsec_out *out)
{
	struct pair pair = { .setup = setup };
	struct walk walk = { .setup = setup, .found = keep, .ctx = &pair };
	struct rsec_buf buf = RSEC_BUF_INIT;
	bool different = false;
	size_t i;
	int status = walk_operands(&walk);

	if (status == CLI_OK && pair.count != 2)
		cli_die("--diff compares two objects, there is only one");
	if (status == CLI_OK) {
		if (diff_print(&buf, &pair.judge[0].subject,
			&pair.judge[1].subject, &different) != 0)
			cli_die("out of memory");
		rsec_out_raw_bytes(out, buf.data, buf.len);
		status = different ? CLI_FINDING : CLI_OK;
	}
	rsec_buf_fini(&buf);
	for (i = 0; i < pair.count; i++) {
		judge_fini(&pair.judge[i]);
		free((void *)(uintptr_t)pair.item[i].file.data);
		free((void *)(uintptr_t)pair.item[i].name);
	}
	return status;
}
