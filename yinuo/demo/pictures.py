"""Draw the photographs of the story: a stamped sheet, a message on a screen."""

from __future__ import annotations

import io
import math
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

import yinuo.base

WIDE, HIGH, MARGIN = 1000, 1414, 90
INK, RED, PAPER, DESK = (28, 32, 40), (196, 32, 38), (252, 251, 247), (186, 178, 166)
RIM = 18
"""So many letters go round the rim of a seal."""
FONTS = Path(yinuo.base.__file__).parent / "fonts"
Font = ImageFont.FreeTypeFont | ImageFont.ImageFont


@cache
def _font(size: int) -> Font:
    """The house's own font where it was built, else the one Pillow brings (Latin only)."""
    for path in sorted(FONTS.glob("*.ttf")):
        return ImageFont.truetype(str(path), size)
    return ImageFont.load_default(size)


def _wrapped(draw: ImageDraw.ImageDraw, text: str, font: Font, width: float) -> list[str]:
    """`text` in lines no wider than `width`: at spaces where there are any, else between characters."""
    lines, line = [], ""
    for word in text.split(" "):
        pieces = [word] if draw.textlength(word, font) <= width else list(word)
        for number, piece in enumerate(pieces):
            gap = " " if line and number == 0 else ""
            if draw.textlength(line + gap + piece, font) <= width:
                line += gap + piece
            else:
                lines.append(line)
                line = piece
    return [*lines, line]


def _stamp(draw: ImageDraw.ImageDraw, centre: tuple[int, int], text: str) -> None:
    """A round red seal: the firm's name on the rim, a star in the middle."""
    x, y = centre
    radius = 130
    draw.ellipse((x - radius, y - radius, x + radius, y + radius), outline=RED, width=7)
    shown = text[:RIM]
    font = _font(30 if len(shown) < RIM else 25)
    for number, letter in enumerate(shown):
        turn = math.radians(-210 + 240 * number / max(1, len(shown) - 1))
        draw.text((x + 100 * math.cos(turn), y + 100 * math.sin(turn)), letter, RED, font, anchor="mm")
    points = []
    for corner in range(10):
        reach, turn = (46 if corner % 2 == 0 else 18), math.radians(-90 + 36 * corner)
        points.append((x + reach * math.cos(turn), y + reach * math.sin(turn)))
    draw.polygon(points, fill=RED)


def _png(picture: Image.Image) -> bytes:
    out = io.BytesIO()
    picture.quantize(64).save(out, "PNG")
    return out.getvalue()


def paper(*, title: str, heading: str, lines: Sequence[str], signer: str, day: str, seal: str) -> bytes:
    """A photographed sheet as PNG: signed, and stamped unless `seal` is empty."""
    sheet = Image.new("RGB", (WIDE, HIGH), PAPER)
    draw = ImageDraw.Draw(sheet)
    draw.text((WIDE / 2, 120), title, INK, _font(44), anchor="mm")
    draw.text((WIDE / 2, 180), heading, INK, _font(22), anchor="mm")
    draw.line((MARGIN, 215, WIDE - MARGIN, 215), INK, 2)
    y = 250
    for line in lines:
        for piece in _wrapped(draw, line, _font(26), WIDE - 2 * MARGIN):
            draw.text((MARGIN, y), piece, INK, _font(26))
            y += 40
        y += 22
    draw.text((MARGIN + 360, 1080), signer, (24, 44, 120), _font(46))
    draw.line((MARGIN + 330, 1145, WIDE - MARGIN, 1145), INK, 2)
    draw.text((MARGIN + 360, 1160), day, INK, _font(26))
    if seal:
        _stamp(draw, (WIDE - 250, 1100), seal)
    turned = sheet.rotate(1.3, Image.Resampling.BICUBIC, expand=True, fillcolor=DESK)
    photo = Image.new("RGB", (turned.width + 80, turned.height + 80), DESK)
    photo.paste(turned, (40, 40))
    return _png(photo)


def chat(name: str, text: str, day: str) -> bytes:
    """A message on a phone's screen as PNG."""
    screen = Image.new("RGB", (720, 520), (237, 237, 237))
    draw = ImageDraw.Draw(screen)
    draw.text((360, 40), day, (120, 120, 120), _font(22), anchor="mm")
    draw.text((110, 84), name, (110, 110, 110), _font(22))
    draw.rounded_rectangle((24, 84, 92, 152), 8, fill=(86, 116, 168))
    draw.text((58, 118), name[:1], PAPER, _font(34), anchor="mm")
    pieces = _wrapped(draw, text, _font(28), 540)
    draw.rounded_rectangle((110, 120, 690, 150 + 42 * len(pieces)), 12, fill=(255, 255, 255))
    for number, piece in enumerate(pieces):
        draw.text((130, 134 + 42 * number), piece, INK, _font(28))
    return _png(screen)
