#!/usr/bin/env python3
# SPDX-License-Identifier: ISC
"""Tell what is wrong with the nesting, ids and links of HTML files."""

import sys
from html.parser import HTMLParser

VOID = {"meta", "br", "hr", "img", "link", "input", "col"}


class Nesting(HTMLParser):
    def __init__(self, name):
        super().__init__()
        self.name, self.open, self.ids, self.links = name, [], [], []

    def complain(self, what):
        print(f"{self.name}:{self.getpos()[0]}: {what}")

    def handle_starttag(self, tag, attrs):
        if tag == "script":
            self.complain("a script")
        names = [name for name, _ in attrs]
        if len(set(names)) != len(names):
            self.complain(f"an attribute of <{tag}> twice")
        for name, value in attrs:
            if name == "id":
                self.ids.append(value)
            elif name in ("href", "src"):
                self.links.append(value)
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.open.pop()

    def handle_endtag(self, tag):
        if not self.open or self.open[-1] != tag:
            self.complain(f"</{tag}> closes {self.open[-1:]}")
        else:
            self.open.pop()

    def end(self):
        self.close()
        if self.open:
            self.complain(f"not closed: {self.open}")
        if len(set(self.ids)) != len(self.ids):
            self.complain("an id twice")
        for link in self.links:
            if link.startswith("#") and link[1:] not in self.ids:
                self.complain(f"no id {link}")


for path in sys.argv[1:]:
    with open(path, encoding="utf-8") as file:
        page = Nesting(path)
        page.feed(file.read())
        page.end()
