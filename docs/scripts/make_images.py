"""Make the pictures of the pages in docs/images, from the data that ships.

Run it from the project's root: ``PYTHONPATH=src:. python docs/scripts/make_images.py``.
It brings the City of London's published files into a folder that is thrown away, makes a plan,
serves the pages and looks at them with Chromium, at a desk and on a phone.
"""

from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from PIL import Image

from tests import browsing
from tests.functional.web.places import SERGEANT, city

IMAGES = Path("docs/images")
MOST_BYTES = 300_000
HEIGHTS = {"desktop": 1150, "phone": 1400}  # pixels kept of a long page
QUERY = (
    "?force=city-of-london&from=2019-04&to=2019-12&unit=cell-100"
    "&crime_type=theft-from-the-person&top=30"
)
SHIFT = {
    "callsigns": "Echo 1, Echo 2, Echo 3",
    "date": "2026-07-03",
    "time": "14:00",
    "hours": "8",
    "minutes_min": "10",
    "minutes_max": "15",
    "apart_minutes": "120",
    "visits_min": "1",
    "share": "75",
    "break_minutes": "30",
    "mode": "foot",
    "seed": "1829",
}


def small(picture: bytes, height: int) -> bytes:
    """Crop a picture and keep 128 colours, which is enough for pages."""
    whole = Image.open(BytesIO(picture)).convert("RGB")
    cropped = whole.crop((0, 0, whole.width, min(height, whole.height)))
    for colours in (160, 96, 64):
        out = BytesIO()
        cropped.quantize(colours, dither=Image.Dither.NONE).save(out, "PNG", optimize=True)
        if out.tell() < MOST_BYTES:
            break
    return out.getvalue()


def look(opened: Any, base: str, session: str, width: str, pages: dict[str, str]) -> None:
    """Take the pictures of one width."""
    for name, address in pages.items():
        visit = browsing.visit(opened, base, width, locale="en-GB")
        cookie = {"name": "peelian_session", "value": session, "url": base}
        visit.page.context.add_cookies([cookie])
        visit.page.set_default_timeout(90_000)
        visit.open(address)
        if name in {"hot-spots", "patrols"}:
            visit.page.wait_for_selector('[data-map][data-state="ready"]')
            visit.page.wait_for_selector('[data-places="shown"]')
        if name == "patrols":
            visit.page.select_option("#way", "Echo 2")
            visit.page.wait_for_timeout(1500)
        picture = visit.page.screenshot(full_page=True)
        (IMAGES / f"{name}-{width}.png").write_bytes(small(picture, HEIGHTS[width]))
        visit.page.context.close()


def main() -> None:
    """Make every picture."""
    IMAGES.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as folder:
        site = city(Path(folder))
        made = site.client(SERGEANT).post(f"/patrol/plan/new{QUERY}", SHIFT)["Location"]
        hot_spots = f"/insight/hotspots{QUERY}"
        pages = {"home": "/", "data": "/hub/", "hot-spots": hot_spots, "patrols": made}
        session = site.session_of("analyst")
        with browsing.served(site.root) as base, browsing.browser() as opened:
            for width in browsing.WIDTHS:
                look(opened, base, session, width, pages)


if __name__ == "__main__":
    main()
