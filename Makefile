# SPDX-License-Identifier: ISC
# rsec: routing security tools.  "make help" lists what can be made.
#
# POSIX make (GNU make and bmake).  This file only names the targets: the
# rules for sources and objects are written to $(B)/rules.mk by mk/rules.sh,
# which looks at the tree, so that a new file needs no line here.
.POSIX:

VERSION = 0.1.0
B = build
CC = cc
CFLAGS = -O2 -g
LDFLAGS =
DESTDIR =
PREFIX = /usr/local
RSEC_VECTORS = ../shared/vectors

# GNU make is not to tell which directory it is in; bmake ignores this.
SUBMAKE = GNUMAKEFLAGS=--no-print-directory $(MAKE)
RULES = +@mkdir -p $(B) && B='$(B)' CC='$(CC)' CFLAGS='$(CFLAGS)' \
	LDFLAGS='$(LDFLAGS)' VERSION='$(VERSION)' PREFIX='$(PREFIX)' \
	sh mk/rules.sh && \
	$(SUBMAKE) -f $(B)/rules.mk
ENV = B='$(B)' CC='$(CC)' MAKE='$(MAKE)' VERSION='$(VERSION)' \
	RSEC_VECTORS='$(RSEC_VECTORS)'
SANITIZE = -fsanitize=address,undefined -fno-sanitize-recover=all

all:
	$(RULES) all

help:
	@sh mk/help.sh

deps:
	@sh mk/deps.sh packages.debian

tests:
	$(RULES) all tests

# Set up and built; with what makes objects for the demo; with all tests.  One
# after the other, so that "make -j demo check lint" builds nothing twice.
built: deps
	$(RULES) all

forge: built
	$(RULES) $(B)/tests/bench/genrepo

ready: forge
	$(RULES) all tests

demo: forge
	@$(ENV) sh tests/demo/run.sh

check: ready
	@$(ENV) sh tests/run.sh

conformance: built
	@$(ENV) sh tests/vectors/conformance.tap.sh

check-asan: deps
	+@$(SUBMAKE) B=$(B)/asan LDFLAGS='$(SANITIZE)' \
	    CFLAGS='-O1 -g -fno-omit-frame-pointer $(SANITIZE)' tests
	@$(ENV) B=$(B)/asan sh tests/run.sh

check-valgrind: deps
	+@$(SUBMAKE) B=$(B)/valgrind CFLAGS='-O1 -g' tests
	@$(ENV) B=$(B)/valgrind sh tests/valgrind.sh

fuzzers:
	$(RULES) fuzzers

fuzz: deps
	+@$(ENV) sh tests/fuzz/run.sh

bench: ready
	$(RULES) bench
	@$(ENV) sh tests/bench/run.sh

lint: ready
	@$(ENV) sh tests/lint/run.sh

metrics:
	@sh tests/lint/metrics.sh

install: all
	@$(ENV) DESTDIR='$(DESTDIR)' PREFIX='$(PREFIX)' \
	    sh mk/install.sh install

uninstall:
	@$(ENV) DESTDIR='$(DESTDIR)' PREFIX='$(PREFIX)' \
	    sh mk/install.sh uninstall

distcheck: deps
	@$(ENV) sh mk/distcheck.sh

clean:
	rm -rf $(B)

.PHONY: all help deps tests built forge ready demo check conformance \
	check-asan check-valgrind fuzz bench lint metrics install uninstall \
	distcheck clean
