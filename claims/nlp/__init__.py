"""Language code: text in, dataclasses out. Imports no Django, no database, no network.

Offsets are Unicode code points into the text given, half open: ``text[span.start:span.end]``.
"""
