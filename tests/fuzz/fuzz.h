/* SPDX-License-Identifier: ISC */
/*
 * A fuzz harness is one function that libFuzzer calls with bytes ("make
 * fuzz"), and replay.c with each file of its corpus ("make check").  It checks
 * what must hold for any input and calls abort() where it does not.
 */
#ifndef RSEC_TESTS_FUZZ_FUZZ_H
#define RSEC_TESTS_FUZZ_FUZZ_H

#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Also where NDEBUG is defined, and with the line in the crash report. */
#define MUST(condition)                                                    \
	do {                                                               \
		if (!(condition)) {                                        \
			fprintf(stderr, "%s:%d: not true: %s\n", __FILE__, \
			    __LINE__, #condition);                         \
			abort();                                           \
		}                                                          \
	} while (0)

#endif
