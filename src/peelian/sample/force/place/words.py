"""Names for places that do not exist, built from roots and endings written for this purpose."""

from typing import Final

from numpy.random import Generator

_ROOTS: Final = (
    "Kelder Ostre Braxen Thurnal Velmer Yarrel Quenning Heskal Marlen Dravel Pennor Skarn "
    "Wexil Tolver Grimmel Aldrev Fenwer Corvel Morvan Lethar Rudmer Saltren Bresker Halvor "
    "Orrin Dunvel Cawler Essen Farrel Gisler Ivven Jarrel Kirvel Lomber Nethren Pollen Rasken "
    "Selwer Tarven Ulver Warrel Ambrel Bickner Colter Ebren Hovel Melver Stavel Thrapel Withen"
).split()
_ENDINGS: Final = (
    "wick combe stead mere hythe ley by thorpe minster holt ford den worth sett".split()
)
_FORCES: Final = (
    "Averlund Brackmoor Correndale Dunmarch Eskershire Fellmarch Garrowdale Hexmarsh Innerwold "
    "Jorvale Kestershire Lowmarch Merrowshire Northwold Ormsdale Pellmarch Quarrowshire Rothmarch "
    "Severwold Tamershire Underfell Varrowshire Westermarch Yarrowdale Zellmarch Ashmarch Brinwold "
    "Caldershire Dellmarch Easterwold Fossdale Grenmarch Holmershire Isenwold Kingsfell Larkshire "
    "Mossmarch Nidderwold Oxmarch Pinwold Rushmarch Stonewold Thornmarch"
).split()
_STREET_ROOTS: Final = (
    "Alder Apple Arbour Ash Aspen Badger Bakers Barley Barn Beacon Beech Bell Birch Blackthorn "
    "Bluebell Bracken Bramble Bridge Brook Broom Butcher Buttercup Candle Castle Cedar Chantry "
    "Chapel Cherry Chestnut Clay Clover Cobbler Colliery Cooper Copper Cornflower Cotton Cowslip "
    "Crane Cross Curlew Cutler Dairy Dale Damson Deer Dock Dove Drapers Drovers Elder Elm Falcon "
    "Farm Fern Ferry Field Finch Fisher Flax Forge Foundry Fountain Fox Fullers Gable Garden Garth "
    "Glebe Glover Goose Gorse Granary Grange Gravel Hare Harrow Hart Harvest Hawthorn Hazel Heath "
    "Heather Hedge Heron Hill Holly Honey Hop Iron Ivy Juniper Kestrel Kiln King Kite Laburnum "
    "Lark Larch Laurel Lavender Lime Linden Linnet Long Lower Mallow Malt Manor Maple Market Marsh "
    "Martin Mason Meadow Mill Mint Moor Moss Mulberry Nettle New North Nursery Oak Oat Old Orchard "
    "Osier Otter Owl Paddock Park Partridge Pasture Pear Peartree Pine Plough Plum Poplar Poppy "
    "Potter Primrose Priory Quarry Quay Queen Quince Raven Rectory Reed River Robin Rope Rose Rowan "
    "Rush Saddlers Sage School Sedge Shepherd Silver Sloe Smithy Sorrel South Sparrow Spring Spruce "
    "Station Stone Swallow Swan Sycamore Tanner Teasel Thistle Thorn Thrush Thyme Tower Trinity "
    "Turner Upper Vale Vicarage Vine Violet Walnut Warren Water Weaver Well West Wheat Wheel White "
    "Willow Wind Wood Wool Wren Yarrow Yew"
).split()
_STREET_MIDDLES: Final = ("", "", "", "field ", "wood ", "croft ", "side ", "bank ", "gate ")
STREET_TYPES: Final = {
    "main": ("Road", "Way", "Street", "Parade"),
    "secondary": ("Road", "Street", "Avenue", "Lane"),
    "residential": ("Street", "Road", "Avenue", "Drive", "Gardens", "Crescent", "Grove", "Terrace"),
    "close": ("Close", "Court", "Mews", "Walk", "Place", "Rise", "View", "Row"),
}
_PUB_FIRST: Final = "Brass Crooked Dancing Drowsy Gilded Green Jolly Laughing Lucky Merry Old Painted Quiet Red Silver Spotted Tin Wandering White Yellow".split()
_PUB_SECOND: Final = "Anvil Badger Barrel Beehive Boar Compass Duck Ferryman Fiddle Fox Goose Hare Kettle Lantern Magpie Mole Otter Pheasant Plough Ram Shuttle Thistle Tinker Wheelbarrow".split()


def force_name(index: int) -> str:
    """The name of force ``index`` (0 to 42)."""
    return _FORCES[index]


FORCES: Final = len(_FORCES)


def settlement_names(rng: Generator, count: int) -> list[str]:
    """Different names for ``count`` settlements of one county."""
    order = rng.permutation(len(_ROOTS) * len(_ENDINGS))[:count]
    return [_ROOTS[i % len(_ROOTS)] + _ENDINGS[i // len(_ROOTS)] for i in order.tolist()]


def street_names(rng: Generator, kinds: list[str]) -> list[str]:
    """A name for each street of one settlement, repeated only when the words run out."""
    roots, middles = len(_STREET_ROOTS), len(_STREET_MIDDLES)
    order = rng.permutation(roots * middles * 8)
    taken: set[str] = set()
    found = []
    for i, kind in enumerate(kinds):
        name = ""
        for step in range(4):
            draw = int(order[(i + step * 977) % order.size])
            root, middle = _STREET_ROOTS[draw % roots], _STREET_MIDDLES[draw // roots % middles]
            types = STREET_TYPES[kind]
            joined = root + middle if middle else root + " "
            name = joined + types[draw // (roots * middles) % len(types)]
            if name not in taken:
                break
        taken.add(name)
        found.append(name)
    return found


def pub_name(draw: int) -> str:
    """A name for a pub."""
    return f"The {_PUB_FIRST[draw % len(_PUB_FIRST)]} {_PUB_SECOND[draw // 31 % len(_PUB_SECOND)]}"


def premises_name(kind: str, draw: int, settlement: str) -> str:
    """A name for a place people visit."""
    root = _STREET_ROOTS[draw % len(_STREET_ROOTS)]
    if kind in {"pub", "bar"}:
        return pub_name(draw)
    titled = {
        "nightclub": f"Club {_PUB_SECOND[draw % len(_PUB_SECOND)]}",
        "supermarket": f"{root}s Supermarket",
        "shop": f"{root} Stores",
        "school": f"{root} Academy" if draw % 2 else f"{root} Primary School",
        "railway station": f"{settlement} {('Central', 'North', 'Parkway')[draw % 3]}",
        "hospital": f"{settlement} {('Infirmary', 'General Hospital')[draw % 2]}",
        "police station": f"{settlement} Police Station",
        "takeaway": f"{root} Kitchen",
        "petrol station": f"{root} Garage",
    }
    return titled.get(kind, f"{root} {kind.title()}")
