/* SPDX-License-Identifier: ISC */
/*
 * The tests of compressed inputs once more, with zlib in place of ISA-L: what
 * is compiled in here comes before what the library holds.
 */
#define RSEC_WITHOUT_ISAL
#include "io/input_gzip.c"
#include "tests/unit/decompress_test.c"
