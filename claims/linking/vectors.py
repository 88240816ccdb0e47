"""Vectors as PostgreSQL writes and packs them: to read many as numbers takes longer than to find them."""

import numpy as np
from django.db.models import BinaryField, Func, TextField
from django.db.models.functions import Cast

_HEADER = 4  # bytes: the number of dimensions, and two that are not used


class Packed(Func):
    """A column of half-precision vectors in the bytes that pgvector sends."""

    function = "halfvec_send"
    output_field = BinaryField()


def unpacked(packed):
    """The vector in such bytes, in single precision; None of None."""
    return None if packed is None else np.frombuffer(packed, ">f2", offset=_HEADER).astype(np.float32)


class Written(Cast):
    """A column of vectors as text, to search with as it is."""

    def __init__(self, expression):
        super().__init__(expression, TextField())


def written(vector):
    """A vector as PostgreSQL reads it; empty where it has no length, and so nothing near it."""
    return f"[{','.join(map(str, vector))}]" if any(vector) else ""
