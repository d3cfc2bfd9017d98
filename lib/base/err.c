/* SPDX-License-Identifier: ISC */
/* Filling error values.  See err.h for the contract. */
#include "base/err.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

static int
fill(struct rsec_err *err, enum rsec_errcode code, uint64_t line,
    uint64_t offset, const char *fmt, va_list ap)
{
	if (err == NULL)
		return -1;
	err->code = code;
	err->line = line;
	err->offset = offset;
	vsnprintf(err->msg, sizeof(err->msg), fmt, ap);
	return -1;
}

int
rsec_err_set(struct rsec_err *err, enum rsec_errcode code, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	fill(err, code, 0, RSEC_NO_OFFSET, fmt, ap);
	va_end(ap);
	return -1;
}

int
rsec_err_at_line(struct rsec_err *err, enum rsec_errcode code, uint64_t line,
    const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	fill(err, code, line, RSEC_NO_OFFSET, fmt, ap);
	va_end(ap);
	return -1;
}

int
rsec_err_at_offset(struct rsec_err *err, enum rsec_errcode code,
    uint64_t offset, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	fill(err, code, 0, offset, fmt, ap);
	va_end(ap);
	return -1;
}

int
rsec_err_nomem(struct rsec_err *err)
{
	return rsec_err_set(err, RSEC_ERR_NOMEM, "out of memory");
}

int
rsec_err_prepend(struct rsec_err *err, const char *fmt, ...)
{
	char place[RSEC_ERR_MSG_MAX];
	struct rsec_err old;
	va_list ap;

	if (err == NULL)
		return -1;
	old = *err;
	va_start(ap, fmt);
	vsnprintf(place, sizeof(place), fmt, ap);
	va_end(ap);
	rsec_err_set(err, old.code, "%s: %s", place, old.msg);
	err->line = old.line;
	err->offset = old.offset;
	return -1;
}

int
rsec_diag_report(const struct rsec_diag *diag, const struct rsec_err *err)
{
	if (diag == NULL || diag->report == NULL)
		return 0;
	return diag->report(diag->ctx, err);
}

int
rsec_diag_skip(const struct rsec_diag *diag, const struct rsec_err *why,
    struct rsec_err *err)
{
	if (rsec_diag_report(diag, why) == 0)
		return 0;
	return rsec_err_at_line(
	    err, RSEC_ERR_STOPPED, why->line, "stopped: %s", why->msg);
}
