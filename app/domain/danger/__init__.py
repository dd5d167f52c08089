"""Danger in what somebody says: looked for in memory, never to block, never to report; a human reads it."""

from app.domain.danger.harms import HEADS, NOTHING, Harm, Hit, Judgement, Line, Standing
from app.domain.danger.judging import Detector
from app.domain.danger.phrases import BadLine
from app.domain.danger.starter import STARTER

__all__ = [
    "HEADS",
    "NOTHING",
    "STARTER",
    "BadLine",
    "Detector",
    "Harm",
    "Hit",
    "Judgement",
    "Line",
    "Standing",
]
