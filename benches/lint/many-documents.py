#!/usr/bin/env python3
"""Writes a file of many HTTPRoutes from manifests, for `gapi lint`: many-documents.py FOLDER [COUNT] > many.yaml

The documents stand in the order of the files, over and over, each with a name of its own."""

import pathlib
import re
import sys

folder, count = pathlib.Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 20_000
texts = (path.read_text() for path in sorted(folder.rglob("*.yaml")))
documents = [document.strip("\n") for text in texts for document in re.split(r"^---.*$", text, flags=re.M)]
routes = [document for document in documents if re.search(r"^kind: HTTPRoute\s*$", document, re.M)]
for number in range(count):
    route = routes[number % len(routes)]
    print(re.sub(r"^  name: (\S+)", rf"  name: \1-{number}", route, count=1, flags=re.M), end="\n---\n")
