/* SPDX-License-Identifier: ISC */
/*
 * One object: parsed, judged in its place, printed.  What it needs is reused
 * from object to object, so that nothing grows with their number.
 */
#include <stdlib.h>
#include <string.h>

#include "cmd/cli.h"
#include "cmd/roa-print/roa-print.h"

void
judge_init(struct judge *judge, const struct setup *setup)
{
	memset(judge, 0, sizeof(*judge));
	judge->setup = setup;
	judge->chain = anchors_chain(setup);
	if ((judge->verifier = rsec_verifier_new()) == NULL)
		cli_die("out of memory");
	rsec_object_init(&judge->subject.object);
	judge->arena = RSEC_ARENA_INIT;
}

void
judge_fini(struct judge *judge)
{
	rsec_object_fini(&judge->subject.object);
	rsec_chain_free(judge->chain);
	rsec_verifier_free(judge->verifier);
	rsec_arena_fini(&judge->arena);
	free(judge->unlisted);
}

/* The content says what it is; a name that says another thing misleads. */
static void
compare_suffix(struct rsec_object *object, const struct item *item)
{
	const char *slash = strrchr(item->name, '/');
	enum rsec_object_type named =
	    rsec_object_type_by_suffix(slash != NULL ? slash + 1 : item->name);

	if (named != RSEC_OBJECT_UNKNOWN && named != object->type &&
	    object->type != RSEC_OBJECT_UNKNOWN)
		rsec_findings_add(&object->findings, RSEC_RULE_OBJECT_SUFFIX,
		    RSEC_NO_OFFSET, "the name ends as that of a %s, it is a %s",
		    rsec_object_type_name(named),
		    rsec_object_type_name(object->type));
}

int
judge_item(struct judge *judge, const struct item *item)
{
	const struct options *options = judge->setup->options;
	struct subject *subject = &judge->subject;
	bool signatures = !options->no_verify;

	subject->item = item;
	subject->manifest = NULL;
	if (rsec_object_parse(&subject->object, item->file, judge->verifier,
		signatures, NULL) != 0)
		return -1;
	compare_suffix(&subject->object, item);
	if (manifest_check(judge, item) != 0)
		return -1;
	return rsec_chain_judge(judge->chain, &subject->object, signatures,
	    item->uri, &subject->path, &subject->verdict, NULL);
}

static void
count(struct judge *judge)
{
	judge->objects++;
	switch (judge->subject.verdict.overall) {
	case RSEC_FAIL:
		judge->failed++;
		break;
	case RSEC_NOT_CHECKED:
		judge->unchecked++;
		break;
	case RSEC_OK:
		break;
	}
}

/* --tal-out of what has no key to offer is a failure of that object. */
static int
print_tal(struct judge *judge, struct rsec_buf *out)
{
	if (judge->subject.verdict.overall == RSEC_FAIL) {
		cli_warn("%s: no TAL: the object fails; print it to see why",
		    judge->subject.item->name);
		return 0;
	}
	if (tal_out(out, &judge->subject) == 0)
		return 0;
	cli_warn("%s: no TAL: it has no key of a trust anchor, or it is not "
		 "known where it is published (name it by its rsync:// URI)",
	    judge->subject.item->name);
	if (judge->subject.verdict.overall == RSEC_NOT_CHECKED)
		judge->unchecked--;
	judge->failed++;
	return 0;
}

int
judge_print(struct judge *judge, const struct item *item, struct rsec_buf *out)
{
	const struct options *options = judge->setup->options;

	if (judge_item(judge, item) != 0)
		return -1;
	if (options->has_match &&
	    !match_object(&options->match, &judge->subject.object))
		return 0;
	count(judge);
	if (options->task == TASK_TAL_OUT)
		return print_tal(judge, out);
	return printer_get(options->format)
	    ->object(out, &judge->subject, &options->policy, out->len == 0);
}

/*
 * Without a cache nobody has asked for what only a cache can tell; with one,
 * what could not be checked is no success.
 */
int
judge_status(const struct judge *judge)
{
	const struct setup *setup = judge->setup;

	if (judge->failed > 0)
		return CLI_FINDING;
	if (judge->unread > 0 ||
	    (setup->options->verify_files != NULL && judge->checklists == 0))
		return CLI_UNCHECKED;
	if (setup->cache != NULL &&
	    (judge->unchecked > 0 || setup->anchor_missing > 0))
		return CLI_UNCHECKED;
	return CLI_OK;
}

void
judge_summary(const struct judge *judge)
{
	char objects[CLI_COUNT_SIZE], ok[CLI_COUNT_SIZE],
	    failed[CLI_COUNT_SIZE], unchecked[CLI_COUNT_SIZE];
	uint64_t rest = judge->objects - judge->failed - judge->unchecked;

	if (judge->setup->options->verify_files != NULL &&
	    judge->checklists == 0)
		cli_warn("--verify-files: no RSC that can be read is among the "
			 "operands");
	if (judge->setup->options->quiet || judge->objects < 2)
		return;
	cli_warn("%s objects: %s ok, %s fail, %s not checked in full",
	    cli_count(objects, judge->objects), cli_count(ok, rest),
	    cli_count(failed, judge->failed),
	    cli_count(unchecked, judge->unchecked));
}
