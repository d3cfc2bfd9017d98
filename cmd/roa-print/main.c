/* SPDX-License-Identifier: ISC */
/*
 * roa-print: what is in this object of the RPKI, is it in order, and why is
 * it not used?
 */
#include <unistd.h>

#include "cmd/cli.h"
#include "cmd/roa-print/payloads.h"
#include "cmd/roa-print/roa-print.h"
#include "cmd/sandbox.h"

/* What stands before the first object, or after the last. */
static void
frame(const struct options *options, struct rsec_out *out,
    int (*write)(struct rsec_buf *buf))
{
	struct rsec_buf buf = RSEC_BUF_INIT;

	if (options->task == TASK_TAL_OUT)
		return;
	if (write(&buf) != 0)
		cli_die("out of memory");
	rsec_out_raw_bytes(out, buf.data, buf.len);
	rsec_buf_fini(&buf);
}

static bool
found(void *ctx, const struct item *item)
{
	workers_add(ctx, item);
	return !workers_stopped(ctx);
}

static int
print(const struct setup *setup, struct rsec_out *out)
{
	const struct options *options = setup->options;
	const struct printer *printer = printer_get(options->format);
	struct walk walk = { .setup = setup, .found = found };
	int trouble, status;

	frame(options, out, printer->begin);
	walk.ctx = workers_start(setup, out);
	trouble = walk_operands(&walk);
	status = workers_finish(walk.ctx);
	frame(options, out, printer->end);
	return trouble != CLI_OK ? trouble : status;
}

static int
tell_rules(const struct options *options, struct rsec_out *out)
{
	struct rsec_buf buf = RSEC_BUF_INIT;
	int rc = options->task == TASK_RULES
		     ? rules_print(&buf)
		     : rules_explain(&buf, options->explain);

	if (rc != 0)
		cli_die("out of memory");
	rsec_out_raw_bytes(out, buf.data, buf.len);
	rsec_buf_fini(&buf);
	return CLI_OK;
}

static int
run(const struct setup *setup, struct rsec_out *out)
{
	switch (setup->options->task) {
	case TASK_RULES:
	case TASK_EXPLAIN:
		return tell_rules(setup->options, out);
	case TASK_DIFF:
		return diff(setup, out);
	case TASK_VALIDATE:
		return validate(setup, out);
	default:
		return print(setup, out);
	}
}

static struct rsec_out *
open_out(const struct options *options)
{
	if (options->task != TASK_VALIDATE)
		return cli_out(STDOUT_FILENO, RSEC_OUT_TEXT, NULL);
	return cli_out(
	    STDOUT_FILENO, payloads_format(options), payloads_columns(options));
}

int
main(int argc, char *argv[])
{
	struct options options;
	struct setup setup;
	struct rsec_out *out;
	int status;

	options_parse(&options, argc, argv);
	setup_open(&setup, &options);
	sandbox_enter_reading(setup.readable, setup.readable_count);

	anchors_read(&setup);
	out = open_out(&options);
	status = run(&setup, out);
	setup_close(&setup);
	return cli_close(out, status);
}
