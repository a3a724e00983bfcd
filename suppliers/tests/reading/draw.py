"""Licences as they look, drawn for tests: nobody's, with the labels that a real one prints."""

from __future__ import annotations

import io
from collections.abc import Mapping
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

FONT = Path("/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc")
#: Of the faces in the file, that of mainland China.
FACE = 2
INK, PAPER = "black", "#fbf6e9"

COMPANY = {
    "统一社会信用代码": "91330782MA2E5T7K3U",
    "名　　称": "义乌市青禾日用品有限公司",
    "类　　型": "有限责任公司(自然人投资或控股)",
    "法定代表人": "陈立新",
    "经营范围": "日用百货、厨房用品、塑料制品批发、零售；",
    "注册资本": "伍佰万元整",
    "成立日期": "2018年05月21日",
    "营业期限": "2018年05月21日至2038年05月20日",
    "住　　所": "浙江省义乌市稠州北路699号",
}


def licence(parts: Mapping[str, str] = COMPANY, *, turned: float = 0) -> bytes:
    """The picture, as a JPEG; ``turned`` by so many degrees, as a hand-held phone does."""
    image = Image.new("RGB", (1400, 1100), PAPER)
    pen = ImageDraw.Draw(image)
    pen.rectangle((30, 30, 1370, 1070), outline="#b08a3e", width=6)
    pen.text((560, 70), "营业执照", font=_font(72), fill=INK)
    for place, (label, text) in enumerate(parts.items()):
        top = 210 + place * 85
        pen.text((110, top), label, font=_font(32), fill="#333333")
        pen.text((450, top), text, font=_font(34), fill=INK)
    if turned:
        image = image.rotate(turned, expand=True, fillcolor="#888888")
    content = io.BytesIO()
    image.save(content, "JPEG", quality=75)
    return content.getvalue()


def _font(size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(FONT), size, index=FACE)
