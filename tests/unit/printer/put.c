/* SPDX-License-Identifier: ISC */
/* A part of roa-print, for printer_test. */
#include "cmd/roa-print/put.c"
