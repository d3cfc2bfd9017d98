/* SPDX-License-Identifier: ISC */
/* What every unit test includes first: cmocka and what it asks for. */
#ifndef RSEC_TESTS_LIB_TEST_H
#define RSEC_TESTS_LIB_TEST_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#endif
