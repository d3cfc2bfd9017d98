/* SPDX-License-Identifier: ISC */
/*
 * What a public header opens and closes with.  The library is compiled with
 * hidden visibility: only what stands between these two lines is exported.
 */
#ifndef RSEC_BASE_API_H
#define RSEC_BASE_API_H

#ifdef __cplusplus
#define RSEC_BEGIN_API \
	extern "C" {   \
	_Pragma("GCC visibility push(default)")
#define RSEC_END_API                  \
	_Pragma("GCC visibility pop") \
	}
#else
#define RSEC_BEGIN_API _Pragma("GCC visibility push(default)")
#define RSEC_END_API   _Pragma("GCC visibility pop")
#endif

#if defined(__GNUC__)
#define RSEC_PRINTF(fmt, first) __attribute__((__format__(printf, fmt, first)))
#else
#define RSEC_PRINTF(fmt, first)
#endif

#endif
