/* SPDX-License-Identifier: ISC */
/*
 * Messages to standard error: warnings, diagnostics of readers, progress.
 * Each message is one write(2), so that lines of several processes do not mix,
 * and escaped (text/escape.h), since it may quote an input.
 */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/num.h"
#include "cmd/cli.h"
#include "cmd/cli_private.h"
#include "text/escape.h"

#define MESSAGE_MAX	  4096 /* bytes of a message; it is cut there */
#define PROGRESS_INTERVAL 100  /* milliseconds between two bars */
#define BAR_WIDTH	  30   /* characters */

const char *cli_tool_name = "rsec";

static bool progress_shown;

static void
put(const char *s, size_t n)
{
	ssize_t written;

	/* Nobody could be told of a failure. */
	while (n > 0 && (written = write(STDERR_FILENO, s, n)) > 0) {
		s += written;
		n -= (size_t)written;
	}
}

/* S[0..n) to the end of TO[0..size), escaped, as much as there is room for. */
static size_t
escape(char *to, size_t size, const char *s, size_t n)
{
	size_t len = 0, run;

	while (n > 0 && size - len >= RSEC_ESCAPE_SIZE) {
		run = rsec_escape_run(s, n, 0);
		if (run > size - len)
			run = size - len;
		memcpy(to + len, s, run);
		len += run;
		s += run;
		n -= run;
		if (n > 0 && size - len >= RSEC_ESCAPE_SIZE) {
			len += rsec_escape_byte(to + len, *s++);
			n--;
		}
	}
	return len;
}

static void
warn_va(const char *fmt, va_list ap)
{
	char text[MESSAGE_MAX], line[2 * MESSAGE_MAX];
	size_t len, n;
	int wanted;

	cli_progress_end();
	wanted = vsnprintf(text, sizeof(text), fmt, ap);
	n = wanted < 0 ? 0 : (size_t)wanted;
	if (n >= sizeof(text))
		n = sizeof(text) - 1;
	len = escape(line, MESSAGE_MAX, cli_tool_name, strlen(cli_tool_name));
	line[len++] = ':';
	line[len++] = ' ';
	len += escape(line + len, sizeof(line) - len - 1, text, n);
	line[len++] = '\n';
	put(line, len);
}

void
cli_warn(const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	warn_va(fmt, ap);
	va_end(ap);
}

/* An error with words behind it: what becomes of the rest. */
static void
warn_err(const char *file, const struct rsec_err *err, const char *then)
{
	if (err->line != 0)
		cli_warn("%s:%llu: %s%s", file, (unsigned long long)err->line,
		    err->msg, then);
	else if (err->offset != RSEC_NO_OFFSET)
		cli_warn("%s: byte %llu: %s%s", file,
		    (unsigned long long)err->offset, err->msg, then);
	else
		cli_warn("%s: %s%s", file, err->msg, then);
}

void
cli_warn_err_then(
    const char *file, const struct rsec_err *err, const char *then)
{
	if (err->code != RSEC_ERR_STOPPED)
		warn_err(file, err, then);
}

void
cli_warn_err(const char *file, const struct rsec_err *err)
{
	cli_warn_err_then(file, err, "");
}

void
cli_die(const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	warn_va(fmt, ap);
	va_end(ap);
	exit(CLI_TROUBLE);
}

void
cli_die_err(const char *file, const struct rsec_err *err)
{
	cli_warn_err(file, err);
	exit(CLI_TROUBLE);
}

const char *
cli_count(char to[CLI_COUNT_SIZE], uint64_t v)
{
	char digits[RSEC_U64_DIGITS], *p = to;
	size_t i, n = rsec_format_u64(digits, v);

	for (i = 0; i < n; i++) {
		if (i > 0 && (n - i) % 3 == 0)
			*p++ = ',';
		*p++ = digits[i];
	}
	*p = '\0';
	return to;
}

int
cli_diag_report(void *ctx, const struct rsec_err *err)
{
	struct cli_diag *diag = ctx;
	const char *unit = diag->unit != NULL ? diag->unit : "line";
	char then[64];

	if (diag->strict) {
		warn_err(diag->file, err, "");
		return -1;
	}
	diag->skipped++;
	if (diag->quiet)
		return 0;
	if (diag->verbose || diag->skipped <= CLI_DIAG_MAX) {
		snprintf(then, sizeof(then), "; %s skipped", unit);
		warn_err(diag->file, err, then);
	} else if (diag->skipped == CLI_DIAG_MAX + 1)
		cli_warn(
		    "%s: further messages suppressed (use -v)", diag->file);
	return 0;
}

void
cli_diag_summary(const struct cli_diag *diag, uint64_t total)
{
	const char *unit = diag->unit != NULL ? diag->unit : "line";
	char skipped[CLI_COUNT_SIZE], of[CLI_COUNT_SIZE];

	if (diag->skipped == 0)
		return;
	cli_count(skipped, diag->skipped);
	if (total == 0)
		cli_warn("%s: %s %s%s skipped", diag->file, skipped, unit,
		    diag->skipped == 1 ? "" : "s");
	else
		cli_warn("%s: %s of %s %s%s skipped", diag->file, skipped,
		    cli_count(of, total), unit, total == 1 ? "" : "s");
}

/* Whether the last bar is so recent that another one would only flicker. */
static bool
too_soon(void)
{
	static struct timespec last;
	struct timespec now;
	int64_t milliseconds;

	clock_gettime(CLOCK_MONOTONIC, &now);
	milliseconds = (int64_t)(now.tv_sec - last.tv_sec) * 1000 +
		       (now.tv_nsec - last.tv_nsec) / 1000000;
	if (progress_shown && milliseconds < PROGRESS_INTERVAL)
		return true;
	last = now;
	return false;
}

/* "\r[###...]  10 %" to TO; the length. */
static size_t
format_bar(char *to, size_t size, uint64_t done, uint64_t total)
{
	static const char full[] = "##############################";
	static const char none[] = "..............................";
	double share = total > 0 ? (double)done / (double)total : 0;
	int filled;

	if (share > 1)
		share = 1;
	filled = (int)(share * BAR_WIDTH);
	return (size_t)snprintf(to, size, "\r[%.*s%.*s] %3.0f %%", filled, full,
	    BAR_WIDTH - filled, none, 100 * share);
}

void
cli_progress(void *ctx, uint64_t done, uint64_t total)
{
	char line[128];
	size_t n = 0;

	(void)ctx;
	if (!isatty(STDERR_FILENO) || too_soon())
		return;
	if (total > 0) {
		n = format_bar(line, sizeof(line), done, total);
		n += (size_t)snprintf(line + n, sizeof(line) - n, " of %.1f MB",
		    (double)total / 1e6);
	} else {
		n = (size_t)snprintf(
		    line, sizeof(line), "\r%.1f MB", (double)done / 1e6);
	}
	put(line, n);
	progress_shown = true;
	if (total > 0 && done >= total)
		cli_progress_end();
}

void
cli_progress_items(size_t done, size_t total, uint64_t bytes, const char *now)
{
	char line[160];
	size_t n;

	if (!isatty(STDERR_FILENO) || too_soon())
		return;
	n = format_bar(line, sizeof(line), done, total);
	n += (size_t)snprintf(line + n, sizeof(line) - n,
	    " of %zu file%s, %.1f MB%s%.40s\033[K", total,
	    total == 1 ? "" : "s", (double)bytes / 1e6,
	    now[0] != '\0' ? "; " : "", now);
	put(line, n);
	progress_shown = true;
}

void
cli_progress_end(void)
{
	if (progress_shown)
		put("\r\033[K", 4);
	progress_shown = false;
}
