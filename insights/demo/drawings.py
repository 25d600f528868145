"""The demo's pictures, drawn when they are wanted: flat shapes in the colours of the product."""

from __future__ import annotations

import io

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageDraw

SIZE = (1200, 800)
WALL, FLOOR, WOOD, CLOTH, SHADE, LEAF, PAPER, RED = (
    "#f3ede0", "#d9c9a8", "#a9794a", "#2f6f73", "#235557", "#5b8c5a", "#ffffff", "#c0504d",
)  # fmt: skip


def drawn(name: str) -> SimpleUploadedFile:
    """The picture of this name as an upload: "armchairs", "reception" or "kites"."""
    picture = Image.new("RGB", SIZE, WALL)
    draw = ImageDraw.Draw(picture)
    draw.rectangle((0, 560, *SIZE), fill=FLOOR)
    _window(draw)
    {"armchairs": _armchairs, "reception": _reception, "kites": _kites}[name](draw)
    out = io.BytesIO()
    picture.save(out, "PNG")
    return SimpleUploadedFile(f"{name}.png", out.getvalue(), content_type="image/png")


def _window(draw: ImageDraw.ImageDraw) -> None:
    draw.rounded_rectangle((90, 90, 410, 400), 12, fill="#cfe6ee", outline=WOOD, width=10)
    draw.ellipse((290, 120, 380, 210), fill="#ffd978")
    draw.line((250, 90, 250, 400), fill=WOOD, width=8)
    draw.line((90, 245, 410, 245), fill=WOOD, width=8)


def _armchairs(draw: ImageDraw.ImageDraw) -> None:
    for shelf in range(4):
        top = 110 + shelf * 95
        draw.rectangle((760, top + 78, 1120, top + 88), fill=WOOD)
        for book in range(11):
            colour = (CLOTH, RED, LEAF, "#d8a13d", SHADE)[(book + shelf) % 5]
            draw.rectangle((768 + book * 32, top + 8 + (book * 7) % 22, 794 + book * 32, top + 78), fill=colour)
    for left in (210, 720):
        draw.rounded_rectangle((left, 430, left + 270, 690), 46, fill=CLOTH)
        draw.rounded_rectangle((left - 40, 540, left + 40, 700), 30, fill=SHADE)
        draw.rounded_rectangle((left + 230, 540, left + 310, 700), 30, fill=SHADE)
        draw.rounded_rectangle((left + 30, 580, left + 240, 680), 24, fill="#3c8589")
    draw.ellipse((510, 600, 690, 660), fill=WOOD)
    draw.rectangle((590, 640, 610, 740), fill=WOOD)
    for place in range(3):
        draw.rectangle((545 + place * 38, 596 - place * 6, 580 + place * 38, 622 - place * 6), fill=PAPER)


def _reception(draw: ImageDraw.ImageDraw) -> None:
    draw.rectangle((430, 470, 1120, 740), fill=WOOD)
    draw.rectangle((400, 440, 1150, 480), fill="#8a5f37")
    draw.pieslice((760, 360, 980, 500), 0, 180, fill=PAPER)
    for place in range(4):
        draw.ellipse((785 + place * 44, 385 - (place % 2) * 18, 835 + place * 44, 435 - (place % 2) * 18), fill=RED)
    draw.rectangle((500, 330, 640, 440), fill=SHADE)
    draw.rectangle((512, 342, 628, 424), fill="#cfe6ee")
    draw.rectangle((200, 610, 280, 720), fill="#b7653f")
    for leaf in range(5):
        draw.ellipse((150 + leaf * 34, 480 + abs(leaf - 2) * 34, 210 + leaf * 34, 620), fill=LEAF)


def _kites(draw: ImageDraw.ImageDraw) -> None:
    draw.rectangle((0, 0, SIZE[0], 560), fill="#cfe6ee")
    draw.rectangle((0, 560, *SIZE), fill=LEAF)
    draw.polygon(((820, 90), (900, 190), (820, 330), (740, 190)), fill=RED)
    draw.line((820, 330, 480, 560), fill=SHADE, width=4)
    for left, height, coat in ((440, 150, "#d8a13d"), (640, 230, LEAF)):
        top = 700 - height
        draw.rounded_rectangle((left, top, left + height // 2, 700), 24, fill=coat, outline=SHADE, width=4)
        draw.ellipse((left, top - height // 2, left + height // 2, top), fill=FLOOR)
