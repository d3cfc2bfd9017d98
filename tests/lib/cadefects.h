/* SPDX-License-Identifier: ISC */
/* How the tables of defects are written. */
#ifndef RSEC_TESTS_LIB_CADEFECTS_H
#define RSEC_TESTS_LIB_CADEFECTS_H

#include "tests/lib/cadefect.h"

/* An edit (derwrite.h): without octets, with some, N times, of the NTH. */
#define EDIT(path, what)                      \
	{                                     \
		.at = path, .op = DERW_##what \
	}
#define EDIT_HEX(path, what, text)                         \
	{                                                  \
		.at = path, .op = DERW_##what, .hex = text \
	}
#define EDIT_N(path, what, text, times)                                \
	{                                                              \
		.at = path, .op = DERW_##what, .hex = text, .n = times \
	}
#define EDIT_NTH(path, what, text, times, which)                        \
	{                                                               \
		.at = path, .op = DERW_##what, .hex = text, .n = times, \
		.nth = which                                            \
	}

/* A defect of what is written; one of what is asked for. */
#define EDITED(title, of, broken, ...)                                     \
	{                                                                  \
		.name = title, .type = CA_##of, .rule = broken, .edits = { \
			__VA_ARGS__                                        \
		}                                                          \
	}
#define CHANGED(title, of, broken, how)                                       \
	{                                                                     \
		.name = title, .type = CA_##of, .rule = broken, .change = how \
	}

#endif
